"""Proves that brokers are heard one by one: one that never answers keeps no other portfolio waiting."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actions import sending
from adapters.brokers.paper import PaperBroker
from adapters.patience import end
from db.models import Order, Portfolio
from tests.desks import Stage, buy, sqlite_only, stage
from trading.errors import Unavailable
from workers import orders
from workers.desk import Crew


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis_url: str) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        yield built


async def never(*_: object) -> Any:
    await asyncio.Event().wait()


async def away(*_: object) -> Any:
    raise Unavailable("no news")


async def filled_unheard(desk: Stage, portfolio_id: str) -> Order:
    """An order that the broker has filled and nobody has heard of."""
    order = (await desk.place(buy("AAA", "1"), portfolio_id=portfolio_id)).order
    await desk.broker.submit(sending.broker_order(order))
    return order


def with_another(desk: Stage, broker: PaperBroker) -> Crew:
    """Return the desk's crew with one more broker, which is asked first."""
    brokers = {"another": broker, **desk.desk.brokers}
    return replace(desk.crew, desk=replace(desk.desk, brokers=brokers))


@sqlite_only
@pytest.mark.parametrize("answer", [never, away])
@pytest.mark.parametrize("question", ["events", "accounts_with_events"])
async def test_a_broker_without_an_answer_keeps_no_other_waiting(
    desk: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str, answer: Any
) -> None:
    order = await filled_unheard(desk, desk.portfolio_id)
    silent = PaperBroker(tmp_path / "another.db", seed=1, durable=False)
    silent.name = "another"
    theirs = await desk.another_portfolio()
    await Portfolio.filter(id=theirs).update(broker="another")
    if question == "events":
        monkeypatch.setattr(silent, "accounts_with_events", lambda _: _told([theirs]))
    monkeypatch.setattr(silent, question, answer)
    monkeypatch.setattr(orders, "POLL_S", 0.01)
    following = asyncio.create_task(orders.follow_brokers(with_another(desk, silent)))
    try:
        async with asyncio.timeout(60):
            while not (await Order.get(id=order.id)).filled:
                await asyncio.sleep(0.01)
        assert not following.done()
    finally:
        await end(following)
        await silent.close()


@sqlite_only
async def test_an_account_without_an_answer_keeps_no_other_of_its_broker_waiting(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = await desk.another_portfolio()
    mute = min(theirs, desk.portfolio_id)  # the one that is asked first
    order = await filled_unheard(desk, max(theirs, desk.portfolio_id))
    await filled_unheard(desk, mute)
    events = desk.broker.events

    async def some(account: str, *more: Any) -> Any:
        return await (never() if account == mute else events(account, *more))

    monkeypatch.setattr(desk.broker, "events", some)
    monkeypatch.setattr(orders, "HEAR_S", 0.05)
    async with asyncio.timeout(60):
        assert await orders.drain_all(desk.crew) > 0
    assert (await Order.get(id=order.id)).filled == 1


async def _told(accounts: list[str]) -> list[str]:
    return accounts
