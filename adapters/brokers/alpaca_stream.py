"""Alpaca's trade stream of one account, kept alive: its own watchdog and patience around alpaca-py's connection."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_words import Fact
from adapters.patience import backoff_s, end

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Seconds: for an answer, between pings, until REST's news must have come by stream too, between connections."""

    answer_s: float = 10.0
    ping_s: float = 5.0
    mute_s: float = 10.0
    first_s: float = 0.5
    most_s: float = 30.0


class Mute(Exception):
    """The stream is connected and has not said what it should have."""


class Connection(Protocol):
    """What is used of alpaca-py's stream; see _connection."""

    async def open(self) -> None: ...

    async def listen(self) -> None: ...

    async def close(self) -> None: ...


class AlpacaStream:
    """Connects for ever until closed, one connection at a time; `hear` gets every trade update as it came.

    A stream has no replay, so each connection begins with `connected`, which asks by REST what was missed.
    What `hear` raises ends the connection, and nothing is lost.
    """

    def __init__(
        self,
        login: AlpacaLogin,
        *,
        hear: Callable[[Any], Awaitable[None]],
        connected: Callable[[], Awaitable[None]],
        patience: Patience,
    ) -> None:
        self._login = login
        self._hear = hear
        self._connected = connected
        self._patience = patience
        self._due: dict[str, float] = {}
        self._up = False
        self._failures = 0
        self._task = asyncio.get_running_loop().create_task(self._follow(), name="alpaca stream")

    def expect(self, facts: Iterable[Fact]) -> None:
        """REST has said this first: a stream that is up must say it too, or it is mute."""
        if self._up:
            due = asyncio.get_running_loop().time() + self._patience.mute_s
            self._due |= {fact.keys[-1]: due for fact in facts}

    def heard(self, facts: Iterable[Fact]) -> None:
        """The stream has said this."""
        self._failures = 0
        for fact in facts:
            self._due.pop(fact.keys[-1], None)

    async def close(self) -> None:
        await end(self._task)

    async def _follow(self) -> None:
        while True:
            try:
                await self._connect_once()
            except Exception as error:  # whatever ends a connection, there will be another one
                log.warning("Alpaca's trade stream ended: %s", _reason(error))
            self._failures += 1
            patience = self._patience
            await asyncio.sleep(backoff_s(self._failures, first_s=patience.first_s, most_s=patience.most_s))

    async def _connect_once(self) -> None:
        connection = await asyncio.to_thread(_connection, self._login, self._hear, self._patience)
        try:
            async with asyncio.timeout(self._patience.answer_s):
                await connection.open()
            self._up = True
            await self._connected()
            async with asyncio.TaskGroup() as group:
                group.create_task(connection.listen())
                group.create_task(self._watch())
        finally:
            self._up = False
            self._due.clear()
            await connection.close()

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(self._patience.mute_s / 4)
            if any(due < asyncio.get_running_loop().time() for due in self._due.values()):
                raise Mute("connected, but it does not say what REST says")


def _connection(login: AlpacaLogin, hear: Callable[[Any], Awaitable[None]], patience: Patience) -> Connection:
    """Build a connection on alpaca-py's stream. Its import takes seconds: call it in a thread.

    alpaca-py's own loop reconnects within itself, so that nobody would know when to ask by REST.
    """
    from alpaca.trading.stream import TradingStream

    class OneConnection(TradingStream):
        async def open(self) -> None:
            await self._start_ws()  # type: ignore[no-untyped-call]

        async def listen(self) -> None:
            socket: Any = self._ws
            while True:
                await self._dispatch(json.loads(await socket.recv()))

    async def told(message: Any) -> None:
        await hear(message.get("data"))

    pings = {"ping_interval": patience.ping_s, "ping_timeout": patience.ping_s, "close_timeout": 1, "max_queue": 1024}
    connection = OneConnection(
        login.key_id,
        login.secret,
        raw_data=True,
        url_override=login.stream_url,
        websocket_params=pings,
    )
    connection.subscribe_trade_updates(told)
    return connection


def _reason(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_reason(each) for each in error.exceptions)
    return f"{type(error).__name__}: {error}"
