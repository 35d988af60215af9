"""Proves that one stream serves all: nobody misses or repeats an event, sees another's, or harms another."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import orjson
import pytest

import db.models as rows
from actions import keys, orders
from actions.portfolios import create
from actions.setup import SYSTEM
from actions.unit import unit
from actions.viewer import Viewer
from db.reads import events
from graph import ids
from graph.context import Context
from graph.enums import UpdateKind
from graph.groups import Group
from graph.hub import Hub, asked
from graph.loaders import Turn
from graph.plans import Planned
from graph.schema import build
from graph.seats import Frame, Seat
from graph.subscriptions import stream
from tests.graph.conftest import World, counted
from tests.graph.test_subscriptions import ORDERS, TERMS, Lossy
from trading.alerts import AlertCode
from trading.errors import Permission

PREFIX = b'{"id":"1","type":"next","payload":'


@dataclass(eq=False)
class Client:
    """A reader that remembers what it was told; `slow` takes nothing, `broken` fails."""

    context: Context
    frames: list[Frame] = field(default_factory=list)
    ends: list[Any] = field(default_factory=list)
    slow: bool = False
    broken: bool = False
    expelled: bool = False
    buffered: int = 0
    missed: set[Seat] = field(default_factory=set)

    def write(self, seat: Seat, frame: Frame) -> bool:
        if self.broken:
            raise OSError("gone")
        if self.slow:
            self.missed.add(seat)
            return False
        self.frames.append(frame)
        return True

    def finish(self, seat: Seat, result: Any) -> None:
        self.ends.append(result)

    def expel(self) -> None:
        self.expelled = True

    @property
    def updates(self) -> list[dict[str, Any]]:
        return [next(iter(orjson.loads(PREFIX + frame.body)["payload"]["data"].values())) for frame in self.frames]

    @property
    def events(self) -> list[int]:
        """The sequences of the events it was told as changes."""
        return [frame.event for frame in self.frames if frame.kind is UpdateKind.CHANGE and frame.event is not None]

    @property
    def codes(self) -> list[str]:
        return [error.extensions["code"] for end in self.ends if end for error in end.errors]


async def until(condition: Any) -> None:
    async with asyncio.timeout(60):
        while not condition():
            await asyncio.sleep(0.005)


@pytest.fixture
async def hub(world: World) -> AsyncIterator[Hub]:
    made = Hub(world.schema, world.desk)
    yield made
    await made.close()


def enter(hub: Hub, world: World, viewer: Viewer | None, document: str = ORDERS, **options: Any) -> tuple[Client, Seat]:
    client = Client(world.context(viewer), **options)
    wanted = asked(document, {"id": world.portfolio_id}, None)
    assert wanted is not None
    seat = Seat(client, wanted, PREFIX, wanted.after)
    hub.join(seat)
    return client, seat


async def announce(world: World, *named: str) -> int:
    """Tell an event of the orders stream that names these orders, and return its sequence."""
    async with unit(world.desk, SYSTEM, world.portfolio.id) as u:
        u.event("orders", orders=list(named), executions=[])
    sequence: int = u.portfolio.sequence
    return sequence


async def test_many_share_one_stream_and_its_bytes_and_the_last_one_ends_it(world: World, hub: Hub) -> None:
    entered = [enter(hub, world, world.owner) for _ in range(50)]
    await until(lambda: all(client.frames for client, _ in entered))
    assert len(hub) == 1
    await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="k")
    await until(lambda: all(len(client.frames) > 1 for client, _ in entered))
    assert len({id(client.frames[1].body) for client, _ in entered}) == 1
    figures = hub.figures()
    assert (figures["groups"], figures["seats"], figures["fell_behind"]) == (1, 50, 0)
    assert figures["delivered"] >= 50
    kinds = {tuple(update["kind"] for update in client.updates[:2]) for client, _ in entered}
    assert kinds == {("SNAPSHOT", "CHANGE")}
    for _, seat in entered[:-1]:
        hub.leave(seat)
    assert len(hub) == 1
    hub.leave(entered[-1][1])
    assert len(hub) == 0


async def test_whoever_comes_while_events_come_gets_every_later_event_once(world: World, hub: Hub) -> None:
    base = (await rows.Portfolio.get(id=world.portfolio.id)).sequence
    clients, count = [enter(hub, world, world.owner)[0]], 150
    await until(lambda: clients[0].frames)
    for number in range(1, count + 1):
        assert await announce(world) == base + number
        if number % 3 == 0:
            clients.append(enter(hub, world, world.owner)[0])
            await asyncio.sleep(0.002)
    await until(lambda: all(c.frames and c.frames[-1].highest == base + count for c in clients))
    assert len(hub) == 1
    for client in clients:
        first, *later = client.updates
        assert first["kind"] == "SNAPSHOT"
        held = client.frames[0].highest
        assert client.events == list(range(held + 1, base + count + 1))
        sequences = [first["sequence"], *(update["sequence"] for update in later)]
        assert sequences == sorted(set(sequences))


async def test_an_event_of_the_desk_is_told_to_whoever_comes_at_that_moment(world: World, hub: Hub) -> None:
    document = "subscription ($id: ID!) { riskAlerts(portfolioId: $id, minSeverity: INFO) { kind sequence } }"
    owner = replace(world.owner, portfolio_ids=None)
    first, seat = enter(hub, world, owner, document)
    await until(lambda: first.frames)

    async def warn() -> None:
        async with unit(world.desk, SYSTEM) as u:
            await u.alert(AlertCode.MODEL_FAILING, "Look.")

    late = []
    for _ in range(20):
        late.append(enter(hub, world, owner, document)[0])
        await warn()
    group = seat.group
    assert isinstance(group, Group)
    await until(lambda: len(first.frames) > 20 and len(group.seats) == 21)
    await warn()
    await until(lambda: all(client.frames[-1] is first.frames[-1] for client in late))
    for client in late:
        assert client.updates[0]["kind"] == "SNAPSHOT"
        sequences = [update["sequence"] for update in client.updates]
        assert sequences == sorted(set(sequences))


async def test_who_comes_back_is_told_what_was_missed_once_and_goes_on_with_the_group(world: World, hub: Hub) -> None:
    staying, _ = enter(hub, world, world.owner)
    leaving, seat = enter(hub, world, world.owner)
    await until(lambda: staying.frames and leaving.frames)
    for number in range(60):
        sequence = await announce(world)
        if number % 5 == 0:
            hub.leave(seat)
        if number % 5 == 3:
            hub.join(seat)
    hub.join(seat) if seat.group is None else None
    await until(lambda: staying.events and staying.events[-1] == sequence)
    await until(lambda: leaving.events and leaving.events[-1] == sequence)
    assert leaving.events == staying.events
    assert [update["kind"] for update in leaving.updates].count("SNAPSHOT") == 1
    sequences = [update["sequence"] for update in leaving.updates]
    assert sequences == sorted(set(sequences))


async def test_quotes_are_shared_by_everybody_and_nobody_is_told_older_ones_than_they_saw(
    world: World, hub: Hub
) -> None:
    document = 'subscription { quotes(symbols: ["AAPL"]) { kind instruments { quote { at } } } }'
    mine, _ = enter(hub, world, world.owner, document)
    await until(lambda: mine.frames)
    await world.step(1)
    foreign, seat = enter(hub, world, world.stranger, document)
    await until(lambda: len(mine.frames) > 1 and foreign.frames)
    await hub.check()
    await world.step(1)
    await until(lambda: mine.frames[-1].event == foreign.frames[-1].event == 4)
    assert len(hub) == 1
    assert seat.group
    times = [update["instruments"][0]["quote"]["at"] for update in foreign.updates if update["instruments"]]
    assert foreign.updates[0]["kind"] == "SNAPSHOT"
    assert times == sorted(times)


async def test_one_broken_reader_ends_nobody_else(world: World, hub: Hub) -> None:
    well, _ = enter(hub, world, world.owner)
    ill, _ = enter(hub, world, world.owner)
    await until(lambda: well.frames and ill.frames)
    ill.broken = True
    for _ in range(2):
        await announce(world)
    await until(lambda: len(well.events) == 2)
    assert len(hub) == 1
    assert not well.ends


async def test_who_lagged_asks_again_and_is_told_the_newest_state(world: World, hub: Hub) -> None:
    quick, _ = enter(hub, world, world.owner)
    slow, seat = enter(hub, world, world.owner)
    await until(lambda: quick.frames and slow.frames)
    slow.slow = True
    await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="k")
    await until(lambda: slow.missed and quick.events)
    assert seat.group is None
    slow.slow = False
    hub.join(seat)
    await until(lambda: slow.events and slow.events[-1] == quick.events[-1])
    assert [update["kind"] for update in slow.updates][:2] == ["SNAPSHOT", "CHANGE"]
    assert slow.events == quick.events


async def test_a_stranger_is_refused_by_a_group_that_runs_and_is_told_nothing(world: World, hub: Hub) -> None:
    owner, _ = enter(hub, world, world.owner)
    await until(lambda: owner.frames)
    stranger, _ = enter(hub, world, world.stranger)
    nobody, _ = enter(hub, world, None)
    await until(lambda: stranger.ends and nobody.ends)
    await announce(world)
    await until(lambda: owner.events)
    assert (stranger.frames, stranger.codes) == ([], ["NOT_FOUND"])
    assert (nobody.frames, nobody.codes) == ([], ["UNAUTHENTICATED"])
    assert not owner.ends


async def test_a_stranger_who_asks_first_does_not_end_it_for_the_owner(world: World, hub: Hub) -> None:
    stranger, _ = enter(hub, world, world.stranger)
    owner, _ = enter(hub, world, world.owner)
    await until(lambda: stranger.ends and owner.frames)
    assert (stranger.frames, owner.ends, len(hub)) == ([], [], 1)


async def test_who_may_do_something_else_or_shows_their_own_keys_has_a_stream_apart(world: World, hub: Hub) -> None:
    colleague = replace(world.owner, user_id=world.stranger.user_id)
    reader = replace(world.owner, permissions=frozenset({Permission.READ}))
    bound = replace(world.owner, portfolio_ids=frozenset({world.portfolio.id}))
    for viewer, count in ((world.owner, 1), (colleague, 1), (reader, 2), (bound, 3)):
        enter(hub, world, viewer)
        assert len(hub) == count
    document = """subscription ($id: ID!) { orderUpdates(portfolioId: $id) { orders { portfolio { audit(first: 1) {
        nodes { apiKey { id } } } } } } }"""
    for viewer, count in ((world.owner, 4), (colleague, 5)):
        enter(hub, world, viewer, document)
        assert len(hub) == count


async def test_a_member_who_is_removed_is_expelled_at_the_next_check_and_colleagues_go_on(
    world: World, hub: Hub
) -> None:
    member = rows.Member(
        id=world.desk.ids.new(),
        portfolio_id=world.portfolio.id,
        user_id=world.stranger.user_id,
        role=rows.Role.OWNER,
        since=world.desk.clock.now(),
    )
    await member.save(force_create=True)
    leaving, _ = enter(hub, world, world.stranger)
    await until(lambda: leaving.frames)
    staying, _ = enter(hub, world, world.owner)
    await until(lambda: staying.frames)
    assert len(hub) == 1
    await hub.check()
    assert not leaving.ends
    await member.delete()
    await hub.check()
    assert (leaving.expelled, leaving.ends) == (True, [])
    told = len(leaving.frames)
    await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key="k")
    await until(lambda: any(update["orders"] for update in staying.updates))
    assert (len(leaving.frames), staying.ends, staying.expelled) == (told, [], False)


async def test_readers_are_counted_by_person_and_by_class_and_nobody_twice(world: World, hub: Hub) -> None:
    class Other(Client):
        """Another class of readers."""

    mine = [Client(world.context(world.owner)) for _ in range(3)]
    foreign = Other(world.context(world.stranger))
    for each in (*mine, foreign):
        hub.enter(each)
    kinds = (world.owner.user_id, world.stranger.user_id, Client, Other)
    assert [hub.many(each) for each in kinds] == [3, 1, 3, 1]
    for each in (mine[0], mine[0], foreign, foreign):
        hub.depart(each)
    assert [hub.many(each) for each in kinds] == [2, 0, 2, 0]
    hub.depart(mine[1])
    hub.depart(mine[2])
    assert (hub.readers, hub._many) == (set(), {})


async def test_who_follows_a_drill_of_their_own_portfolio_stays(world: World, hub: Hub) -> None:
    row = await rows.Portfolio.get(id=world.portfolio.id)
    made = {name: getattr(row, name) for name in row._meta.fields_db_projection}
    drill = world.desk.ids.new()
    await rows.Portfolio(**{**made, "id": drill, "name": "drill", "drill_of": row.id}).save(force_create=True)
    client = Client(world.context(world.owner))
    wanted = asked(ORDERS, {"id": ids.encode("Portfolio", drill)}, None)
    assert wanted is not None
    hub.join(Seat(client, wanted, PREFIX, None))
    await until(lambda: client.frames)
    await hub.check()
    assert (client.expelled, client.ends) == (False, [])


async def test_a_key_that_is_revoked_expels_its_reader_only(world: World, hub: Hub) -> None:
    made = [await keys.create(world.desk, world.owner, name, [Permission.READ]) for name in ("a", "b")]
    viewers = [await keys.authenticate(world.desk, each.secret) for each in made]
    (first, _), (second, _) = [enter(hub, world, viewer) for viewer in viewers]
    hub.readers |= {first, second}
    await until(lambda: first.frames and second.frames)
    await keys.revoke(world.desk, world.owner, made[0].key.id)
    await hub.check()
    assert (first.expelled, second.expelled) == (True, False)
    await announce(world)
    await until(lambda: second.events or (second.updates[-1]["kind"] == "SNAPSHOT" and len(second.frames) > 1))
    assert not second.ends


async def test_who_comes_while_too_much_is_told_goes_on_from_what_it_heard(world: World, hub: Hub) -> None:
    first, _ = enter(hub, world, world.owner)
    await until(lambda: first.frames)
    late, seat = enter(hub, world, world.owner)
    group = seat.group
    assert isinstance(group, Group)
    [landing] = group._landings.values()
    landing.stale = True
    told = [await announce(world) for _ in range(8)]
    await until(lambda: seat in group.seats and late.frames[-1].highest == told[-1])
    assert [update["kind"] for update in late.updates].count("SNAPSHOT") == 1
    assert late.events == [each for each in told if each > late.frames[0].highest]


async def test_who_comes_while_the_group_misses_something_is_never_led_back(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 0.2)
    first, _ = enter(hub, world, world.owner)
    await until(lambda: first.frames)
    whole, world.desk = world.desk, replace(world.desk, bus=Lossy(world.desk.bus))
    lost = await announce(world)  # committed, but nobody is told
    late, seat = enter(hub, world, world.owner)
    await until(lambda: [update["kind"] for update in late.updates].count("HEARTBEAT") > 1)
    hub.leave(seat)
    again, back = enter(hub, world, world.owner)
    hub.leave(back)
    back.after = late.updates[-1]["cursor"]
    hub.join(back)
    world.desk = whole
    latest = await announce(world)
    await until(lambda: first.events[-1:] == again.events[-1:] == [latest])
    assert (first.events, late.events, again.events) == ([lost, latest], [], [latest])


@pytest.mark.parametrize(
    "document",
    [
        "{ __typename }",
        "mutation { __typename }",
        "subscription {",
        "subscription a { __typename } query b { __typename }",
        "query subscription { __typename }",
        "subscription { " + "x " * 10_001 + "}",
    ],
)
def test_only_subscriptions_are_ever_shared(document: str) -> None:
    assert asked(document, {}, None) is None


def test_the_cursor_is_no_part_of_what_is_shared() -> None:
    wanted = asked(ORDERS, {"id": "x", "after": "abc"}, None)
    assert wanted is not None
    assert (wanted.variables, wanted.after) == ({"id": "x"}, "abc")
    assert asked(ORDERS, {"after": ["abc"]}, None) is None


def test_every_resolver_that_asks_who_the_viewer_is_is_known_to_the_hub() -> None:
    users = {path.stem for path in Path("graph/types").glob("*.py") if "info.context.viewer" in path.read_text()}
    assert users == {"audit", "portfolios"}, "add the field to PER_USER in graph/hub.py, or prove it a matter of scope"


async def test_an_event_asks_for_no_access_again_since_the_hub_looks_after_it(world: World, hub: Hub) -> None:
    client, _ = enter(hub, world, world.owner)
    await until(lambda: client.frames)
    with counted() as sent:
        await announce(world, "an order that is not there")
        del sent[:]
        await until(lambda: client.events)
    assert [each for each in sent if '"orders"' in each] == sent != []
    await rows.Member.filter(user_id=world.owner.user_id).delete()
    await hub.check()
    assert client.expelled


async def test_portfolios_that_move_at_once_are_read_together_and_each_is_told_its_own(world: World, hub: Hub) -> None:
    made = [
        (await create(world.desk, world.owner, name=f"P{each}", opening_cash=Decimal(1000), key=f"p{each}")).portfolio
        for each in range(8)
    ]
    clients = [enter(hub, replace(world, portfolio=each), world.owner)[0] for each in made]
    await until(lambda: all(client.frames for client in clients))
    held = Lossy(world.desk.bus)
    quiet = replace(world.desk, bus=held)
    placed = [(await orders.place(quiet, world.owner, each.id, TERMS, key=each.id)).order for each in made]
    with counted() as sent:
        await world.desk.bus.announce(held.unsent)
        await until(lambda: all(client.events for client in clients))
    assert len([each for each in sent if 'FROM "orders"' in each]) == 1
    assert [client.updates[-1]["orders"][0]["id"] for client in clients] == [
        ids.encode("Order", each.id) for each in placed
    ]


STREAMS = [
    ("orderUpdates(portfolioId: $id)", "orders", {"orders": ["x"], "executions": ["x"]}),
    ("signals(portfolioId: $id)", "signals", {"signals": ["x"], "recommendations": ["x"]}),
    ("riskAlerts(portfolioId: $id)", "alerts", {"alerts": ["x"]}),
    ("stopUpdates(portfolioId: $id)", "stop", {}),
    ("portfolioPnl(portfolioId: $id)", "pnl", {"symbols": ["AAPL"]}),
    ('quotes(symbols: ["AAPL", "MSFT"])', events.QUOTES, {"symbols": ["AAPL"]}),
    ("newsUpdates", events.NEWS, {"items": ["x"]}),
]


@pytest.mark.parametrize(("field", "topic", "payload"), STREAMS, ids=[topic for _, topic, _ in STREAMS])
async def test_every_stream_begins_an_update_without_a_task_and_goes_on_after_it(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch, field: str, topic: str, payload: dict[str, Any]
) -> None:
    monkeypatch.setattr(stream, "HEARTBEAT_S", 1)
    owner = world.portfolio.id if "$id" in field else None
    declared = "($id: ID!)" if owner else ""
    document = f"subscription {declared} {{ {field} {{ kind sequence cursor }} }}"
    client = Client(world.context(world.owner))
    wanted = asked(document, {"id": world.portfolio_id} if owner else {}, None)
    assert wanted is not None
    seat = Seat(client, wanted, PREFIX, None)
    hub.join(seat)
    await until(lambda: client.frames)
    previous = await events.head(owner, topic)
    for _ in range(3):
        sequence = 100 + events.sequence_of(previous)
        message = {"sequence": sequence, "id": f"{sequence:032x}", "previous": previous, "payload": payload}
        previous = events.point(message)
        await world.desk.bus.announce([(events.channel(owner, topic), message)])
    told = {"alerts": 0, events.NEWS: 0}.get(topic, 1)  # of what is not there some say nothing
    await until(lambda: [frame.kind for frame in client.frames].count(UpdateKind.CHANGE) >= told)
    await until(lambda: client.frames[-1].kind is UpdateKind.HEARTBEAT)
    assert seat.group is not None
    assert client.ends == []
    kinds = [frame.kind for frame in client.frames]
    assert kinds.count(UpdateKind.SNAPSHOT) == 1
    sequences = [frame.sequence for frame in client.frames]
    assert sequences == sorted(set(sequences))


async def test_who_leaves_while_rows_are_read_for_many_takes_them_from_nobody(world: World) -> None:
    turn = Turn(world.desk)

    async def read() -> Any:
        return await turn.loaders(world.owner).one(rows.Portfolio).load(world.portfolio.id)

    leaving, staying = asyncio.create_task(read()), asyncio.create_task(read())
    await asyncio.sleep(0)
    leaving.cancel()
    assert (await staying).id == world.portfolio.id
    assert leaving.cancelled()


async def test_what_is_shared_in_one_turn_of_the_loop_is_not_in_the_next(world: World) -> None:
    turn = Turn(world.desk)
    first = turn.loaders(world.owner)
    assert turn.loaders(world.owner) is first
    assert turn.loaders(world.stranger) is not first
    await asyncio.sleep(0)
    assert turn.loaders(world.owner) is not first


PLAIN = """subscription ($id: ID!) { orderUpdates(portfolioId: $id) { __typename kind sequence cursor at
    orders { id status side clientOrderId filledQuantity } executions { id price } } }"""


def executed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list to which every event is added that the executor takes."""
    kinds: list[str] = []
    stock = Planned.build_per_event_executor

    def build(self: Planned, payload: Any) -> Planned:
        kinds.append(payload.kind)
        return stock(self, payload)

    monkeypatch.setattr(Planned, "build_per_event_executor", build)
    return kinds


