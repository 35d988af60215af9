"""Say when a portfolio looks for new target weights by itself."""

from actions.audit import Deed
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Portfolio
from trading.errors import InvalidInput, Permission
from trading.optimisation import Plan
from trading.ports import Desk


async def plan(desk: Desk, viewer: Viewer, portfolio_id: str, wanted: Plan | None) -> Portfolio:
    """Set the plan, None for none. Needs ADMIN; the same plan again changes nothing."""
    if wanted is not None and (problems := wanted.objections()):
        raise InvalidInput(" ".join(each.message for each in problems), *problems)
    async with unit(desk, viewer, portfolio_id, needs=Permission.ADMIN) as u:
        before, after = u.portfolio.rebalancing, None if wanted is None else wanted.kept()
        if before != after:
            u.portfolio.rebalancing = after
            u.record(
                Deed(
                    action="set_rebalancing",
                    object_type="Portfolio",
                    object_id=portfolio_id,
                    summary="Rebalances by itself no more" if after is None else "Rebalances by itself",
                    before=dict(before) if before else None,
                    after=dict(after) if after else None,
                )
            )
        return u.portfolio
