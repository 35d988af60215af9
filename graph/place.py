"""Where a stream stands: which events were told, which are missing, and what its next update is."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

import db.models as rows
from db.reads import events
from graph import cursors
from graph.enums import UpdateKind
from trading.ports import Desk, Json

REPLAY_MAX: Final = 1000


class Source(Protocol):
    """Where the updates of a stream come from: the ordinary field waits for each, a hub asks when one is due."""

    due: Any

    def call(self, news: Callable[[], None] | None) -> None:
        """Call this whenever something has come."""

    def next_now(self) -> Coroutine[Any, Any, Any] | None:
        """Return what makes the next update (None: it says nothing), to be awaited before this is called again.

        None when nothing is to be told before `due`, in seconds of the event loop, unless something comes; or, where
        `due` is None, when only the ordinary field can go on.
        """

    def give_back(self, update: Any) -> None:
        """Let an update, or an error, be what the ordinary field tells next."""


@dataclass(slots=True)
class Place:
    """Where a stream stands. The stream writes it, a hub that follows the stream for many readers reads it.

    `owners` are the portfolios of its chains of events (db.reads.events), None being the desk, and `channels` where
    each of them is published. `at` is the last event told of each by channel, None before the first update. A `latest`
    stream has no chain: every update is the full state, and the newest replaces what came before it. `sent_at` and
    `heard_at` are in seconds of the event loop; `coalesced` counts messages that were told with others. Of the update
    that is told now, `kind` says what it is, `cursor` is the place as a client gives it back, and `event` the highest
    sequence among the portfolio's events in it, None when there is none. `replaying` is set while more is to be told
    before the stream is up to date, `open` while it is being followed; `source` is what it tells then. `behind` is set
    by a hub whose reader was told more: what is missing is read then where a heartbeat would say that nothing is.
    """

    sent: int = 0
    cursor: str = ""
    sent_at: Any = 0
    highest: int = 0
    kind: UpdateKind = UpdateKind.SNAPSHOT
    event: int | None = None
    portfolio_id: str | None = None
    topic: str = ""
    owners: tuple[str | None, ...] = ()
    channels: list[str] = field(default_factory=list)
    at: dict[str, str] | None = None
    heard_at: Any = 0
    coalesced: int = 0
    replaying: bool = False
    open: bool = False
    behind: bool = False
    source: Source | None = None
    _key: bytes = field(default=b"", repr=False)

    def begin(
        self, desk: Desk, portfolio_id: str | None, topic: str, owners: tuple[str | None, ...], only: object
    ) -> None:
        """Say which stream this is, None being the desk's; a cursor is good for the same one only."""
        self.portfolio_id, self.topic, self.owners = portfolio_id, topic, owners
        self.channels = [events.channel(owner, topic) for owner in owners or (portfolio_id,)]
        self._key = cursors.key(desk.key_secret, portfolio_id, topic, owners, only)

    @property
    def latest(self) -> bool:
        return not self.owners

    def resume(self, after: str | None) -> None:
        """Go on after a cursor, where it is one of this stream. Raise InvalidInput when it is none at all."""
        cursor = None if after is None else cursors.decode(after, self._key)
        if cursor is None:
            return
        self.sent = max(self.sent, cursor.sent)
        if self.owners:
            self.at = dict(zip(self.channels, cursor.places, strict=True))
            self.highest = events.sequence_of(cursor.places[0])

    async def restart(self, portfolio: rows.Portfolio | None) -> None:
        """Begin again with a snapshot, to be read now, that holds every event up to the ends of the chains."""
        desk = await events.head(None, self.topic) if None in self.owners else ""
        told = portfolio.told if portfolio else {}
        ends = [told.get(self.topic, "") if owner else desk for owner in self.owners]
        self.at = dict(zip(self.channels, ends, strict=False))
        if portfolio is not None:
            highest = portfolio.sequence
        else:
            highest = await events.counted(self.topic) if self.latest else events.sequence_of(desk)
        self.highest = max(self.highest, highest)

    def follows(self, channel: str, event: Json) -> bool | None:
        """Tell whether an event is to be told next; None when one before it is missing, False when it was told."""
        if not self.owners:
            return True
        at = (self.at or {}).get(channel, "")
        if event["previous"] == at:
            return True
        return False if event["sequence"] <= events.sequence_of(at) else None

    def move(self, channel: str, event: Json) -> Any:
        """Count an event as told by the update that comes next, and return its payload."""
        if channel == self.channels[0]:
            self.event = event["sequence"]
            self.highest = max(self.highest, event["sequence"])
        else:
            self.event = None
        if self.owners and self.at is not None:
            self.at[channel] = events.point(event)
        return event["payload"]

    def nothing(self) -> list[Json]:
        """Tell no event by the update that comes next."""
        self.event = None
        return []

    async def missed(self, desk: Desk, *, stored: bool) -> list[tuple[str, Json]] | None:
        """Return what came since the last event told, oldest first; None when that is too much or not known any more.

        `stored` asks the database alone, and not what Redis keeps.
        """
        if not self.at:
            return None
        found: list[tuple[str, Json]] = []
        for owner, channel in zip(self.owners, self.channels, strict=True):
            what = owner, self.topic, self.at[channel], REPLAY_MAX + 1
            came = await (events.stored(*what) if stored else events.replay(desk, *what))
            if came is None or len(found) + len(came) > REPLAY_MAX:
                return None
            found += [(channel, event) for event in came]
        return found

    def within(self, told: dict[str, str]) -> bool:
        """Whether all that was told here is among what was told up to other ends of the same chains."""
        ends = (self.at or {}).items()
        return all(events.sequence_of(told.get(channel, "")) >= events.sequence_of(at) for channel, at in ends)

    def step(self) -> dict[str, Any]:
        """Return sequence and cursor of the next update, which is sent now."""
        self.sent_at = asyncio.get_running_loop().time()
        self.sent = max(self.sent + 1, self.highest)
        places = [self.at[channel] for channel in self.channels] if self.at and self.owners else ()
        self.cursor = cursors.encode(self._key, self.sent, places)
        return {"sequence": self.sent, "cursor": self.cursor}

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Be open while a stream is told."""
        self.open = True
        try:
            yield
        finally:
            self.open = False
