"""Bars for tests of backtests: written by hand, or drawn with a seed."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np

from quant.grid import Grid, of_bars
from trading.limits import Limits
from trading.market import Bar, CorporateAction
from trading.strategies import Compare, Comparison, Indicator, Measure, Rules

D = Decimal
START = date(2012, 1, 2)
# Nothing but cash and what is held stands in the way.
LOOSE = Limits(
    max_position_ratio=D(10),
    max_daily_loss_ratio=D(1),
    daily_risk_budget_ratio=D(10),
    max_drawdown_ratio=D(1),
    max_order_value=D(10**9),
    max_order_volume_ratio=D(10**6),
    max_volatility=D(10**6),
    max_day_move_ratio=D(10**6),
    auto_execution_max=10**6,
)


def weekdays(count: int) -> list[date]:
    days = (START + timedelta(days=number) for number in range(2 * count + 7))
    return [day for day in days if day.weekday() < 5][:count]


def bars(closes: Sequence[float | str], *, spread: str = "1", volume: int = 1_000_000) -> list[Bar]:
    """One bar a weekday that opens at the last close; low and high lie `spread` beyond open and close."""
    found, before = [], D(str(closes[0]))
    for day, close in zip(weekdays(len(closes)), (D(str(each)) for each in closes), strict=True):
        low, high = min(before, close) - D(spread), max(before, close) + D(spread)
        found.append(Bar(day, before, high, low, close, volume))
        before = close
    return found


def grid(closes: Sequence[float | str], *actions: CorporateAction, spread: str = "1", volume: int = 1_000_000) -> Grid:
    """A grid of one symbol, AAA."""
    return of_bars({"AAA": bars(closes, spread=spread, volume=volume)}, actions)


def walk(rows: int, columns: int, seed: int, *, minutes: int = 0) -> Grid:
    """Random walks in cents; with `minutes` so many bars make a session."""
    rng = np.random.default_rng(seed)
    close = np.round(100 * np.exp(np.cumsum(rng.normal(0.0003, 0.012, (rows, columns)), axis=0)), 2)
    opened = np.round(np.vstack([close[:1], close[:-1]]) * np.exp(rng.normal(0, 0.003, (rows, columns))), 2)
    tables = {
        "open": opened,
        "high": np.maximum(opened, close) + 0.2,
        "low": np.minimum(opened, close) - 0.2,
        "close": close,
    }
    days = weekdays(rows // max(1, minutes) + 1)
    if minutes:
        at = [
            datetime(days[row // minutes].year, days[row // minutes].month, days[row // minutes].day, 14, tzinfo=UTC)
            + timedelta(minutes=row % minutes)
            for row in range(rows)
        ]
    else:
        at = [datetime(day.year, day.month, day.day, 21, tzinfo=UTC) for day in days[:rows]]
    exact = {name: np.round(table * 100).astype(np.int64) * 10_000 for name, table in tables.items()}
    return Grid(
        symbols=tuple(f"S{number:02}" for number in range(columns)),
        at=tuple(at),
        day=np.array([each.date().toordinal() for each in at], np.int64),
        open=exact["open"],
        high=exact["high"],
        low=exact["low"],
        close=exact["close"],
        volume=np.full((rows, columns), 5_000_000, np.int64),
    )


def crossover(fast: int, slow: int, **more: Decimal) -> Rules:
    """Hold while the fast average is above the slow one."""
    lines = Indicator(Measure.SMA, fast), Indicator(Measure.SMA, slow)
    return Rules(
        name=f"SMA {fast}/{slow}",
        enter=Compare(lines[0], Comparison.ABOVE, lines[1]),
        exit=Compare(lines[0], Comparison.BELOW, lines[1]),
        **more,
    )
