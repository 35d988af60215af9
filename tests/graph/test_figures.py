"""Proves what clients see of companies' figures: as they were known in market time, with source and age."""

from datetime import datetime, timedelta
from decimal import Decimal

from actions import figures
from actions.setup import SYSTEM
from tests.graph.conftest import World
from trading.figures import STALE, Figures

ASKED = """{ instrument(symbol: "AAPL") { figures { source toldAt seenAt ageDays periodEnd earningsYield bookYield
    returnOnEquity profitMargin earningsGrowth } } other: instrument(symbol: "IBM") { figures { source } } }"""


async def tell(world: World, ratio: str, told_at: datetime, seen_at: datetime) -> None:
    told = Figures(
        symbol="AAPL", source="massive", told_at=told_at, seen_at=seen_at, period_end=None,
        earnings_yield=Decimal(ratio), earnings_growth=Decimal("-0.25"),
    )  # fmt: skip
    assert await figures.record(world.desk, SYSTEM, told)


async def test_figures_with_their_source_and_age(world: World) -> None:
    now = await world.desk.market_clock.now()
    await tell(world, "0.05", now - timedelta(days=9), now - timedelta(days=2, hours=23))
    await tell(world, "0.06", now + timedelta(days=1), now + timedelta(days=1))  # what the market cannot know yet

    seen = await world.data(ASKED)

    assert seen["other"]["figures"] is None
    found = seen["instrument"]["figures"]
    assert datetime.fromisoformat(found.pop("toldAt")) == now - timedelta(days=9)
    assert datetime.fromisoformat(found.pop("seenAt")) == now - timedelta(days=2, hours=23)
    assert found == {
        "source": "massive",
        "ageDays": 2,
        "periodEnd": None,
        "earningsYield": "0.05",
        "bookYield": None,
        "returnOnEquity": None,
        "profitMargin": None,
        "earningsGrowth": "-0.25",
    }


async def test_stale_figures_are_none(world: World) -> None:
    now = await world.desk.market_clock.now()
    await tell(world, "0.05", now - STALE - timedelta(days=3), now - STALE - timedelta(seconds=1))
    assert (await world.data(ASKED))["instrument"]["figures"] is None
