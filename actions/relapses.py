"""Takes up again a stop that was carried out, where an order works or a position is held under it after all.

A call that was given up for lost arrives, an execution is busted and its order works again, a fill is told after its
cancel. Orders of other hands count for nothing here: whoever places one at the broker under a halt means it.
"""

from collections.abc import Sequence

from actions import closings, stopping
from actions.stops import portfolios_under, strategy_of
from db.models import Order, Position, Stop
from trading.orders import OrderOrigin
from trading.ports import Desk
from trading.stop import StopLevel


async def look(desk: Desk, carried_out: Sequence[Stop]) -> int:
    """Make those of some halts pending again under which something is left; return how many."""
    if not carried_out:
        return 0
    working = Order.filter(open=True).exclude(sent_at=None).exclude(origin=OrderOrigin.EXTERNAL)
    busy = {str(each) for each in await working.distinct().values_list("portfolio_id", flat=True)}
    return sum([await _again(desk, stop, busy) for stop in carried_out])


async def _again(desk: Desk, stop: Stop, busy: set[str]) -> bool:
    left = {each: words for each in await portfolios_under(stop) if (words := await _left(stop, each, busy))}
    if not left or not await stopping.reopen(stop):
        return False
    for portfolio_id, words in left.items():
        await stopping.report(desk, stop, portfolio_id, stopping.AGAIN, note=words)
    return True


async def _left(stop: Stop, portfolio_id: str, busy: set[str]) -> str | None:
    """Say what is left in a portfolio, None where nothing is."""
    open_there = await stopping.still_open(portfolio_id, strategy_of(stop)) if portfolio_id in busy else []
    if ours := [order for order in open_there if order.origin is not OrderOrigin.EXTERNAL]:
        return f"{len(ours)} orders work again"
    flat = stop.level is not StopLevel.FLATTEN or not await _holds(portfolio_id)
    if flat or (now := await closings.standing(portfolio_id)).over:
        return None
    return f"{now.held} positions are held again"


async def _holds(portfolio_id: str) -> bool:
    return await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0).exists()
