"""Proves that figures are asked for once a week within the budget, kept as told, and seen at no earlier time."""

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from adapters.budget import OverBudget
from adapters.system import SimulatedClock
from db.models import CompanyFigures, Evidence, Signal
from db.reads.figures import due, known
from tests.workers.benches import ON_SQLITE, SYMBOLS, Bench, score, signals
from trading.errors import AdapterError, Unavailable
from trading.figures import Figures
from workers.desk import Crew
from workers.evidence import rerun
from workers.figures import EVERY, look

pytestmark = ON_SQLITE
D = Decimal


@dataclass
class Vendor:
    """Implements trading.ports.Companies by what it is told to say; IBM it does not know."""

    clock: SimulatedClock
    name: str = "vendor"
    budget: int = 100
    yields: dict[str, str] = field(default_factory=lambda: {"AAPL": "0.05", "GOOG": "0.03", "MSFT": "0.04"})
    fails: AdapterError | None = None
    asked: list[str] = field(default_factory=list)

    async def figures(self, symbol: str) -> Figures | None:
        if self.fails is not None:
            raise self.fails
        if len(self.asked) >= self.budget:
            raise OverBudget("used up", datetime.now(UTC))
        self.asked.append(symbol)
        if symbol not in self.yields:
            return None
        now, ratio = self.clock.now(), D(self.yields[symbol])
        return Figures(symbol=symbol, source=self.name, told_at=now, seen_at=now, period_end=None, earnings_yield=ratio)


def with_vendors(bench: Bench, *vendors: Vendor) -> Crew:
    return replace(bench.crew, desk=replace(bench.crew.desk, companies=vendors))


async def test_everybody_is_asked_for_once_a_week_and_what_is_the_same_is_no_second_row(closed: Bench) -> None:
    vendor, silent = Vendor(closed.clock), OrderedDict[str, datetime]()
    crew = with_vendors(closed, vendor)
    assert await look(crew, silent) == 3
    assert vendor.asked == SYMBOLS
    assert await look(crew, silent) == 0
    assert vendor.asked == SYMBOLS
    first = closed.clock.now()
    closed.clock.set(first + EVERY + timedelta(seconds=1))
    vendor.yields["AAPL"] = "0.06"
    assert await look(crew, silent) == 1
    rows = await CompanyFigures.filter(symbol="AAPL").order_by("told_at")
    assert [row.earnings_yield for row in rows] == [D("0.05"), D("0.06")]
    same = await CompanyFigures.get(symbol="MSFT")
    assert (same.told_at, same.seen_at) == (first, closed.clock.now())


async def test_each_instant_sees_what_was_told_by_then_and_what_is_stale_is_not_seen(closed: Bench) -> None:
    vendor = Vendor(closed.clock)
    crew, at = with_vendors(closed, vendor), closed.clock.now()
    await look(crew, OrderedDict())
    assert await known(at - timedelta(seconds=1)) == {}
    assert sorted(await known(at)) == ["AAPL", "GOOG", "MSFT"]
    closed.clock.set(at + timedelta(days=10))
    vendor.yields = {"AAPL": "0.06"}
    await look(crew, OrderedDict())
    assert (await known(at + timedelta(days=9)))["AAPL"].earnings_yield == D("0.05")
    assert (await known(at + timedelta(days=10)))["AAPL"].earnings_yield == D("0.06")
    assert sorted(await known(at + timedelta(days=31))) == ["AAPL"]


async def test_a_budget_ends_the_round_and_the_others_come_first_next_time(closed: Bench) -> None:
    vendor, silent = Vendor(closed.clock, budget=2), OrderedDict[str, datetime]()
    crew = with_vendors(closed, vendor)
    assert await look(crew, silent) == 1  # FB is not known to it
    assert (await due(closed.clock.now() - EVERY))[0] == "FB"
    vendor.budget = 4
    await look(crew, silent)
    assert vendor.asked == ["AAPL", "FB", "GOOG", "IBM"]


async def test_the_next_vendor_is_asked_where_one_does_not_know_or_is_away(closed: Bench) -> None:
    away, other = Vendor(closed.clock, "away", fails=Unavailable("down")), Vendor(closed.clock, "other")
    assert await look(with_vendors(closed, away, other), OrderedDict()) == 3
    assert {row.source for row in await CompanyFigures.all()} == {"other"}
    other.yields = {"IBM": "0.07"}
    third = Vendor(closed.clock, "third")
    closed.clock.set(closed.clock.now() + EVERY * 2)
    await look(with_vendors(closed, third, other), OrderedDict())
    assert {row.symbol: row.source for row in await CompanyFigures.all()}["IBM"] == "other"


async def test_a_run_ranks_what_was_known_at_its_close_and_can_be_proved(closed: Bench) -> None:
    await look(with_vendors(closed, Vendor(closed.clock)), OrderedDict())
    done = await closed.analysed()
    found = await signals(done)
    apple = score(found["AAPL"], "FUNDAMENTAL")
    assert (apple["abstained"], apple["weight"]) == (False, "0.05")
    assert "number 1 of 3 companies" in apple["reasons"][0]
    assert score(found["IBM"], "FUNDAMENTAL")["abstained"]
    assert '"figures":{"AAPL"' in (await Evidence.get(hash=done.evidence)).body
    assert not [each for each in await rerun(closed.crew.models, closed.crew.desk.notary, done.id) if each.differences]


async def test_what_is_told_today_does_not_enter_a_replayed_past(closed: Bench) -> None:
    today = SimulatedClock(datetime(2026, 11, 21, tzinfo=UTC))
    await look(with_vendors(closed, Vendor(today)), OrderedDict())
    assert await CompanyFigures.all().count() == 3
    done = await closed.analysed()
    for signal in await Signal.filter(analysis_id=done.id):
        said = score(signal, "FUNDAMENTAL")
        assert said["abstained"]
        assert "must not enter the past" in said["reasons"][0]
