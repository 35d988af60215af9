"""The command `plimsoll backtest`: one strategy on the past, as it is."""

import asyncio
import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from api.evaluate import BadFile
from trading.limits import Limits
from trading.market import Bar, CorporateAction
from trading.strategies import CATALOG, ENSEMBLE, Rules, of_json

if TYPE_CHECKING:
    from actions.backtests import Found
    from api.trials import Registry
    from quant.backtest import Setup
    from workers.backtesting import Task

OLD_ENOUGH: Final = 500  # bars of what is tested when nothing is named
NO_STOP: Final = Limits(max_drawdown_ratio=Decimal(1))
MEMORY_MAX: Final = 4 << 30  # bytes, so that no class of anybody's takes the machine
NOTE: Final = "Simulated on historical prices, with costs and limits; it promises nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be tested. `rules` is a JSON file, `code` FILE:CLASS; without either the strategy has a name."""

    strategy: str = "sma-crossover"
    rules: Path | None = None
    code: str | None = None
    symbols: Sequence[str] = ()
    first: date = date.min
    last: date = date.max
    cash: Decimal = Decimal(100_000)
    bars: Path | None = None
    after_drawdown: str = "RELEASE"
    seconds: float = 600.0


def backtest(asked: Asked, seed: int, *, as_json: bool, registry: "Registry | None" = None) -> str:
    """Run one strategy in a process of its own, tell on stderr how far it is, and return what came of it.

    With a registry it is a trial among all others there, else of itself alone.
    BadFile for files that make no sense; InvalidInput for what cannot be tested; StartError as the registry.
    """
    task = _task(asked, seed)
    tried = trial(asked, _strategy(asked, task), task.bars)
    if registry is not None and not registry.missing:
        others = asyncio.run(registry.others([*task.bars], {tried: None}))
        task = replace(task, ratios=others)
    found = asyncio.run(_carried_out(task, asked.seconds))
    registered = noted(registry, [*task.bars], {tried: found.ratios[0]})
    if as_json:
        told = {**found.figures.kept(), **found.details, "registered": registered, "equity": found.equity}
        return json.dumps(told, indent=2)
    return table(_title(asked), found, registered)


def trial(asked: Asked, strategy: Rules | str, bars: Mapping[str, Sequence[Bar]]) -> str:
    """Return what makes this the trial that it is. A period without ends is that of the bars."""
    from actions import trials

    days = [bar.day for own in bars.values() for bar in own]
    first = min(days, default=asked.first) if asked.first == date.min else asked.first
    last = max(days, default=asked.last) if asked.last == date.max else asked.last
    unusual = [] if asked.after_drawdown == "RELEASE" else [asked.after_drawdown]
    if asked.bars is not None:
        unusual.append(hashlib.sha256(asked.bars.read_bytes()).hexdigest())
    return trials.trial(strategy, first, last, asked.cash, *unusual)


def noted(registry: "Registry | None", symbols: Sequence[str], ratios: Mapping[str, str | None]) -> str:
    """Register what was tried, and return that in words, or why it is not."""
    if registry is None or registry.missing:
        return f"no: {registry.missing}" if registry else "no"
    return asyncio.run(registry.register(symbols, ratios))


def _strategy(asked: Asked, task: "Task") -> Rules | str:
    """Return what is tried: rules, or the name of what has none; a class by what stands in its file."""
    if asked.code is not None:
        path, _, name = asked.code.rpartition(":")
        text = Path(path).read_bytes() if Path(path).is_file() else b""
        return f"{name} {hashlib.sha256(text).hexdigest()}"
    return of_json(task.rules) if task.rules is not None else asked.strategy


def _title(asked: Asked) -> str:
    return asked.code or (str(asked.rules) if asked.rules else asked.strategy)


def _task(asked: Asked, seed: int) -> "Task":
    from workers.backtesting import Task

    setup = setup_of(asked)
    rules = None if asked.code else _rules(asked)
    market = market_of(asked.bars, seed)
    bars, actions = bars_of(market, asked)
    return Task(
        rules=rules,
        bars=bars,
        actions=actions,
        cash=setup.cash,
        seed=seed,
        past={each.symbol: market.bars(each.symbol, until=asked.last) for each in market.listings()}
        if rules is None and not asked.code
        else {},
        code=asked.code,
        after_drawdown=setup.after_drawdown,
        limits=setup.limits,
    )


def setup_of(asked: Asked) -> "Setup":
    """Return what is asked for as a run, or all of a sweep, is carried out with. BadFile; InvalidInput for the cash."""
    from actions.backtests import check_cash
    from quant.backtest import AfterDrawdown, Setup

    if asked.after_drawdown not in {*AfterDrawdown, "NEVER"}:
        raise BadFile(f"--after-drawdown is one of {', '.join(AfterDrawdown)} and NEVER, which lets nothing trip.")
    check_cash(asked.cash)
    if asked.after_drawdown == "NEVER":
        return Setup(cash=asked.cash, limits=NO_STOP)
    return Setup(cash=asked.cash, after_drawdown=AfterDrawdown(asked.after_drawdown))


