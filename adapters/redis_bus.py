"""The bus over Redis pub/sub: one connection hears for the whole process and survives restarts."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from contextvars import Context
from typing import Any

import orjson
from redis.asyncio import BlockingConnectionPool, Redis
from redis.asyncio.client import PubSub
from redis.exceptions import RedisError

from adapters.patience import backoff_s, end
from trading.ports import Json, Messages

TIMEOUT_S = 1.0
PING_EVERY_S = 5.0
ANSWER_S = 3.0  # a process that is busy itself hears an answer late: that is no lost line
CONNECTIONS_MAX = 16
BACKLOG_MAX = 1000
KEPT_MAX = 1000
KEPT_S = 86_400
ANNOUNCED_MAX = 200  # events in one turn

# Publishes events in one turn. One of a log stream is added to its channel's stream first when it follows the last one
# there: one that is there already is left as it is, and one after a gap begins the stream anew, so that what a stream
# holds has no hole.
ANNOUNCE = """
for place, stream in ipairs(KEYS) do
  local channel, body, sequence, id, previous = unpack(ARGV, place * 5 - 2, place * 5 + 2)
  if sequence ~= '' then
    local last = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
    local at = last and tonumber(string.match(last[1], '^%d+'))
    if not at or at < tonumber(sequence) then
      if at and string.match(last[1], '^%d+') .. '-' .. last[2][2] ~= previous then
        redis.call('DEL', stream)
      end
      redis.call('XADD', stream, 'MAXLEN', ARGV[1], sequence .. '-0', 'id', id, 'message', body)
      redis.call('EXPIRE', stream, ARGV[2])
    end
  end
  redis.call('PUBLISH', channel, body)