async def test_what_is_plain_is_told_without_the_executor_and_is_what_strawberry_would_tell(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = executed(monkeypatch)
    stock = Hub(build(compiled=False), world.desk)
    client, other = enter(hub, world, world.owner, PLAIN)[0], enter(stock, world, world.owner, PLAIN)[0]
    await until(lambda: client.frames and other.frames)
    for number in range(5):
        await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key=f"k{number}")
    await until(lambda: len(client.events) == len(other.events) == 5)
    await stock.close()
    assert client.events == other.events
    for ours, theirs in zip(client.updates, other.updates, strict=True):
        assert list(ours) == list(theirs)  # in the order in which they were asked for
        assert ours | {"at": 0} == theirs | {"at": 0}
    assert len(client.updates[-1]["orders"]) == 1
    assert kinds == ["SNAPSHOT"]


async def test_what_surprises_the_compiled_function_is_told_by_the_executor_once_and_in_order(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = executed(monkeypatch)
    tried: list[Any] = []

    def surprised(_text: str) -> Any:
        return tried.append

    monkeypatch.setattr(world.schema, "plain_event", surprised)
    client, _ = enter(hub, world, world.owner, PLAIN)
    await until(lambda: client.frames)
    base = (await rows.Portfolio.get(id=world.portfolio.id)).sequence
    for _ in range(10):
        await announce(world)
    await until(lambda: len(client.events) == 10)
    assert client.events == list(range(base + 1, base + 11))
    assert kinds == ["SNAPSHOT"] + ["CHANGE"] * 10
    assert [each.kind for each in tried] == ["CHANGE"] * 10


@pytest.mark.parametrize("waits", [False, True], ids=["at once", "later"])
@pytest.mark.parametrize(
    "error",
    [RuntimeError("the disk is full of secrets"), asyncio.CancelledError("secrets")],
    ids=["failed", "given up"],
)
async def test_what_fails_while_nothing_is_executed_ends_the_stream_with_the_word_for_it(
    world: World, hub: Hub, monkeypatch: pytest.MonkeyPatch, error: BaseException, waits: bool
) -> None:
    client, _ = enter(hub, world, world.owner, PLAIN)
    await until(lambda: client.frames)

    async def fail(*_: Any) -> Any:
        if waits:
            await asyncio.sleep(0)
        raise error

    monkeypatch.setattr("graph.subscriptions.orders.existing", fail)
    await announce(world)
    await until(lambda: client.ends)
    assert client.codes == ["INTERNAL"]
    assert "secrets" not in str(client.ends[0].errors)
    assert len(hub) == 0
