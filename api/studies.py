"""Many backtests in one command: sweeps of a strategy's numbers, and what the drawdown stop does to strategies."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from signal import SIGKILL
from typing import TYPE_CHECKING, Final

from api.backtest import NOTE, Asked, bars_of, figure, market_of, noted, read_json, setup_of, trial
from api.evaluate import BadFile
from trading.limits import Limits
from trading.strategies import CATALOG

if TYPE_CHECKING:
    from api.trials import Registry
    from quant.sweeps import Sweep

WIDE: Final = Limits(
    max_position_ratio=Decimal("0.5"), daily_risk_budget_ratio=Decimal(1), max_order_value=Decimal(10**6)
)
LEGEND: Final = (
    "release: a second person lets it go on by a step at each later close; hold: nobody does, positions stay;",
    "flatten: everything is closed at the next open, and nothing is opened again.",
)


def sweep(
    asked: Asked,
    choices: Mapping[str, Sequence[int | str]],
    seed: int,
    *,
    processes: int,
    registry: "Registry | None" = None,
) -> str:
    """Try every combination of a template's choices, and say what the best of so many is worth.

    With a registry each of them is a trial among all others there, else they are held against each other alone.
    """
    from adapters.process import die_with_parent
    from quant.grid import of_bars
    from quant.outcomes import per_session
    from quant.sweeps import sweep as try_all
    from quant.sweeps import variants

    if asked.rules is None or asked.code is not None:
        raise BadFile('A sweep needs --rules, and no --code: a file in which what is to vary is written as "$name".')
    setup = setup_of(asked)
    trials = list(variants(read_json(asked.rules), choices))
    bars, actions = bars_of(market_of(asked.bars, seed), asked)
    tried = [trial(asked, rules, bars) for rules in trials]
    known = registry is not None and not registry.missing
    others = asyncio.run(registry.others([*bars], dict.fromkeys(tried))) if registry and known else []
    found = try_all(
        trials,
        of_bars(bars, actions),
        setup,
        processes=processes,
        bound=partial(die_with_parent, SIGKILL),
    )
    ratios = dict(zip(tried, map(per_session, found.returns.T), strict=True))
    registered = noted(
        registry, [*bars], {one: None if ratio is None else repr(ratio) for one, ratio in ratios.items()}
    )
    own = [ratio for ratio in ratios.values() if ratio is not None]
    head = f"{len(trials)} trials over {len(found.returns)} sessions, {processes} processes"
    return "\n".join([head, *_judged(found, [*own, *map(float, others)]), f"registered: {registered}", NOTE])


def _judged(found: "Sweep", ratios: Sequence[float]) -> list[str]:
    """Word what the best of a sweep is worth, as the best of all ratios, and what walking forward would have earned."""
    import numpy as np

    from quant.outcomes import overfitted
    from quant.sharpe import deflated, moments
    from quant.sweeps import walk_forward

    best, walked = found.best, walk_forward(found)
    ratio, skewness, kurtosis = moments(found.returns[:, best])
    spread = float(np.var(ratios, ddof=1)) if len(ratios) > 1 else 0.0
    luck = deflated(ratio, len(found.returns), len(ratios), spread, skewness, kurtosis)
    moving = found.returns[:, found.returns.any(axis=0)]
    return [
        f"best: {found.trials[best].name}, final equity {found.finals[best]:.2f}, "
        f"Sharpe ratio {ratio * np.sqrt(252):.2f}",
        f"probability that this is more than the best luck of {len(ratios)}: {luck:.2f}",
        f"probability of overfitting: {figure(overfitted(moving))}",
        f"walked forward (each part by the best before it): {np.prod(1 + walked.returns) - 1:+.2%} "
        f"by {', '.join(found.trials[each].name.split(': ', 1)[-1] for each in walked.chosen)}",
    ]


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
