"""A vendor's stream of prices or headlines over a WebSocket: entered, subscribed and read, to public addresses only.

Nothing here tries again: who listens knows whether another vendor is to be asked first.
"""

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Final, Generic, Protocol, TypeVar
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException

from adapters.door import TOO_MANY, Door
from adapters.patience import end
from trading.errors import Unavailable
from trading.ports import Clock

ENTER_S: Final = 10.0
PING_S: Final = 20.0
MESSAGE_MAX: Final = 1024 * 1024
WAITING_MAX: Final = 64  # messages; what is more waits at the vendor
BEAT_S: Final = 25.0
REST: Final = timedelta(minutes=1)  # for a vendor that says that we come too often
POLICY: Final = 1008  # the code with which a line is closed to somebody who is not wanted
LATER: Final = 1013  # and to somebody who is to come again later
Told = TypeVar("Told")
Told_co = TypeVar("Told_co", covariant=True)
LOST: Final = (OSError, WebSocketException, ssl.SSLError)


class Resting(Unavailable):
    """The vendor wants to be left alone for a while: nobody connects before it is over."""

    def __init__(self, message: str, rest: timedelta) -> None:
        super().__init__(message)
        self.rest = rest


class Line:
    """One connection, as the dialects speak over it."""

    def __init__(self, connection: ClientConnection, door: Door) -> None:
        self._connection, self._door = connection, door

    async def send(self, message: Mapping[str, object]) -> None:
        await self._connection.send(json.dumps(message))

    async def rows(self) -> AsyncIterator[dict[str, Any]]:
        """Yield every object of every message. Raise Unavailable for what is no JSON, and when the line is lost."""
        async for message in self._connection:
            try:
                said = json.loads(message, parse_float=Decimal)
            except (ValueError, RecursionError):
                raise Unavailable(f"{self._door.name} sent no JSON over its stream.") from None
            for row in said if isinstance(said, list) else [said]:
                if isinstance(row, dict):
                    yield row
        raise Unavailable(f"{self._door.name} has ended its stream.")

    def quoted(self, words: object) -> str:
        """Return a vendor's words for a message, without the key."""
        return self._door.quoted(str(words))


class Dialect(Protocol[Told_co]):
    """How one vendor's stream is entered and read; what a row tells is of symbols that are `wanted`."""

    name: str

    async def enter(self, conversation: Line, symbols: Sequence[str]) -> None: ...

    def read(self, row: dict[str, Any], wanted: frozenset[str]) -> Iterable[Told_co]: ...


class VendorStream(Generic[Told]):
    """Implements trading.ports.Stream, or NewsStream."""

    def __init__(
        self,
        url: str,
        key: str,
        dialect: Callable[[], Dialect[Told]],
        clock: Clock,
        *,
        headers: Mapping[str, str] | None = None,
        beat: Callable[[], Mapping[str, object]] | None = None,
        shut_out: timedelta = REST,
    ) -> None:
        """Raise ValueError for an address that may not be asked: a door judges it, and hides the key in messages.

        Each connection has a dialect of its own: what a former one knew of bids and asks is old. `beat` is what is sent
        every 25 s to a vendor that wants to hear that we are there; one that shuts us out is left alone for `shut_out`.
        """
        parts = urlsplit(url)
        scheme = {"wss": "https", "ws": "http"}.get(parts.scheme, "none")
        self.name, self._url, self._dialect = dialect().name, url, dialect
        self._door = Door(f"{self.name}'s stream", parts._replace(scheme=scheme).geturl(), key, clock)
        self._headers, self._beat, self._clock, self._shut_out = dict(headers or {}), beat, clock, shut_out
        self._alone_until: datetime | None = None

    async def close(self) -> None:
        """Forget the address."""
        await self._door.close()

    @asynccontextmanager
    async def listen(self, symbols: Sequence[str]) -> AsyncIterator[AsyncIterator[Told]]:
        """Enter once the vendor has agreed. Raise Unavailable or Rejected."""
        if self._alone_until and self._clock.now() < self._alone_until:
            raise Unavailable(f"{self._door.name} wants to be left alone until {self._alone_until:%H:%M:%S} UTC.")
        try:
            async with self._entered(symbols) as told:
                yield told
        except Resting as error:
            self._alone_until = self._clock.now() + error.rest
            raise

    @asynccontextmanager
    async def _entered(self, symbols: Sequence[str]) -> AsyncIterator[AsyncIterator[Told]]:
        try:
            async with asyncio.timeout(ENTER_S):
                connection = await self._connected()
        except TimeoutError:
            raise Unavailable(f"{self._door.name}: no connection within {ENTER_S:g} s.") from None
        except LOST as error:
            raise self._lost(error, "cannot be reached") from None
        line, dialect = Line(connection, self._door), self._dialect()
        beating = asyncio.create_task(self._beaten(line))
        try:
            try:
                async with asyncio.timeout(ENTER_S):
                    await dialect.enter(line, symbols)
            except TimeoutError:
                raise Unavailable(f"{self._door.name} did not let us in within {ENTER_S:g} s.") from None
            yield self._told(line, dialect, frozenset(symbols))
        except LOST as error:
            raise self._lost(error, "was lost") from None
        finally:
            await end(beating)
            await connection.close()

    def _lost(self, error: Exception, how: str) -> Unavailable:
        """Word a failure, with the rest that the vendor wants by it."""
        if isinstance(error, InvalidStatus) and error.response.status_code == TOO_MANY:
            return Resting(f"{self._door.name} says that we connect too often.", REST)
        if isinstance(error, ConnectionClosed) and error.rcvd and error.rcvd.code == POLICY:
            return Resting(f"{self._door.name} shut us out: {self._door.quoted(error.rcvd.reason)}", self._shut_out)
        if isinstance(error, ConnectionClosed) and error.rcvd and error.rcvd.code == LATER:
            return Resting(
                f"{self._door.name} wants us to come again later: {self._door.quoted(error.rcvd.reason)}", REST
            )
        return Unavailable(f"{self._door.name} {how} ({type(error).__name__}).")

    async def _beaten(self, line: Line) -> None:
        """Say again and again that we are there; a line that is lost is found out by who reads it."""
        with suppress(*LOST):
            while self._beat:
                await asyncio.sleep(BEAT_S)
                await line.send(self._beat())

    async def _connected(self) -> ClientConnection:
        address, port = await self._door.address()
        return await connect(
            self._url,
            host=address,
            port=port,
            proxy=None,
            additional_headers=self._headers,
            max_size=MESSAGE_MAX,
            max_queue=WAITING_MAX,
            ping_interval=PING_S,
            ping_timeout=PING_S,
            close_timeout=1,
        )

    @staticmethod
    async def _told(line: Line, dialect: Dialect[Told], wanted: frozenset[str]) -> AsyncIterator[Told]:
        async for row in line.rows():
            for told in dialect.read(row, wanted):
                yield told
