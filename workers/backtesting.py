"""A backtest computed from bars; it loads numpy and runs in a process of its own."""

import runpy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any, Final

import numpy as np

from actions.backtests import FILLS_MAX, Filled, Found
from quant.arrays import Floats
from quant.backtest import AfterDrawdown, Setup
from quant.grid import Grid, of_bars
from quant.outcomes import Outcome, backtest, deflated, overfitted
from quant.strategies import Strategy, Written, of_chances, of_rules
from trading.errors import InvalidInput
from trading.limits import Limits
from trading.market import Bar, CorporateAction
from trading.performance import Figures
from trading.ports import Json
from trading.simulated import Fill
from trading.strategies import ENSEMBLE, of_json
from trading.sweeps import of_json as choices_of
from trading.units import plain
from workers import sweeping
from workers.labour import Said

HORIZON_DAYS: Final = 5
PEERS_LEAST: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Everything a backtest is made of. `past` are the bars of the whole market up to the last day, for the desk's
    models; `code` is FILE:CLASS of a person at the terminal, never of a client. `vary` are the choices of a sweep, on
    so many `processes`. `ratios` and `peers` are what else was tried: Sharpe ratios per session, and equity by day."""

    rules: Json | None
    bars: Mapping[str, Sequence[Bar]]
    actions: Sequence[CorporateAction]
    cash: Decimal
    seed: int
    past: Mapping[str, Sequence[Bar]] = field(default_factory=dict)
    code: str | None = None
    after_drawdown: AfterDrawdown = AfterDrawdown.RELEASE
    limits: Limits = field(default_factory=Limits)
    vary: Sequence[Json] | None = None
    processes: int = 1
    ratios: Sequence[str] = ()
    peers: Sequence[Sequence[Sequence[str]]] = ()


def carry_out(task: Task, said: Said) -> Found:
    """Run the strategy, or the best of a sweep, with its tripwires; InvalidInput as quant.outcomes.backtest says."""
    grid = of_bars(task.bars, task.actions)
    setup = Setup(cash=task.cash, limits=task.limits, after_drawdown=task.after_drawdown)
    if task.vary:
        return _swept(task, grid, setup, said)
    outcome = backtest(_strategy(task, grid, said), grid, setup, seed=task.seed, heard=said)
    return found(outcome, [outcome.sharpe_per_day], task.ratios, _overfit(outcome, task.peers))


def _swept(task: Task, grid: Grid, setup: Setup, said: Said) -> Found:
    """Try every variant, then test the best as any strategy."""
    rules = of_json(task.rules)
    swept = sweeping.sweep(rules, choices_of(task.vary or (), rules), grid, setup, task.processes, said)
    outcome = backtest(of_rules(swept.best), grid, setup, seed=task.seed, heard=sweeping.after(said))
    best = found(outcome, swept.ratios, task.ratios, swept.overfit)
    return replace(best, details={**best.details, "sweep": swept.details})


def of_code(code: str) -> Strategy:
    """Return the class of a file, FILE:CLASS, as a strategy; InvalidInput says what is wrong with it."""
    path, _, name = code.rpartition(":")
    try:
        made = runpy.run_path(path)[name]
    except KeyError:
        raise InvalidInput(f"{path} has no class {name!r}.") from None
    except Exception as error:  # whatever a user's file does
        raise InvalidInput(f"{path or code} cannot be loaded: {type(error).__name__}: {error}") from error
    if not isinstance(made, type) or not callable(getattr(made, "decide", None)):
        raise InvalidInput(f"{name} in {path} is not a class with a method `decide(self, past)`.")
    return Written(name, made)


def _strategy(task: Task, grid: Grid, said: Said) -> Strategy:
    if task.code is not None:
        return of_code(task.code)
    if task.rules is not None:
        return of_rules(of_json(task.rules))
    return _of_models(task, grid, said)


def _of_models(task: Task, grid: Grid, said: Said) -> Strategy:
    """Let the desk's models decide; to load what fits them costs more than most backtests, which ask none of them."""
    from ai.facts import History
    from ai.panel import Panel, series_of
    from ai.walk import POOL, TooShort, walk

    said("models", 0.01, "fitting the desk's models to each year's past")
    series = {symbol: series_of(History.of(symbol, bars)) for symbol, bars in task.past.items() if bars}
    try:
        walked = walk(Panel(series), HORIZON_DAYS, task.seed)
    except TooShort as short:
        raise InvalidInput(str(short)) from short
    place = {day: row for row, day in enumerate(walked.days.tolist())}
    rows = [place.get(int(day), -1) for day in grid.day]
    columns = [walked.symbols.index(symbol) for symbol in grid.symbols]
    chances, base = (
        np.where(np.array(rows)[:, None] >= 0, table[rows][:, columns], np.nan)
        for table in (walked.chances[POOL], walked.base)
    )
    return of_chances(ENSEMBLE, chances, base)


