"""How good a sentiment model is on labelled texts: reading the file, accuracy, macro F1, calibration."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.moods import Label
from ai.sentiment import LABELS

FILE_MAX: Final = 200_000_000  # bytes
FIELD_MAX: Final = 1_000_000
NUMBERS: Final = {str(number): label for number, label in enumerate(LABELS)}
WORDS: Final = {label.lower(): label for label in LABELS}


class Unreadable(ValueError):
    """A file that is not what it should be; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Row:
    text: str
    label: Label


@dataclass(frozen=True, slots=True)
class OfLabel:
    """`precision` and `recall` are 0 where nothing was found; `count` is how many texts have the label."""

    label: Label
    count: int
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """`macro_f1` is the mean over the labels that occur, in the file or in the answers."""

    count: int
    accuracy: float
    macro_f1: float
    labels: tuple[OfLabel, ...]


def read(path: Path) -> list[Row]:
    """Read a CSV with the columns text and label: 0, 1, 2 or bearish, bullish, neutral.

    Raise Unreadable for a file that is missing, empty, too large, no UTF-8 or no such CSV, with the line.
    """
    try:
        if path.stat().st_size > FILE_MAX:
            raise Unreadable(f"{path} is larger than {FILE_MAX // 1_000_000} MB; split it.")
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = list(_rows(path, file))
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"{path}, line {_line_of_no_utf8(path)} is not UTF-8; save the file as UTF-8.") from error
    if not rows:
        raise Unreadable(f"{path} has no rows below its header.")
    return rows


def _line_of_no_utf8(path: Path) -> int:
    """Return the first line that cannot be decoded; the decoder itself only knows a place in its buffer."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    raise Unreadable(f"{path} was changed while it was read; try again.")


def _rows(path: Path, lines: Iterator[str]) -> Iterator[Row]:
    csv.field_size_limit(FIELD_MAX)
    reader, line = csv.reader(lines, strict=True), 1  # where a row begins: a text may have several lines
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        if header.count("text") != 1 or header.count("label") != 1:
            raise Unreadable(
                f"{path} begins with the columns {', '.join(header) or '(none)'}; it needs text and label."
            )
        text, label = header.index("text"), header.index("label")
        line = reader.line_num + 1
        for fields in reader:
            if fields:
                yield Row(*_read_row(f"{path}, line {line}", fields, len(header), text, label))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"{path}, the row that begins at line {line}: {error}; look for a quote.") from error


def _read_row(place: str, fields: Sequence[str], width: int, text: int, label: int) -> tuple[str, Label]:
    if len(fields) != width:
        raise Unreadable(f"{place} has {len(fields)} columns instead of {width}; quote texts that hold commas.")
    if not fields[text].strip():
        raise Unreadable(f"{place} has no text.")
    said = fields[label].strip().lower()
    known = NUMBERS.get(said.removesuffix(".0")) or WORDS.get(said)
    if known is None:
        raise Unreadable(f"{place}: the label {fields[label]!r} is none of 0 bearish, 1 bullish, 2 neutral.")
    return fields[text], known


def accuracy(truth: NDArray[np.int64], said: NDArray[np.int64]) -> Accuracy:
    """Compare labels, as their places in `Label`; not for empty arrays."""
    table = np.bincount(truth * len(LABELS) + said, minlength=len(LABELS) ** 2).reshape(len(LABELS), len(LABELS))
    each = tuple(_of_label(label, table, place) for place, label in enumerate(LABELS))
    occurring = [of.f1 for place, of in enumerate(each) if table[place].any() or table[:, place].any()]
    return Accuracy(len(truth), float(np.trace(table) / len(truth)), float(np.mean(occurring)), each)


def _of_label(label: Label, table: NDArray[np.int64], place: int) -> OfLabel:
    right, said, true = int(table[place, place]), int(table[:, place].sum()), int(table[place].sum())
    return OfLabel(
        label,
        count=true,
        precision=right / said if said else 0.0,
        recall=right / true if true else 0.0,
        f1=2 * right / (said + true) if said + true else 0.0,
    )
