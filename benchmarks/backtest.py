"""Backtests with full orders, gate, matching and ledger: `python -m benchmarks.backtest`.

Everything is CPU time, so that what else the machine does counts little: bars per second are the best of several runs,
indicators included; of a sweep it is that of all its processes together, their start included, shared out between them.
backtrader and vectorbt run beside it where they are installed: for comparison only, the desk never imports them.
"""

import importlib
import importlib.util
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import partial
from operator import itemgetter
from signal import SIGKILL
from typing import Any, Final

import numpy as np

from adapters.market.replay import Replay
from adapters.process import die_with_parent
from benchmarks.table import Figure, show
from quant.backtest import Run, Setup, run
from quant.grid import MICROS, Grid, of_bars
from quant.strategies import of_rules
from quant.sweeps import Sweep, sweep
from trading.limits import Limits
from trading.matching import FillParams
from trading.strategies import Compare, Comparison, Indicator, Measure, Rules

ROUNDS: Final = 15
SYMBOLS, DAYS, PROCESSES = 20, 2_520, 2
MINUTES: Final = 390
FAST, SLOW = 50, 200
D = Decimal
CASH: Final = D(1_000_000)
# Wide enough that nothing is denied: every order passes the whole gate all the same.
LIMITS: Final = Limits(
    max_drawdown_ratio=D(1),
    max_daily_loss_ratio=D(1),
    daily_risk_budget_ratio=D(10),
    max_order_value=D(10**9),
    max_volatility=D(100),
    max_day_move_ratio=D(10),
    auto_execution_max=10**6,
)
SETUP: Final = Setup(cash=CASH, limits=LIMITS)
# What backtrader does by itself: the next open, whole, at no cost.
FREE: Final = Setup(
    cash=CASH,
    limits=LIMITS,
    fills=FillParams(slippage_bp=D(0), fee_per_share=D(0), volume_share=D(1)),
    half_spread_bp=D(0),
    impact_bp=D(0),
)


def crossover(fast: int = FAST, slow: int = SLOW) -> Rules:
    lines = Indicator(Measure.SMA, fast), Indicator(Measure.SMA, slow)
    return Rules(
        name=f"SMA {fast}/{slow}",
        enter=Compare(lines[0], Comparison.ABOVE, lines[1]),
        exit=Compare(lines[0], Comparison.BELOW, lines[1]),
        weight=D("0.05"),
    )