def found(outcome: Outcome, ratios: Sequence[float | None], others: Sequence[str], overfit: Decimal | None) -> Found:
    """Put an outcome into what is kept, judged as one of all trials: those of now, and what else was tried."""
    own = [ratio for ratio in ratios if ratio is not None]
    figures = Figures(
        first=outcome.first,
        last=outcome.last,
        profit=outcome.equity[-1][1] - outcome.opening_cash,
        costs=outcome.costs,
        total_return=outcome.total_return,
        max_drawdown=outcome.max_drawdown,
        annual_return=outcome.annual_return,
        volatility=outcome.volatility,
        sharpe=outcome.sharpe,
        sortino=outcome.sortino,
        win_rate=outcome.win_rate,
        turnover=outcome.turnover,
        probabilistic_sharpe=outcome.probabilistic_sharpe,
        deflated_sharpe=deflated(outcome, [*map(float, others), *own]),
        backtest_overfit=overfit,
        benchmark_return=outcome.benchmark_return,
        beta=outcome.beta,
        alpha=outcome.alpha,
    )
    return Found(
        figures=figures,
        details=details(outcome, len(others) + len(own)),
        equity=[[day.isoformat(), plain(equity)] for day, equity in outcome.equity],
        trades=outcome.trades,
        ratios=[None if ratio is None else repr(ratio) for ratio in ratios],
        fills=[_filled(fill) for fill in outcome.fills[:FILLS_MAX]],
    )


def _filled(fill: Fill) -> Filled:
    terms = fill.work.terms
    return Filled(fill.at, terms.symbol, terms.side, fill.quantity, fill.price, fill.fee, fill.realized)


def details(outcome: Outcome, trials: int) -> Json:
    """Return what is told besides the figures, as JSON."""
    return {
        "bars": outcome.bars,
        "final_equity": plain(outcome.final_equity),
        "dividends": plain(outcome.dividends),
        "benchmark_drawdown": plain(outcome.benchmark_drawdown),
        "lagged_sharpe": None if outcome.lagged_sharpe is None else plain(outcome.lagged_sharpe),
        "orders": outcome.orders,
        "denials": dict(outcome.denials),
        "stops": dict(outcome.stops),
        "rule_days": dict(outcome.rule_days),
        "cuts": outcome.cuts,
        "trials": trials,
        "hash": outcome.hash,
    }


def _overfit(outcome: Outcome, peers: Sequence[Sequence[Sequence[str]]]) -> Decimal | None:
    """Return the probability of overfitting among trials over the same days; None without others."""
    own = dict(outcome.equity)
    columns = [_returns(own, outcome.opening_cash)]
    for peer in peers:
        theirs = {date.fromisoformat(day): Decimal(equity) for day, equity in peer}
        if theirs.keys() == own.keys():
            columns.append(_returns(theirs, outcome.opening_cash))
    moving = [column for column in columns if column.any()]
    return overfitted(np.column_stack(moving)) if len(moving) > PEERS_LEAST else None


def _returns(equity: Mapping[date, Decimal], opening: Decimal) -> Floats:
    worth = np.array([float(opening), *(float(equity[day]) for day in sorted(equity))])
    returns: np.ndarray[Any, np.dtype[np.float64]] = worth[1:] / worth[:-1] - 1
    return returns
