"""The budget of the day for language models: what a question may cost is set aside before it is asked, so that no two
runs spend the same money."""

from datetime import datetime
from decimal import Decimal

from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Analysis, Stability
from db.reads.research import spent_since
from trading.errors import Rejected
from trading.ports import Desk
from trading.units import plain


async def reserve(desk: Desk, viewer: Viewer, asking: Analysis | Stability, most: Decimal, budget: Decimal) -> None:
    """Set aside what a question may cost at most. Raise Rejected when less is left of the day's budget.

    What a worker that died had set aside stays so: nobody knows what was billed.
    """
    async with unit(desk, viewer, asking.portfolio_id) as u:
        spent = await spent_since(asking.portfolio_id, _midnight(u))
        if spent >= budget:
            raise Rejected(
                f"The language model's budget of the day is spent: {plain(spent)} of {plain(budget)} US dollars."
            )
        if spent + most > budget:
            raise Rejected(
                f"What is left of the language model's budget of the day is too little for this question: it may cost "
                f"{plain(most)}, and {plain(budget - spent)} of {plain(budget)} US dollars are left."
            )
        now = await type(asking).get(id=asking.id)
        later = {"asked_at": u.now} if isinstance(asking, Analysis) else {}
        await type(asking).filter(id=asking.id).update(reserved=now.reserved + most, **later)


def _midnight(u: Unit) -> datetime:
    return u.now.replace(hour=0, minute=0, second=0, microsecond=0)
