"""Many backtests in one command: sweeps of a strategy's numbers, and what the drawdown stop does to strategies."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from signal import SIGKILL
from typing import Final

from api.backtest import NOTE, Asked, bars_of, figure, market_of, read_json
from api.evaluate import BadFile
from trading.limits import Limits
from trading.strategies import CATALOG

WIDE: Final = Limits(
    max_position_ratio=Decimal("0.5"), daily_risk_budget_ratio=Decimal(1), max_order_value=Decimal(10**6)
)
LEGEND: Final = (
    "release: a second person lets it go on by a step at each later close; hold: nobody does, positions stay;",
    "flatten: everything is closed at the next open, and nothing is opened again.",
)


def sweep(asked: Asked, choices: Mapping[str, Sequence[int | str]], seed: int, *, processes: int) -> str:
    """Try every combination of a template's choices, and say what the best of so many is worth."""
    import numpy as np

    from adapters.process import die_with_parent
    from quant.backtest import Setup
    from quant.grid import of_bars
    from quant.outcomes import overfitted
    from quant.sharpe import deflated, moments
    from quant.sweeps import sweep as try_all
    from quant.sweeps import variants, walk_forward

    if asked.rules is None:
        raise BadFile('A sweep needs --rules: a file in which what is to vary is written as "$name".')
    trials = list(variants(read_json(asked.rules), choices))
    bars, actions = bars_of(market_of(asked.bars, seed), asked)
    found = try_all(
        trials,
        of_bars(bars, actions),
        Setup(cash=asked.cash),
        processes=processes,
        bound=partial(die_with_parent, SIGKILL),
    )
    best, walked = found.best, walk_forward(found)
    ratio, skewness, kurtosis = moments(found.returns[:, best])
    spread = float(np.var(found.ratios, ddof=1)) if len(trials) > 1 else 0.0
    luck = deflated(ratio, len(found.returns), len(trials), spread, skewness, kurtosis)
    moving = found.returns[:, found.returns.any(axis=0)]
    lines = [
        f"{len(trials)} trials over {len(found.returns)} sessions, {processes} processes",
        f"best: {found.trials[best].name}, final equity {found.finals[best]:.2f}, "
        f"Sharpe ratio {ratio * np.sqrt(252):.2f}",
        f"probability that this is more than the best luck of {len(trials)}: {luck:.2f}",
        f"probability of overfitting: {figure(overfitted(moving))}",
        f"walked forward (each part by the best before it): {np.prod(1 + walked.returns) - 1:+.2%} "
        f"by {', '.join(found.trials[each].name.split(': ', 1)[-1] for each in walked.chosen)}",
        NOTE,
    ]
    return "\n".join(lines)


def drawdowns(bars: Path | None, seed: int) -> str:
    """Return what the drawdown stop would have done to the strategies of the catalog, by what happens after it."""
    from quant.backtest import AfterDrawdown, Setup, run
    from quant.grid import of_bars
    from quant.performance import max_drawdown
    from quant.strategies import of_rules

    chosen, actions = bars_of(market_of(bars, seed), Asked())
    grid = of_bars(chosen, actions)
    lines = [
        f"{grid.at[0].date()} to {grid.at[-1].date()}, {', '.join(grid.symbols)}: each strategy with an equal share of",
        "at most 9.5% a symbol, and again with 24% (position and budget limits lifted), from 100,000.",
        "",
        f"{'strategy':<24}{'after the stop':<18}{'final':>12}{'return':>10}{'drawdown':>10}{'stops':>7}{'first':>13}",
    ]
    for name, rules in CATALOG.items():
        for weight in (None, Decimal("0.24")):
            limits = Limits() if weight is None else WIDE
            strategy = of_rules(replace(rules, weight=weight))
            for after in (None, *AfterDrawdown):
                own = limits if after else replace(limits, max_drawdown_ratio=Decimal(1))
                setup = Setup(limits=own, after_drawdown=after or AfterDrawdown.RELEASE)
                found = run(grid, strategy.decider(grid), setup)
                halts = [trip for trip in found.trips if trip.reason == "DRAWDOWN"]
                title = f"{name}{f' {weight:.0%}' if weight else ''}"
                lines.append(
                    f"{title if after is None else '':<24}{(after or 'no stop').lower():<18}{found.final:>12}"
                    f"{found.final / setup.cash - 1:>+10.1%}{max_drawdown(found.returns):>10.1%}{len(halts):>7}"
                    f"{str(halts[0].at.date()) if halts else 'never':>13}"
                )
    lines += ["", "release: a second person lets it go on by a step at each later close; hold: nobody does, positions"]
    return "\n".join(
        [*lines, "stay; flatten: everything is closed at the next open, and nothing is opened again.", NOTE]
    )
