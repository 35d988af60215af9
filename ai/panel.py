"""The facts as numpy arrays on total-return prices, and the same cut off at the start of a month."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Final

import numpy as np
import talib
from numpy.typing import NDArray

from ai.facts import Facts, History
from ai.features import Prices, features

Floats = NDArray[np.float64]
TRADING_DAYS: Final = 252
WARMUP_BARS: Final = 252
EWMA_BARS: Final = 32  # a decay of 1 - 2 / 33 = 0.94 a day, the RiskMetrics value


@dataclass(frozen=True)
class Series:
    """One symbol: n days, adjusted prices, features (n, k), whether all of a row are known, daily volatility forecast
    and ATR / close.

    Every row depends on that day and earlier days only, so that cutting rows off changes none that stay.
    """

    symbol: str
    days: NDArray[np.int64]
    prices: Prices
    raw_close: Floats
    features: Floats
    complete: NDArray[np.bool_]
    volatility: Floats
    atr_ratio: Floats

    def __len__(self) -> int:
        return len(self.days)

    def until(self, day: int) -> "Series":
        """Return the rows of days before the ordinal `day`."""
        n = int(np.searchsorted(self.days, day))
        prices = Prices(*(column[:n] for column in self.prices))
        return Series(
            self.symbol, self.days[:n], prices, self.raw_close[:n], self.features[:n],
            self.complete[:n], self.volatility[:n], self.atr_ratio[:n],
        )  # fmt: skip

    def forward_returns(self, horizon: int) -> Floats:
        """Return close[t + horizon] / close[t] - 1; NaN for the last `horizon` rows, whose end is not known.

        Rounded to 12 places: an unchanged price is no move, whatever the adjustment left in the last bit.
        """
        result = np.full(len(self), np.nan)
        close = self.prices.close
        if len(self) > horizon:
            result[:-horizon] = np.round(close[horizon:] / close[:-horizon] - 1, 12)
        return result


@dataclass(frozen=True, eq=False)
class Panel:
    """All symbols of the universe, ascending by name. `whole` is what it was cut from, None for what was not cut."""

    series: Mapping[str, Series]
    whole: "Panel | None" = None

    def until(self, day: int) -> "Panel":
        """Return what was known before the ordinal `day`; symbols without a bar by then are left out."""
        cut = {symbol: series.until(day) for symbol, series in self.series.items()}
        return Panel({symbol: series for symbol, series in cut.items() if len(series)}, self.whole or self)

    @cached_property
    def last_day(self) -> int:
        return max((int(series.days[-1]) for series in self.series.values()), default=0)

    @cached_property
    def digest(self) -> str:
        """Hash of all that models could learn from this panel."""
        state = hashlib.sha256()
        for symbol, series in self.series.items():
            state.update(f"{symbol}:{len(series)};".encode())
            for column in (series.days, *series.prices):
                state.update(column.tobytes())
        return state.hexdigest()

    @cached_property
    def market(self) -> tuple[NDArray[np.int64], Floats]:
        """Days and log returns of the equal-weight market: each day's mean over symbols with a bar before it."""
        if not self.series:
            return np.empty(0, np.int64), np.empty(0)
        if self.whole is not None:  # later days change nothing of earlier ones
            days, returns = self.whole.market
            n = int(np.searchsorted(days, self.last_day, side="right"))
            return days[:n], returns[:n]
        days = np.unique(np.concatenate([series.days for series in self.series.values()]))
        total, count = np.zeros(len(days)), np.zeros(len(days))
        for series in self.series.values():
            rows = np.searchsorted(days, series.days[1:])
            total[rows] += series.prices.close[1:] / series.prices.close[:-1] - 1
            count[rows] += 1
        known = count > 0
        return days[known], np.log1p(total[known] / count[known])


def series_of(history: History) -> Series:
    """Adjust forward from the first bar: past values never change when later dividends and splits come in."""
    split, dividend = np.asarray(history.split), np.asarray(history.dividend)
    close = np.asarray(history.close)
    growth = np.ones(len(close))
    growth[1:] = (close[1:] + dividend[1:]) * split[1:] / close[:-1]
    adjusted = close[:1] * np.cumprod(growth)
    factor = adjusted / close
    prices = Prices(
        np.asarray(history.open) * factor,
        np.asarray(history.high) * factor,
        np.asarray(history.low) * factor,
        adjusted,
        np.asarray(history.volume) / np.cumprod(split),
    )
    squares = np.full(len(close), np.nan)
    squares[1:] = np.log(growth[1:]) ** 2
    known = features(prices)
    return Series(
        symbol=history.symbol,
        days=np.asarray(history.days, dtype=np.int64),
        prices=prices,
        raw_close=close,
        features=known,
        complete=np.asarray(np.isfinite(known).all(axis=1)),
        volatility=np.sqrt(talib.EMA(squares, EWMA_BARS)) if len(close) > 1 else squares,
        atr_ratio=talib.ATR(prices.high, prices.low, prices.close, 14) / prices.close,
    )


@lru_cache(maxsize=2)
def panel_of(facts: Facts) -> Panel:
    """Return all that the facts hold."""
    histories = facts.histories
    return Panel({symbol: series_of(histories[symbol]) for symbol in sorted(histories) if histories[symbol].days})


@lru_cache(maxsize=2)
def past_of(facts: Facts) -> Panel:
    """Return the data of all fits: what was known at `trained_until`, else when the month of `as_of` began."""
    return panel_of(facts).until((facts.trained_until or month_start(facts.as_of)).toordinal())


def month_start(day: date) -> date:
    return day.replace(day=1)


def short_of_bars(panel: Panel, symbol: str, needed: int = WARMUP_BARS) -> str | None:
    """Return why nothing can be said about the symbol today, or None."""
    series = panel.series.get(symbol)
    if series is None:
        return f"{symbol} has no bars."
    if len(series) < needed:
        return f"{symbol} has {len(series)} of the {needed} bars that the features need."
    if int(series.days[-1]) < panel.last_day:
        return f"{symbol} has no bar of {date.fromordinal(panel.last_day)}."
    return None
