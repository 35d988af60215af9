"""Prices as they move."""

from collections.abc import AsyncGenerator

import db.models as rows
from db.reads.events import QUOTES
from graph.context import Info
from graph.enums import UpdateKind
from graph.queries import Symbols, at_most
from graph.subscriptions.stream import Content, desk_updates
from graph.types.updates import QuoteUpdate
from trading.ports import Json


def quotes(info: Info, symbols: Symbols) -> AsyncGenerator[QuoteUpdate]:
    """Stream instruments whenever their quotes change; symbols that the desk does not know are left out."""
    at_most("symbols", len(symbols))
    wanted = sorted(set(symbols))

    async def tell(kind: UpdateKind, _desk: None, payloads: list[Json]) -> Content | None:
        moved = {symbol for payload in payloads for symbol in payload["symbols"]}
        names = wanted if kind is UpdateKind.SNAPSHOT else [symbol for symbol in wanted if symbol in moved]
        found = await info.context.loaders.one(rows.Instrument, "symbol").load_many(names)
        known = [instrument for instrument in found if instrument is not None]
        return {"instruments": known} if known or kind is not UpdateKind.CHANGE else None

    return desk_updates(info, QuoteUpdate, QUOTES, tell, latest=True)
