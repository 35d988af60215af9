"""Bars of several symbols on one calendar, exact: what a backtest walks over."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Final

import numpy as np
from numpy.typing import NDArray

from quant.arrays import Floats, floats
from quant.indicators import Bars
from trading.errors import FieldProblem, InvalidInput
from trading.market import Bar, CorporateAction, CorporateActionKind

Whole = NDArray[np.int64]
MICROS: Final = 1_000_000
VOLUME_MAX: Final = 2**62
GAP_DAYS_MAX: Final = 30  # a listed symbol without a bar for longer is a broken file
CLOSES_AT: Final = time(21)
PRICES: Final = ("open", "high", "low", "close")


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """(t, n) tables: prices in millionths and volume in shares as whole numbers, 0 where there is no bar.

    `at` are the t instants of the bars' ends, `day` their sessions as ordinals. `actions` are by row; they take
    effect before the row's open. `close` is filled forward (0 before the first bar), `traded` says where a bar is.
    """

    symbols: tuple[str, ...]
    at: tuple[datetime, ...]
    day: Whole
    open: Whole
    high: Whole
    low: Whole
    close: Whole
    volume: Whole
    actions: Mapping[int, tuple[CorporateAction, ...]] = field(default_factory=dict)

    @property
    def traded(self) -> NDArray[np.bool_]:
        """Where there is a bar."""
        return self.open > 0

    @property
    def bars(self) -> int:
        """How many bars there are in all."""
        return int(np.count_nonzero(self.open))

    def until(self, rows: int) -> "Grid":
        """Return what was known after the first rows, and nothing later."""
        part = slice(0, rows)
        known = {row: actions for row, actions in self.actions.items() if row < rows}
        tables = {name: getattr(self, name)[part].copy() for name in ("day", *PRICES, "volume")}
        return Grid(symbols=self.symbols, at=self.at[:rows], actions=known, **tables)

    def splits(self, column: int) -> Floats:
        """Return (t,) how many shares one of the first row has become by each row."""
        ratio = np.ones(len(self.at))
        for row, actions in self.actions.items():
            for action in actions:
                if action.symbol == self.symbols[column] and action.kind is CorporateActionKind.SPLIT:
                    ratio[row] *= float(action.ratio)
        return floats(np.cumprod(ratio)) if (ratio != 1).any() else ratio

    def columns(self, column: int) -> tuple[NDArray[np.intp], Bars, Floats]:
        """Return the rows on which a symbol traded, its bars in the shares of the first row, and the splits by then.

        Nothing that happens later changes any of it.
        """
        rows = np.flatnonzero(self.open[:, column])
        part = slice(None) if len(rows) == len(self.at) else rows  # a view is quicker than a choice
        ratio = self.splits(column)[part]
        prices = {name: getattr(self, name)[part, column] / MICROS for name in PRICES}
        if (ratio != 1).any():
            prices = {name: price * ratio for name, price in prices.items()}
        return rows, Bars(volume=self.volume[part, column] / ratio, **prices), ratio


def of_bars(bars: Mapping[str, Sequence[Bar]], actions: Iterable[CorporateAction] = ()) -> Grid:
    """Return daily bars as a grid over every day on which one of the symbols traded.

    InvalidInput names what is wrong: no bars, days out of order or twice, a gap, a price that cannot be, an action
    on a day without a bar.
    """
    if not bars:
        raise _wrong("There is nothing to test: name at least one symbol.")
    for symbol, own in bars.items():
        _check(symbol, own)
    days = sorted({bar.day for own in bars.values() for bar in own})
    row_of = {day: row for row, day in enumerate(days)}
    shape = len(days), len(bars)
    tables = {name: np.zeros(shape, np.int64) for name in (*PRICES, "volume")}
    for column, own in enumerate(bars.values()):
        rows = [row_of[bar.day] for bar in own]
        for name in PRICES:
            tables[name][rows, column] = [int(getattr(bar, name) * MICROS) for bar in own]
        tables["volume"][rows, column] = [bar.volume for bar in own]
    events = _by_row(actions, bars, row_of)
    tables["close"] = _filled(tables["close"])
    return Grid(
        symbols=tuple(bars),
        at=tuple(datetime.combine(day, CLOSES_AT, UTC) for day in days),
        day=np.array([day.toordinal() for day in days], np.int64),
        actions=events,
        **tables,
    )


def _check(symbol: str, bars: Sequence[Bar]) -> None:
    if not bars:
        raise _wrong(f"There are no bars of {symbol} in this period.")
    before: Bar | None = None
    for bar in bars:
        prices = (bar.open, bar.high, bar.low, bar.close)
        if not all(price.is_finite() and price > 0 for price in prices):
            raise _wrong(f"{symbol} on {bar.day}: {'/'.join(map(str, prices))} are not all prices above zero.")
        if not bar.low <= min(bar.open, bar.close) or not bar.high >= max(bar.open, bar.close):
            raise _wrong(f"{symbol} on {bar.day}: open or close lies outside of low {bar.low} and high {bar.high}.")
        if not 0 <= bar.volume <= VOLUME_MAX:
            raise _wrong(f"{symbol} on {bar.day}: a volume of {bar.volume} cannot be.")
        if before is not None:
            _check_order(symbol, before.day, bar.day)
        before = bar


def _check_order(symbol: str, before: date, day: date) -> None:
    if day == before:
        raise _wrong(f"{symbol} has two bars on {day}.")
    if day < before:
        raise _wrong(f"The bars of {symbol} are out of order: {day} comes after {before}.")
    if (day - before).days > GAP_DAYS_MAX:
        raise _wrong(f"{symbol} has no bar between {before} and {day}; choose a period without that gap.")


def _by_row(
    actions: Iterable[CorporateAction], bars: Mapping[str, Sequence[Bar]], row_of: Mapping[date, int]
) -> dict[int, tuple[CorporateAction, ...]]:
    days = {symbol: {bar.day for bar in own} for symbol, own in bars.items()}
    found: dict[int, tuple[CorporateAction, ...]] = {}
    for action in actions:
        if action.symbol not in bars or not bars[action.symbol][0].day < action.day <= bars[action.symbol][-1].day:
            continue  # on the first day nobody holds it yet
        if action.day not in days[action.symbol]:
            raise _wrong(f"{action.symbol} has a {action.kind} on {action.day}, but no bar of that day.")
        found[row_of[action.day]] = (*found.get(row_of[action.day], ()), action)
    return found


def _filled(close: Whole) -> Whole:
    """Carry the last close forward over the days on which a symbol did not trade."""
    rows = np.arange(len(close))[:, None]
    last = np.maximum.accumulate(np.where(close > 0, rows, 0), axis=0)
    filled: Whole = np.take_along_axis(close, last, axis=0)
    return filled


def price_of(micros: int) -> Decimal:
    """Return a price of the grid as it is reckoned with."""
    return Decimal(micros).scaleb(-6)


def _wrong(message: str) -> InvalidInput:
    return InvalidInput(message, FieldProblem(("symbols",), message))
