"""Keep companies' figures as they were told: what is told anew is a new row, and none is ever changed."""

from dataclasses import asdict

from actions.unit import unit
from actions.viewer import Viewer
from db.models import CompanyFigures
from trading.figures import RATIOS, Figures
from trading.ports import Desk


async def record(desk: Desk, viewer: Viewer, told: Figures) -> bool:
    """Keep figures, or note that they are told still; whether they are new. Like headlines they are not audited."""
    async with unit(desk, viewer):
        last = await CompanyFigures.filter(symbol=told.symbol).order_by("-told_at", "-id").first()
        if last is not None and last.told_at > told.told_at:
            return False
        wanted = ("source", "period_end", *RATIOS)
        if last is not None and all(getattr(last, name) == getattr(told, name) for name in wanted):
            await CompanyFigures.filter(id=last.id).update(seen_at=told.seen_at)
            return False
        await CompanyFigures(id=desk.ids.new(), **asdict(told)).save(force_create=True)
        return True
