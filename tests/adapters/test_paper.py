"""Proves that the paper broker passes the broker contract, and what is its own: its market, its book, other processes.

The contract runs twice, the second time with the book closed and opened again around every single call.
"""

import asyncio
import json
import sqlite3
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, cast

import pytest

from adapters.brokers import paper
from adapters.brokers.paper import PaperBroker
from adapters.brokers.paper_venue import PaperParams
from tests.adapters.broker_contract import (
    ACK,
    CANCELED,
    CASH,
    DESK,
    EXPIRED,
    FILL,
    REJECTED,
    ExitsContract,
    Venue,
    buy,
    limit,
    sell,
    stop,
    total,
)
from trading.errors import Rejected, Unavailable
from trading.market import CorporateAction, CorporateActionKind, Phase, Step, Tick
from trading.orders import OrderType, TimeInForce
from trading.ports import Broker

D = Decimal
ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("paper_processes.py")
FIRST_DAY = date(2011, 3, 1)
SPLIT, DIVIDEND = CorporateActionKind.SPLIT, CorporateActionKind.DIVIDEND


class PaperWorld(Venue):
    """The paper broker on a file of its own; the feed is this test."""

    def __init__(self, path: Path, params: PaperParams | None = None) -> None:
        self.path = path
        self.params = params
        self.paper = self.open()
        self.day = FIRST_DAY
        self.index = 0
        self.touch = ("99.98", "100.00", "100.00", 10_000)

    @property
    def broker(self) -> Broker:  # type: ignore[override] # the same object, seen as the contract sees it
        return self.paper

    def open(self) -> PaperBroker:
        return PaperBroker(self.path, seed=7, durable=False, params=self.params)

    def step(self, phase: Phase, *actions: CorporateAction) -> Step:
        """Return the next step of the session with one tick of AAPL."""
        bid, ask, last, volume = self.touch
        at = datetime(self.day.year, self.day.month, self.day.day, 14, 30, tzinfo=UTC)
        at += timedelta(minutes=15 * self.index)
        tick = Tick("AAPL", at, bid=D(bid), ask=D(ask), last=D(last), volume=volume, source="test")
        step = Step(day=self.day, index=self.index, at=at, phase=phase, ticks=(tick,), actions=actions)
        self.index += 1
        return step

    async def quote(self, bid: str, ask: str, *, last: str | None = None, volume: int = 10_000) -> None:
        self.touch = (bid, ask, last or ask, volume)
        await self.paper.on_step(self.step(Phase.OPEN_SESSION))

    async def end_session(self) -> None:
        await self.paper.on_step(self.step(Phase.CLOSE))
        self.day, self.index = self.day + timedelta(days=1), 0

    async def start_session(self, *actions: CorporateAction) -> None:
        await self.paper.on_step(self.step(Phase.OPEN, *actions))

    async def restart(self) -> None:
        await self.paper.close()
        self.paper = self.open()


class Forgetful:
    """A paper broker that is closed and opened again around every call."""

    name, capabilities = PaperBroker.name, PaperBroker.capabilities

    def __init__(self, path: Path, params: PaperParams | None) -> None:
        self._path = path
        self._params = params

    def __getattr__(self, name: str) -> Any:
        async def call(*args: Any, **kwargs: Any) -> Any:
            broker = PaperBroker(self._path, seed=7, durable=False, params=self._params)
            try:
                return await getattr(broker, name)(*args, **kwargs)
            finally:
                await broker.close()

        return call

    async def close(self) -> None:
        """Nothing is open between calls."""


class ForgetfulWorld(PaperWorld):
    def open(self) -> PaperBroker:
        return cast(PaperBroker, Forgetful(self.path, self.params))


async def opened(world: PaperWorld) -> AsyncIterator[PaperWorld]:
    await world.paper.open_account(DESK, CASH)
    await world.start_session()
    yield world
    await world.paper.close()


class TestPaperContract(ExitsContract):
    @pytest.fixture
    async def venue(self, tmp_path: Path) -> AsyncIterator[Venue]:
        async for world in opened(PaperWorld(tmp_path / "paper.db")):
            yield world


class TestPaperContractReopened(ExitsContract):
    @pytest.fixture
    async def venue(self, tmp_path: Path) -> AsyncIterator[Venue]:
        async for world in opened(ForgetfulWorld(tmp_path / "paper.db")):
            yield world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[PaperWorld]:
    async for venue in opened(PaperWorld(tmp_path / "paper.db")):
        yield venue


def action(kind: CorporateActionKind, name: str, *, amount: str = "0", ratio: str = "1") -> CorporateAction:
    return CorporateAction(name, "AAPL", FIRST_DAY, kind, amount=D(amount), ratio=D(ratio))


