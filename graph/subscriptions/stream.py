"""The life of every stream: subscribe, a snapshot, then changes with a rising sequence and heartbeats between."""

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Any, Final, Generic, TypeVar

import strawberry
from tortoise.models import Model

import db.models as rows
from graph import nodes
from graph.auth import signed_in, still_signed_in
from graph.context import Context, Info
from graph.enums import UpdateKind
from graph.place import Place
from graph.types.portfolios import Portfolio
from trading.errors import NotFound
from trading.ports import Json, Messages

HEARTBEAT_S: Final = 5
COALESCE_S: Final = 1 / 10
BATCH_MAX: Final = 1000

After = Annotated[
    str | None,
    strawberry.argument(
        description="The cursor of the last update that you received: what came after it is told first. When that is "
        "not known any more, or the cursor is of another stream, the stream begins with a SNAPSHOT."
    ),
]
PortfolioId = Annotated[strawberry.ID, strawberry.argument(description="Whose stream.")]
Content = dict[str, Any]
Shape = Callable[..., Any]  # makes an update of what it holds
Owner = TypeVar("Owner")
M = TypeVar("M", bound=Model)
# What an update says, from its kind, whose stream it is as that is now, and the payloads of the messages; None says
# nothing.
Tell = Callable[[UpdateKind, Owner, list[Json]], Awaitable[Content | None]]
Cue = tuple[UpdateKind, list[Json]]
Admitted = Callable[[bool], Awaitable[Owner]]


def named(payloads: list[Json], kind: str) -> list[str]:
    """Return the ids of one kind that some events name."""
    return [each for payload in payloads for each in payload[kind]]


async def existing(info: Info, model: type[M], owners: Sequence[str | None], ids: list[str]) -> list[M]:
    """Return those rows that belong to one of the owners (None is the desk), newest first."""
    found = await info.context.loaders.one(model).load_many(dict.fromkeys(ids)) if ids else []
    mine = [row for row in found if row is not None and row.portfolio_id in owners]
    return sorted(mine, key=lambda row: row.sequence, reverse=True)


async def updates(
    info: Info,
    shape: Shape,
    portfolio_id: str,
    topic: str,
    tell: Tell[rows.Portfolio],
    after: str | None,
    *,
    only: object = None,
    whole_desk: bool = False,
    latest: bool = False,
) -> AsyncGenerator[Any]:
    """Yield updates, until the client leaves or may no longer read the portfolio (NotFound).

    `only` is what else the arguments say: with others it is another stream. `whole_desk` brings the desk's own
    events along. `latest` streams send the newest state at most 10 times a second; the others one update per event.
    """
    signed_in(info)
    own: rows.Portfolio = await nodes.load(info, portfolio_id, Portfolio)
    raw = own.id

    async def admitted(watched: bool) -> rows.Portfolio:
        if watched:  # what is new in a log an event names; elsewhere each update holds the portfolio as it is
            now: rows.Portfolio = await info.context.loaders.one(rows.Portfolio).load(raw) if latest else own
            return now
        try:
            shown: rows.Portfolio = await info.context.loaders.readable.load(raw)
            return shown
        except NotFound:
            raise NotFound("There is no such object.", portfolio_id) from None

    owners = () if latest else (raw, None) if whole_desk else (raw,)
    place = _place(info, raw, topic, owners, only, after)
    async with _followed(info, place, admitted, tell, shape) as told:
        async for update in told:
            yield update


async def desk_updates(
    info: Info,
    shape: Shape,
    topic: str,
    tell: Tell[None],
    after: str | None = None,
    *,
    only: object = None,
    latest: bool = False,
) -> AsyncGenerator[Any]:
    """Do what `updates` does for a stream that is of no portfolio, and that everybody who is signed in may follow."""
    signed_in(info)

    async def admitted(watched: bool) -> None:
        return None

    place = _place(info, None, topic, () if latest else (None,), only, after)
    async with _followed(info, place, admitted, tell, shape) as told:
        async for update in told:
            yield update


def _place(
    info: Info, portfolio_id: str | None, topic: str, owners: tuple[str | None, ...], only: object, after: str | None
) -> Place:
    place = info.context.place or Place()
    place.begin(info.context.desk, portfolio_id, topic, owners, only)
    place.resume(info.context.resume or after or None)
    return place


@asynccontextmanager
async def _followed(
    info: Info, place: Place, admitted: Admitted[Owner], tell: Tell[Owner], shape: Shape
) -> AsyncIterator["Told[Owner]"]:
    """Subscribe first; what is told is read after that."""
    async with info.context.desk.bus.subscribe(*place.channels) as messages, place.followed():
        place.source = told = Told(info.context, place, messages, admitted, tell, shape)
        yield told


