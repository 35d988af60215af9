"""From rows to the pure values of trading: an order's facts and status, a position's stock, the stop that applies."""

from collections.abc import Sequence
from decimal import Decimal

from db.lookup import many
from db.models import Order, Stop
from trading.orders import Facts, OrderStatus, Terms, leaves, status
from trading.stop import Halt, StopScope, engaged, strictest

DESK = "desk"


def facts(order: Order) -> Facts:
    """Return the facts from which an order's status and leaves follow."""
    return Facts(
        quantity=order.quantity,
        filled=order.filled,
        sent_at=order.sent_at,
        acked_at=order.acked_at,
        ended=order.ended,
        cancel_pending=order.cancel_pending,
        replace_pending=order.replace_pending,
        approval_pending=order.approval_pending,
    )


def order_status(order: Order) -> OrderStatus:
    return status(order)


def order_leaves(order: Order) -> Decimal:
    return leaves(order)


def terms(order: Order) -> Terms:
    """Return what was asked for."""
    return Terms(
        symbol=order.symbol,
        side=order.side,
        type=order.type,
        quantity=order.quantity,
        limit_price=order.limit_price,
        stop_price=order.stop_price,
        trail_by=order.trail_by,
        stop_loss=order.stop_loss,
        take_profit=order.take_profit,
        time_in_force=order.time_in_force,
    )


async def stops_for(portfolio_id: str, strategy_id: str | None = None) -> list[Stop]:
    """Return the stop rows that bear on a portfolio, or on a strategy in it, where there are any.

    A strategy that was only disabled (it has no level) is no halt: the gate has a rule of its own for it.
    """
    targets = [DESK, portfolio_id, *([strategy_id] if strategy_id else [])]
    rows = await many(Stop, target=targets, order_by=("target",))
    return [row for row in rows if row.scope is not StopScope.STRATEGY or engaged(row.level)]


def halt_of(stops: Sequence[Stop]) -> Halt:
    """Return the strictest of some stops."""
    return strictest(Halt(stop.state, stop.reason, stop.epoch) for stop in stops)
