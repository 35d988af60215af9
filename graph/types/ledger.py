"""The ledger: balanced entries and their postings."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Money, Node, derived, money
from graph.types.market import Instrument


async def _amount(root: Any, info: Info) -> Money | None:
    if root.amount is None:
        return None
    entry = await info.context.loaders.one(rows.JournalEntry).load(root.entry_id)
    portfolio = await info.context.loaders.one(rows.Portfolio).load(entry.portfolio_id)
    return money(root.amount, portfolio.currency)


async def _instrument(root: rows.Posting, info: Info) -> Any:
    return await info.context.loaders.one(rows.Instrument, "symbol").load(root.symbol) if root.symbol else None


@strawberry.type(description="One leg of an entry: money or a quantity. Debits are positive.")
class Posting:
    account: str = strawberry.field(description="The account: CASH, POSITION, MARKET, REALIZED, FEES and so on.")
    amount: Money | None = derived(_amount, "Money, null for a quantity.")
    quantity: Decimal | None = strawberry.field(description="A quantity of the instrument, null for money.")
    instrument: Instrument | None = derived(_instrument, "The instrument that it is about.")


async def _postings(root: rows.JournalEntry, info: Info) -> Any:
    return await info.context.loaders.many(rows.Posting, "entry_id").load(root.id)


@strawberry.type(description="One balanced entry: postings sum to zero per currency.")
class JournalEntry(Node):
    row = rows.JournalEntry
    at: datetime = strawberry.field(description="When, in market time.")
    cause: str = strawberry.field(description="What made it: EXECUTION, DIVIDEND, SPLIT or FLOW.")
    postings: list[Posting] = derived(_postings, "Its legs.")
