"""Proves on both databases that what waits is counted exactly, and found by an index however much was done before."""

from datetime import timedelta
from pathlib import Path

from actions import sending, stops
from db import engine
from db.models import Feed, Order, Outbox, OutboxKind
from db.reads.backlog import Backlog, backlog, unsent
from tests.desks import buy, stage
from trading.stop import StopLevel, StopScope, TradingState

MANY = 300


async def test_an_empty_desk_has_nothing_waiting(database: str) -> None:
    assert await backlog() == Backlog(waiting={}, due_at=None, unknown=0, stops={}, beat_at=None)


async def test_what_waits_is_counted_by_where_it_waits(database: str, redis_url: str, tmp_path: Path) -> None:
    async with stage(tmp_path, redis_url) as desk:
        now = desk.desk.clock.now()
        await Outbox.all().update(done_at=now)
        first = await desk.place(buy("AAA", "1"))
        second = await desk.place(buy("BBB", "1"))
        await Outbox.filter(kind=OutboxKind.EVENT).update(done_at=now)
        await Outbox.filter(done_at=None).update(due_at=now - timedelta(seconds=5))
        early = await Outbox.filter(done_at=None).first()
        assert early is not None
        await Outbox.filter(id=early.id).update(due_at=now - timedelta(seconds=9))
        await Feed.all().update(beat_at=now)
        await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.PAUSE, "tests")
        await Order.filter(id=first.order.id).update(next_lookup_at=now, open=True)  # the stop had denied it
        await Order.filter(id=second.order.id).update(next_lookup_at=now, open=False)
        found = await backlog()
        queued = {place: number for place, number in found.waiting.items() if place[0] is OutboxKind.JOB}
        assert queued[OutboxKind.JOB, "orders"] >= 2
        assert sum(found.waiting.values()) == await Outbox.filter(done_at=None).count()
        assert (found.due_at, found.unknown, found.beat_at) == (now - timedelta(seconds=9), 1, now)
        assert found.stops == {(StopScope.PORTFOLIO, TradingState.REDUCING): 1}


async def test_an_event_that_cannot_leave_is_as_late_as_it_is_old_however_often_it_is_tried(
    database: str, redis_url: str, tmp_path: Path
) -> None:
    async with stage(tmp_path, redis_url) as desk:
        now = desk.desk.clock.now()
        await Outbox.all().update(done_at=now)
        await desk.place(buy("AAA", "1"))
        await Outbox.filter(kind=OutboxKind.EVENT, created_at=now).update(done_at=None)
        later = now + timedelta(seconds=40)
        await Outbox.filter(done_at=None).update(due_at=later)  # as a sweeper does that Redis does not answer
        assert (await backlog()).due_at == now
        await Outbox.filter(kind=OutboxKind.EVENT).update(done_at=now)
        assert (await backlog()).due_at == later


async def test_orders_that_nobody_sends_are_counted_though_their_jobs_are_swept(
    database: str, redis_url: str, tmp_path: Path
) -> None:
    async with stage(tmp_path, redis_url) as desk:
        placed = [(await desk.place(buy(symbol, "1"))).order for symbol in ("AAA", "BBB")]
        now = desk.desk.clock.now()
        later = now + timedelta(seconds=31)
        await Outbox.filter(done_at=None).update(due_at=later)  # as a sweeper does, in a worker that sends nothing
        assert (await unsent(now), await unsent(later)) == (0, 2)
        await sending.claim(desk.desk, desk.crew.viewer, placed[0].id)  # its outcome may be unknown for long
        assert await unsent(later) == 1
        await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "tests")
        assert await unsent(later) == 0


async def test_what_was_done_is_not_read_again(database: str, redis_url: str, tmp_path: Path) -> None:
    async with stage(tmp_path, redis_url) as desk:
        now = desk.desk.clock.now()
        rows = [
            Outbox(
                id=f"{number:032}",
                kind=OutboxKind.EVENT,
                topic="orders",
                payload={},
                created_at=now,
                due_at=now,
                done_at=now,
            )
            for number in range(MANY)
        ]
        await Outbox.bulk_create(rows)
        connection = engine.connection()
        if await engine.dialect() == "postgres":
            await connection.execute_query("ANALYZE outbox")
        explain = "EXPLAIN" if await engine.dialect() == "postgres" else "EXPLAIN QUERY PLAN"
        for rest in (
            "count(*) FROM outbox WHERE done_at IS NULL",
            "id FROM outbox WHERE done_at IS NULL ORDER BY due_at",
        ):
            _, plan = await connection.execute_query(f"{explain} SELECT {rest}")
            assert "index" in str([dict(row) for row in plan]).lower(), rest
