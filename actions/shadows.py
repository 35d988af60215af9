"""Models in the shadow at the close: have them asked, and find the newest of each kind."""

from datetime import date
from typing import Final

from actions.unit import unit
from actions.versions import HORIZON_DAYS, QUEUE
from actions.viewer import Viewer
from db.models import Forecast, ModelKind, ModelVersion, Outbox, OutboxKind, VersionState
from trading.ports import Desk

JOB: Final = "ask_shadows"


async def newest(as_of: date) -> list[ModelVersion]:
    """Return the newest shadow of each kind that was trained by a day; a replay that began again has later ones."""
    found: dict[ModelKind, ModelVersion] = {}
    known = ModelVersion.filter(horizon_days=HORIZON_DAYS, state=VersionState.SHADOW, as_of__lte=as_of)
    async for version in known.order_by("as_of", "number"):
        found[version.kind] = version
    return list(found.values())


async def request(desk: Desk, viewer: Viewer, day: date) -> bool:
    """Queue the question to all shadows at a close; False without any, or when it was asked before."""
    kinds = [version.kind.value for version in await newest(day)]
    if not kinds or await Forecast.exists(horizon_days=HORIZON_DAYS, source__in=kinds, made_on=day):
        return False
    jobs = await Outbox.filter(kind=OutboxKind.JOB, topic=JOB)
    if any(job.payload["as_of"] == str(day) for job in jobs):
        return False
    async with unit(desk, viewer) as u:
        u.job(QUEUE, JOB, as_of=str(day))
    return True