class Told(Generic[Owner]):
    """What a stream tells, one update after another: a snapshot, changes, or a heartbeat where nothing changed.

    Before each it looks whether the viewer may still see it. Between snapshots a hub looks after that itself, for
    everybody whom it tells what is said here (Hub.check); it may also ask for updates when they are due (`next_now`),
    and give one back that the ordinary field shall tell.
    """

    def __init__(
        self,
        context: Context,
        place: Place,
        messages: Messages,
        admitted: Admitted[Owner],
        tell: Tell[Owner],
        shape: Shape,
    ) -> None:
        self._context = context
        self._place = place
        self._messages = messages
        self._admitted = admitted
        self._tell = tell
        self._shape = shape
        self._begun = False
        self._missed = deque[tuple[str, Json]]()
        self._back: Any = None
        self._gap = False
        self._held: list[Json] = []  # what has come of a latest stream before it is time
        self._most = BATCH_MAX if place.latest else 1
        self._pause_s: Any = COALESCE_S if place.latest else 0
        self._time = asyncio.get_running_loop().time
        self.due: Any = None

    def __aiter__(self) -> "Told[Owner]":
        return self

    async def __anext__(self) -> Any:
        if self._back is not None:
            return self._given_back()
        while True:
            kind, payloads = await self._next()
            if (update := await self._update(kind, payloads)) is not None:
                return update

    def give_back(self, update: Any) -> None:
        self._back = update

    def call(self, news: Callable[[], None] | None) -> None:
        self._messages.call(news)

    def next_now(self) -> Coroutine[Any, Any, Any] | None:
        place, held, take, now = self._place, self._held, self._messages.take, self._time()
        while self.live:
            while len(held) < self._most and (message := take()) is not None:
                held.append(message)
            self.due = place.sent_at + (self._pause_s if held else HEARTBEAT_S)
            if now < self.due:
                return None
            place.heard_at = now
            cue = self._cue(held)
            held.clear()
            if cue is not None:
                return self._update(*cue)
        self.due = None
        return None

    @property
    def live(self) -> bool:
        """Whether everything was told that is known: what is next comes on the bus, or is a heartbeat."""
        return self._begun and not (self._gap or self._missed or self._place.replaying or self._back is not None)

    def _given_back(self) -> Any:
        back, self._back = self._back, None
        if isinstance(back, Exception):
            raise back
        return back

    async def _update(self, kind: UpdateKind, payloads: list[Json]) -> Any:
        context, place = self._context, self._place
        context.renew()
        watched = context.place is not None and kind is not UpdateKind.SNAPSHOT
        if not watched:
            await still_signed_in(context)
        owner = await self._admitted(watched)
        if kind is UpdateKind.SNAPSHOT:
            await place.restart(owner if isinstance(owner, rows.Portfolio) else None)
        content = await self._tell(kind, owner, payloads)
        if content is None:
            return None
        place.kind = kind
        return self._shape(kind=kind, at=context.desk.clock.now(), **place.step(), **content)

    async def _next(self) -> Cue:
        """Return what is to be told next. Who comes back hears what was missed and then a heartbeat: from there on it
        is live."""
        if not self._begun:
            self._begun, self._place.replaying = True, self._place.at is not None
            if not await self._catch_up(stored=False):
                return self._snapshot()
        if self._missed:
            return UpdateKind.CHANGE, [self._place.move(*self._missed.popleft())]
        if self._place.replaying:
            self._place.replaying = False
            return UpdateKind.HEARTBEAT, self._place.nothing()
        return await self._live()

    async def _live(self) -> Cue:
        """Return what messages of the bus give to tell; after a gap, a lost connection, or for who knows more, what the
        database has."""
        while True:
            if self._gap:
                self._gap = self._place.behind = False
                return await self._next() if await self._catch_up(stored=True) else self._snapshot()
            if (cue := self._cue(await self._batch())) is not None:
                return cue

    def _cue(self, batch: list[Json]) -> Cue | None:
        """Return what a batch gives to tell, one of nothing being a heartbeat; None when nothing is new, or there is a
        gap to be filled first."""
        if not batch and not self._place.behind:
            return UpdateKind.HEARTBEAT, self._place.nothing()
        payloads = self._new(batch) if batch else None
        self._gap = payloads is None
        if not payloads:
            return None
        self._place.coalesced += len(payloads) - 1
        return UpdateKind.CHANGE, payloads

    async def _batch(self) -> list[Json]:
        """Return the next message, of a latest stream all until it is time; nothing when a heartbeat is due."""
        place = self._place
        batch = await heard(self._messages, place.sent_at + HEARTBEAT_S, most=1)
        if batch and place.latest and (until := place.sent_at + COALESCE_S) > asyncio.get_running_loop().time():
            batch += await heard(self._messages, until)
        place.heard_at = asyncio.get_running_loop().time()
        return batch

    def _new(self, batch: list[Json]) -> list[Json] | None:
        """Return the payloads of those that were not told yet; None when something is missing before one."""
        payloads = self._place.nothing()
        for message in batch:
            channel, event = message["channel"], message["data"]
            follows = self._place.follows(channel, event) if channel else None
            if follows is None:
                return None
            if follows:
                payloads.append(self._place.move(channel, event))
        return payloads

    async def _catch_up(self, *, stored: bool) -> bool:
        """Find what was missed, to be told next; False when it is not known, or too much."""
        missed = await self._place.missed(self._context.desk, stored=stored)
        self._missed.extend(missed or ())
        return missed is not None

    def _snapshot(self) -> Cue:
        self._place.replaying = False
        return UpdateKind.SNAPSHOT, self._place.nothing()


async def heard(messages: AsyncIterator[Json], deadline: Any, most: int = BATCH_MAX) -> list[Json]:
    """Return what comes before the deadline (seconds of the event loop): none of it is lost when time is up."""
    found: list[Json] = []
    with suppress(TimeoutError):
        async with asyncio.timeout_at(deadline):
            while len(found) < most:
                found.append(await anext(messages))
    return found
