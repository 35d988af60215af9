"""Mark alerts as read."""

from actions.access import portfolio_for
from actions.audit import Deed
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Alert
from trading.errors import NotFound, Permission
from trading.ports import Desk


async def read(desk: Desk, viewer: Viewer, alert_id: str) -> Alert:
    """Note that a person has read an alert, for everybody; repeating it is harmless.

    Raise NotFound when it is missing or foreign: of a portfolio that the viewer may not see, or of the whole desk
    for who does not run it.
    """
    found = await Alert.get_or_none(id=alert_id)
    if found is None or not await _may_see(viewer, found):
        raise NotFound("There is no such alert.", alert_id)
    async with unit(desk, viewer, found.portfolio_id) as u:
        alert = await Alert.select_for_update().get(id=alert_id)
        if alert.read_at is None:
            await _read(u, alert)
        return alert


async def _may_see(viewer: Viewer, alert: Alert) -> bool:
    if alert.portfolio_id is None:
        return viewer.runs_the_desk
    try:
        await portfolio_for(viewer, alert.portfolio_id, Permission.READ)
    except NotFound:
        return False
    return True


async def _read(u: Unit, alert: Alert) -> None:
    alert.read_at = u.now
    await alert.save(update_fields=["read_at"])
    u.told(alert)
    u.record(Deed(action="read_alert", object_type="Alert", object_id=alert.id, summary=f"{alert.code} was read"))