async def test_p01_a_step_is_applied_once(world: PaperWorld) -> None:
    await world.paper.submit(buy("a", "2500"))
    step = world.step(Phase.OPEN_SESSION)
    assert await world.paper.on_step(step) == [DESK]
    before = (await world.said(), await world.paper.account(DESK))
    assert await world.paper.on_step(step) == []
    await world.restart()
    assert await world.paper.on_step(step) == []
    assert before == (await world.said(), await world.paper.account(DESK))


async def test_p02_a_split_restates_positions_and_open_orders_once(world: PaperWorld) -> None:
    await world.hold("10")
    await world.paper.submit(sell("exit", "10", **stop("90"), time_in_force=TimeInForce.GTC))
    await world.paper.submit(buy("part", "2500", **limit("100"), time_in_force=TimeInForce.GTC))
    await world.end_session()
    before = await world.paper.account(DESK)
    world.touch = ("14.28", "14.29", "14.29", 100_000)
    await world.start_session(action(SPLIT, "s", ratio="7"))
    account = await world.paper.account(DESK)
    assert account.cash == before.cash
    assert account.positions == {"AAPL": D(14_070)}
    stopped, part = account.open_orders
    assert (stopped.quantity, stopped.filled) == (D(70), D(0))
    assert (part.quantity, part.filled) == (D(17_500), D(14_000))
    # The limit is 14.285714 now, and the stop 12.857143.
    await world.quote("14.27", "14.28", volume=100_000)
    assert (await world.fills("part"))[-1] == (D(3500), D("14.28"))
    await world.quote("12.86", "12.88", last="12.858")
    assert await world.kinds("exit") == [ACK]
    await world.quote("12.84", "12.86", last="12.857143")
    assert await world.kinds("exit") == [ACK, FILL]
    await world.paper.reset_market()
    world.index = 0
    await world.start_session(action(SPLIT, "s", ratio="7"))
    assert (await world.paper.account(DESK)).positions == {"AAPL": D(17_500)}


async def test_p03_a_dividend_is_paid_once_on_the_shares_of_the_last_close(world: PaperWorld) -> None:
    await world.hold("10.5")
    await world.end_session()
    await world.paper.submit(buy("late", "100"))
    cash = (await world.paper.account(DESK)).cash
    await world.start_session(action(DIVIDEND, "d", amount="0.33"))
    paid = (await world.paper.account(DESK)).cash - cash - total(await world.said("late"))
    assert paid == D("3.47")  # 3.465 half up: on 10.5 shares, not on 110.5
    before = await world.paper.account(DESK)
    await world.paper.reset_market()
    world.index = 0
    await world.start_session(action(DIVIDEND, "d", amount="0.33"))
    assert await world.paper.account(DESK) == before


async def test_p04_a_split_that_leaves_nothing_of_an_order_cancels_it(world: PaperWorld) -> None:
    await world.paper.submit(buy("dust", "0.000000001", **limit("90"), time_in_force=TimeInForce.GTC))
    await world.end_session()
    await world.start_session(action(SPLIT, "s", ratio="0.1"))
    assert await world.kinds("dust") == [ACK, CANCELED]


async def run_script(*arguments: str) -> str:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-P", str(SCRIPT), *arguments, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stdout=-1
    )
    output, _ = await child.communicate()
    assert child.returncode == 0
    return output.decode()


async def test_p05_a_kill_anywhere_in_a_step_leaves_all_or_nothing(world: PaperWorld, tmp_path: Path) -> None:
    await world.hold("10")
    await world.paper.submit(buy("fills", "10", **limit("51"), time_in_force=TimeInForce.GTC))
    await world.paper.submit(sell("stops", "10", **stop("30")))
    await world.paper.submit(buy("expires", "10", **limit("10")))
    await world.end_session()
    await world.paper.submit(buy("part", "3000"))
    await world.paper.submit(sell("ends", "5", **stop("30")))
    await world.paper.close()
    points = json.loads(await run_script("crash", str(world.path), str(tmp_path)))
    assert len(points) > 20
    assert all(point["killed"] and point["repeated"] for point in points)
    assert all(point["nothing"] for point in points[:-1])
    assert points[-1]["all"]


async def test_p06_writers_in_other_processes_share_one_book(world: PaperWorld) -> None:
    names, orders = ("x", "y", "z"), 40
    writers = asyncio.gather(*(run_script("submit", str(world.path), name, str(orders)) for name in names))
    while not writers.done():
        await world.quote("99.98", "100.00")
        await asyncio.sleep(0.01)
    await writers
    events = await world.said()
    expected = {f"{name}-{number}" for name in (*names, "shared") for number in range(orders)}
    for kind in (ACK, FILL):
        ids = [event.client_order_id for event in events if event.kind is kind]
        assert len(ids) == len(expected)
        assert set(ids) == expected
    assert [event.cursor for event in events] == list(range(1, len(events) + 1))
    account = await world.paper.account(DESK)
    assert account.positions == {"AAPL": D(len(expected))}
    assert account.cash == CASH + total(events)


