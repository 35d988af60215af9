"""Proves that whoever waits for a portfolio keeps no other from its own, and that a stop waits behind no order."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import asyncpg
import pytest

from actions import orders, stops
from actions.orders import Placed
from actions.unit import unit
from db.models import Order, Portfolio, Stop
from tests.desks import LOOSE, Stage, buy
from trading import intake
from trading.errors import IdempotencyRefused, LimitReached
from trading.stop import StopLevel, StopScope

MANY = 200
FEW = 50
LONG_S = 60  # nothing takes so long that does not hang
only_postgres = pytest.mark.parametrize("dialect", ["postgres"], indirect=True)


@pytest.fixture(autouse=True)
async def loose(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(orders, "LOCK", timedelta(seconds=LONG_S))
    await Portfolio.all().update(limits=LOOSE)


@asynccontextmanager
async def held_elsewhere(url: str, portfolio_ids: Sequence[str]) -> AsyncIterator[None]:
    """Hold the locks of portfolios as another process does that is at work on them."""
    where = parse_qs(urlsplit(url).query)
    name = urlsplit(url).path[1:]
    other = await asyncpg.connect(user="plimsoll", database=name, host=where["host"][0], port=int(where["port"][0]))
    try:
        async with other.transaction():
            await other.execute("SELECT 1 FROM portfolios WHERE id = ANY($1) FOR UPDATE", portfolio_ids)
            yield
    finally:
        await other.close()


@asynccontextmanager
async def held_here(desk: Stage) -> AsyncIterator[None]:
    """Be at work on the portfolio in another task of this process."""
    begun, over = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        async with unit(desk.desk, desk.owner, desk.portfolio_id):
            begun.set()
            await over.wait()

    working = asyncio.create_task(work())
    await begun.wait()
    try:
        yield
    finally:
        over.set()
        await working


def flood(desk: Stage, portfolio_ids: Sequence[str]) -> list[asyncio.Task[Placed]]:
    """Place many orders at once."""
    return [
        asyncio.create_task(desk.place(buy("AAA", "1"), allow_duplicate=True, portfolio_id=each))
        for _ in range(MANY // len(portfolio_ids))
        for each in portfolio_ids
    ]


async def stop(desk: Stage, portfolio_id: str) -> None:
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, portfolio_id, StopLevel.STOP, "enough")


async def loosened(desk: Stage, name: str) -> str:
    made = await desk.another_portfolio(name=name)
    await Portfolio.filter(id=made).update(limits=LOOSE)
    return made


@only_postgres
async def test_a_portfolio_that_is_held_keeps_no_other_waiting(desk: Stage, database: str) -> None:
    other = await loosened(desk, "Other")
    async with asyncio.timeout(LONG_S):
        async with held_elsewhere(database, [desk.portfolio_id]):
            waiting = flood(desk, [desk.portfolio_id])
            await asyncio.sleep(0.1)
            for _ in range(5):
                assert (await desk.place(buy("AAA", "1"), allow_duplicate=True, portfolio_id=other)).order.open
            await stop(desk, other)
            assert not any(each.done() for each in waiting)
        await asyncio.gather(*waiting)


@only_postgres
async def test_a_stop_finds_a_connection_when_orders_of_all_portfolios_wait(desk: Stage, database: str) -> None:
    held = [await loosened(desk, f"Held {number}") for number in range(20)]
    async with asyncio.timeout(LONG_S):
        async with held_elsewhere(database, held):
            waiting = flood(desk, held)
            await asyncio.sleep(0.1)
            await stop(desk, desk.portfolio_id)
            assert not any(each.done() for each in waiting)
        await asyncio.gather(*waiting)


async def test_a_stop_goes_before_orders_that_wait_for_the_same_portfolio(desk: Stage) -> None:
    async with asyncio.timeout(LONG_S):
        async with held_here(desk):
            waiting = flood(desk, [desk.portfolio_id])
            await asyncio.sleep(0)
            stopping = asyncio.create_task(stop(desk, desk.portfolio_id))
            await asyncio.sleep(0.1)
            assert not any(each.done() for each in [stopping, *waiting])
        await stopping
        placed = await asyncio.gather(*waiting)
    assert sum(each.order.denial == "TRADING_HALTED" for each in placed) >= MANY - 2
    assert (await Stop.get(target=desk.portfolio_id)).epoch == 1


async def test_who_waits_too_long_for_a_portfolio_leaves_no_trace_and_its_place_to_others(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with held_here(desk):
        with monkeypatch.context() as impatient:
            impatient.setattr(orders, "LOCK", timedelta(milliseconds=10))
            waited = await asyncio.gather(*flood(desk, [desk.portfolio_id]), return_exceptions=True)
    assert {type(each) for each in waited} == {IdempotencyRefused}
    assert (await desk.place(buy("AAA", "1"))).order.open


async def test_what_is_too_much_is_refused_at_once_and_placed_once_when_it_is_sent_again(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "OWN_MAX", FEW)
    other = await loosened(desk, "Other")
    keys = [f"key {number}" for number in range(4 * FEW)]

    async def ask(key: str) -> Placed | LimitReached:
        try:
            return await desk.place(buy("AAA", "1"), allow_duplicate=True, key=key)
        except LimitReached as no:
            return no

    async with asyncio.timeout(LONG_S):
        async with held_here(desk):
            waiting = {key: asyncio.create_task(ask(key)) for key in keys}
            await asyncio.sleep(0)
            refused = [key for key in keys if waiting[key].done()]
            assert len(refused) == len(keys) - FEW == desk.desk.intake.refused
            stopping = asyncio.create_task(stop(desk, other))
            await asyncio.sleep(0.1)
            assert [key for key in keys if waiting[key].done()] == refused
        await stopping
        answers = dict(zip(keys, await asyncio.gather(*waiting.values()), strict=True))
        assert {key for key, said in answers.items() if isinstance(said, LimitReached)} == set(refused)
        assert await Order.all().count() == FEW
        again = [await ask(key) for key in keys]  # as clients do, also where the answer was lost
    assert all(
        isinstance(each, Placed) and each.replayed == (key not in refused)
        for key, each in zip(keys, again, strict=True)
    )
    orders_placed = await Order.filter(idempotency_key__in=keys).values_list("idempotency_key", flat=True)
    assert sorted(map(str, orders_placed)) == sorted(keys)
    assert desk.desk.intake.under_way == 0


async def test_while_orders_wait_for_long_the_next_is_refused_at_once_and_stops_and_cancels_are_not(
    desk: Stage,
) -> None:
    open_order = (await desk.place(buy("AAA", "1"), allow_duplicate=True)).order
    async with asyncio.timeout(LONG_S):
        async with held_here(desk):
            waiting = asyncio.create_task(desk.place(buy("AAA", "1"), allow_duplicate=True, key="waits"))
            await asyncio.sleep(0)
            desk.later(seconds=1.1)
            with pytest.raises(LimitReached, match="same key") as no:
                await desk.place(buy("AAA", "1"), allow_duplicate=True, key="late")
            assert no.value.retry_at == desk.clock.now() + intake.AGAIN
            canceling = asyncio.create_task(orders.cancel(desk.desk, desk.owner, open_order.id))
            await asyncio.sleep(0)
        assert (await canceling).ended == "CANCELED"
        assert (await waiting).order.open
    assert await Order.all().count() == 2
    again = await desk.place(buy("AAA", "1"), allow_duplicate=True, key="late")
    assert again.order.open
    assert not again.replayed
    async with held_here(desk):
        waiting = asyncio.create_task(desk.place(buy("AAA", "1"), allow_duplicate=True))
        await asyncio.sleep(0)
        desk.later(seconds=1.1)
        stopping = asyncio.create_task(stop(desk, desk.portfolio_id))
        await asyncio.sleep(0)
    await stopping
    assert (await waiting).order.denial in (None, "TRADING_HALTED")
    assert (await Stop.get(target=desk.portfolio_id)).epoch == 1
