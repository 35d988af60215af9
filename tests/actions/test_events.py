"""Proves that the events of a log stream are a chain, and that a replay tells all after a place or nothing."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from typing import Any

from actions import alerts
from actions.unit import unit
from db.models import Alert, Outbox, OutboxKind, Portfolio, Quote
from db.reads.events import head, linked, message, point, replay, stored
from tests.desks import Stage, buy, sqlite_only
from trading.alerts import AlertCode
from trading.ports import Json


async def told(portfolio_id: str | None, topic: str) -> list[Json]:
    rows = await Outbox.filter(kind=OutboxKind.EVENT, portfolio_id=portfolio_id, topic=topic).order_by("sequence")
    return [message(row) for row in rows]


async def warn(desk: Stage) -> None:
    async with unit(desk.desk, desk.owner, desk.portfolio_id) as u:
        await u.alert(AlertCode.MODEL_FAILING, "Look.")


async def test_each_topic_is_a_chain_of_its_own_and_the_portfolio_knows_its_end(desk: Stage) -> None:
    for _ in range(3):
        await desk.trade(buy("AAA", "1"))
    await warn(desk)
    await warn(desk)
    orders = await told(desk.portfolio_id, "orders")
    assert len(orders) == 5  # placed, claimed, booked; and two look-alikes, denied
    assert linked("", orders)
    assert await head(desk.portfolio_id, "orders") == point(orders[-1])
    alerted = await told(desk.portfolio_id, "alerts")
    assert len(alerted) == 2
    assert linked("", alerted)


async def test_a_replay_tells_exactly_what_came_after_every_place(desk: Stage) -> None:
    for _ in range(3):
        await desk.trade(buy("AAA", "1"))
    orders = await told(desk.portfolio_id, "orders")
    for number, place in enumerate(["", *map(point, orders)]):
        for source in (
            await replay(desk.desk, desk.portfolio_id, "orders", place, 1000),
            await stored(desk.portfolio_id, "orders", place, 1000),
        ):
            assert source == orders[number:]
    assert await replay(desk.desk, desk.portfolio_id, "orders", "", 2) == orders[:2]


@sqlite_only
async def test_a_replay_from_a_place_that_is_none_of_this_chain_is_refused(desk: Stage) -> None:
    await desk.trade(buy("AAA", "1"))
    await warn(desk)
    other = await desk.another_portfolio()
    await desk.place(buy("AAA", "1"), portfolio_id=other)
    first, *_, last = await told(desk.portfolio_id, "orders")
    [alert] = await told(desk.portfolio_id, "alerts")
    strangers = [
        replace_id(first),
        replace_id(last),
        point({**last, "sequence": last["sequence"] + 1000}),
        point(alert),
        await head(other, "orders"),
    ]
    for place in strangers:
        assert await replay(desk.desk, desk.portfolio_id, "orders", place, 1000) is None, place


def replace_id(event: Json) -> str:
    """The same place in another history, as after a backup was restored."""
    return point({**event, "id": "0" * 32})


@sqlite_only
async def test_what_redis_forgot_is_told_by_the_database_and_what_both_forgot_is_not_told_in_part(desk: Stage) -> None:
    for _ in range(3):
        await desk.trade(buy("AAA", "1"))
    orders = await told(desk.portfolio_id, "orders")
    late = [await replay(desk.desk, desk.portfolio_id, "orders", point(orders[number]), 1000) for number in (0, 3, 4)]
    await Outbox.filter(id=orders[2]["id"]).delete()
    assert await stored(desk.portfolio_id, "orders", point(orders[0]), 1000) is None
    assert await stored(desk.portfolio_id, "orders", point(orders[2]), 1000) == orders[3:]
    assert late == [orders[1:], orders[4:], orders[5:]]
    await Outbox.all().delete()
    deaf = replace(desk.desk, bus=Forgetful())
    assert await replay(deaf, desk.portfolio_id, "orders", point(orders[0]), 1000) is None
    assert await replay(deaf, desk.portfolio_id, "orders", point(orders[-1]), 1000) == []


class Forgetful:
    """A bus that is out of reach."""

    async def publish(self, *_: object) -> bool:
        return False

    announce = publish

    async def kept(self, *_: object) -> list[Json]:
        return []

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> None:
        return None

    async def ping(self) -> bool:
        return False

    def subscribe(self, *_: str) -> Any:
        raise NotImplementedError


async def test_the_desk_has_a_chain_of_its_own(desk: Stage) -> None:
    for number in range(3):
        async with unit(desk.desk, desk.owner) as u:
            await u.alert(AlertCode.MODEL_FAILING, f"number {number}")
    await alerts.read(desk.desk, desk.owner, (await Alert.filter(portfolio_id=None).first() or Alert()).id)
    events = await told(None, "alerts")
    assert [event["sequence"] for event in events] == [1, 2, 3, 4]
    assert linked("", events)
    assert await head(None, "alerts") == point(events[-1])
    assert await replay(desk.desk, None, "alerts", point(events[1]), 1000) == events[2:]


@sqlite_only
async def test_what_is_rolled_back_leaves_no_hole(desk: Stage) -> None:
    await desk.trade(buy("AAA", "1"))
    with suppress(RuntimeError):
        async with unit(desk.desk, desk.owner, desk.portfolio_id) as u:
            u.event("orders", orders=[], executions=[])
            raise RuntimeError
    await desk.trade(buy("AAA", "1"))
    assert linked("", await told(desk.portfolio_id, "orders"))


@sqlite_only
async def test_what_only_the_newest_state_counts_for_is_in_no_chain(desk: Stage) -> None:
    async with unit(desk.desk, desk.owner, desk.portfolio_id) as u:
        u.event("pnl", symbols=[])
    [event] = await told(desk.portfolio_id, "pnl")
    assert event["previous"] is None
    assert "pnl" not in (await Portfolio.get(id=desk.portfolio_id)).told


async def test_the_market_moves_on_where_there_is_no_portfolio(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(archived_at=desk.clock.now())
    await desk.tick(AAA="101")
    assert (await Quote.get(symbol="AAA")).price == Decimal(101)
