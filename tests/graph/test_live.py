"""Proves that live equals fresh: who follows the streams of a portfolio knows after any action what a fresh look shows.

The ready-made operations are followed at once and their updates kept by id, as a normalised cache does. A mutation
without an example, or an action that changes what a stream shows and announces nothing, fails here.
"""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest
from graphql import parse, print_ast, separate_operations

import db.models as rows
from actions import approvals, corporate, executions, lookups, marks, orders, recommendations, sending, stopping, stops
from actions.setup import SYSTEM
from adapters import registry
from adapters.system import SimulatedClock
from graph import ids
from graph.place import Place
from tests.graph.conftest import START, World
from tests.graph.test_audit import EXAMPLES, MUTATION, NAMES
from tests.graph.test_queries import fill, run_analysis
from tests.graph.test_subscriptions import Followed, following
from trading.market import CorporateAction, CorporateActionKind, Phase, Step
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import BrokerEvent, BrokerEventKind
from trading.stop import StopLevel, StopScope

Act = Callable[[World], Awaitable[object]]
Prepare = Callable[[World], Awaitable[Act]]
OPERATIONS: Final = Path(__file__).parents[2] / "frontend-schema" / "operations"
DOCUMENTS: Final = {
    name: print_ast(document)
    for name, document in separate_operations(
        parse("\n".join(path.read_text() for path in sorted(OPERATIONS.glob("*.graphql"))))
    ).items()
}
STREAMS: Final = ("PortfolioPnl", "OrderUpdates", "Signals", "StopUpdates", "RiskAlerts")
# Profit and loss is asked for the rest of the portfolio too, as a page of settings would.
SETTINGS: Final = "name autonomy lotMethod benchmark archivedAt reservedCash { amount } members { user { id } role }"
DOCUMENTS["PortfolioPnl"] = DOCUMENTS["PortfolioPnl"].replace("portfolio {", f"portfolio {{ {SETTINGS} ", 1)
SHOWN: Final = ("Order", "Execution", "Signal", "Recommendation", "Position", "Alert")
PARTS: Final = (OPERATIONS / "fragments.graphql").read_text()
Cache = dict[str, dict[str, Any]]


# ---------------------------------------------------------------- a client


def keep(cache: Cache, value: Any) -> Any:
    """Keep what has an id under it, and return the value with ids in place of what they name."""
    match value:
        case list():
            return [keep(cache, each) for each in value]
        case dict():
            fields = {name: keep(cache, each) for name, each in value.items()}
            if "id" not in fields:
                return fields
            cache.setdefault(fields["id"], {}).update(fields)
            return fields["id"]
        case _:
            return value


@dataclass
class Counted:
    """A bus that counts what it is given, by channel."""

    bus: Any
    told: dict[str, int] = field(default_factory=dict)

    async def publish(self, channel: str, message: dict[str, Any]) -> bool:
        self._count(channel)
        return bool(await self.bus.publish(channel, message))

    async def announce(self, events: Sequence[tuple[str, dict[str, Any]]]) -> bool:
        for channel, _ in events:
            self._count(channel)
        return bool(await self.bus.announce(events))

    def _count(self, channel: str) -> None:
        self.told[channel] = self.told.get(channel, 0) + 1

    def __getattr__(self, name: str) -> Any:
        return getattr(self.bus, name)


def kept(cache: Cache, name: str, update: dict[str, Any]) -> None:
    """Take in an update; what a stream has one of is kept under the stream's name."""
    shown = {
        key: keep(cache, value) for key, value in update.items() if key not in {"kind", "sequence", "cursor", "at"}
    }
    cache.setdefault(name, {}).update({key: each for key, each in shown.items() if not isinstance(each, list)})


async def fresh_look(world: World) -> Cache:
    cache: Cache = {}
    for name in STREAMS:
        async with following(world, DOCUMENTS[name], **variables(world, name)) as updates:
            update = await updates.next()
            assert update["kind"] == "SNAPSHOT"
            kept(cache, name, update)
    return cache