async def test_p07_books_opened_at_the_same_instant_all_open(tmp_path: Path) -> None:
    for attempt in range(10):
        brokers = [PaperBroker(tmp_path / str(attempt) / "paper.db", seed=7, durable=False) for _ in range(8)]
        await asyncio.gather(*(broker.open_account(DESK, CASH) for broker in brokers))
        assert {(await broker.account(DESK)).cash for broker in brokers} == {CASH}
        await asyncio.gather(*(broker.close() for broker in brokers))


async def test_p08_an_order_after_the_close_waits_for_the_open(world: PaperWorld) -> None:
    await world.end_session()
    await world.paper.submit(buy("a", "10"))
    assert await world.kinds() == [ACK]
    world.touch = ("109.98", "110.00", "110.00", 10_000)
    await world.start_session()
    ack, fill = await world.said()
    assert (fill.kind, fill.price) == (FILL, D("110.02"))
    assert ack.at < fill.at


async def test_p09_immediate_orders_end_with_their_first_look(world: PaperWorld) -> None:
    await world.paper.submit(buy("ioc", "1500", time_in_force=TimeInForce.IOC))
    await world.paper.submit(buy("far", "10", **limit("90"), time_in_force=TimeInForce.IOC))
    await world.paper.submit(buy("big", "1500", time_in_force=TimeInForce.FOK))
    await world.paper.submit(buy("fok", "1000", time_in_force=TimeInForce.FOK))
    assert await world.kinds("ioc") == [ACK, FILL, CANCELED]
    assert (await world.fills("ioc"))[0][0] == 1000
    assert await world.kinds("far") == [ACK, CANCELED]
    assert await world.kinds("big") == [ACK, CANCELED]
    assert await world.kinds("fok") == [ACK, FILL]


async def test_p10_auction_orders_trade_in_their_auction_only(world: PaperWorld) -> None:
    await world.paper.submit(buy("opg", "10", time_in_force=TimeInForce.OPG))
    await world.paper.submit(buy("cls", "2000", time_in_force=TimeInForce.CLS))
    await world.quote("99.98", "100.00")
    assert await world.kinds() == [ACK, ACK]
    await world.end_session()
    assert await world.kinds("opg") == [ACK]
    assert await world.kinds("cls") == [ACK, FILL, EXPIRED]
    await world.start_session()
    assert await world.kinds("opg") == [ACK, FILL]


async def test_p11_a_trailing_stop_is_kept_across_restarts(world: PaperWorld) -> None:
    await world.hold("10")
    await world.paper.submit(sell("a", "10", type=OrderType.TRAILING_STOP, trail_by=D(5)))
    await world.quote("109.98", "110.00")
    await world.restart()
    await world.quote("105.98", "106.00")
    assert await world.kinds("a") == [ACK]
    await world.quote("104.50", "104.52")
    assert await world.fills("a") == [(D(10), D("104.48"))]


async def test_p12_seeking_the_market_keeps_orders_and_forgets_prices(world: PaperWorld) -> None:
    await world.quote("79.98", "80.00")
    await world.paper.submit(buy("a", "10", **limit("75"), time_in_force=TimeInForce.GTC))
    await world.paper.reset_market()
    world.index = 0
    await world.paper.on_step(replace(world.step(Phase.OPEN), ticks=()))
    await world.paper.submit(buy("b", "10"))  # the same day again, but AAPL has not traded in it yet
    assert await world.kinds() == [ACK, ACK]
    await world.paper.reset_market()
    world.day, world.index = date(2010, 1, 4), 0
    world.touch = ("29.98", "30.00", "30.00", 10_000)
    await world.start_session()
    assert (await world.fills("a"), await world.fills("b")) == ([(D(10), D(30))], [(D(10), D("30.01"))])


async def test_p13_before_any_market_every_symbol_waits(tmp_path: Path) -> None:
    fresh = PaperWorld(tmp_path / "paper.db")
    await fresh.paper.open_account(DESK, CASH)
    await fresh.paper.submit(buy("a", "10"))
    await fresh.paper.submit(buy("b", "10", symbol="NOSUCH", time_in_force=TimeInForce.GTC))
    await fresh.start_session()
    assert await fresh.kinds() == [ACK, ACK, FILL]
    with pytest.raises(Rejected, match="unknown symbol"):
        await fresh.paper.submit(buy("c", "10", symbol="NOSUCH"))
    await fresh.paper.close()


