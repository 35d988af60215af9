"""Proves the life of a stream: snapshot first, then every change once, heartbeats, and an end when access ends."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import db.models as rows
from actions import analyses, jobs, orders, stops
from actions.setup import SYSTEM
from adapters.redis_bus import RedisBus
from graph import cursors, ids
from graph.place import Place
from graph.subscriptions import stream
from graph.subscriptions.stream import heard
from tests.graph.conftest import World
from tests.graph.test_queries import fill, run_analysis
from trading.orders import OrderSide, Terms
from trading.stop import StopLevel, StopScope

ORDERS = """subscription ($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence cursor at
    orders { id status portfolio { cash { amount } } } executions { price order { id } } } }"""
TERMS = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1))


class Followed:
    """One subscription: the next update, each with the name of its field taken off."""

    def __init__(self, results: Any) -> None:
        self._results = results

    async def next(self) -> dict[str, Any]:
        result = await self.result()
        assert not result.errors, result.errors
        [update] = result.data.values()
        found: dict[str, Any] = update
        return found

    async def result(self) -> Any:
        async with asyncio.timeout(60):
            return await anext(self._results)


@dataclass
class Lossy:
    """A bus that keeps to itself what it should have sent."""

    bus: Any
    unsent: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    async def announce(self, events: Sequence[tuple[str, dict[str, Any]]]) -> bool:
        self.unsent += [(channel, message) for channel, message in events if channel.endswith(":orders")]
        return True

    def __getattr__(self, name: str) -> Any:
        return getattr(self.bus, name)


@dataclass
class Waiting:
    """What a bus would say."""

    queue: asyncio.Queue[dict[str, Any]]

    def __aiter__(self) -> AsyncIterator[dict[str, Any]]:
        return self

    async def __anext__(self) -> dict[str, Any]:
        return await self.queue.get()


@asynccontextmanager
async def following(world: World, document: str, **variables: Any) -> AsyncIterator[Followed]:
    context = world.context(world.owner)
    results = await world.schema.subscribe(document, variable_values=variables, context_value=context)
    try:
        yield Followed(results)
    finally:
        await results.aclose()


@pytest.fixture
def quick_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 1)


async def test_orders_a_snapshot_then_each_change_with_fresh_rows(world: World) -> None:
    await fill(world, "MSFT", 1, "25", "before")
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        snapshot = await updates.next()
        assert (snapshot["kind"], len(snapshot["orders"])) == ("SNAPSHOT", 1)
        assert [order["status"] for order in snapshot["orders"]] == ["FILLED"]
        assert [fill["price"] for fill in snapshot["executions"]] == ["25"]
        cash = snapshot["orders"][0]["portfolio"]["cash"]["amount"]
        filled = await fill(world, "AAPL", 2, "300", "during")
        changes = [await updates.next()]
        while not changes[-1]["executions"]:
            changes.append(await updates.next())
        assert {change["kind"] for change in changes} == {"CHANGE"}
        assert {order["id"] for change in changes for order in change["orders"]} == {ids.encode("Order", filled.id)}
        sequences = [snapshot["sequence"], *(change["sequence"] for change in changes)]
        change, [order] = changes[-1], changes[-1]["orders"]
        assert order["status"] == "FILLED"
        assert change["executions"] == [{"price": "300", "order": {"id": order["id"]}}]
        assert Decimal(order["portfolio"]["cash"]["amount"]) == Decimal(cash) - 600 - Decimal("1.25")
        assert sequences == sorted(set(sequences))


@pytest.mark.usefixtures("quick_heartbeat")
@pytest.mark.parametrize("name", ["orderUpdates", "riskAlerts", "signals"])
async def test_where_nothing_happens_a_shared_log_asks_the_database_nothing(
    world: World, queries: Callable[[], Any], name: str
) -> None:
    context = world.context(world.owner, place=Place())  # a hub looks after who may follow
    document = f"subscription ($id: ID!) {{ {name}(portfolioId: $id) {{ kind }} }}"
    results: Any = await world.schema.subscribe(
        document, variable_values={"id": world.portfolio_id}, context_value=context
    )
    try:
        updates = Followed(results)
        assert (await updates.next())["kind"] == "SNAPSHOT"
        with queries() as sent:
            assert [(await updates.next())["kind"] for _ in range(2)] == ["HEARTBEAT"] * 2
        assert sent == []
    finally:
        await results.aclose()


async def test_events_that_come_twice_late_or_not_at_all_are_told_once_and_in_order(world: World) -> None:
    lossy = Lossy(world.desk.bus)
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        await updates.next()
        whole, world.desk = world.desk, replace(world.desk, bus=lossy)
        placed = [
            await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key=f"k{number}")
            for number in range(6)
        ]
        first, second, third, fourth, _lost, sixth = lossy.unsent
        for channel, message in (first, first, third, second, fourth, third, sixth, sixth):
            await whole.bus.publish(channel, message)
        told = [await updates.next() for _ in range(6)]
        assert [update["kind"] for update in told] == ["CHANGE"] * 6
        ids_told = [order["id"] for update in told for order in update["orders"]]
        assert ids_told == [ids.encode("Order", each.order.id) for each in placed]
        await whole.bus.publish(*first)
        await orders.place(whole, world.owner, world.portfolio.id, TERMS, key="k7")
        assert len((await updates.next())["orders"]) == 1


async def test_a_heartbeat_comes_when_nothing_changes(world: World, quick_heartbeat: None) -> None:
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        first, second, third = [await updates.next() for _ in range(3)]
        assert (first["kind"], second["kind"], third["kind"]) == ("SNAPSHOT", "HEARTBEAT", "HEARTBEAT")
        assert second["orders"] == second["executions"] == []
        assert first["sequence"] < second["sequence"] < third["sequence"]


async def test_a_member_who_is_removed_gets_no_further_update(world: World) -> None:
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        await updates.next()
        await rows.Member.filter(user_id=world.owner.user_id).delete()
        await orders.place(world.desk, SYSTEM, world.portfolio.id, TERMS, key="k")
        result = await updates.result()
        assert result.data is None
        assert [error.extensions["code"] for error in result.errors] == ["NOT_FOUND"]
        with pytest.raises(StopAsyncIteration):
            await updates.result()


async def test_a_stranger_gets_no_update_at_all(world: World) -> None:
    results = await world.schema.subscribe(
        ORDERS, variable_values={"id": world.portfolio_id}, context_value=world.context(world.stranger)
    )
    [only] = [result async for result in results]
    assert [(error.extensions or {})["code"] for error in only.errors or []] == ["NOT_FOUND"]


async def test_profit_and_loss_moves_with_the_market(world: World) -> None:
    await fill(world, "AAPL", 10, "300", "k1")
    await fill(world, "MSFT", 10, "25", "k2")
    document = """subscription ($id: ID!) { portfolioPnl(portfolioId: $id) { kind sequence
        portfolio { equity { amount } pnl { total { amount } markedAt } }
        positions { quantity marketPrice instrument { symbol } } } }"""
    async with following(world, document, id=world.portfolio_id) as updates:
        snapshot = await updates.next()
        assert [position["instrument"]["symbol"] for position in snapshot["positions"]] == ["AAPL", "MSFT"]
        await world.step(1)
        change = await updates.next()
        assert change["kind"] == "CHANGE"
        assert change["portfolio"]["pnl"]["markedAt"] > snapshot["portfolio"]["pnl"]["markedAt"]
        fresh = await world.data(
            "query ($id: ID!) { portfolio(id: $id) { equity { amount } pnl { total { amount } markedAt } } }",
            id=world.portfolio_id,
        )
        assert change["portfolio"] == fresh["portfolio"]


async def test_a_burst_of_ticks_becomes_few_updates_and_the_last_one_is_the_newest(world: World) -> None:
    document = "subscription ($id: ID!) { portfolioPnl(portfolioId: $id) { kind positions { id } sequence } }"
    base = (await rows.Portfolio.get(id=world.portfolio.id)).sequence
    async with following(world, document, id=world.portfolio_id) as updates:
        last = await updates.next()
        for number in range(200):
            message = {"sequence": base + 1 + number, "payload": {"symbols": ["AAPL"]}}
            await world.desk.bus.publish(f"plimsoll:{world.portfolio.id}:pnl", message)
        told = 0
        while last["sequence"] < base + 200:
            last, told = await updates.next(), told + 1
        assert told < 100


async def test_quotes_of_the_symbols_that_were_asked_for_come_as_they_change(world: World) -> None:
    document = """subscription ($symbols: [String!]!) { quotes(symbols: $symbols) { kind sequence
        instruments { symbol quote { last at } } } }"""
    fresh = "query ($symbols: [String!]!) { quotes(symbols: $symbols) { symbol last at } }"
    asked = ["MSFT", "NONE", "AAPL", "MSFT"]
    async with following(world, document, symbols=asked) as updates:
        snapshot = await updates.next()
        assert [each["symbol"] for each in snapshot["instruments"]] == ["AAPL", "MSFT"]
        await world.desk.bus.publish("plimsoll:desk:quotes", {"sequence": 1, "payload": {"symbols": ["IBM"]}})
        await world.step(1)
        change = await updates.next()
        assert change["kind"] == "CHANGE"
        assert change["sequence"] > snapshot["sequence"]
        shown = [{"symbol": each["symbol"], **each["quote"]} for each in change["instruments"]]
        assert shown == (await world.data(fresh, symbols=asked))["quotes"]
        assert shown[0]["at"] > snapshot["instruments"][0]["quote"]["at"]


async def test_too_many_symbols_and_nobody_are_refused(world: World) -> None:
    document = "subscription ($symbols: [String!]!) { quotes(symbols: $symbols) { kind } }"
    for viewer, count, code in ((world.owner, 101, "BAD_USER_INPUT"), (None, 1, "UNAUTHENTICATED")):
        symbols = [f"S{number}" for number in range(count)]
        results = await world.schema.subscribe(
            document, variable_values={"symbols": symbols}, context_value=world.context(viewer)
        )
        [only] = [result async for result in results]
        assert [(error.extensions or {})["code"] for error in only.errors or []] == [code]


async def test_signals_and_recommendations_come_as_they_are_made(world: World) -> None:
    document = """subscription ($id: ID!, $min: Decimal) { signals(portfolioId: $id, minConfidence: $min) { kind
        signals { confidence instrument { symbol } } recommendations { state } } }"""
    async with (
        following(world, document, id=world.portfolio_id) as all_of_them,
        following(world, document, id=world.portfolio_id, min="0.61") as sure_ones,
    ):
        assert (await all_of_them.next())["signals"] == (await sure_ones.next())["signals"] == []
        await run_analysis(world, "AAPL", "MSFT")
        change = await all_of_them.next()
        assert {signal["instrument"]["symbol"] for signal in change["signals"]} == {"AAPL", "MSFT"}
        assert change["recommendations"] == [{"state": "OPEN"}] * 2
        assert (await sure_ones.next())["signals"] == []
    async with following(world, document, id=world.portfolio_id) as later:
        snapshot = await later.next()
        assert len(snapshot["signals"]) == len(snapshot["recommendations"]) == 2


@pytest.mark.parametrize("scope", [StopScope.PORTFOLIO, StopScope.GLOBAL])
async def test_a_stop_is_told_to_whom_it_concerns(world: World, scope: StopScope) -> None:
    document = "subscription ($id: ID!) { stopUpdates(portfolioId: $id) { kind stop { state scope epoch } } }"
    async with following(world, document, id=world.portfolio_id) as updates:
        assert (await updates.next())["stop"] == {"state": "ACTIVE", "scope": "PORTFOLIO", "epoch": 0}
        target = world.portfolio.id if scope is StopScope.PORTFOLIO else None
        await stops.engage(world.desk, world.owner, scope, target, StopLevel.STOP, "Enough.")
        assert (await updates.next())["stop"] == {"state": "HALTED", "scope": scope.value, "epoch": 1}


async def test_a_job_tells_its_own_progress_only(world: World) -> None:
    document = "subscription ($id: ID!) { jobProgress(jobId: $id) { kind stage note job { id state progress } } }"
    mine = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    async with following(world, document, id=ids.encode("Analysis", mine.id)) as updates:
        assert (await updates.next())["job"]["state"] == "QUEUED"
        other = await analyses.request(world.desk, world.owner, world.portfolio.id, ["MSFT"])
        assert await analyses.claim(world.desk, SYSTEM, other.id)
        claimed = await analyses.claim(world.desk, SYSTEM, mine.id)
        assert claimed
        change = await updates.next()
        assert (change["kind"], change["job"]["state"], change["stage"]) == ("CHANGE", "RUNNING", "started")
        await jobs.progress(world.desk, SYSTEM, claimed, "features", Decimal("0.5"), "Looking at AAPL")
        change = await updates.next()
        assert (change["stage"], change["note"], change["job"]["progress"]) == ("features", "Looking at AAPL", "0.5")


# ---------------------------------------------------------------- without a desk


@given(st.lists(st.integers(1, 10**5), max_size=50), st.sets(st.integers(0, 49)))
async def test_the_sequence_of_a_stream_always_rises_over_reconnects_too(events: list[int], breaks: set[int]) -> None:
    place, sequences = Place(owners=("p",), at={"plimsoll:p:": ""}), []
    for number, event in enumerate(events):
        place.highest = max(place.highest, event)
        sequences.append(place.step()["sequence"])
        if number in breaks:
            cursor = cursors.encode(b"key", place.sent, [f"{event}-{event:032x}"])
            place = Place(owners=("p",), channels=["c"], _key=b"key")
            place.resume(cursor)
    assert sequences == sorted(set(sequences))


async def _count_up(bus: RedisBus, count: int) -> None:
    for number in range(count):
        await bus.publish("c", {"n": number})


async def test_a_message_that_comes_while_time_runs_out_is_not_lost(redis_url: str) -> None:
    bus, loop = RedisBus(redis_url), asyncio.get_running_loop()
    async with bus.subscribe("c") as messages:
        count = 200
        telling = asyncio.create_task(_count_up(bus, count))
        came: list[int] = []
        while len(came) < count:
            came += [message["data"]["n"] for message in await heard(messages, loop.time() + 0.0005, most=3)]
        assert came == list(range(count))
        assert await heard(messages, loop.time() - 1) == []
        await telling
    await bus.close()


async def test_after_a_lost_connection_what_was_missed_is_told_and_else_nothing(world: World) -> None:
    waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    class Bus:
        """A bus that says what it is told to: what RedisBus says after Redis was away."""

        @asynccontextmanager
        async def subscribe(self, *_: str) -> AsyncIterator[AsyncIterator[dict[str, Any]]]:
            yield Waiting(waiting)

        async def publish(self, *_: object) -> bool:
            return False

        announce = publish

        async def kept(self, *_: object) -> list[Any]:
            return []

    world.desk = replace(world.desk, bus=Bus())  # type: ignore[arg-type]
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        assert (await updates.next())["orders"] == []
        await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="unheard")
        waiting.put_nowait({"channel": "", "data": {"resync": True}})
        waiting.put_nowait({"channel": "", "data": {"resync": True}})
        missed = await updates.next()
        assert (missed["kind"], len(missed["orders"])) == ("CHANGE", 1)
        await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="unheard too")
        await rows.Outbox.filter(sequence__lte=missed["sequence"]).delete()
        waiting.put_nowait({"channel": "", "data": {"resync": True}})
        assert (await updates.next())["kind"] == "CHANGE"
        await rows.Outbox.all().delete()
        await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="forgotten")
        await rows.Outbox.all().delete()
        waiting.put_nowait({"channel": "", "data": {"resync": True}})
        snapshot = await updates.next()
        assert (snapshot["kind"], len(snapshot["orders"])) == ("SNAPSHOT", 3)
