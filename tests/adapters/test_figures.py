"""Proves companies' figures on the wire: text is read strictly, absent is absent, and nonsense is no answer."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from adapters.local_server import LocalServer
from adapters.market.stub import OVERVIEWS, PriceStub
from adapters.news.stub import HTML, KEY, Reply, says
from adapters.registry import vendors
from adapters.registry.vendors import FiguresVendor
from adapters.system import SimulatedClock
from settings import Settings, SettingsError
from trading.errors import AdapterError, Rejected, Unavailable

NOW = datetime(2026, 1, 16, 15, tzinfo=UTC)
D = Decimal
Make = Callable[..., FiguresVendor]


@pytest.fixture
async def make(stub: PriceStub, redis_url: str) -> AsyncIterator[Make]:
    made: list[FiguresVendor] = []
    clock = SimulatedClock(NOW)
    async with LocalServer(stub.app) as server:

        def build(name: str, **changed: object) -> FiguresVendor:
            settings = Settings(
                figures_vendors=name, massive_key=KEY, alpha_vantage_key=KEY, massive_url=server.url,
                alpha_vantage_url=server.url, massive_per_minute=500, alpha_vantage_daily=86_400,
            )  # fmt: skip
            (vendor,) = vendors.figures_vendors(replace(settings, **changed), redis_url, clock)  # type: ignore[arg-type]
            made.append(vendor)
            clock.set(clock.now() + timedelta(seconds=1))
            return vendor

        yield build
        for vendor in made:
            await vendor.close()


async def test_the_text_of_an_overview_becomes_exact_ratios(make: Make) -> None:
    found = await make("alpha_vantage").figures("AAPL")
    assert found is not None
    assert found.ratios == {
        "earnings_yield": D("0.031250"), "book_yield": D("0.125000"), "return_on_equity": D("0.500000"),
        "profit_margin": D("0.250000"), "earnings_growth": D("0.100000"),
    }  # fmt: skip
    assert (found.source, found.period_end, found.told_at) == ("alpha_vantage", date(2025, 12, 31), found.seen_at)
    assert found.told_at >= NOW


async def test_what_is_absent_is_no_ratio_and_a_loss_has_no_yield(make: Make, stub: PriceStub) -> None:
    vendor = make("alpha_vantage")
    ibm = await vendor.figures("IBM")
    assert ibm is not None
    assert "earnings_yield" not in ibm.ratios
    assert await make("alpha_vantage").figures("NONE") is None
    stub.script.append(says({**OVERVIEWS["AAPL"], "PERatio": "-12.5", "QuarterlyEarningsGrowthYOY": "-"}))
    lossy = await make("alpha_vantage").figures("AAPL")
    assert lossy is not None
    assert lossy.ratios.keys() == {"book_yield", "return_on_equity", "profit_margin"}
    stub.script.append(says({"Symbol": "AAPL", "PERatio": "None"}))
    assert await make("alpha_vantage").figures("AAPL") is None


async def test_ratios_by_massive(make: Make) -> None:
    found = await make("massive").figures("MSFT")
    assert found is not None
    assert found.ratios == {"earnings_yield": D("0.040000"), "book_yield": D("0.125000")}
    assert await make("massive").figures("NONE") is None


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "12 percent", True, [], {}, "1000001"])
async def test_what_is_no_ratio_is_no_answer(make: Make, stub: PriceStub, value: object) -> None:
    stub.script.append(says({**OVERVIEWS["AAPL"], "ProfitMargin": value}))
    with pytest.raises(Unavailable, match="ProfitMargin that is no ratio"):
        await make("alpha_vantage").figures("AAPL")
    row = {"ticker": "AAPL", "date": "2026-01-15", "return_on_equity": value}
    stub.script.append(says({"status": "OK", "results": [row]}))
    with pytest.raises(Unavailable, match="return_on_equity that is no ratio"):
        await make("massive").figures("AAPL")


@pytest.mark.parametrize("name", ["alpha_vantage", "massive"])
@pytest.mark.parametrize(
    ("reply", "kind", "words"),
    [
        (Reply(500, HTML), Unavailable, "500"),
        (Reply(200, HTML), Unavailable, "no JSON"),
        (Reply(403, "{}"), Rejected, "403"),
        (says([]), Unavailable, ""),
        (says({"Information": f"our limit is 25 requests a day, {KEY}"}), Unavailable, ""),
        (says({"status": "ERROR", "error": "exceeded"}), Unavailable, ""),
        (says({"Symbol": "IBM", "status": "OK", "results": [{"ticker": "IBM"}]}), Unavailable, "another company"),
    ],
)
async def test_what_is_no_answer_is_told_and_never_guessed(
    make: Make, stub: PriceStub, name: str, reply: Reply, kind: type[AdapterError], words: str
) -> None:
    stub.script.append(reply)
    with pytest.raises(kind) as said:
        await make(name).figures("AAPL")
    assert words in str(said.value)
    assert KEY not in str(said.value)


async def test_a_wrong_key_is_a_refusal(make: Make) -> None:
    for name in ("alpha_vantage", "massive"):
        with pytest.raises(AdapterError) as said:
            await make(name, alpha_vantage_key="not-the-key", massive_key="not-the-key").figures("AAPL")
        assert "not-the-key" not in str(said.value)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"figures_vendors": "massive,massive"}, "twice"),
        ({"figures_vendors": "yahoo"}, "none of alpha_vantage, massive"),
        ({"figures_vendors": "massive"}, "massive has no key"),
    ],
)
def test_settings_that_cannot_work_are_told(changed: dict[str, object], words: str) -> None:
    with pytest.raises(SettingsError, match=words):
        vendors.figures_vendors(
            replace(Settings(), **changed),  # type: ignore[arg-type]
            "redis://127.0.0.1:1",
            SimulatedClock(NOW),
        )