end
"""

log = logging.getLogger(__name__)


class _Listener:
    """What waits for one subscriber, with a bound; what does not fit, or was missed, becomes one resync.

    `missed` is only ever true while `waiting` is not empty: the confirmation that empties it
    also puts the resync.
    """

    def __init__(self, channels: frozenset[str]) -> None:
        self.channels = channels
        self.waiting = set(channels)  # not (or no longer) confirmed by the server
        self.missed = False
        self.settled = asyncio.Event()  # every channel confirmed, or the server known to be away
        self._items = deque[Json | None]()
        self._news: asyncio.Future[None] | None = None
        self._call: Callable[[], None] | None = None

    def __aiter__(self) -> AsyncIterator[Json]:
        return self

    async def __anext__(self) -> Json:
        while (item := self.take()) is None:  # what is here stays here when whoever waits gives up
            self._news = asyncio.get_running_loop().create_future()
            await self._news
        return item

    def take(self) -> Json | None:
        if not self._items:
            return None
        item = self._items[0]
        if item is None:
            raise StopAsyncIteration
        self._items.popleft()
        return item

    def call(self, news: Callable[[], None] | None) -> None:
        self._call = news

    def put(self, item: Json | None) -> None:
        """Queue a message; None ends the iteration."""
        if len(self._items) >= BACKLOG_MAX:
            self._items.clear()
            item = item and _resync()
        self._items.append(item)
        if self._call is not None:
            self._call()
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    def hear(self, message: Json) -> None:
        if not self.missed:
            self.put(message)

    def confirm(self, channel: str) -> None:
        self.waiting.discard(channel)
        if self.waiting:
            return
        if self.missed:
            self.missed = False
            self.put(_resync())
        self.settled.set()

    def lose(self) -> None:
        self.waiting = set(self.channels)
        self.missed = True
        self.settled.set()


class RedisBus:
    """Implements trading.ports.Bus. Make one per process; `close` it before the loop ends.

    Messages are decoded once and shared by all subscribers: treat them as read-only.
    """

    def __init__(self, url: str) -> None:
        pool = BlockingConnectionPool.from_url(
            url, max_connections=CONNECTIONS_MAX, timeout=TIMEOUT_S, socket_connect_timeout=TIMEOUT_S
        )
        self._redis: Redis = Redis.from_pool(pool)
        self._announce = self._redis.register_script(ANNOUNCE)
        self._listeners: dict[str, set[_Listener]] = {}
        self._line: asyncio.Task[None] | None = None
        self._changed = asyncio.Event()  # the set of wanted channels
        self._confirmed: set[str] = set()
        self._unanswered = 0
        self._answered = asyncio.Event()
        self._failures = 0

    async def publish(self, channel: str, message: Json) -> bool:
        """Send a message of JSON types (Decimal already as text); False when that was not possible in 1 s."""
        body = _body(channel, message)
        return body is not None and await self._done(channel, lambda: self._redis.publish(channel, body))

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        """Do what `publish` does with each event; those of a log stream are kept: the last 1000, for a day."""
        bodies = [(channel, message, _body(channel, message)) for channel, message in events]
        known = [(channel, _kept(message, body)) for channel, message, body in bodies if body is not None]
        for start in range(0, len(known), ANNOUNCED_MAX):
            part = known[start : start + ANNOUNCED_MAX]
            keys = [_stream(channel) for channel, _ in part]
            values = [value for channel, args in part for value in (channel, *args)]
            if not await self._done(part[0][0], lambda: self._announce(keys, [KEPT_MAX, KEPT_S, *values])):  # noqa: B023
                return False
        return len(known) == len(events)

    async def _done(self, channel: str, command: Callable[[], Awaitable[object]]) -> bool:
        try:
            async with asyncio.timeout(TIMEOUT_S):
                await command()
            return True
        except (RedisError, OSError) as error:
            log.warning("could not publish on %s: %s", channel, error or "time-out")
        return False

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> list[int] | None:
        """Add to shared counters and return their totals; None when Redis does not answer in 1 s."""
        try:
            async with asyncio.timeout(TIMEOUT_S), self._redis.pipeline(transaction=False) as pipe:
                for name, amount in amounts.items():
                    pipe.incrby(f"plimsoll:count:{name}", amount)
                    pipe.expire(f"plimsoll:count:{name}", keep_s)
                return [int(total) for total in (await pipe.execute())[::2]]
        except (RedisError, OSError) as error:
            log.warning("could not count: %s", error or "time-out")
            return None

    async def kept(self, channel: str, after: int, limit: int) -> list[Json]:
        """Return what the channel's stream holds after a sequence; nothing when Redis does not answer in 1 s."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                entries = await self._redis.xrange(_stream(channel), min=f"{after + 1}-0", count=limit)
            return [orjson.loads(fields[b"message"]) for _, fields in entries]
        except (RedisError, OSError, orjson.JSONDecodeError, KeyError) as error:
            log.warning("could not read what is kept of %s: %s", channel, error or "time-out")
        return []

    @asynccontextmanager
    async def subscribe(self, *channels: str) -> AsyncIterator[Messages]:
        """Enter once the server has confirmed; iterate over {"channel": str, "data": Json}.

        After anything was lost (restart, overflow) comes {"channel": "", "data": {"resync": True}}.
        With Redis away, entering takes at most 1 s and the first message after its return is a resync.
        """
        listener = _Listener(frozenset(channels))
        for channel in listener.channels:
            self._listeners.setdefault(channel, set()).add(listener)
        try:
            await self._settle(listener)
            yield listener
        finally:
            for channel in listener.channels:
                self._listeners[channel].discard(listener)
                if not self._listeners[channel]:
                    del self._listeners[channel]
            self._changed.set()

    async def ping(self) -> bool:
        """Tell whether Redis answers within 1 s."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    async def close(self) -> None:
        """End every subscription and close all connections."""
        if self._line is not None:
            await end(self._line)
            self._line = None
        for listener in set().union(*self._listeners.values()):
            listener.put(None)
        await self._redis.aclose()

    async def _settle(self, listener: _Listener) -> None:
        listener.waiting -= self._confirmed
        if not listener.waiting:
            return
        if self._line is None:
            # An empty context: the line outlives the request that happened to start it.
            self._line = asyncio.create_task(self._keep_line(), context=Context())
        self._changed.set()
        if not self._failures:
            with suppress(TimeoutError):
                async with asyncio.timeout(TIMEOUT_S):
                    await listener.settled.wait()
        listener.missed = bool(listener.waiting)

    async def _keep_line(self) -> None:
        while True:
            try:
                await self._hold_line()
            except Exception as lost:  # whatever it was, a new line is the cure
                self._failures += 1
                log.warning("the bus lost Redis (%d): %r", self._failures, lost)
            self._confirmed.clear()
            for listener in set().union(*self._listeners.values()):
                listener.lose()
            await asyncio.sleep(backoff_s(self._failures))

    async def _hold_line(self) -> None:
        """Hear and steer until one of them fails, then raise what went wrong.

        No TaskGroup: before Python 3.11.5 one that fails leaves its task half cancelled, and the next
        asyncio.timeout in it would end the line for good.
        """
        async with self._redis.pubsub() as pubsub:
            async with asyncio.timeout(TIMEOUT_S):
                await pubsub.connect()
            tasks = asyncio.create_task(self._hear(pubsub)), asyncio.create_task(self._steer(pubsub))
            try:
                await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            finally:
                await end(*tasks)
            for task in tasks:
                if not task.cancelled():
                    task.result()

    async def _steer(self, pubsub: PubSub) -> None:
        """Ask for what is wanted, one command at a time; a server that does not answer ends the line."""
        while True:
            self._changed.clear()
            wanted = set(self._listeners)
            if new := wanted - self._confirmed:
                await self._ask(len(new), pubsub.subscribe(*new))
            elif old := self._confirmed - wanted:
                self._confirmed -= old
                await self._ask(len(old), pubsub.unsubscribe(*old))
            else:
                try:
                    async with asyncio.timeout(PING_EVERY_S):
                        await self._changed.wait()
                except TimeoutError:
                    await self._ask(1, pubsub.ping())

    async def _ask(self, answers: int, command: Any) -> None:
        self._unanswered = answers
        self._answered.clear()
        async with asyncio.timeout(ANSWER_S):
            await command
            await self._answered.wait()

    async def _hear(self, pubsub: PubSub) -> None:
        """Take messages from the connection itself: what the client library does around each costs more than it."""
        line: Any = pubsub
        while True:
            answer = await line.connection.read_response(disconnect_on_error=False)
            if answer[0] == b"message":
                self._deliver(answer[1].decode(), answer[2])
                continue
            heard = await line.handle_message(answer)
            if heard["type"] == "subscribe":
                self._confirm(heard["channel"].decode())
            self._unanswered -= 1
            if self._unanswered == 0:
                self._answered.set()

    def _confirm(self, channel: str) -> None:
        self._failures = 0
        self._confirmed.add(channel)
        for listener in self._listeners.get(channel, ()):
            listener.confirm(channel)

    def _deliver(self, channel: str, data: bytes) -> None:
        try:
            message = {"channel": channel, "data": orjson.loads(data)}
        except orjson.JSONDecodeError:
            log.warning("a message on %s is not JSON", channel)
            return
        for listener in self._listeners.get(channel, ()):
            listener.hear(message)


def _body(channel: str, message: Json) -> bytes | None:
    try:
        return orjson.dumps(message)
    except orjson.JSONEncodeError:
        log.exception("a message for %s is not JSON", channel)
        return None


def _kept(message: Json, body: bytes) -> tuple[str | bytes, ...]:
    """Return what the script is told of an event: its body, and its place where it is one of a log stream."""
    if message.get("previous") is None:
        return body, "", "", ""
    return body, str(message["sequence"]), message["id"], message["previous"]


def _stream(channel: str) -> str:
    return f"{channel}:kept"


def _resync() -> Json:
    return {"channel": "", "data": {"resync": True}}
