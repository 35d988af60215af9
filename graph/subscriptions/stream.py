"""The life of every stream: subscribe first, then a snapshot, then changes with a rising sequence, heartbeats between."""

import asyncio
import base64
from collections import OrderedDict
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from typing import Annotated, Any, Final, TypeVar

import strawberry

import db.models as rows
from actions.access import portfolio_for
from graph import nodes
from graph.auth import signed_in
from graph.context import Info
from graph.enums import UpdateKind
from graph.types.portfolios import Portfolio
from trading.errors import NotFound, Permission
from trading.ports import Json

HEARTBEAT_S: Final = 5
COALESCE_S: Final = 1 / 10
SEEN_MAX: Final = 1000
STEP: Final = 1000

T = TypeVar("T")
After = Annotated[str | None, strawberry.argument(description="The cursor of the last update that you received.")]
PortfolioId = Annotated[strawberry.ID, strawberry.argument(description="Whose stream.")]
Content = dict[str, Any]
# What an update says, from its kind, the portfolio as it is now, and the payloads of the messages; None says nothing.
Tell = Callable[[UpdateKind, rows.Portfolio, list[Json]], Awaitable[Content | None]]


@dataclass(slots=True)
class Place:
    """Where a stream stands: what was sent last, and which events it has seen.

    Two processes publish, so events come out of order or twice; those up to `floor` are in the snapshot.
    """

    sent: int = 0
    highest: int = 0
    floor: int = 0
    _seen: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def is_new(self, sequence: int | None) -> bool:
        """Tell whether an event has not been told yet, and remember it; one without a sequence always is new."""
        if sequence is None:
            return True
        if sequence <= self.floor or sequence in self._seen:
            return False
        self._seen[sequence] = None
        if len(self._seen) > SEEN_MAX:
            self._seen.popitem(last=False)
        self.highest = max(self.highest, sequence)
        return True

    def restart(self, sequence: int) -> None:
        """Begin again with a snapshot that holds every event up to `sequence`."""
        self.floor = sequence
        self.highest = max(self.highest, sequence)

    def step(self) -> Content:
        """Return sequence and cursor of the next update."""
        self.sent = max(self.sent + 1, self.highest * STEP)
        return {"sequence": self.sent, "cursor": base64.urlsafe_b64encode(b"%d" % self.highest).decode()}


async def updates(
    info: Info, portfolio_id: str, topic: str, tell: Tell, *extra_channels: str, latest: bool = False
) -> AsyncGenerator[Content]:
    """Yield what each update holds, until the client leaves or may no longer read the portfolio (NotFound).

    `latest` streams send the newest state at most 10 times a second; the others one update per event.
    """
    viewer, desk = signed_in(info), info.context.desk
    raw = (await nodes.load(info, portfolio_id, Portfolio)).id
    place = Place()
    async with desk.bus.subscribe(f"plimsoll:{raw}:{topic}", *extra_channels) as messages:
        async with aclosing(_cues(messages, place, latest=latest)) as cues:
            async for kind, payloads in cues:
                try:
                    portfolio = await portfolio_for(viewer, raw, Permission.READ)
                except NotFound:
                    raise NotFound("There is no such object.", portfolio_id) from None
                if kind is UpdateKind.SNAPSHOT:
                    place.restart(portfolio.sequence)
                info.context.renew()
                content = await tell(kind, portfolio, payloads)
                if content is not None:
                    yield {"kind": kind, "at": desk.clock.now(), **place.step(), **content}


async def _cues(
    messages: AsyncIterator[Json], place: Place, *, latest: bool
) -> AsyncGenerator[tuple[UpdateKind, list[Json]]]:
    """Yield what is to be told next: a snapshot, a change with its payloads, or a heartbeat."""
    yield UpdateKind.SNAPSHOT, []
    async with aclosing(_timed(messages)) as timed:
        async for message in timed:
            if message is None:
                yield UpdateKind.HEARTBEAT, []
            elif not message["channel"]:
                yield UpdateKind.SNAPSHOT, []
            elif place.is_new(message["data"].get("sequence")):
                yield UpdateKind.CHANGE, [message["data"]["payload"]]
