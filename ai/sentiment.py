"""The sentiment model: TF-IDF and logistic regression over hashed n-grams, fitted coefficients read from a file.

How it was made and how good it is: ai/data/sentiment.md. numpy only, so that whoever asks need not load scikit-learn.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.grams import KEY_BITS, Places, grams
from ai.headlines import clean
from ai.moods import Label, Mood
from ai.readers import Reader

Floats = NDArray[np.float64]
FILE: Final = Path(__file__).parent / "data" / "sentiment.npz"
BATCH: Final = 2048  # texts whose n-grams stay in the processor's cache
LABELS: Final = tuple(Label)
MICRO: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Counts:
    """The distinct n-grams of some texts, ordered by text: whose, which column of the model, how often."""

    owner: Places
    column: Places
    count: Places


@dataclass(frozen=True)
class Model:
    """`keys` of the n known n-grams, ascending; `documents`: in how many of the `trained` texts each occurs.

    `weights` (n, 3) are whole numbers, to be multiplied by `steps` (3,). The log-odds of each label on its own become
    probabilities by `slope` and `offsets` (3,); the label is the likeliest once they are multiplied by `favour` (3,).
    """

    keys: Places
    documents: Places
    trained: int
    weights: NDArray[np.int8]
    steps: Floats
    intercepts: Floats
    slope: float
    offsets: Floats
    favour: Floats

    @cached_property
    def columns(self) -> NDArray[np.int32]:
        """The column of each possible key, -1 where the model does not know it."""
        table = np.full(1 << KEY_BITS, -1, np.int32)
        table[self.keys] = np.arange(len(self.keys), dtype=np.int32)
        return table

    @cached_property
    def rarity(self) -> Floats:
        return rarity(self.documents, self.trained)

    @cached_property
    def name(self) -> str:
        """Which model this is: of what shape, and a hash of its numbers."""
        state = hashlib.sha256()
        for column in (self.keys, self.documents, self.weights, self.steps, self.intercepts, self.offsets, self.favour):
            state.update(np.ascontiguousarray(column).tobytes())
        return f"tfidf-logistic {state.hexdigest()[:12]}"

    def chances(self, texts: Sequence[str]) -> Floats:
        """Return the probability of each label for each text, (texts, 3), from texts of one line."""
        parts = [self._chances(texts[at : at + BATCH]) for at in range(0, len(texts), BATCH)]
        return np.concatenate(parts) if parts else np.empty((0, len(LABELS)))

    def _chances(self, texts: Sequence[str]) -> Floats:
        found = counted(texts, self.columns)
        weight = weighed(found, self.rarity, len(texts))
        each = self.weights[found.column]
        odds = np.column_stack(
            [np.bincount(found.owner, weight * each[:, k], len(texts)) * self.steps[k] for k in range(len(LABELS))]
        )
        return shares(odds + self.intercepts, self.slope, self.offsets)

    def labels(self, chances: Floats) -> Places:
        """Return the place of each text's label in `Label`."""
        return np.asarray((chances * self.favour).argmax(axis=1))


def counted(texts: Sequence[str], columns: NDArray[np.int32]) -> Counts:
    """Count the n-grams of the texts that have a column."""
    owner, key = grams(texts)
    column = columns[key].astype(np.int64)
    known = column >= 0
    width = int(columns.max()) + 1
    both = np.sort(owner[known] * width + column[known])
    first = np.flatnonzero(np.concatenate([[True], both[1:] != both[:-1]])) if len(both) else np.empty(0, np.int64)
    return Counts(both[first] // width, both[first] % width, np.diff(np.append(first, len(both))))


def weighed(found: Counts, rarity: Floats, texts: int) -> Floats:
    """Return (1 + ln count) x rarity of each n-gram, scaled so that the squares of each text sum to 1."""
    weight = (1 + np.log(found.count)) * rarity[found.column]
    length = np.sqrt(np.bincount(found.owner, weight**2, texts))
    return np.asarray(weight / length[found.owner])


def rarity(documents: Places, trained: int) -> Floats:
    """Return 1 + ln((1 + texts) / (1 + texts with the n-gram))."""
    return np.asarray(1 + np.log((1 + trained) / (1 + documents)))


def shares(odds: Floats, slope: float, offsets: Floats) -> Floats:
    """Turn the log-odds of each label on its own into probabilities that sum to 1."""
    level = -slope * np.logaddexp(0, -odds) + offsets
    raised = np.exp(level - level.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


def save(model: Model, path: Path) -> None:
    """Write a model: whole numbers as they are, keys as distances."""
    np.savez_compressed(
        path,
        distances=np.diff(model.keys, prepend=0).astype(np.uint32),
        documents=model.documents.astype(np.uint16),
        trained=np.array(model.trained),
        weights=model.weights,
        steps=model.steps,
        intercepts=model.intercepts,
        slope=np.array(model.slope),
        offsets=model.offsets,
        favour=model.favour,
    )


@lru_cache(maxsize=2)
def load(path: Path = FILE) -> Model:
    """Read a model; what is read is bit for bit what was saved. Nothing in the file is ever executed."""
    with np.load(path, allow_pickle=False) as file:
        return Model(
            keys=np.cumsum(file["distances"], dtype=np.int64),
            documents=file["documents"].astype(np.int64),
            trained=int(file["trained"]),
            weights=file["weights"],
            steps=file["steps"],
            intercepts=file["intercepts"],
            slope=float(file["slope"]),
            offsets=file["offsets"],
            favour=file["favour"],
        )


def moods(texts: Sequence[str], model: Reader | None = None) -> list[Mood]:
    """Return the mood of each text. Any text will do: it is cleaned first."""
    model = model or load()
    chances = model.chances([clean(text) for text in texts])
    bearish, bullish = (np.rint(chances[:, k] * MICRO).astype(np.int64) for k in (0, 1))
    labels = model.labels(chances)
    sure = np.rint(chances[np.arange(len(texts)), labels] * MICRO).astype(np.int64)
    return [
        Mood(LABELS[label], Decimal(score).scaleb(-6), Decimal(confidence).scaleb(-6))
        for label, score, confidence in zip(labels.tolist(), (bullish - bearish).tolist(), sure.tolist(), strict=True)
    ]
