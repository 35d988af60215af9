"""What an analysis may know: bars up to and including one day, compact enough to send to another process."""

import operator
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Self

from ai.sources import ENSEMBLE, LINEUPS
from ai.views import ScoreSource, View
from trading.figures import Figures
from trading.market import Bar
from trading.news import Impact


@dataclass(frozen=True, slots=True)
class History:
    """Daily bars of one symbol as columns, ascending by day, on raw (unadjusted) prices.

    `days` are proleptic ordinals (`date.toordinal`); `dividend` is cash per share on its ex day and
    `split` is new shares per old one, as in `trading.market.Bar`. Floats: models estimate, the ledger counts.
    """

    symbol: str
    days: "array[int]"
    open: "array[float]"
    high: "array[float]"
    low: "array[float]"
    close: "array[float]"
    volume: "array[float]"
    dividend: "array[float]"
    split: "array[float]"

    def __post_init__(self) -> None:
        columns = (self.open, self.high, self.low, self.close, self.volume, self.dividend, self.split)
        if any(len(column) != len(self.days) for column in columns):
            raise ValueError(f"The columns of {self.symbol} differ in length.")
        if not all(map(operator.lt, self.days, self.days[1:])):
            raise ValueError(f"The days of {self.symbol} do not ascend.")

    @classmethod
    def of(cls, symbol: str, bars: Sequence[Bar]) -> Self:
        """Return the bars as columns; ValueError when their days do not ascend."""
        return cls(
            symbol=symbol,
            days=array("l", [bar.day.toordinal() for bar in bars]),
            open=array("d", [float(bar.open) for bar in bars]),
            high=array("d", [float(bar.high) for bar in bars]),
            low=array("d", [float(bar.low) for bar in bars]),
            close=array("d", [float(bar.close) for bar in bars]),
            volume=array("d", [float(bar.volume) for bar in bars]),
            dividend=array("d", [float(bar.dividend) for bar in bars]),
            split=array("d", [float(bar.split) for bar in bars]),
        )

    def extended(self, bars: Sequence[Bar]) -> Self:
        """Return this history with later bars behind it: a new day costs microseconds, not a conversion of all."""
        later = type(self).of(self.symbol, bars)
        return type(self)(
            symbol=self.symbol,
            days=self.days + later.days,
            open=self.open + later.open,
            high=self.high + later.high,
            low=self.low + later.low,
            close=self.close + later.close,
            volume=self.volume + later.volume,
            dividend=self.dividend + later.dividend,
            split=self.split + later.split,
        )


@dataclass(frozen=True, slots=True)
class Record:
    """What a source has said so far and what came of it: `months` in which it spoke, mean log losses with 6 places."""

    forecasts: int
    months: int
    loss: Decimal
    base_loss: Decimal


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """Everything one analysis sees. Nothing in it is later than `as_of`: ValueError otherwise.

    `histories` is the universe that models learn from; `symbols` are those to be analysed. `views` were
    formed elsewhere (by the analyst) and are to be blended in; `news` is what headlines say of symbols.
    `trained_until` is the day before which everything counts that models are fitted on, None for the month's first.
    `figures` are of companies, as they were known at the close of `as_of`. `records` are of sources that nothing is
    fitted to, on forecasts that were due. `lineup` is one of LINEUPS.
    Compared by identity, so that what is computed from one set of facts can be kept beside it.
    """

    as_of: date
    histories: Mapping[str, History]
    symbols: tuple[str, ...]
    seed: int
    horizon_days: int = 5
    views: tuple[View, ...] = ()
    news: Mapping[str, Impact] = field(default_factory=dict)
    trained_until: date | None = None
    figures: Mapping[str, Figures] = field(default_factory=dict)
    records: Mapping[ScoreSource, Record] = field(default_factory=dict)
    lineup: str = ENSEMBLE

    def __post_init__(self) -> None:
        if self.horizon_days < 1:
            raise ValueError("The horizon is at least one day.")
        if self.lineup not in LINEUPS:
            raise ValueError(
                f"Models of the kind {self.lineup} have no part in opinions; these have: {', '.join(LINEUPS)}."
            )
        self._check_days()

    def _check_days(self) -> None:
        for symbol, history in self.histories.items():
            if history.symbol != symbol:
                raise ValueError(f"The history under {symbol} is that of {history.symbol}.")
            if history.days and history.days[-1] > self.as_of.toordinal():
                last = date.fromordinal(history.days[-1])
                raise ValueError(f"{symbol} has a bar of {last}, which is later than {self.as_of}.")
        if self.trained_until is not None and self.trained_until > self.as_of:
            raise ValueError(f"Models cannot be fitted until {self.trained_until}, which is later than {self.as_of}.")
        self._check_told()

    def _check_told(self) -> None:
        """Raise ValueError for what was said or told later than `as_of`."""
        for symbol, told in self.figures.items():
            if told.symbol != symbol:
                raise ValueError(f"The figures under {symbol} are those of {told.symbol}.")
            if told.told_at.date() > self.as_of:
                raise ValueError(f"{symbol} has figures told at {told.told_at}, which is later than {self.as_of}.")
        for symbol, impact in self.news.items():
            if impact.at.date() > self.as_of:
                raise ValueError(f"{symbol} has a headline of {impact.at}, which is later than {self.as_of}.")
