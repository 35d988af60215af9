"""Our side of a comparison with the broker, read at one moment, and the breaks that were found."""

from db.engine import transaction
from db.models import Order, Outbox, OutboxKind, Portfolio, Position, ReconcileBreak
from trading.reconcile import Books, OpenOrder

ADJUST = "adjust_cash"  # the job that tells the broker of a deposit or withdrawal


async def books_of(portfolio_id: str) -> Books:
    """Return a portfolio's cash, positions and orders at the broker, under its lock: no booking is seen half done.

    An order that was never sent is not at the broker; one that was not answered or is being replaced is under way.
    """
    async with transaction():
        portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
        positions = await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0)
        orders = await Order.filter(portfolio_id=portfolio_id, open=True).exclude(sent_at=None)
        flows = Outbox.filter(kind=OutboxKind.JOB, topic=ADJUST, portfolio_id=portfolio_id, done_at=None)
        cash_under_way = await flows.exists()
    return Books(
        cash=portfolio.cash,
        positions={position.symbol: position.quantity for position in positions},
        orders={order.client_order_id: OpenOrder(quantity=order.quantity, filled=order.filled) for order in orders},
        under_way=frozenset(
            order.client_order_id for order in orders if order.acked_at is None or order.replace_pending
        ),
        cash_under_way=cash_under_way,
    )


async def open_break(portfolio_id: str) -> ReconcileBreak | None:
    """Return the break that nobody has cleared yet; there is one at most."""
    return await ReconcileBreak.get_or_none(portfolio_id=portfolio_id, cleared_at=None)