def _rules(asked: Asked) -> dict[str, Any] | None:
    from trading.strategies import to_json

    if asked.rules is not None:
        return to_json(read_rules(asked.rules))
    if asked.strategy == ENSEMBLE:
        return None
    if asked.strategy not in CATALOG:
        known = ", ".join([*CATALOG, ENSEMBLE])
        raise BadFile(f"There is no strategy {asked.strategy!r}: name one of {known}, or give --rules or --code.")
    return to_json(CATALOG[asked.strategy])


def read_json(path: Path) -> dict[str, Any]:
    """Return the object of a JSON file; BadFile with the place where it is none."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise BadFile(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise BadFile(f"{path} cannot be read as JSON: {error}") from error
    if not isinstance(found, dict):
        raise BadFile(f"{path} holds no rules: an object with name and enter.")
    return {"name": path.stem, **found}


def read_rules(path: Path) -> Rules:
    """Return the rules of a JSON file; InvalidInput names what is wrong by its path."""
    return of_json(read_json(path))


def market_of(bars: Path | None, seed: int) -> Any:
    """Return the market of a file, or of the bundled bars."""
    from adapters.market.replay import Replay

    return Replay(bars, seed)


def bars_of(market: Any, asked: Asked) -> tuple[Mapping[str, Sequence[Bar]], list[CorporateAction]]:
    """Return the bars of what is asked for (without symbols: what is old enough), and what happened to its shares."""
    listed = sorted(each.symbol for each in market.listings())
    wanted = sorted(set(asked.symbols)) or [s for s in listed if len(market.bars(s, until=date.max)) >= OLD_ENOUGH]
    if unknown := sorted(set(wanted) - set(listed)):
        raise BadFile(f"There are no bars of {', '.join(unknown)}; there are {', '.join(listed) or 'none at all'}.")
    chosen = {
        symbol: [bar for bar in market.bars(symbol, until=asked.last) if bar.day >= asked.first] for symbol in wanted
    }
    days = [day for day in market.days() if asked.first <= day <= asked.last]
    return chosen, [action for day in days for action in market.actions(day) if action.symbol in chosen]


async def _carried_out(task: "Task", seconds: float) -> "Found":
    from actions.backtests import Found
    from workers.backtesting import carry_out
    from workers.labour import Labour, Lost, TooLong

    async def wanted(stage: str | None, share: float, note: str) -> bool:
        if stage is not None:
            sys.stderr.write(f"{share:4.0%}  {stage}  {note}\n")
        return True

    try:
        return await Labour[Found](carry_out, task, memory_max=MEMORY_MAX).carried_out(
            wanted, limit_s=seconds, every_s=1.0
        )
    except (Lost, TooLong) as error:
        raise BadFile(f"{error} Nothing is known of the strategy.") from error


# ---------------------------------------------------------------- what is shown


def table(title: str, found: "Found", registered: str) -> str:
    """Return what came of a run as text."""
    of, more = found.figures, found.details
    rows = [
        ("final equity", f"{Decimal(more['final_equity']):.2f}"),
        ("total return", _percent(of.total_return)),
        ("bought and held", _percent(of.benchmark_return)),
        ("annual return", _percent(of.annual_return)),
        ("volatility", _percent(of.volatility)),
        ("deepest drawdown", f"{_percent(of.max_drawdown)} (held: {_percent(Decimal(more['benchmark_drawdown']))})"),
        ("Sharpe ratio", f"{figure(of.sharpe)} (one bar late: {figure(more['lagged_sharpe'])})"),
        ("probability that it is above 0", figure(of.probabilistic_sharpe)),
        ("orders, fills", f"{more['orders']}, {found.trades}"),
        ("win rate, turnover a year", f"{_percent(of.win_rate)}, {figure(of.turnover)}"),
        ("commissions, dividends", f"{of.costs:.2f}, {Decimal(more['dividends']):.2f}"),
        ("denied by rule", _counts(more["denials"])),
        ("stops tripped", _counts(more["stops"])),
        *((f"  days: {rule}", str(days)) for rule, days in more["rule_days"].items()),
        ("trials, this included", f"{more['trials']} (more than their best luck: {figure(of.deflated_sharpe)})"),
        ("registered", registered),
        ("tripwires", f"{more['cuts']} cuts and a bar's delay: nothing looks ahead"),
        ("hash", more["hash"][:16]),
    ]
    head = f"{title}, {of.first} to {of.last}, {more['bars']} bars"
    width = max(len(name) for name, _ in rows)
    return "\n".join([head, *(f"{name:<{width}}  {value}" for name, value in rows), NOTE])


def _percent(value: Decimal | None) -> str:
    return "none" if value is None else f"{value:+.2%}"


def figure(value: Decimal | str | None) -> str:
    return "none" if value is None else f"{Decimal(value):.2f}"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items()) or "none"
