"""Proves the vendors' streams on the wire: who is let in, exact ticks, and every way in which a line is lost."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket
from websockets.exceptions import ConnectionClosed

from adapters import stream as streams
from adapters.local_server import LocalServer
from adapters.market.stub import PriceStub
from adapters.market.words import Tape
from adapters.patience import end
from adapters.registry import vendors
from adapters.stream import VendorStream
from adapters.system import SimulatedClock
from tests.adapters.test_prices import settings_of
from trading.errors import AdapterError, Rejected, Unavailable
from trading.market import Tick

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)
VENDORS = ("alpaca", "massive")


@pytest.fixture
def stub() -> PriceStub:
    return PriceStub(NOW)


@pytest.fixture
async def server(stub: PriceStub) -> AsyncIterator[LocalServer]:
    async with LocalServer(stub.app) as server:
        yield server


def stream_of(url: str, name: str, **changed: object) -> VendorStream[Tick]:
    _, (made,) = vendors.price_vendors(settings_of(url, name, **changed), "redis://127.0.0.1:1", SimulatedClock(NOW))
    return made


async def subscribed(stub: PriceStub) -> None:
    async with asyncio.timeout(60):
        while not stub.listeners:
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("name", VENDORS)
async def test_ticks_are_exact_and_of_the_symbols_that_were_asked_for(
    stub: PriceStub, server: LocalServer, name: str
) -> None:
    stream = stream_of(server.url, name)
    async with stream.listen(["AAPL", "MSFT"]) as ticks, asyncio.timeout(60):
        await subscribed(stub)
        await stub.trade("IBM", "300.00", NOW)
        await stub.trade("AAPL", "250.11", NOW, size=7)
        await stub.trade("AAPL", "250.37", NOW + timedelta(milliseconds=250), size=9)
        first, quoted, second = [await anext(ticks) for _ in range(3)]
    low, high = Decimal("250.10"), Decimal("250.12")
    assert first == Tick("AAPL", NOW, low, high, Decimal("250.11"), 7, name) or first.at - NOW < timedelta(seconds=1)
    assert (first.bid, first.ask, first.last, first.volume, first.source) == (low, high, Decimal("250.11"), 7, name)
    assert (quoted.bid, quoted.last, quoted.volume) == (Decimal("250.36"), Decimal("250.11"), 0)
    assert (second.last, second.volume, second.at.microsecond // 1000) == (Decimal("250.37"), 9, 250)


@pytest.mark.parametrize("name", VENDORS)
async def test_a_wrong_key_is_refused_and_not_repeated(server: LocalServer, name: str) -> None:
    wrong = "not-the-key-4711"
    stream = stream_of(server.url, name, alpaca_secret=wrong, massive_key=wrong)
    with pytest.raises(Rejected, match="refuses") as told:
        async with stream.listen(["AAPL"]):
            raise AssertionError("let in")
    assert wrong not in str(told.value)


@pytest.mark.parametrize("name", VENDORS)
async def test_a_line_that_is_lost_is_said_to_be(stub: PriceStub, server: LocalServer, name: str) -> None:
    async with stream_of(server.url, name).listen(["AAPL"]) as ticks, asyncio.timeout(60):
        await subscribed(stub)
        await stub.drop()
        with pytest.raises((Unavailable, ConnectionClosed)):
            await anext(ticks)


@pytest.mark.parametrize("name", VENDORS)
async def test_nobody_there(name: str) -> None:
    with pytest.raises(Unavailable, match="cannot be reached"):
        async with stream_of("http://127.0.0.1:1", name).listen(["AAPL"]):
            raise AssertionError("let in")


async def _mute(line: WebSocket) -> None:
    await line.accept()
    await line.receive_text()


async def _nonsense(line: WebSocket) -> None:
    await line.accept()
    await line.send_text("<html>")
    await line.receive_text()


async def _torrent(line: WebSocket) -> None:
    await line.accept()
    await line.send_text(json.dumps([{"T": "success", "msg": "x" * 2_000_000}]))
    await line.receive_text()


@pytest.mark.parametrize(
    ("play", "words"), [(_mute, "did not let us in"), (_nonsense, "no JSON"), (_torrent, "ConnectionClosed")]
)
async def test_who_never_lets_us_in_is_given_up(monkeypatch: pytest.MonkeyPatch, play: object, words: str) -> None:
    monkeypatch.setattr(streams, "ENTER_S", 0.5)
    async with LocalServer(Starlette(routes=[WebSocketRoute("/v2/iex", play)])) as server:  # type: ignore[arg-type]
        with pytest.raises(AdapterError) as told:
            async with stream_of(server.url, "alpaca").listen(["AAPL"]):
                raise AssertionError("let in")
    assert words in str(told.value)


async def test_a_listener_that_is_cancelled_leaves_no_line(stub: PriceStub, server: LocalServer) -> None:
    async def listen() -> None:
        async with stream_of(server.url, "alpaca").listen(["AAPL"]) as ticks:
            async for _ in ticks:
                pass

    listening = asyncio.create_task(listen())
    await subscribed(stub)
    await end(listening)
    async with asyncio.timeout(60):
        while stub.listeners:
            await asyncio.sleep(0.01)


def test_a_quote_before_the_first_trade_is_no_tick_and_a_trade_outside_of_the_spread_widens_it() -> None:
    tape = Tape("x")
    assert tape.quoted("A", NOW, 9, 11) is None
    assert tape.traded("A", NOW, 12, 5) == Tick("A", NOW, Decimal(9), Decimal(12), Decimal(12), 5, "x")
    assert tape.quoted("A", NOW, 11, 9) is None  # crossed
    prices: list[object] = ["NaN", None, True, 0, -1, [], 10**9]
    for wrong in prices:
        assert tape.traded("A", NOW, wrong, 5) is None
        assert tape.traded("A", NOW, 12, wrong if wrong not in (0, 10**9) else -1) is None
    assert tape.traded("A", None, 12, 5) is None
