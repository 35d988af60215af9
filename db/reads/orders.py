"""Orders as lists: filters, also by the status that is never stored, and what a fresh subscriber is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tortoise.expressions import F, Q
from tortoise.queryset import QuerySet

from db.lookup import ask
from db.models import Execution, Order, Portfolio
from db.reads.fetch import fetch
from trading.orders import Ended, OrderSide, OrderStatus

SNAPSHOT_MAX = 500
# Two questions, each with an index of its own: as one they read every order that the portfolio has ever had.
BRACKETED = """SELECT 1 WHERE EXISTS (SELECT 1 FROM orders WHERE portfolio_id = $1
        AND exit_state IN ('WORKING', 'GIVING_WAY') AND symbol = $2)
    OR EXISTS (SELECT 1 FROM orders WHERE portfolio_id = $1 AND exits_due >= 0 AND symbol = $2)"""


async def bracketed(portfolio_id: str, symbol: str) -> bool:
    """Whether a symbol has live exits, or fills that are still to get some."""
    return bool(await ask(BRACKETED, portfolio_id, symbol))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFilter:
    """What None leaves open. `status` empty matches nothing."""

    status: Sequence[OrderStatus] | None = None
    symbol: str | None = None
    side: OrderSide | None = None
    placed_after: datetime | None = None
    placed_before: datetime | None = None


def orders(portfolio_id: str, wanted: OrderFilter) -> QuerySet[Order]:
    """Return a portfolio's orders that match; `placed_after` and `placed_before` exclude their instants."""
    query = Order.filter(portfolio_id=portfolio_id)
    if wanted.symbol is not None:
        query = query.filter(symbol=wanted.symbol)
    if wanted.side is not None:
        query = query.filter(side=wanted.side)
    if wanted.placed_after is not None:
        query = query.filter(placed_at__gt=wanted.placed_after)
    if wanted.placed_before is not None:
        query = query.filter(placed_at__lt=wanted.placed_before)
    if wanted.status is not None:
        query = query.filter(Q(*map(having, wanted.status), join_type="OR") if wanted.status else Q(id__in=[]))
    return query


# The facts of each status in the order in which trading.orders.status asks for them: the first match wins.
_FACTS: dict[OrderStatus, Q] = {
    OrderStatus.DENIED: Q(ended=Ended.DENIED),
    OrderStatus.PENDING_APPROVAL: Q(approval_pending=True),
    OrderStatus.FILLED: Q(filled__gte=F("quantity")),
    OrderStatus.CANCELED: Q(ended=Ended.CANCELED),
    OrderStatus.EXPIRED: Q(ended=Ended.EXPIRED),
    OrderStatus.REJECTED: Q(ended=Ended.REJECTED, filled=0),
    OrderStatus.PENDING_CANCEL: Q(cancel_pending=True),
    OrderStatus.PENDING_REPLACE: Q(replace_pending=True),
    OrderStatus.PARTIALLY_FILLED: Q(filled__gt=0),
    OrderStatus.WORKING: Q(acked_at__isnull=False),
    OrderStatus.SUBMITTED: Q(sent_at__isnull=False),
    OrderStatus.NEW: Q(id__isnull=False),
}


def having(status: OrderStatus) -> Q:
    """Return the condition under which an order has this derived status."""
    ladder = list(_FACTS)
    earlier = [~_known(_FACTS[each]) for each in ladder[: ladder.index(status)]]
    return Q(_FACTS[status], *earlier)


def _known(facts: Q) -> Q:
    """Make a condition false, not unknown, where `ended` is null: NOT (null = 'DENIED') is no match in SQL."""
    return facts & Q(ended__isnull=False) if "ended" in facts.filters else facts


async def by_key(user_id: str, portfolio_id: str, key: str) -> Order | None:
    """Return the order that a viewer placed under an idempotency key."""
    return await Order.filter(portfolio_id=portfolio_id, requested_by_id=user_id, idempotency_key=key).first()


async def snapshot(portfolio: Portfolio) -> tuple[list[Order], list[Execution]]:
    """Return the open orders and those ended in this session, newest first, at most 500, with their executions."""
    relevant = Q(open=True)
    if portfolio.session_day is not None:
        start = datetime.fromisoformat(f"{portfolio.session_day}T00:00:00+00:00")
        relevant = relevant | Q(updated_at__gte=start)
    found = await fetch(Order.filter(relevant, portfolio_id=portfolio.id).order_by("-sequence").limit(SNAPSHOT_MAX))
    fills = Execution.filter(order_id__in=[order.id for order in found]).order_by("-sequence")
    return found, await fetch(fills)