def variables(world: World, name: str) -> dict[str, Any]:
    return {"portfolioId": world.portfolio_id} | ({"minSeverity": "INFO"} if name == "RiskAlerts" else {})


async def follow(world: World, stack: AsyncExitStack, name: str) -> tuple[Followed, Place]:
    place = Place()
    results: Any = await world.schema.subscribe(
        DOCUMENTS[name],
        variable_values=variables(world, name),
        context_value=world.context(world.owner, place=place),
    )
    stack.push_async_callback(results.aclose)
    return Followed(results), place


async def live_and_fresh(world: World, act: Act) -> tuple[Cache, Cache, Cache]:
    """Return what a client saw first, what it knows after an action, and what a fresh look shows then."""
    live: Cache = {}
    async with AsyncExitStack() as stack:
        followed = {name: await follow(world, stack, name) for name in STREAMS}
        for name, (updates, _) in followed.items():
            kept(live, name, await updates.next())
        first = {key: dict(each) for key, each in live.items()}
        counted = Counted(world.desk.bus)
        world.desk = replace(world.desk, bus=counted)
        await act(world)
        for name, (updates, place) in followed.items():
            announced, told = sum(counted.told.get(channel, 0) for channel in place.channels), 0
            while told + place.coalesced < announced:
                update = await updates.next()
                assert update["kind"] in ("CHANGE", "HEARTBEAT")
                if update["kind"] == "CHANGE":  # what a heartbeat says may hide that nothing was announced
                    kept(live, name, update)
                    told += 1
    return first, live, await fresh_look(world)


async def agree(world: World, live: Cache, fresh: Cache) -> None:
    """Assert that everything a client knows is so, and that it knows everything that a fresh look shows."""
    for key, fields in fresh.items():
        assert {name: live.get(key, {}).get(name) for name in fields} == fields, key
    gone = [key for key in live if key not in fresh and key not in STREAMS and ids.split(key)[0] in SHOWN]
    again: Cache = {}
    keep(again, [await looked_up(world, key) for key in gone])
    for key in gone:
        known = {name: each for name, each in live[key].items() if name in again[key]}
        assert known == {name: each for name, each in again[key].items() if name in known}, key


async def looked_up(world: World, key: str) -> dict[str, Any]:
    """Ask for one object again by its id."""
    parts = f"{ids.split(key)[0]}Parts"
    written = parse(f"query ($id: ID!) {{ node(id: $id) {{ id ...{parts} }} }} {PARTS}")
    [document] = separate_operations(written).values()
    found: dict[str, Any] = (await world.data(print_ast(document), id=key))["node"]
    return found


# ---------------------------------------------------------------- mutations

COMPARED: Final = {"clearBreak", "releaseStop"}  # they ask the broker, who knows of no fills that a test made up


@pytest.mark.parametrize("name", NAMES)
async def test_after_a_mutation_a_follower_knows_what_a_fresh_look_shows(world: World, name: str) -> None:
    if name not in COMPARED:
        await fill(world, "MSFT", 4, "25", "held")
        await fill(world, "IBM", 1, "160", "held too")
    viewer, wanted = await EXAMPLES[name](world)
    kind = MUTATION.fields[name].args["input"].type if MUTATION else None
    document = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ __typename ... on Problem {{ message }} }} }}"

    async def act(world: World) -> None:
        result = await world.ask(document, viewer=viewer, input=wanted)
        assert not result.errors
        assert not (result.data or {})[name]["__typename"].endswith("Problem"), result.data

    _, live, fresh = await live_and_fresh(world, act)
    await agree(world, live, fresh)


# ---------------------------------------------------------------- what workers do


async def _sent(world: World) -> rows.Order:
    """Place a limit order that is on its way to the broker."""
    wanted = Terms(
        symbol="AAPL", side=OrderSide.BUY, type=OrderType.LIMIT, quantity=Decimal(10), limit_price=Decimal(300)
    )
    placed = await orders.place(world.desk, world.owner, world.portfolio.id, wanted, key=world.desk.ids.new())
    assert placed.order.denial is None
    assert await sending.claim(world.desk, SYSTEM, placed.order.id)
    return placed.order


