"""The life of every stream: subscribe, a snapshot, then changes with a rising sequence and heartbeats between."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable, Sequence
from contextlib import aclosing, suppress
from typing import Annotated, Any, Final, TypeVar

import strawberry
from tortoise.models import Model

import db.models as rows
from graph import nodes
from graph.auth import signed_in, still_signed_in
from graph.context import Info
from graph.enums import UpdateKind
from graph.place import Place
from graph.types.portfolios import Portfolio
from trading.errors import NotFound
from trading.ports import Desk, Json

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
Owner = TypeVar("Owner")
M = TypeVar("M", bound=Model)
# What an update says, from its kind, whose stream it is as that is now, and the payloads of the messages; None says
# nothing.
Tell = Callable[[UpdateKind, Owner, list[Json]], Awaitable[Content | None]]


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
    portfolio_id: str,
    topic: str,
    tell: Tell[rows.Portfolio],
    after: str | None,
    *,
    only: object = None,
    whole_desk: bool = False,
    latest: bool = False,
) -> AsyncGenerator[Content]:
    """Yield what each update holds, until the client leaves or may no longer read the portfolio (NotFound).

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
    async with aclosing(_followed(info, place, admitted, tell)) as told:
        async for content in told:
            yield content


async def desk_updates(
    info: Info, topic: str, tell: Tell[None], after: str | None = None, *, only: object = None, latest: bool = False
) -> AsyncGenerator[Content]:
    """Do what `updates` does for a stream that is of no portfolio, and that everybody who is signed in may follow."""
    signed_in(info)

    async def admitted(watched: bool) -> None:
        return None

    place = _place(info, None, topic, () if latest else (None,), only, after)
    async with aclosing(_followed(info, place, admitted, tell)) as told:
        async for content in told:
            yield content


def _place(
    info: Info, portfolio_id: str | None, topic: str, owners: tuple[str | None, ...], only: object, after: str | None
) -> Place:
    place = info.context.place or Place()
    place.begin(info.context.desk, portfolio_id, topic, owners, only)
    place.resume(info.context.resume or after or None)
    return place


async def _followed(
    info: Info, place: Place, admitted: Callable[[bool], Awaitable[Owner]], tell: Tell[Owner]
) -> AsyncGenerator[Content]:
    """Yield what each update holds; before each, look whether the viewer may still see it.

    Between snapshots a hub looks after that itself, for everybody whom it tells what is said here (Hub.check).
    """
    desk = info.context.desk
    async with (
        desk.bus.subscribe(*place.channels) as messages,
        aclosing(_cues(desk, messages, place)) as cues,
        place.followed(),
    ):
        async for kind, payloads in cues:
            info.context.renew()
            watched = info.context.place is not None and kind is not UpdateKind.SNAPSHOT
            if not watched:
                await still_signed_in(info)
            owner = await admitted(watched)
            if kind is UpdateKind.SNAPSHOT:
                await place.restart(owner if isinstance(owner, rows.Portfolio) else None)
            content = await tell(kind, owner, payloads)
            if content is not None:
                place.kind = kind
                yield {"kind": kind, "at": desk.clock.now(), **place.step(), **content}


Cue = tuple[UpdateKind, list[Json]]


async def _cues(desk: Desk, messages: AsyncIterator[Json], place: Place) -> AsyncGenerator[Cue]:
    """Yield what is to be told next: a snapshot, a change with its payloads, or a heartbeat.

    Who comes back hears what was missed and then a heartbeat: from there on it is live.
    """
    place.replaying = resumed = place.at is not None
    async for cue in _catch_up(desk, place, stored=False):
        place.replaying = resumed = resumed and cue[0] is UpdateKind.CHANGE
        yield cue
    place.replaying = False
    if resumed:
        yield UpdateKind.HEARTBEAT, place.nothing()
    while True:
        batch = await heard(messages, place.sent_at + HEARTBEAT_S, most=1)
        if batch and place.latest:
            batch += await heard(messages, place.sent_at + COALESCE_S)
        if not batch:
            yield UpdateKind.HEARTBEAT, place.nothing()
        async for cue in _heard(desk, batch, place):
            yield cue


async def _heard(desk: Desk, batch: list[Json], place: Place) -> AsyncGenerator[Cue]:
    """Yield what messages of the bus give to tell; after a gap or a lost connection, what the database has."""
    payloads = place.nothing()
    place.heard_at = asyncio.get_running_loop().time()
    for message in batch:
        channel, event = message["channel"], message["data"]
        follows = place.follows(channel, event) if channel else None
        if follows is None:
            async for cue in _catch_up(desk, place, stored=True):
                yield cue
            return
        if follows:
            payloads.append(place.move(channel, event))
    if payloads:
        place.coalesced += len(payloads) - 1
        yield UpdateKind.CHANGE, payloads


async def _catch_up(desk: Desk, place: Place, *, stored: bool) -> AsyncGenerator[Cue]:
    """Yield a change for each event that was missed; a snapshot when they are not known, or too many."""
    missed = await place.missed(desk, stored=stored)
    if missed is None:
        yield UpdateKind.SNAPSHOT, place.nothing()
        return
    for channel, event in missed:
        yield UpdateKind.CHANGE, [place.move(channel, event)]


async def heard(messages: AsyncIterator[Json], deadline: Any, most: int = BATCH_MAX) -> list[Json]:
    """Return what comes before the deadline (seconds of the event loop): none of it is lost when time is up."""
    found: list[Json] = []
    with suppress(TimeoutError):
        async with asyncio.timeout_at(deadline):
            while len(found) < most:
                found.append(await anext(messages))
    return found
