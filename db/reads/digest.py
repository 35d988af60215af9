"""One hash over what a portfolio's orders, fills and ledger say, whatever the ids of their rows are."""

import hashlib
from decimal import Decimal

from db.models import Execution, JournalEntry, Order, Posting
from trading.units import plain


async def ledger_hash(portfolio_id: str) -> str:
    """Return SHA-256 over journal entries with their postings, orders and executions, each in its own sequence."""
    content = hashlib.sha256()
    for line in (*await _journal(portfolio_id), *await _orders(portfolio_id), *await _executions(portfolio_id)):
        content.update("|".join(map(_text, line)).encode() + b"\n")
    return content.hexdigest()


def _text(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


async def _journal(portfolio_id: str) -> list[tuple[object, ...]]:
    entries = await JournalEntry.filter(portfolio_id=portfolio_id).order_by("sequence")
    legs: dict[str, list[Posting]] = {entry.id: [] for entry in entries}
    for posting in await Posting.filter(entry_id__in=list(legs)).order_by("id"):
        legs[posting.entry_id].append(posting)
    return [
        (entry.at.isoformat(), entry.cause, leg.account, leg.symbol, leg.amount, leg.quantity)
        for entry in entries
        for leg in legs[entry.id]
    ]


async def _orders(portfolio_id: str) -> list[tuple[object, ...]]:
    return [
        (o.placed_at.isoformat(), o.symbol, o.side, o.type, o.quantity, o.filled, o.filled_value, o.ended, o.denial)
        for o in await Order.filter(portfolio_id=portfolio_id).order_by("sequence")
    ]


async def _executions(portfolio_id: str) -> list[tuple[object, ...]]:
    return [
        (e.executed_at.isoformat(), e.broker_execution_id, e.symbol, e.side, e.quantity, e.price, e.fee, e.realized)
        for e in await Execution.filter(portfolio_id=portfolio_id).order_by("sequence")
    ]