async def _event(world: World, order: rows.Order, kind: BrokerEventKind, **more: Any) -> BrokerEvent:
    return BrokerEvent(
        cursor=(await rows.Portfolio.get(id=world.portfolio.id)).broker_cursor + 1,
        account=world.portfolio.id,
        kind=kind,
        client_order_id=order.client_order_id,
        broker_order_id="b-live",
        at=await world.desk.market_clock.now(),
        symbol=order.symbol,
        side=order.side,
        **more,
    )


def broker_says(kind: BrokerEventKind, **more: Any) -> Prepare:
    """Return an action: the broker says this of an order that it has."""

    async def prepare(world: World) -> Act:
        event = await _event(world, await _sent(world), kind, **more)
        return lambda world: executions.book(world.desk, SYSTEM, world.portfolio.id, [event])

    return prepare


def _filled(quantity: str) -> dict[str, Any]:
    return {"execution_id": "e-live", "quantity": Decimal(quantity), "price": Decimal(299), "fee": Decimal("1.25")}


async def claimed(world: World) -> Act:
    placed = await orders.place(
        world.desk,
        world.owner,
        world.portfolio.id,
        Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1)),
        key="claimed",
    )
    return lambda world: sending.claim(world.desk, SYSTEM, placed.order.id)


async def rejected(world: World) -> Act:
    order = await _sent(world)
    return lambda world: sending.reject(world.desk, SYSTEM, order.id, "no such thing")


async def cancel_confirmed(world: World) -> Act:
    order = await _sent(world)
    await orders.cancel(world.desk, world.owner, order.id)
    event = await _event(world, order, BrokerEventKind.CANCELED)
    return lambda world: executions.book(world.desk, SYSTEM, world.portfolio.id, [event])


async def sells_all(world: World) -> Act:
    terms = Terms(symbol="MSFT", side=OrderSide.SELL, quantity=Decimal(4))
    placed = await orders.place(world.desk, world.owner, world.portfolio.id, terms, key="sold")
    assert await sending.claim(world.desk, SYSTEM, placed.order.id)
    event = await _event(world, placed.order, BrokerEventKind.FILL, **_filled("4"))
    return lambda world: executions.book(world.desk, SYSTEM, world.portfolio.id, [event])


async def nobody_knows_it(world: World) -> Act:
    order = await _sent(world)

    async def act(world: World) -> None:
        for _ in range(3):
            _later(world, timedelta(seconds=30))
            await lookups.missed(world.desk, SYSTEM, order.id)

    return act


async def tick(world: World) -> Act:
    await run_analysis(world, "AAPL")
    return lambda world: world.step()


async def session_closes(world: World) -> Act:
    left = _left(world)
    assert left[-1].phase is Phase.CLOSE
    return lambda world: _play(world, left)


async def days_pass(world: World) -> Act:
    """A recommendation expires, the session ends and another one begins."""
    await run_analysis(world, "AAPL")
    await fill(world, "AAPL", 1, "300", "of the first day")
    assert not await rows.Recommendation.exists(expires_at__gt=await world.desk.market_clock.now() + timedelta(days=3))
    days = [day for day in world.desk.market.days() if day > START][:3]
    return lambda world: _play(world, [*_left(world), *(s for day in days for s in world.desk.market.steps(day))])


async def loses_much_in_a_day(world: World) -> Act:
    await rows.Portfolio.filter(id=world.portfolio.id).update(open_equity=Decimal(200000))
    return lambda world: world.step()


async def pays_a_dividend(world: World) -> Act:
    return await _corporate(world, CorporateActionKind.DIVIDEND, amount=Decimal("0.5"))


async def splits(world: World) -> Act:
    await orders.place(
        world.desk,
        world.owner,
        world.portfolio.id,
        Terms(symbol="MSFT", side=OrderSide.BUY, type=OrderType.LIMIT, quantity=Decimal(1), limit_price=Decimal(25)),
        key="split",
    )
    return await _corporate(world, CorporateActionKind.SPLIT, ratio=Decimal(2))