async def played(path: Path, params: PaperParams) -> list[str]:
    """Return the raw messages of a story that is the same every time."""
    told: list[str] = []
    async for world in opened(PaperWorld(path, params)):
        for number in range(40):
            try:
                await world.paper.submit(buy(f"o{number}", "3"))
            except Rejected as refused:
                told.append(str(refused))
            if number % 10 == 9:
                await world.quote("99.98", "100.00")
        told += [json.dumps(event.raw) for event in await world.said()]
    return told


async def test_p14_chance_hangs_on_the_seed_and_the_id_alone(tmp_path: Path) -> None:
    params = PaperParams(reject_rate=D("0.3"), latency_ms_max=1_800_000)
    told = await played(tmp_path / "1.db", params)
    assert told == await played(tmp_path / "2.db", params)
    refused = sum('"REJECTED"' in line for line in told)
    assert 4 <= refused <= 20
    assert '"REJECTED"' not in "".join(await played(tmp_path / "3.db", PaperParams()))


async def test_p15_latency_keeps_an_order_from_the_current_price(tmp_path: Path) -> None:
    slow = PaperParams(latency_ms_max=60_000)
    async for world in opened(PaperWorld(tmp_path / "paper.db", slow)):
        await world.paper.submit(buy("a", "10"))
        assert await world.kinds() == [ACK]
        await world.quote("100.98", "101.00")
        assert await world.fills("a") == [(D(10), D("101.02"))]
        await world.paper.submit(buy("b", "10"))
        await world.paper.reset_market()
        world.day = FIRST_DAY - timedelta(days=1)
        await world.quote("100.98", "101.00")
        assert await world.kinds("b") == [ACK, FILL]


async def test_p16_cash_from_outside_is_booked_once_per_key(world: PaperWorld) -> None:
    for _ in range(2):
        await world.paper.adjust_cash(DESK, "k", D("-250.50"))
    assert (await world.paper.account(DESK)).cash == CASH - D("250.50")
    for amount in ("-250.51", "0.001", "NaN", "1e30"):
        with pytest.raises(Rejected):
            await world.paper.adjust_cash(DESK, "k", D(amount))
    with pytest.raises(Rejected, match="account"):
        await world.paper.adjust_cash("nobody", "k", D(1))
    assert (await world.paper.account(DESK)).cash == CASH - D("250.50")


async def test_p17_a_refusal_is_in_the_book_with_its_reason(world: PaperWorld) -> None:
    with pytest.raises(Rejected, match="short sales") as refused:
        await world.paper.submit(sell("a", "1"))
    (event,) = await world.said()
    assert (event.kind, event.reason) == (REJECTED, str(refused.value))
    report = await world.paper.lookup(DESK, "a")
    assert report is not None
    assert (report.open, report.quantity, report.filled) == (False, D(1), D(0))


async def test_p18_accounts_do_not_meet(world: PaperWorld) -> None:
    await world.paper.open_account("other", D(500))
    await world.paper.submit(buy("a", "10"))
    assert await world.paper.lookup("other", "a") is None
    assert await world.paper.events("other", 0) == []
    other = await world.paper.account("other")
    assert (other.cash, other.positions) == (D(500), {})


async def test_p19_a_book_that_is_locked_too_long_is_unavailable(
    world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "ANSWER_S", 0.05)
    holder = sqlite3.connect(world.path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="did not answer"):
        await world.paper.submit(buy("a", "1"))
    monkeypatch.undo()
    holder.execute("ROLLBACK")
    holder.close()
    # The question was on its way when its asker gave up: what is not in the book by then never will be.
    assert await world.paper.lookup(DESK, "a") is None
    assert (await world.paper.submit(buy("a", "1"))).filled == 1


async def test_p19_that_there_is_no_order_is_not_said_while_another_may_be_writing_it(
    world: PaperWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.paper.submit(buy("there", "1"))
    writer = sqlite3.connect(world.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")  # a process that froze before its commit
    assert await world.paper.lookup(DESK, "there") is not None
    monkeypatch.setattr(paper, "ANSWER_S", 0.05)
    with pytest.raises(Unavailable, match="did not answer"):
        await world.paper.lookup(DESK, "a")
    monkeypatch.undo()
    writer.execute("ROLLBACK")
    writer.close()
    assert await world.paper.lookup(DESK, "a") is None


async def test_p20_a_closed_or_unreadable_book_is_unavailable(world: PaperWorld, tmp_path: Path) -> None:
    await world.paper.close()
    with pytest.raises(Unavailable, match="closed"):
        await world.paper.account(DESK)
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database" * 100)
    for path in (broken, tmp_path / "broken.db" / "paper.db"):
        broker = PaperBroker(path, seed=7)
        with pytest.raises(Unavailable):
            await broker.account(DESK)
        await broker.close()