def walk(rows: int, columns: int, deviation: float, *, minutes: int = 0) -> Grid:
    """Draw random walks in cents; with `minutes` so many bars make a session."""
    rng = np.random.default_rng(7)
    close = np.round(100 * np.exp(np.cumsum(rng.normal(0, deviation, (rows, columns)), axis=0)), 2)
    opened = np.round(np.vstack([close[:1], close[:-1]]) * np.exp(rng.normal(0, deviation / 5, (rows, columns))), 2)
    first = date(2003, 1, 1)
    days = [day for n in range(2 * rows) if (day := first + timedelta(days=n)).weekday() < 5][
        : rows // (minutes or 1) + 1
    ]
    at = [
        datetime(days[row].year, days[row].month, days[row].day, 21, tzinfo=UTC)
        if not minutes
        else datetime(days[row // minutes].year, days[row // minutes].month, days[row // minutes].day, 14, tzinfo=UTC)
        + timedelta(minutes=row % minutes)
        for row in range(rows)
    ]

    def exact(table: Any) -> Any:
        return np.round(table * 100).astype(np.int64) * (MICROS // 100)

    return Grid(
        symbols=tuple(f"S{number:02}" for number in range(columns)),
        at=tuple(at),
        day=np.array([each.date().toordinal() for each in at], np.int64),
        open=exact(opened),
        high=exact(np.maximum(opened, close) + 0.05),
        low=exact(np.minimum(opened, close) - 0.05),
        close=exact(close),
        volume=np.full((rows, columns), 10_000_000, np.int64),
    )


def bundled() -> Grid:
    """Return the bundled bars of the four old symbols, 2000 to 2013."""
    market = Replay(None, 7)
    bars = {symbol: market.bars(symbol, until=date.max) for symbol in ("AAPL", "GOOG", "IBM", "MSFT")}
    return of_bars(bars, [action for day in market.days() for action in market.actions(day) if action.symbol in bars])


def best(once: Callable[[], Any]) -> tuple[float, Any]:
    """Return the CPU seconds of the best round, and what it returned."""
    found, result = float("inf"), None
    for _ in range(ROUNDS):
        began = time.process_time()
        result = once()
        found = min(found, time.process_time() - began)
    return found, result


def tested(grid: Grid, setup: Setup) -> Run:
    return run(grid, of_rules(crossover()).decider(grid), setup)


def crossing_of(bt: Any) -> Any:
    """Return the same strategy for backtrader."""

    class Crossing(bt.Strategy):  # type: ignore[misc]  # the package has no types
        def __init__(self) -> None:
            self.averages = [[bt.ind.SMA(data.close, period=each) for each in (FAST, SLOW)] for data in self.datas]
            self.holding = [False] * len(self.datas)

        def next(self) -> None:
            if len(self) <= SLOW + 1:
                return
            worth = round(self.broker.getvalue(), 2)
            wants = [(fast[0] > slow[0]) - (fast[0] < slow[0]) for fast, slow in self.averages]
            for number, data in enumerate(self.datas):
                if wants[number] < 0 and self.holding[number]:
                    self.close(data)
                elif wants[number] > 0 and not self.holding[number]:
                    self.buy(data, size=int(0.05 * worth / (data.close[0] * 1.02)))
                self.holding[number] = wants[number] > 0 or (self.holding[number] and not wants[number])

    return Crossing


def backtrader_final(grid: Grid) -> float:
    """Return the final equity of the same strategy in backtrader."""
    bt, pandas = importlib.import_module("backtrader"), importlib.import_module("pandas")
    cerebro = bt.Cerebro(stdstats=False)
    cerebro.broker.setcash(float(CASH))
    index = pandas.DatetimeIndex([each.replace(tzinfo=None) for each in grid.at])
    for column, symbol in enumerate(grid.symbols):
        table = {name: getattr(grid, name)[:, column] / MICROS for name in ("open", "high", "low", "close")}
        frame = pandas.DataFrame({**table, "volume": grid.volume[:, column]}, index=index)
        cerebro.adddata(bt.feeds.PandasData(dataname=frame), name=symbol)
    cerebro.addstrategy(crossing_of(bt))
    cerebro.run()
    return float(cerebro.broker.getvalue())


def vectorbt_final(grid: Grid, ours: Run) -> tuple[float, float]:
    """Return the CPU seconds in vectorbt, without orders, gate and ledger, of the averages and of fills like ours at
    the same opens, and the final equity that it comes to."""
    vbt = importlib.import_module("vectorbt")
    prices = {name: getattr(grid, name) / MICROS for name in ("open", "close")}
    sizes, row_of = np.zeros(grid.open.shape), {at: row for row, at in enumerate(grid.at)}
    for fill in ours.end.executions:
        terms = fill.work.terms
        sizes[row_of[fill.at], grid.symbols.index(terms.symbol)] += float(fill.quantity) * terms.side.sign

    def once() -> float:
        for window in (FAST, SLOW):
            vbt.MA.run(prices["close"], window=window)
        held = vbt.Portfolio.from_orders(
            prices["close"],
            size=np.where(sizes == 0, np.nan, sizes),
            price=prices["open"],
            init_cash=float(CASH),
            cash_sharing=True,
            group_by=True,
            call_seq="auto",
        )
        return float(held.final_value())

    return best(once)


def spent_s() -> float:
    """Return the CPU seconds of this process and of those that it has seen end."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def swept(trials: Sequence[Rules], grid: Grid, *, fast: bool) -> tuple[float, float, Sweep]:
    """Return the CPU seconds of a sweep, those that passed, and what it found."""
    began, spent = time.perf_counter(), spent_s()
    found = sweep(trials, grid, SETUP, processes=PROCESSES, bound=partial(die_with_parent, SIGKILL), fast=fast)
    return spent_s() - spent, time.perf_counter() - began, found


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    print(f"load {os.getloadavg()[0]:.1f} when it began")
    daily, minutes = walk(DAYS, SYMBOLS, 0.015), walk(252 * MINUTES, 1, 0.0006, minutes=MINUTES)
    daily_s, done = best(lambda: tested(daily, SETUP))
    minute_s, minutely = best(lambda: tested(minutes, SETUP))
    if done.end.denials() or not minutely.end.executions:
        raise SystemExit(f"this is not the case that is meant: {done.end.denials()}")
    trials = [crossover(fast, slow) for fast in range(20, 60, 2) for slow in range(100, 200, 10)]
    real = bundled()
    sweep_s, passed_s, plain = swept(trials, real, fast=False)
    orders = len(done.end.orders)
    figures = [
        Figure(
            name=f"{SYMBOLS} symbols x 10 years daily, {orders} orders, bars",
            value=daily.bars / daily_s / 1e6, unit="M/s CPU", goal=1.0, better="more", places=2,
        ),
        Figure(
            name=f"a year of minutes, {len(minutely.end.orders)} orders, bars",
            value=minutes.bars / minute_s / 1e6, unit="M/s CPU", goal=0.5, better="more", places=2,
        ),
        Figure(
            name=f"sweep of {len(trials)} x {real.bars} bars, each of {PROCESSES} processes",
            value=sweep_s / PROCESSES, unit="s CPU", goal=6.0,
        ),
        Figure(name="the same, until it was done", value=passed_s, unit="s"),
        Figure(name="an order with gate, matching and ledger", value=daily_s / orders * 1e6, unit="us CPU"),
    ]  # fmt: skip
    if importlib.util.find_spec("numba"):
        swept(trials, real, fast=True)  # loads or compiles the kernel
        fast_s, quick = min((swept(trials, real, fast=True)[::2] for _ in range(3)), key=itemgetter(0))
        if quick.returns.tobytes() != plain.returns.tobytes():
            raise SystemExit("the kernel comes to something else")
        name = "the same sweep with numba, 1 process"
        figures.append(Figure(name=name, value=fast_s, unit="s CPU", goal=0.5, places=2))
    return show([*figures, *beside(daily, daily_s)])


def beside(daily: Grid, daily_s: float) -> Iterator[Figure]:
    """Run what others have beside ours, at no cost, where it is installed."""
    free = tested(daily, FREE)
    ours = float(free.final)
    if importlib.util.find_spec("backtrader"):
        began = time.process_time()
        theirs = backtrader_final(daily)
        spent = time.process_time() - began
        print(f"final equity at no cost: {ours:,.2f}, in backtrader {theirs:,.2f}")
        yield Figure(name="off backtrader's final equity", value=abs(ours - theirs), unit="dollars", goal=0.5)
        yield Figure(name="backtrader, times as long", value=spent / daily_s, unit="x", goal=10, better="more")
    if importlib.util.find_spec("vectorbt"):
        spent, theirs = vectorbt_final(daily, free)
        print(f"final equity at no cost: {ours:,.2f}, of the same fills in vectorbt {theirs:,.2f}")
        yield Figure(name="off vectorbt's final equity", value=abs(ours - theirs), unit="dollars", goal=0.5)
        yield Figure(name="vectorbt without gate and ledger, times as long", value=spent / daily_s, unit="x")


if __name__ == "__main__":
    sys.exit(main())
