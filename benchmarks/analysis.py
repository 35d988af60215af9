"""An analysis without the language model on one core, and what it does to a query: `python -m benchmarks.analysis`.

The shares are made from the bundled ones with their days in another order, ten years each. What is counted is the CPU
time of the process that computes, first with nothing kept (every model and weight fitted, as after a restart), then for
the next month's first close (models fitted again, those of former years known), then for the next day's bars with all
models known, as after every other close. For the query, the desk is embedded: one process asks for
a hundred orders again and again while the models' process works; the two ways take turns.
"""

import asyncio
import random
import sys
import tempfile
import time
from array import array
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from actions import setup
from actions.viewer import ALL, Viewer
from adapters.market.replay import Replay
from ai.facts import Facts, History
from benchmarks import desk as desks
from benchmarks.table import Figure, show
from graph.context import Context
from graph.schema import build
from workers.models import Models
from workers.opening import desk

BARS, SMALL, LARGE = 2520, 20, 500
ROUNDS: Final = 4
ASKED_S: Final = 2.0
FIRST: Final = date(2003, 1, 1).toordinal()


def shares(count: int, bars: int = BARS) -> dict[str, History]:
    """Return so many histories: the moves of bundled shares in another order, on common weekdays."""
    market, rng = Replay(None, 7), random.Random(7)
    known = [History.of(symbol, market.bars(symbol, until=date.max)) for symbol in ("AAPL", "IBM", "MSFT")]
    days = array("l", [day for day in range(FIRST, FIRST + 2 * bars) if date.fromordinal(day).weekday() < 5][:bars])
    return {f"S{number:03}": _mixed(f"S{number:03}", known[number % 3], days, rng) for number in range(count)}


def _mixed(symbol: str, source: History, days: "array[int]", rng: random.Random) -> History:
    picks = [rng.randrange(1, len(source.days)) for _ in days]
    close, price = array("d"), 100.0
    for pick in picks:
        price *= (source.close[pick] + source.dividend[pick]) * source.split[pick] / source.close[pick - 1]
        close.append(price)
    ratio = [now / source.close[pick] for now, pick in zip(close, picks, strict=True)]
    columns = {
        name: array("d", [getattr(source, name)[pick] * each for pick, each in zip(picks, ratio, strict=True)])
        for name in ("open", "high", "low")
    }
    return History(
        symbol=symbol,
        days=days,
        close=close,
        volume=array("d", [source.volume[pick] for pick in picks]),
        dividend=array("d", bytes(8 * len(days))),
        split=array("d", [1.0] * len(days)),
        **columns,
    )


def facts_of(histories: dict[str, History], until: int, seed: int = 7) -> Facts:
    """Return what an analysis of everything sees after so many bars."""
    cut = {
        symbol: replace(each, **{name: getattr(each, name)[:until] for name in History.__slots__ if name != "symbol"})
        for symbol, each in histories.items()
    }
    last = date.fromordinal(next(iter(cut.values())).days[-1])
    return Facts(as_of=last, histories=cut, symbols=tuple(cut), seed=seed)


def cpu_seconds(count: int) -> tuple[float, float, float]:
    """Return the CPU time of an analysis with nothing kept, of the first of the next month, and of the day after."""
    from ai.ensemble import analyse
    from ai.weights import sources

    sources()  # libraries are loaded ahead of the first run
    histories = shares(count)
    days = [date.fromordinal(day) for day in histories["S000"].days]
    first = next(place for place in range(BARS - 1, 0, -1) if days[place - 1].month != days[place - 2].month)
    spent = []
    for until in (first - 1, first, first + 1):
        facts = facts_of(histories, until)
        began = time.process_time()
        analyse(facts)
        spent.append(time.process_time() - began)
    return spent[0], spent[1], spent[2]


async def delays() -> tuple[float, float]:
    """Return the p99 of a query's milliseconds with idle models and with working ones, the best rounds of each."""
    histories = shares(SMALL)
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as place:
        settings = desks.settings_of(Path(place))
        await asyncio.to_thread(desks.migrate, settings)
        _, portfolio_id = await desks.prepare(Path(place))
        models = Models(1)
        try:
            await models.analyse(facts_of(histories, BARS))
            async with desk(settings, desks.NO_REDIS) as opened:
                owner, _ = await setup.owner(opened)
                viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
                schema = build()

                async def query() -> None:
                    context = Context(desk=opened, viewer=viewer, request_id="r")
                    done = await schema.execute(desks.LIST, {"id": portfolio_id}, context_value=context)
                    assert not done.errors

                await query()
                idle, busy = [], []
                for number in range(ROUNDS):
                    idle.append(await _p99(query, asyncio.sleep(ASKED_S)))
                    facts = facts_of(histories, BARS - 1, seed=100 + number)  # a seed that nothing is kept of
                    busy.append(await _p99(query, models.analyse(facts)))
                return min(idle), min(busy)
        finally:
            models.close()


async def _p99(query: Callable[[], Awaitable[None]], work: Awaitable[object]) -> float:
    """Ask again and again while some work goes on; return the 99th percentile in milliseconds."""
    working, times = asyncio.ensure_future(work), []
    while not working.done():
        began = time.perf_counter()
        await query()
        times.append((time.perf_counter() - began) * 1e3)
        await asyncio.sleep(0.001)
    await working
    return sorted(times)[int(len(times) * 0.99)]


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        small = pool.apply(cpu_seconds, (SMALL,))
        large = pool.apply(cpu_seconds, (LARGE,))
    idle, busy = asyncio.run(delays())
    return show(
        [
            Figure(name="20 symbols, a day's analysis, models known: CPU", value=small[2], unit="s", goal=2.0),
            Figure(name="20 symbols, a new month's first: CPU", value=small[1], unit="s", goal=2.0),
            Figure(name="20 symbols, with every model and weight fitted: CPU", value=small[0], unit="s", goal=2.0),
            Figure(name="500 symbols, a day's analysis, models known: CPU", value=large[2], unit="s", goal=30.0),
            Figure(name="500 symbols, a new month's first: CPU", value=large[1], unit="s", goal=30.0),
            Figure(name="500 symbols, with every model and weight fitted: CPU", value=large[0], unit="s", goal=30.0),
            Figure(name="a query of 100 orders, p99, models idle", value=idle, unit="ms"),
            Figure(name="the same while they work, later by", value=busy - idle, unit="ms", goal=20.0),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
