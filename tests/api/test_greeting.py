"""Proves that a desk says it is up once an order can succeed, or what is still missing; it never waits for ever."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

import pytest

from api import greeting
from db.models import Quote
from db.reads import market
from tests.desks import SYMBOLS, Stage, buy, stage


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.fixture
async def desk(database: str, tmp_path: Path, redis_url: str) -> AsyncIterator[Stage]:
    async with stage(tmp_path, redis_url) as built:
        yield built


async def said(desk: Stage, tries: int = 0) -> list[str]:
    return await greeting.still_to_come(desk.desk, tries)


async def denial(desk: Stage) -> str | None:
    return (await desk.place(buy(SYMBOLS[0], "1"))).order.denial


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """One for every look at the prices."""
    seen: list[None] = []
    look = market.newest_quote

    async def seeing() -> Quote | None:
        seen.append(None)
        return await look()

    monkeypatch.setattr(greeting, "newest_quote", seeing)
    return seen


async def test_a_desk_whose_orders_would_be_denied_for_want_of_a_price_says_so(desk: Stage) -> None:
    assert (await said(desk), await denial(desk)) == ([], None)
    desk.later(minutes=10)  # as after a pause of the whole desk: the feed has given no sign of life
    assert await denial(desk) == "STALE_PRICE"
    assert await said(desk) == [
        "  Prices     none since 2011-03-01 14:30 UTC: until one comes orders are denied, STALE_PRICE"
    ]
    await Quote.all().delete()
    assert await denial(desk) == "NO_PRICE"
    assert await said(desk) == ["  Prices     none yet: until one comes orders are denied, NO_PRICE"]
    await desk.tick()
    assert (await said(desk), await denial(desk)) == ([], None)


async def test_up_is_said_when_the_first_price_has_come(
    desk: Stage, looks: list[None], capsys: pytest.CaptureFixture[str]
) -> None:
    await Quote.all().delete()
    telling = asyncio.create_task(greeting.tell(desk.desk, ["Plimsoll is up.", "  Stop"]))
    while len(looks) < 2:
        await asyncio.sleep(0)
    assert (telling.done(), capsys.readouterr().out) == (False, "")
    await desk.tick()
    await telling
    assert capsys.readouterr().out == "\nPlimsoll is up.\n  Stop\n\n"


async def test_the_wait_has_an_end_and_does_not_begin_for_live_prices_while_the_exchange_is_closed(
    desk: Stage, looks: list[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    await Quote.all().delete()
    monkeypatch.setattr(greeting, "POLL_S", 0.0)
    live = replace(desk.desk, prices=cast(Any, object()))
    [line] = await greeting.still_to_come(live, 3)
    assert (len(looks), line.endswith("NO_PRICE, and the exchange is closed")) == (1, True)
    desk.clock.set(datetime(2026, 1, 5, 16, tzinfo=UTC))
    [line] = await greeting.still_to_come(live, 3)
    assert (len(looks), line.endswith("NO_PRICE")) == (1 + 4, True)
