"""Headlines as they come in."""

from collections.abc import AsyncGenerator

import strawberry

from db.reads import news as reads
from db.reads.events import NEWS
from graph.context import Info
from graph.enums import UpdateKind
from graph.queries import some_symbols
from graph.subscriptions.stream import After, Content, desk_updates, named
from graph.types.news import Symbols
from graph.types.updates import NewsUpdate
from trading.ports import Json


def news(
    info: Info, symbols: Symbols = strawberry.UNSET, after: After = strawberry.UNSET
) -> AsyncGenerator[NewsUpdate]:
    """Stream headlines; with symbols, those that name one of them."""
    wanted = some_symbols(symbols)

    async def tell(kind: UpdateKind, _desk: None, payloads: list[Json]) -> Content | None:
        if kind is UpdateKind.SNAPSHOT:
            return {"items": await reads.snapshot(wanted)}
        what = tuple(named(payloads, "items")), None if wanted is None else tuple(wanted)
        items = await info.context.loaders.headlines.load(what) if payloads else []
        return {"items": items} if items or kind is UpdateKind.HEARTBEAT else None

    return desk_updates(info, NewsUpdate, NEWS, tell, after, only=wanted)
