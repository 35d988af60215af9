"""All streams that sockets follow in this process: who asks for the same shares a group, and access is watched."""

import asyncio
import logging
from collections import Counter
from functools import lru_cache
from typing import Final

import orjson
from graphql import GraphQLError, OperationDefinitionNode, OperationType, parse

from actions import admission
from actions.access import unread
from db.engine import OUTAGES
from graph.groups import Counts, Group
from graph.limits import CACHED_DOCUMENTS, DocumentLimits
from graph.loaders import Turn
from graph.pump import Pump
from graph.schema import DeskSchema
from graph.seats import Asked, Reader, Seat
from trading.ports import Desk, Json

CHECK_S: Final = 2
PER_USER: Final = ("apiKey",)  # fields that ask who the viewer is beyond what the scope says
LIMITS: Final = DocumentLimits()

log = logging.getLogger(__name__)


class Hub:
    """The groups of one process, by what was asked for and within which scope; never by token.

    `readers` are all open sockets that have signed in: `watch` ends those whose token has ended, and makes those
    whose grants have changed ask again.
    """

    def __init__(self, schema: DeskSchema, desk: Desk) -> None:
        self._schema = schema
        self._desk = desk
        self._groups: dict[object, Group] = {}
        self.counts = Counts()
        self._turn = Turn(desk)
        self._pump = Pump()
        self.readers: set[Reader] = set()
        self._many = Counter[object]()

    def enter(self, reader: Reader) -> None:
        """Look after a reader from now on."""
        self.readers.add(reader)
        self._many.update((reader.context.principal, type(reader)))

    def depart(self, reader: Reader) -> None:
        """Look after a reader no more, if that was done."""
        if reader in self.readers:
            self.readers.remove(reader)
            for each in (reader.context.principal, type(reader)):
                self._many[each] -= 1
                if not self._many[each]:
                    del self._many[each]

    def many(self, which: object) -> int:
        """Return how many are looked after: of a person, by their principal, or of a class of readers.

        It is asked by everybody who comes: ten thousand who come back would have to count each other.
        """
        return self._many[which]

    def __len__(self) -> int:
        return len(self._groups)

    def figures(self) -> dict[str, int]:
        """Return what was done and how it stands: counts and bytes."""
        return {
            "delivered": self.counts.delivered,
            "coalesced": self.counts.coalesced,
            "fell_behind": self.counts.fell_behind,
            "groups": len(self._groups),
            "seats": sum(len(group.seats) for group in self._groups.values()),
            "sockets": len(self.readers),
            "lagging": sum(reader.slow for reader in self.readers),
            "buffered_bytes": sum(reader.buffered for reader in self.readers),
            "documents_read": is_subscription.cache_info().misses,
        }

    def join(self, seat: Seat) -> None:
        """Let a seat follow; it is told where things stand first."""
        key = (seat.asked.query, seat.asked.operation, _sorted(seat.asked.variables), _scope(seat))
        group = self._groups.get(key)
        if group is None:

            def ended(ending: Group, left: set[Seat]) -> None:
                if self._groups.get(key) is ending:
                    del self._groups[key]
                for each in left:
                    self.join(each)

            group = self._groups[key] = Group(self._schema, seat, self._turn, self._pump, self.counts, ended)
        group.join(seat)

    @staticmethod
    def leave(seat: Seat) -> None:
        """Let a seat go, wherever it is."""
        if seat.group is not None:
            seat.group.leave(seat)

    async def watch(self) -> None:
        """Look after access for ever, once in two seconds."""
        while True:
            await asyncio.sleep(CHECK_S)
            try:
                await self.check()
            except OUTAGES as error:
                log.warning("access could not be checked: %s", error)

    async def check(self) -> None:
        """End those whose token has ended, and those who follow a portfolio that they may no longer read."""
        viewers = {id(viewer): viewer for reader in self.readers if (viewer := reader.context.viewer)}
        if ended := await admission.ended(self._desk, viewers.values()):
            for reader in [each for each in self.readers if each.context.viewer in ended]:
                reader.expel()
        groups = list(self._groups.values())  # of seats alike one is looked at: there may be ten thousand
        alike = {(id(seat.reader.context.viewer), seat.portfolio_id): seat for group in groups for seat in group.seats}
        if lost := await unread({pair for seat in alike.values() if (pair := _follows(seat))}):
            for seat in [seat for group in groups for seat in group.seats if _follows(seat) in lost]:
                self.leave(seat)
                seat.reader.expel()

    async def close(self) -> None:
        """End every group."""
        tasks = {task for group in list(self._groups.values()) for task in group.stop()}
        self._groups.clear()
        if tasks:
            await asyncio.wait(tasks)


def asked(query: str, variables: Json | None, operation: str | None) -> Asked | None:
    """Return what is asked for when it is a subscription that can be shared, else None."""
    values = dict(variables or {})
    after = values.get("after")
    if not isinstance(after, str | None) or not is_subscription(query, operation):
        return None
    values.pop("after", None)
    try:
        _sorted(values)
    except orjson.JSONEncodeError:
        return None
    return Asked(query, values, operation, after)


@lru_cache(CACHED_DOCUMENTS)
def is_subscription(query: str, operation: str | None) -> bool:
    """Whether a document asks for a stream; False too for one that cannot be read, which Strawberry then says."""
    if "subscription" not in query or len(query) > LIMITS.characters:
        return False
    try:
        document = parse(query, no_location=True, max_tokens=LIMITS.tokens)
    except (GraphQLError, RecursionError):
        return False
    found = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    return len(found) == 1 and found[0].operation is OperationType.SUBSCRIPTION


def _follows(seat: Seat) -> tuple[str, str] | None:
    """Return the person and the portfolio of somebody who is signed in and follows one."""
    viewer = seat.viewer
    return (viewer.user_id, seat.portfolio_id) if viewer and seat.portfolio_id else None


def _sorted(variables: Json) -> bytes:
    return orjson.dumps(variables, option=orjson.OPT_SORT_KEYS)


def _scope(seat: Seat) -> object:
    """What a stream shows depends on this alone: permissions, bounds, and the person where a field asks for it."""
    viewer = seat.viewer
    if viewer is None:
        return seat.reader
    person = viewer.user_id if any(name in seat.asked.query for name in PER_USER) else None
    return viewer.permissions, viewer.portfolio_ids, person
