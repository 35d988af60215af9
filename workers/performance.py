"""Have measured how portfolios have done, after every close."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from actions import performance
from ai.facts import History
from db.models import EquityPoint, Performance, Portfolio, Position
from db.reads import attribution as reads
from trading.attribution import DayAccount, Held, days
from trading.performance import Figures, Period
from trading.ports import Json
from workers.desk import Crew
from workers.past import CASH, Past

BENCHMARKS_MAX: Final = 20
UNIVERSE_MAX: Final = 100
LEAD: Final = timedelta(days=14)  # how much earlier than the first close prices are looked for


async def measure_performance(ctx: dict[str, Any], payload: Json) -> None:
    """Measure one portfolio. What cannot be measured is said in the log and keeps the last figures."""
    crew: Crew = ctx["crew"]
    portfolio_id = str(payload["portfolio_id"])
    await crew.attempt(payload, f"the performance of {portfolio_id}", lambda: measure(crew, portfolio_id))


JOBS = {"measure_performance": measure_performance}


async def measure(crew: Crew, portfolio_id: str) -> None:
    """Measure every period up to the last close, against every benchmark, and keep the figures."""
    portfolio = await Portfolio.get(id=portfolio_id)
    kept, told = await accounted(portfolio_id)
    accounts = [*kept, *(each for each, _ in told)]
    if accounts:
        found = await figures(crew, portfolio, accounts)
        await performance.record(crew.desk, crew.viewer, portfolio_id, accounts[-1].after.sequence, found, told)


async def figures(crew: Crew, portfolio: Portfolio, accounts: list[DayAccount]) -> list[tuple[Period, str, Figures]]:
    """Return the figures of every period that ends with the last of these days, against every benchmark."""
    return await crew.models.performance(await _past(crew, portfolio, accounts))


async def account(portfolio_id: str) -> list[DayAccount]:
    """Return what every day up to the last close has brought. Raise InvalidInput when the books do not add up."""
    kept, told = await accounted(portfolio_id)
    return [*kept, *(each for each, _ in told)]


async def accounted(portfolio_id: str) -> tuple[list[DayAccount], list[tuple[DayAccount, Mapping[str, Held]]]]:
    """Return the accounts that are kept, and those of the days after them, told from what the journal holds since.

    A close that was made again lets all days from it on be told anew. Raise InvalidInput as `account` does.
    """
    closes = await reads.closes(portfolio_id)
    kept, held = await reads.accounts(portfolio_id, closes)
    rest = closes[len(kept) :]
    if len(rest) < 2:
        return kept, []
    return kept, list(days(rest, await reads.entries(portfolio_id, rest[0].sequence, rest[-1].sequence), CASH, held))


async def _past(crew: Crew, portfolio: Portfolio, accounts: list[DayAccount]) -> Past:
    """Bring the prices that the figures need, no earlier and no later."""
    listings = {each.symbol: each for each in crew.desk.market.listings()}
    held = await Position.filter(portfolio_id=portfolio.id).exclude(quantity=0).values_list("symbol", flat=True)
    wanted = dict.fromkeys((*portfolio.watchlist, *map(str, held))) or listings
    universe = tuple(symbol for symbol in wanted if symbol in listings)[:UNIVERSE_MAX]
    own = [portfolio.benchmark] if portfolio.benchmark else []
    benchmarks = tuple(dict.fromkeys(["", *own, *universe]))[: BENCHMARKS_MAX + 1]
    first, last = accounts[0].after.day - LEAD, accounts[-1].after.day
    histories = crew.library.until(last)
    return Past(
        accounts=accounts,
        histories={each: _since(histories[each], first) for each in {*universe, *own} if each in histories},
        sectors={symbol: each.sector for symbol, each in listings.items() if each.sector},
        universe=universe,
        benchmarks=benchmarks,
    )


def _since(history: History, day: date) -> History:
    """Return a history from a day on, and the bar before it: what is sent to another process is copied."""
    start = max(0, bisect_left(history.days, day.toordinal()) - 1)
    return History(
        symbol=history.symbol,
        days=history.days[start:],
        open=history.open[start:],
        high=history.high[start:],
        low=history.low[start:],
        close=history.close[start:],
        volume=history.volume[start:],
        dividend=history.dividend[start:],
        split=history.split[start:],
    )


async def ask(crew: Crew, portfolio_id: str, asked: dict[str, int]) -> None:
    """Queue a measurement where a close has passed since the last one: `asked` remembers what could not be measured."""
    close = await EquityPoint.filter(portfolio_id=portfolio_id).order_by("-day").first().only("id", "sequence")
    if close is None or asked.get(portfolio_id) == close.sequence:
        return
    asked[portfolio_id] = close.sequence
    if not await Performance.exists(portfolio_id=portfolio_id, close_sequence__gte=close.sequence):
        await performance.request(crew.desk, crew.viewer, portfolio_id)
