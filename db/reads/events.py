"""The events of log streams: each names the one before it, so whoever holds one knows whether another is missing."""

from collections.abc import Sequence

from db.lookup import some
from db.models import EventHead, Outbox, OutboxKind, Portfolio
from db.reads.facts import DESK
from trading.ports import Desk, Json

QUOTES = "quotes"
NEWS = "news"
# What is never dropped: every event of these topics is told, in order. Of all others only the newest state counts.
LOGS = frozenset({"orders", "signals", "alerts", "stop", "job", NEWS})
STORED = "kind = $1 AND topic = $2 AND sequence > $3 AND {0} ORDER BY sequence LIMIT $4"
OF_DESK, OF_PORTFOLIO = STORED.format("portfolio_id IS NULL"), STORED.format("portfolio_id = $5")


def channel(portfolio_id: str | None, topic: str) -> str:
    """Return where the events of a topic are published; None is the desk."""
    return f"plimsoll:{portfolio_id or DESK}:{topic}"


def message(row: Outbox) -> Json:
    """Return an event as it is published."""
    return {"sequence": row.sequence, "id": row.id, "previous": row.previous, "payload": row.payload}


def point(event: Json) -> str:
    """Return an event's place in its chain."""
    return f"{event['sequence']}-{event['id']}"


def sequence_of(point: str) -> int:
    """Return the sequence of a place in a chain; 0 for "", its beginning."""
    return int(point.partition("-")[0] or 0)


async def head(portfolio_id: str | None, topic: str) -> str:
    """Return where a chain ends: the place of its last event, "" when there was none."""
    found: Sequence[EventHead | Portfolio]
    if portfolio_id is None:
        found = await some(EventHead, ("chain", "told"), "chain = $1", DESK)
    else:
        found = await some(Portfolio, ("id", "told"), "id = $1", portfolio_id)
    return found[0].told.get(topic, "") if found else ""


async def counted(topic: str) -> int:
    """Return how many events a latest stream of the desk has had."""
    row = await EventHead.get_or_none(chain=topic)
    return row.sequence if row else 0


async def replay(desk: Desk, portfolio_id: str | None, topic: str, after: str, limit: int) -> list[Json] | None:
    """Return what came after a place in a chain, oldest first, at most `limit`; an empty list when nothing did.

    None when that is not known (any more): the place is too old, or of another chain or history. Subscribe first,
    then ask: what is committed meanwhile comes on the channel, and `previous` tells whether it follows.
    """
    if after:  # the beginning is that of any history, also of one that Redis has kept from another database
        kept = await desk.bus.kept(channel(portfolio_id, topic), sequence_of(after), limit)
        if kept and linked(after, kept):  # Redis may lag behind: what it has not heard of yet follows
            rest = await stored(portfolio_id, topic, point(kept[-1]), limit - len(kept))
            return None if rest is None else [*kept, *rest]
    return await stored(portfolio_id, topic, after, limit)


async def stored(portfolio_id: str | None, topic: str, after: str, limit: int) -> list[Json] | None:
    """Do what `replay` does by the database alone, which knows every committed event."""
    if limit < 1:
        return []
    if await head(portfolio_id, topic) == after:  # asked first: what is committed from here on comes on the channel
        return []
    values = OutboxKind.EVENT.value, topic, sequence_of(after), limit
    where, owner = (OF_DESK, ()) if portfolio_id is None else (OF_PORTFOLIO, (portfolio_id,))
    found = [
        message(row) for row in await some(Outbox, ("id", "sequence", "previous", "payload"), where, *values, *owner)
    ]
    return found if found and linked(after, found) else None


def linked(after: str, events: Sequence[Json]) -> bool:
    """Tell whether events follow a place in a chain and one another, with none missing between."""
    places = [after, *map(point, events)]
    return all(event["previous"] == place for event, place in zip(events, places, strict=False))
