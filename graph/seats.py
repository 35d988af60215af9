"""Who follows a stream: what was asked for, one update for everybody, and the seat of each reader."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import orjson

from actions.viewer import Viewer
from graph.context import Context
from graph.enums import UpdateKind
from graph.place import Place
from trading.ports import Json

if TYPE_CHECKING:
    from graph.groups import Group

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A subscription as it was asked for; `after` stands apart, since it is each reader's own."""

    query: str
    variables: Json
    operation: str | None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One update for everybody: the bytes that follow a message's id, and what it brings its reader up to.

    `result` is what `body` says, for who words it otherwise.
    """

    result: Any
    body: bytes
    kind: UpdateKind
    event: int | None
    highest: int
    sequence: int
    cursor: str
    latest: bool


class Reader(Protocol):
    """Who sits in a seat: a socket. None of these may block or await."""

    context: Context

    @property
    def slow(self) -> bool:
        """Whether it is behind."""
        ...

    @property
    def buffered(self) -> int:
        """Bytes that wait for it."""
        ...

    def write(self, seat: "Seat", frame: Frame) -> bool:
        """Send an update; False when the reader lags and has not taken it."""
        ...

    def finish(self, seat: "Seat", result: Any) -> None:
        """Say that the stream has ended, with the result that says why if there is one."""
        ...

    def expel(self) -> None:
        """End everything that this reader follows, since its token has ended."""
        ...


Key = tuple[Viewer | None, str | None]


@dataclass(slots=True, eq=False)
class Seat:
    """One subscription of one reader: `prefix` begins its messages, `floor` is what its snapshot held.

    `sent` and `after` are sequence and cursor of what it was told last.
    """

    reader: Reader
    asked: Asked
    prefix: bytes
    after: str | None
    floor: int = 0
    sent: int = 0
    latest: bool = False
    portfolio_id: str | None = None
    group: "Group | None" = None

    @property
    def viewer(self) -> Viewer | None:
        return self.reader.context.viewer

    @property
    def key(self) -> Key:
        """Who may be told the same while coming in."""
        return self.viewer, self.after

    def take(self, frame: Frame) -> bool:
        """Pass an update on; False when the reader lags or is broken. One reader's fault is never another's."""
        if frame.event is not None and frame.event <= self.floor and frame.kind is UpdateKind.CHANGE:
            return True
        try:
            taken = self.reader.write(self, frame)
        except Exception:
            log.exception("a reader could not be written to")
            return False
        if taken:
            self.sent = frame.sequence
            if frame.highest >= self.floor:
                self.after = frame.cursor
        return taken


def frame_of(result: Any, place: Place) -> Frame:
    """Encode a result as the rest of a `next` message, which begins with the id of each reader."""
    payload: Json = {"data": result.data}
    if result.errors:
        payload["errors"] = [error.formatted for error in result.errors]
    return Frame(
        result=result,
        body=orjson.dumps(payload) + b"}",
        kind=place.kind,
        event=place.event,
        highest=place.highest,
        sequence=place.sent,
        cursor=place.cursor,
        latest=place.latest,
    )
