"""Where a stream stands: what was told last, which events it has seen, and what its next update is."""

import asyncio
import base64
from collections import OrderedDict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from graph.enums import UpdateKind
from trading.ports import Json

SEEN_MAX: Final = 1000


@dataclass(slots=True)
class Place:
    """Where a stream stands. The stream writes it, a hub that follows the stream for many readers reads it.

    Two processes publish, so events come out of order or twice; those up to `floor` are in the snapshot.
    `sent_at` and `heard_at` are in seconds of the event loop; `coalesced` counts messages that were told with others.
    Of the update that is told now, `kind` says what it is and `event` the highest sequence among its events, None
    when they have none. `replaying` is set while more is to be told before the stream is up to date, `open` while it
    is being followed, `latest` when the newest state replaces what came before it.
    """

    sent: int = 0
    sent_at: Any = 0
    highest: int = 0
    floor: int = 0
    kind: UpdateKind = UpdateKind.SNAPSHOT
    event: int | None = None
    portfolio_id: str = ""
    latest: bool = False
    heard_at: Any = 0
    coalesced: int = 0
    replaying: bool = False
    open: bool = False
    _seen: OrderedDict[object, None] = field(default_factory=OrderedDict)

    def is_new(self, sequence: int | None) -> bool:
        """Tell whether an event has not been told yet, and remember it; one without a sequence always is new."""
        if sequence is None:
            return True
        if sequence <= self.floor or not self._is_unseen(sequence):
            return False
        self.highest = max(self.highest, sequence)
        return True

    def _is_unseen(self, event: object) -> bool:
        if event in self._seen:
            return False
        self._seen[event] = None
        if len(self._seen) > SEEN_MAX:
            self._seen.popitem(last=False)
        return True

    def news(self, batch: Sequence[Json]) -> list[Json]:
        """Return the payloads of those messages that have not been told yet; they are the update that is told next."""
        ours = f"plimsoll:{self.portfolio_id}:"
        fresh = [m for m in batch if m["channel"] and self._is_new(m, ours)]
        self.heard_at = asyncio.get_running_loop().time()
        self.coalesced += max(0, len(fresh) - 1)
        numbers = [m["data"]["sequence"] for m in fresh if m["channel"].startswith(ours)]
        self.event = max((number for number in numbers if number is not None), default=None)
        return [m["data"]["payload"] for m in fresh]

    def _is_new(self, message: Json, ours: str) -> bool:
        """As `is_new`; what concerns the whole desk is numbered apart from the portfolio's own events."""
        sequence = message["data"]["sequence"]
        if sequence is None or message["channel"].startswith(ours):
            return self.is_new(sequence)
        return self._is_unseen((message["channel"], sequence))

    def restart(self, sequence: int) -> None:
        """Begin again with a snapshot that holds every event up to `sequence`."""
        self.floor = sequence
        self.highest = max(self.highest, sequence)

    def step(self) -> dict[str, Any]:
        """Return sequence and cursor of the next update, which is sent now."""
        self.sent_at = asyncio.get_running_loop().time()
        self.sent = max(self.sent + 1, self.highest)
        return {"sequence": self.sent, "cursor": self.cursor}

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Be open while a stream is told."""
        self.open = True
        try:
            yield
        finally:
            self.open = False

    @property
    def cursor(self) -> str:
        """The place as a client gives it back."""
        return base64.urlsafe_b64encode(b"%d" % self.highest).decode()
