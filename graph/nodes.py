"""Any object by its global id, for a viewer who may see it; what is foreign looks missing."""

from typing import Any, Final

from tortoise.models import Model

import db.models as rows
from actions.viewer import Viewer
from db.models.jobs import Job as JobRow
from db.reads.portfolios import share_one
from db.reads.stops import standstill
from graph import ids
from graph.auth import signed_in
from graph.context import Info
from graph.loaders import Loaders
from graph.shapes import SHAPES, Node
from trading.errors import NotFound

# What whoever is signed in may see, with the column that identifies it.
EVERYBODYS: Final[dict[str, tuple[type[Model], str]]] = {
    "Instrument": (rows.Instrument, "symbol"),
    "NewsItem": (rows.NewsItem, "id"),
}


async def load(info: Info, global_id: str, kind: type[Node] | None = None) -> Any:
    """Return the row or value behind an id, of one type (or interface) only where `kind` is given.

    Raise NotFound, with the same words, for an id that is no id, missing, or not the viewer's to see; LimitReached
    for who asks so all the time.
    """
    viewer, misses, now = signed_in(info), info.context.misses, info.context.desk.clock.now()
    misses.check(viewer.user_id, now)
    try:
        type_name, raw = ids.split(global_id)
        found = None
        if kind is None or type_name in _names(kind):
            found = await _visible(info.context.loaders, viewer, type_name, raw)
        if found is None:
            raise NotFound
    except NotFound:
        misses.add(viewer.user_id, now)
        raise NotFound("There is no such object.", global_id) from None
    return found


def _names(kind: type[Node]) -> set[str]:
    """The types that are of a kind: itself, or those that implement it."""
    return {kind.__name__, *(shape.__name__ for shape in SHAPES.values() if issubclass(shape, kind))}


async def _visible(loaders: Loaders, viewer: Viewer, type_name: str, raw: str) -> Any:
    """Return what a viewer may see, None or NotFound for anything else."""
    found: Any = None
    match type_name:
        case "Portfolio":
            found = await loaders.readable.load(raw)
        case "Instrument" | "NewsItem":
            model, key = EVERYBODYS[type_name]
            found = await loaders.one(model, key).load(raw)
        case "Viewer" if raw == viewer.user_id:
            found = viewer
        case "User" if raw == viewer.user_id or await share_one(viewer.user_id, raw):
            found = await loaders.one(rows.User).load(raw)
        case "ApiKey":
            key = await loaders.one(rows.ApiKey).load(raw)
            found = key if key and key.user_id == viewer.user_id else None
        case "StopState":
            found = await standstill(raw)
            if found.portfolio_id is not None:
                await loaders.readable.load(found.portfolio_id)
        case _:
            found = await _of_a_portfolio(loaders, viewer, type_name, raw)
    return found


async def _of_a_portfolio(loaders: Loaders, viewer: Viewer, type_name: str, raw: str) -> Any:
    """Return a row of a portfolio which the viewer may read, a job that they asked for, or a row of the whole desk
    for who runs it."""
    model = next((row for row, shape in SHAPES.items() if shape.__name__ == type_name), None)
    if model is not None and issubclass(model, JobRow) and "portfolio_id" not in model._meta.fields_map:
        job = await loaders.one(model).load(raw)
        return job if job and (viewer.is_system or job.requested_by_id == viewer.user_id) else None
    fields = getattr(getattr(model, "_meta", None), "fields_map", {})
    owner = next((column for column in ("portfolio_id", "chain") if column in fields), None)
    if model is None or owner is None:
        return None
    row = await loaders.one(model).load(raw)
    home = getattr(row, owner, None)
    if home is None:
        return row if viewer.runs_the_desk else None
    await loaders.readable.load(home)
    return row
