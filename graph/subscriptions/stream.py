"""The life of every stream: subscribe, a snapshot, then changes with a rising sequence and heartbeats between."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing
from typing import Annotated, Any, Final

import strawberry

import db.models as rows
from actions.access import portfolio_for
from graph import nodes
from graph.auth import signed_in, still_signed_in
from graph.context import Info
from graph.enums import UpdateKind
from graph.place import SEEN_MAX, Place
from graph.types.portfolios import Portfolio
from trading.errors import NotFound, Permission
from trading.ports import Json

HEARTBEAT_S: Final = 5
COALESCE_S: Final = 1 / 10

After = Annotated[str | None, strawberry.argument(description="The cursor of the last update that you received.")]
PortfolioId = Annotated[strawberry.ID, strawberry.argument(description="Whose stream.")]
Content = dict[str, Any]
# What an update says, from its kind, the portfolio as it is now, and the payloads of the messages; None says nothing.
Tell = Callable[[UpdateKind, rows.Portfolio, list[Json]], Awaitable[Content | None]]


def named(payloads: list[Json], kind: str) -> list[str]:
    """Return the ids of one kind that some events name."""
    return [each for payload in payloads for each in payload[kind]]


async def updates(
    info: Info, portfolio_id: str, topic: str, tell: Tell, *extra_channels: str, latest: bool = False
) -> AsyncGenerator[Content]:
    """Yield what each update holds, until the client leaves or may no longer read the portfolio (NotFound).

    `latest` streams send the newest state at most 10 times a second; the others one update per event.
    """
    viewer, desk = signed_in(info), info.context.desk
    place = info.context.place or Place()
    raw = place.portfolio_id = (await nodes.load(info, portfolio_id, Portfolio)).id
    place.latest = latest
    async with (
        desk.bus.subscribe(f"plimsoll:{raw}:{topic}", *extra_channels) as messages,
        aclosing(_cues(messages, place)) as cues,
        place.followed(),
    ):
        async for kind, payloads in cues:
            await still_signed_in(info)
            try:
                portfolio = await portfolio_for(viewer, raw, Permission.READ)
            except NotFound:
                raise NotFound("There is no such object.", portfolio_id) from None
            if kind is UpdateKind.SNAPSHOT:
                place.restart(portfolio.sequence)
            info.context.renew()
            content = await tell(kind, portfolio, payloads)
            if content is not None:
                place.kind = kind
                yield {"kind": kind, "at": desk.clock.now(), **place.step(), **content}


async def _cues(messages: AsyncIterator[Json], place: Place) -> AsyncGenerator[tuple[UpdateKind, list[Json]]]:
    """Yield what is to be told next: a snapshot, a change with its payloads, or a heartbeat."""
    yield UpdateKind.SNAPSHOT, []
    async with aclosing(Inbox(messages)) as inbox:
        while True:
            batch = await inbox.until(place.sent_at + HEARTBEAT_S, most=1)
            if batch and place.latest:
                batch += await inbox.until(place.sent_at + COALESCE_S)
            payloads = place.news(batch)
            if not batch:
                yield UpdateKind.HEARTBEAT, []
            elif any(not message["channel"] for message in batch):
                yield UpdateKind.SNAPSHOT, []
            elif payloads:
                yield UpdateKind.CHANGE, payloads


class Inbox:
    """Messages with a deadline. The one that is being waited for is kept, so that none is lost when time is up."""

    def __init__(self, messages: AsyncIterator[Json]) -> None:
        self._messages = messages
        self._next: asyncio.Task[Json] | None = None

    async def until(self, deadline: Any, most: int = SEEN_MAX) -> list[Json]:
        """Return what comes before the deadline (seconds of the event loop). Raise Ended when nothing will."""
        found: list[Json] = []
        loop = asyncio.get_running_loop()
        while len(found) < most:
            self._next = self._next or asyncio.ensure_future(_one(self._messages))
            done, _ = await asyncio.wait({self._next}, timeout=max(0, deadline - loop.time()))
            if not done:
                break
            message, self._next = self._next.result(), None
            found.append(message)
        return found

    async def aclose(self) -> None:
        """Stop waiting."""
        if self._next is not None:
            self._next.cancel()
            await asyncio.wait({self._next})


async def _one(messages: AsyncIterator[Json]) -> Json:
    return await anext(messages)
