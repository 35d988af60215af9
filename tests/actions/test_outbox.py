"""Proves that what was committed leaves in the end: swept when it was not sent, repeated until it is done."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from actions import orders, outbox
from actions.audit import Deed, first_bad
from actions.unit import LEFT, MARKED, Unit, announce, write_all
from db.engine import transaction
from db.lookup import among, ask
from db.models import AuditEntry, Order, Outbox, OutboxKind, Portfolio
from db.reads import events
from tests.desks import LOOSE, Stage, buy, changes, sqlite_only, tables
from trading.errors import NotFound
from trading.orders import OrderStatus
from trading.ports import Desk, Json

EVENT, JOB = OutboxKind.EVENT, OutboxKind.JOB


@dataclass
class Line:
    """A bus and a queue that note what they are given, but for figures that follow from it, and that can be cut."""

    up: bool = True
    events: list[tuple[str, Json]] = field(default_factory=list)
    jobs: list[tuple[str, str, str, Json]] = field(default_factory=list)

    async def publish(self, channel: str, message: Json) -> bool:
        if self.up and not channel.endswith((":pnl", ":stop")):
            self.events.append((channel, message))
        return self.up

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        return all([await self.publish(channel, message) for channel, message in events])

    async def kept(self, channel: str, after: int, limit: int) -> list[Json]:
        return [m for name, m in self.events if name == channel and m["sequence"] > after][:limit]

    async def enqueue(self, *job: Any) -> bool:
        if self.up:
            self.jobs.append(job)
        return self.up

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> None:
        return None

    async def ping(self) -> bool:
        return self.up

    def subscribe(self, *channels: str) -> Any:
        raise NotImplementedError


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
async def wired(desk: Stage, line: Line) -> Desk:
    """The desk with its outgoing line in our hands, and nothing waiting from before."""
    await Outbox.all().delete()
    return replace(desk.desk, bus=line, jobs=line)


async def place(desk: Stage, wired: Desk, key: str = "k") -> Order:
    return (await orders.place(wired, desk.owner, desk.portfolio_id, buy("AAA", "1"), key=key)).order


@sqlite_only
async def test_after_commit_the_event_and_the_job_leave_at_once(desk: Stage, wired: Desk, line: Line) -> None:
    order = await place(desk, wired)
    [(channel, message)] = line.events
    row = await Outbox.get(kind=EVENT, topic="orders")
    assert channel == f"plimsoll:{desk.portfolio_id}:orders"
    payload: Json = {"orders": [order.id], "executions": []}
    assert message == {"sequence": row.sequence, "id": row.id, "previous": "", "payload": payload}
    [(queue, name, _, payload)] = line.jobs
    job = await Outbox.get(kind=JOB)
    assert (queue, name, payload) == (
        "orders",
        "submit_order",
        {"order_id": order.id, "portfolio_id": order.portfolio_id, "outbox_id": job.id},
    )


@sqlite_only
async def test_what_is_rolled_back_never_leaves(desk: Stage, wired: Desk, line: Line) -> None:
    before = await tables()
    onlooker = replace(desk.owner, permissions=frozenset())
    with pytest.raises(NotFound):
        await orders.place(wired, onlooker, desk.portfolio_id, buy("AAA", "1"), key="k")
    assert (line.events, line.jobs) == ([], [])
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_nothing_is_swept_before_its_time(desk: Stage, wired: Desk, line: Line) -> None:
    await place(desk, wired)
    sent = len(line.events), len(line.jobs)
    desk.later(seconds=2, microseconds=-1)
    assert await outbox.sweep(wired) == 0
    assert (len(line.events), len(line.jobs)) == sent


@sqlite_only
async def test_with_redis_down_all_is_kept_and_leaves_later(desk: Stage, wired: Desk, line: Line) -> None:
    line.up = False
    order = await place(desk, wired)
    desk.later(seconds=3)
    assert await outbox.sweep(wired) == 0
    assert await Outbox.filter(done_at=None).count() == 4
    line.up = True
    assert await outbox.sweep(wired) == 4
    assert [message["payload"] for _, message in line.events] == [{"orders": [order.id], "executions": []}]
    assert [payload["order_id"] for *_, payload in line.jobs] == [order.id]


async def test_a_job_comes_again_under_a_new_key_until_it_is_done(desk: Stage, wired: Desk, line: Line) -> None:
    await place(desk, wired)
    for _ in range(3):
        desk.later(seconds=3)
        await outbox.sweep(wired)
        assert await outbox.sweep(wired) == 0  # not twice at the same time
    assert len(line.jobs) == len({key for _, _, key, _ in line.jobs}) == 4
    await outbox.done(wired, (await Outbox.get(kind=JOB)).id)
    desk.later(minutes=1)
    assert await outbox.sweep(wired) == 0
    assert len(line.jobs) == 4


@sqlite_only
async def test_an_event_is_repeated_once(desk: Stage, wired: Desk, line: Line) -> None:
    await place(desk, wired)
    for _ in range(3):
        desk.later(seconds=3)
        await outbox.sweep(wired)
    assert len(line.events) == 2
    assert line.events[0] == line.events[1]


async def test_more_than_a_batch_leaves_in_the_end(desk: Stage, wired: Desk, line: Line) -> None:
    line.up = False
    now = desk.clock.now()
    await Outbox.bulk_create(
        [
            Outbox(id=f"{n:032x}", kind=EVENT, topic="t", sequence=n, payload={}, created_at=now, due_at=now)
            for n in range(450)
        ]
    )
    line.up = True
    assert [await outbox.sweep(wired) for _ in range(4)] == [200, 200, 50, 0]
    assert sorted(message["sequence"] for _, message in line.events) == list(range(450))


@sqlite_only
async def test_a_job_done_by_its_worker_is_over(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "1"))
    assert await desk.status(order.id) is OrderStatus.FILLED
    assert not await Outbox.filter(kind=JOB, done_at=None)


async def test_what_left_a_day_ago_is_forgotten_and_what_has_not_left_never(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    desk.later(seconds=10)
    while await outbox.sweep(desk.desk):
        pass
    left = await Outbox.exclude(done_at=None).count()
    waiting = await desk.place(buy("BBB", "10"))
    assert left > 0

    desk.later(hours=23)
    assert await outbox.prune(desk.desk) == 0
    desk.later(hours=2)
    assert await outbox.prune(desk.desk) == left
    rows = await Outbox.all()
    assert {row.done_at for row in rows} == {None}
    assert waiting.order.id in {row.payload.get("order_id") for row in rows}


async def test_what_has_left_is_marked_in_bulk_and_not_sent_again(desk: Stage, wired: Desk, line: Line) -> None:
    await Portfolio.all().update(limits=LOOSE)
    count = 0
    while len(wired.left) >= count:
        count = len(wired.left)
        await place(desk, wired, key=f"k-{count}")
    left = list(wired.left)
    marked = await Outbox.filter(kind=EVENT).exclude(done_at=None).count()
    assert marked == MARKED
    assert {row.id for row in await Outbox.filter(kind=EVENT, done_at=None)} == set(left)
    heard = len(line.events)
    desk.later(seconds=3)
    await outbox.sweep(wired)
    again = [message["id"] for _, message in line.events[heard:]]
    assert set(again) <= set(left)
    assert not await Outbox.filter(kind=EVENT, done_at=None)


async def test_units_of_one_transaction_are_written_as_each_would_be_alone(
    desk: Stage, wired: Desk, line: Line
) -> None:
    still = await desk.another_portfolio(name="Still")
    rich = {desk.portfolio_id, await desk.another_portfolio(name="Third")}
    async with transaction():
        before = await Portfolio.select_for_update().filter(drill_of=None).order_by("id")
        starts = {each.id: (each.sequence, each.cash, await events.head(each.id, "orders")) for each in before}
        units = [Unit(wired, desk.owner, each, wired.clock.now()) for each in before]
        for u in units:
            for number in range(MARKED):
                u.event("orders", orders=[f"{number}"], executions=[])
            if u.portfolio.id in rich:
                u.portfolio.cash += 1
        units[0].record(Deed(action="look", summary="It was looked at"))
        await write_all(units)
    await announce(units)
    assert set(starts) == {still, *rich}
    for identity, (sequence, cash, head) in starts.items():
        own = MARKED + (identity in rich)
        found = await Portfolio.get(id=identity)
        assert (found.sequence, found.cash) == (sequence + own, cash + (identity in rich))
        assert await Outbox.filter(portfolio_id=identity, topic="pnl", sequence=sequence + own).count() == own - MARKED
        chain = await events.stored(identity, "orders", head, 2 * MARKED)
        assert chain is not None
        assert [event["sequence"] for event in chain] == [*range(sequence + 1, sequence + 1 + MARKED)]
        assert [message for channel, message in line.events if channel == events.channel(identity, "orders")] == chain
        assert await first_bad(identity) is None
    assert await AuditEntry.filter(chain=before[0].id, action="look").count() == 1
    assert await Outbox.filter(kind=EVENT, done_at=None).count() == len(wired.left) < MARKED


@pytest.mark.parametrize("dialect", ["postgres"], indirect=True)
@pytest.mark.parametrize("statement", [LEFT["postgres"], outbox.TAKE["postgres"]])
async def test_rows_to_lock_are_looked_for_once_however_many_wait(desk: Stage, statement: str) -> None:
    rows = [await _waiting(desk, number) for number in range(150)]
    places, ids = among(2, [row.id for row in rows[:MARKED]])
    values = ids if "{0}" in statement else [desk.desk.clock.now(), outbox.BATCH]
    planned = f"EXPLAIN (ANALYZE, FORMAT JSON) {statement.format(places)}"
    [(told,)] = await ask(planned, desk.desk.clock.now(), *values)
    nodes = _nodes(json.loads(told)[0]["Plan"])
    assert [node["Actual Loops"] for node in nodes if node["Node Type"] == "LockRows"] == [1]


def _nodes(plan: Json) -> list[Json]:
    return [plan, *(node for part in plan.get("Plans", []) for node in _nodes(part))]


async def test_what_never_left_is_not_marked(desk: Stage, wired: Desk, line: Line) -> None:
    line.up = False
    await place(desk, wired)
    assert not wired.left


async def test_sweepers_at_the_same_moment_share_the_work(desk: Stage, wired: Desk, line: Line) -> None:
    rows = [await _waiting(desk, number) for number in range(300)]
    sent = await asyncio.gather(*(outbox.sweep(wired) for _ in range(4)))
    assert sum(sent) == 300
    assert sorted(message["sequence"] for _, message in line.events) == [row.sequence for row in rows]
    desk.later(seconds=60)
    assert await outbox.sweep(wired) == 0


async def test_swept_events_keep_their_order(desk: Stage, wired: Desk, line: Line) -> None:
    for number in (2, 0, 3, 1):
        await _waiting(desk, number)
    assert await outbox.sweep(wired) == 4
    assert [message["sequence"] for _, message in line.events] == [1000, 1001, 1002, 1003]


async def _waiting(desk: Stage, number: int) -> Outbox:
    """An event that never left and is due."""
    row = Outbox(
        id=desk.desk.ids.new(),
        kind=EVENT,
        portfolio_id=desk.portfolio_id,
        topic="orders",
        sequence=1000 + number,
        payload={},
        created_at=desk.clock.now(),
        due_at=desk.clock.now(),
    )
    await row.save(force_create=True)
    return row
