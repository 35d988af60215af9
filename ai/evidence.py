"""What an analysis was made from, packed under the hash of its content and read back to the same facts."""

import hashlib
import json
import platform
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from ai.facts import Facts, History, Record
from ai.sources.analyst import AnalystResult, reread
from ai.views import ScoreSource
from trading.figures import Figures
from trading.news import Mention, impact

FORMAT: Final = 1
SPANS: Final = 3
COLUMNS: Final = ("open", "high", "low", "close", "volume", "dividend", "split")
WIDTH: Final = 8  # bytes of a day and of a number
LIBRARIES: Final = ("numpy", "scipy", "scikit-learn", "statsmodels", "TA-Lib")
MAYBE: Final = ("xgboost-cpu", "xgboost")  # where they are installed
ROOMS: Final = ("ai", "quant", "trading")
Mentions = Mapping[str, Sequence[Mention]]


class Damaged(ValueError):
    """A bundle that cannot be read back; the message says where."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """`body` is canonical JSON that names its parts by the SHA-256 of their bytes; `parts` are those bytes."""

    body: str
    parts: Mapping[str, bytes]

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()

    def changed(self) -> list[str]:
        """Name the parts that are missing or no longer what they were hashed as, in words."""
        wrong = []
        for symbol, names in _read(self.body)["histories"].items():
            for span, name in zip(("former years", "former months of the year", "the month"), names, strict=True):
                if name is not None and _sha256(self.parts.get(name, b"")) != name:
                    wrong.append(f"{symbol}: the bars of {span} are not those that were used")
        return wrong


def pack(facts: Facts, said: AnalystResult | None, mentions: Mentions, news_at: datetime | None) -> Bundle:
    """Pack all that `ensemble.analyse` sees, with what the news and the analyst's views in it were made from.

    `mentions` are what headlines said of symbols at `news_at`. Bars are cut into former years, former months of this
    year and this month, so that runs share what has not changed.
    """
    parts: dict[str, bytes] = {}
    histories = {symbol: _spans(history, facts.as_of, parts) for symbol, history in sorted(facts.histories.items())}
    body = {
        "format": FORMAT,
        "as_of": facts.as_of.isoformat(),
        "trained_until": facts.trained_until.isoformat() if facts.trained_until else None,
        "seed": facts.seed,
        "horizon_days": facts.horizon_days,
        "lineup": facts.lineup,
        "symbols": list(facts.symbols),
        "histories": histories,
        "news_at": news_at.isoformat() if news_at else None,
        "news": {symbol: [_mention(each) for each in mentions[symbol]] for symbol in sorted(mentions)},
        "analyst": _consultation(said) if said else None,
        "records": {
            source: [each.forecasts, each.months, str(each.loss), str(each.base_loss)]
            for source, each in sorted(facts.records.items())
        },
        "versions": versions(),
    }
    if facts.figures:
        body["figures"] = {symbol: _figures(told) for symbol, told in sorted(facts.figures.items())}
    return Bundle(json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")), parts)


def unpack(bundle: Bundle) -> Facts:
    """Return the facts of a bundle, whether its parts are those that were hashed or not. Raise Damaged."""
    body = _read(bundle.body)
    try:
        symbols = tuple(body["symbols"])
        said = body["analyst"]
        return Facts(
            as_of=date.fromisoformat(body["as_of"]),
            histories={symbol: _history(symbol, names, bundle.parts) for symbol, names in body["histories"].items()},
            symbols=symbols,
            seed=body["seed"],
            horizon_days=body["horizon_days"],
            views=reread(said["answers"], said["known"], symbols, said["failure"], body["horizon_days"])
            if said
            else (),
            news=_news(body),
            trained_until=date.fromisoformat(body["trained_until"]) if body["trained_until"] else None,
            figures={symbol: _told(symbol, said) for symbol, said in body.get("figures", {}).items()},
            records={
                ScoreSource(source): Record(forecasts, months, Decimal(loss), Decimal(base_loss))
                for source, (forecasts, months, loss, base_loss) in body["records"].items()
            },
            lineup=body["lineup"],
        )
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise Damaged(f"The evidence cannot be read: {type(error).__name__}: {error}") from error


@dataclass(frozen=True, slots=True)
class Asked:
    """What a language model was asked: the question, the hash of all that shapes an answer, and its symbols."""

    question: str
    prompt_hash: str
    known: tuple[str, ...]


def asked(bundle: Bundle) -> Asked | None:
    """Return the question of a run, None where it had none to ask. Raise Damaged."""
    said = _read(bundle.body)["analyst"]
    try:
        return Asked(said["question"], said["prompt_hash"], tuple(said["known"])) if said and said["known"] else None
    except (KeyError, TypeError) as error:
        raise Damaged("The evidence does not say what was asked.") from error


def answered(facts: Facts, question: Asked, answer: str) -> Facts:
    """Return the facts as they were with another answer of the language model. Raise BadAnswer."""
    views = reread([answer], question.known, facts.symbols, None, facts.horizon_days)
    return replace(facts, views=views)


def outdated(body: str) -> list[str]:
    """Say which versions of code and libraries a bundle was made with that are others now."""
    then, now = _read(body)["versions"], versions()
    return [f"{name} was {then.get(name)} and is {now[name]}" for name in now if then.get(name) != now[name]]


@cache
def versions() -> dict[str, str]:
    """Return what numbers depend on besides the facts: our own sources (as a hash) and the libraries."""
    root, sources = Path(__file__).parents[1], hashlib.sha256()
    for room in ROOMS:
        for path in sorted((root / room).rglob("*")):
            if path.suffix in (".py", ".md", ".npz", ".csv"):
                sources.update(str(path.relative_to(root)).encode() + path.read_bytes())
    libraries = {name: version(name) for name in LIBRARIES}
    for name in MAYBE:
        with suppress(PackageNotFoundError):
            libraries[name] = version(name)
    return {"code": sources.hexdigest(), "python": platform.python_version(), **libraries}


def part_names(body: str) -> list[str]:
    """Return the names of the parts that a body asks for. Raise Damaged."""
    return [name for names in _read(body)["histories"].values() for name in names if name is not None]


def _read(body: str) -> dict[str, Any]:
    """Return a body that has the right shape where it names parts, versions and the analyst. Raise Damaged."""
    try:
        read: dict[str, Any] = json.loads(body)
        if read["format"] != FORMAT:
            raise Damaged(f"The evidence has the format {read['format']}; this version reads {FORMAT}.")
        whole = all(
            len(names) == SPANS and all(name is None or isinstance(name, str) for name in names)
            for names in read["histories"].values()
        )
        if whole and isinstance(read["versions"], dict) and isinstance(read["analyst"], dict | None):
            return read
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError, RecursionError) as error:
        raise Damaged("The evidence is no JSON object of ours.") from error
    raise Damaged("The evidence is no JSON object of ours.")


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


# ---------------------------------------------------------------- bars


def _spans(history: History, as_of: date, parts: dict[str, bytes]) -> list[str | None]:
    """Put a history into parts, and return their names; None for a span without bars."""
    borders = [date(as_of.year, 1, 1).toordinal(), as_of.replace(day=1).toordinal()]
    first, second = (sum(day < border for day in history.days) for border in borders)
    names: list[str | None] = []
    for span in (slice(0, first), slice(first, second), slice(second, None)):
        content = b"".join(_columns(history, span))
        names.append(_sha256(content) if content else None)
        if content:
            parts[_sha256(content)] = content
    return names


def _columns(history: History, span: slice) -> Iterator[bytes]:
    yield array("q", history.days[span]).tobytes()
    for name in COLUMNS:
        yield getattr(history, name)[span].tobytes()


def _history(symbol: str, names: Sequence[str | None], parts: Mapping[str, bytes]) -> History:
    days, columns = array("l"), {name: array("d") for name in COLUMNS}
    for name in names:
        content = parts.get(name, b"") if name else b""
        size, rest = divmod(len(content), WIDTH * (1 + len(COLUMNS)))
        if rest or (name and not content):
            raise Damaged(f"The bars of {symbol} are damaged or missing.")
        pieces = [content[at * size * WIDTH : (at + 1) * size * WIDTH] for at in range(1 + len(COLUMNS))]
        days.extend(array("l", list(array("q", pieces[0]))))
        for column, piece in zip(columns.values(), pieces[1:], strict=True):
            column.frombytes(piece)
    return History(symbol=symbol, days=days, **columns)


# ---------------------------------------------------------------- figures, news and analyst


def _figures(told: Figures) -> dict[str, Any]:
    return {
        "source": told.source,
        "told_at": told.told_at.isoformat(),
        "seen_at": told.seen_at.isoformat(),
        "period_end": told.period_end.isoformat() if told.period_end else None,
        "ratios": {name: str(value) for name, value in told.ratios.items()},
    }


def _told(symbol: str, said: dict[str, Any]) -> Figures:
    return Figures(
        symbol=symbol,
        source=said["source"],
        told_at=datetime.fromisoformat(said["told_at"]),
        seen_at=datetime.fromisoformat(said["seen_at"]),
        period_end=date.fromisoformat(said["period_end"]) if said["period_end"] else None,
        **{name: Decimal(value) for name, value in said["ratios"].items()},
    )


def _mention(said: Mention) -> list[str]:
    return [str(said.score), str(said.confidence), said.at.isoformat(), said.scorer, said.headline]


def _news(body: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for symbol, stored in body["news"].items():
        mentions = [
            Mention(Decimal(score), Decimal(sure), datetime.fromisoformat(at), scorer, headline)
            for score, sure, at, scorer, headline in stored
        ]
        left = impact(mentions, datetime.fromisoformat(body["news_at"]))
        if left is not None:
            found[symbol] = left
    return found


def _consultation(said: AnalystResult) -> dict[str, Any]:
    return {
        "model": said.answers[-1].model if said.answers else None,
        "prompt_version": said.prompt_version,
        "prompt_hash": said.prompt_hash,
        "question": said.question,
        "known": list(said.known),
        "answers": list(said.raw_texts),
        "failure": said.failure,
    }