async def _corporate(world: World, kind: CorporateActionKind, **more: Decimal) -> Act:
    event = CorporateAction("a-live", "MSFT", START, kind, **more)
    at = await world.desk.market_clock.now() + timedelta(minutes=1)
    return lambda world: corporate.apply(world.desk, SYSTEM, event, at)


async def analysed(world: World) -> Act:
    await run_analysis(world, "AAPL")
    return lambda world: run_analysis(world, "IBM")


async def acts_too_often(world: World) -> Act:
    terms = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1))

    async def act(world: World) -> None:
        for number in range(4):
            options: dict[str, Any] = {"key": f"s{number}", "strategy_id": "s1", "allow_duplicate": True}
            await orders.place(world.desk, world.owner, world.portfolio.id, terms, **options)

    return act


async def approval_expires(world: World) -> Act:
    await rows.Portfolio.filter(id=world.portfolio.id).update(limits={"approval_above_ratio": "0"})
    terms = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1))
    await orders.place(world.desk, world.owner, world.portfolio.id, terms, key="waits")
    _later(world, timedelta(days=1))
    return lambda world: approvals.sweep(world.desk, SYSTEM)


async def whole_desk_stops(world: World) -> Act:
    await _sent(world)
    return lambda world: stops.engage(world.desk, world.owner, StopScope.GLOBAL, None, StopLevel.STOP, "Enough.")


async def stop_is_carried_out(world: World) -> Act:
    await _sent(world)
    scope, target = StopScope.PORTFOLIO, world.portfolio.id
    engaged = await stops.engage(world.desk, world.owner, scope, target, StopLevel.STOP, "Enough.")
    return lambda world: stopping.report(world.desk, engaged.stops[0], target, "verified", verified=True)


async def dismissed(world: World) -> Act:
    await run_analysis(world, "AAPL")
    recommendation = await rows.Recommendation.get()
    return lambda world: recommendations.dismiss(world.desk, world.owner, recommendation.id, None)


def _later(world: World, delta: timedelta) -> None:
    clock = world.desk.clock
    assert isinstance(clock, SimulatedClock)
    clock.set(clock.now() + delta)


def _left(world: World) -> list[Step]:
    return list(world.desk.market.steps(START))[2:]


async def _play(world: World, steps: list[Step]) -> None:
    for step in steps:
        await marks.apply(world.desk, SYSTEM, registry.FEED, step)


PREPARE: Final[dict[str, Prepare]] = {
    "acknowledged": broker_says(BrokerEventKind.ACK),
    "filled": broker_says(BrokerEventKind.FILL, **_filled("10")),
    "filled in part": broker_says(BrokerEventKind.FILL, **_filled("3")),
    "expired": broker_says(BrokerEventKind.EXPIRED),
    "rejected later": broker_says(BrokerEventKind.REJECTED, reason="no"),
} | {
    make.__name__: make
    for make in (
        claimed,
        rejected,
        cancel_confirmed,
        sells_all,
        nobody_knows_it,
        tick,
        session_closes,
        days_pass,
        loses_much_in_a_day,
        pays_a_dividend,
        splits,
        analysed,
        acts_too_often,
        approval_expires,
        whole_desk_stops,
        dismissed,
    )
}


@pytest.mark.parametrize("name", PREPARE)
async def test_after_an_action_a_follower_knows_what_a_fresh_look_shows(world: World, name: str) -> None:
    await fill(world, "MSFT", 4, "25", "held")
    await fill(world, "IBM", 1, "160", "held too")
    act = await PREPARE[name](world)
    first, live, fresh = await live_and_fresh(world, act)
    assert first != fresh, "it changes nothing that a stream shows"
    await agree(world, live, fresh)


async def test_a_stop_that_is_carried_out_tells_so(world: World) -> None:
    _, live, fresh = await live_and_fresh(world, await stop_is_carried_out(world))
    await agree(world, live, fresh)
