"""Notice a database that is older than what a broker has of us, as after a backup is restored: stop what opens."""

import re
from collections.abc import Collection

from actions.trips import trip
from actions.unit import unit
from actions.viewer import Viewer
from db.lookup import many
from db.models import Alert, Order
from trading.alerts import AlertCode
from trading.ports import Desk
from trading.stop import StopReason


class LostOrders(Exception):
    """A broker tells of orders under names that only this desk gives, and the database has none of them."""

    def __init__(self, names: Collection[str]) -> None:
        super().__init__(f"{len(names)} orders are not known")
        self.names = names


async def among(desk: Desk, names: Collection[str]) -> list[str]:
    """Return those of the client order ids that this desk has given and that no order of it has, in any portfolio."""
    named = re.compile(rf"{re.escape(desk.deploy_tag)}-([0-9a-f]{{32}})-[0-9]+")
    ours = {found[1]: name for name in names if (found := named.fullmatch(name))}
    there = {order.id for order in await many(Order, id=sorted(ours))} if ours else set[str]()
    return sorted(name for order_id, name in ours.items() if order_id not in there)


async def tell(desk: Desk, viewer: Viewer, portfolio_id: str, names: Collection[str]) -> None:
    """Stop what opens in a portfolio, and say why; its orders, keys, stops and limits of that time are lost."""
    words = (
        f"The broker has {len(names)} orders that this desk has sent and its database does not know ({min(names)}): "
        "it is older, as after a backup was restored. They are booked as EXTERNAL. Stops, limits, approvals and "
        "idempotency keys of that time are lost: engage and set them again, send no order again, then clear the break."
    )
    await trip(desk, viewer, portfolio_id, StopReason.RECONCILE_BREAK, words)
    async with unit(desk, viewer, portfolio_id) as u:
        if await Alert.filter(portfolio_id=portfolio_id, message=words).exists():
            return  # another has heard of them at the same moment
        await u.alert(AlertCode.RECONCILE_BREAK, words, title="The database is older than the broker's book")
