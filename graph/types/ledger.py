"""The ledger: balanced entries, their postings, and the proof that all figures follow from them."""

from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from db.reads.proof import Proof
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
    cause: str = strawberry.field(description="What made it: EXECUTION, FEE, DIVIDEND, SPLIT, FLOW and so on.")
    postings: list[Posting] = derived(_postings, "Its legs.")


@strawberry.type(description="Invariants L1 to L6, and the figures recomputed from postings alone.")
class LedgerProof:
    holds: bool = strawberry.field(description="Whether every invariant holds.")
    checked_at: datetime = strawberry.field(description="When it was recomputed, in real time.")
    cash: Money = strawberry.field(description="Cash.")
    realized: Money = strawberry.field(description="Profit that sales realised, before fees.")
    unrealized: Money = strawberry.field(description="Profit of what is held, at the last prices.")
    fees: Money = strawberry.field(description="Fees paid.")
    dividends: Money = strawberry.field(
        description="Dividends received, less those paid on short positions and taxes withheld."
    )
    interest: Money = strawberry.field(description="Interest on cash received, less interest paid and taxes withheld.")
    failures: list[str] = strawberry.field(description="What does not hold, in words.")


def told(proof: Proof, at: datetime, currency: str) -> LedgerProof:
    """Return a proof as the language has it."""
    return LedgerProof(
        holds=not proof.failures,
        checked_at=at,
        cash=money(proof.cash, currency),
        realized=money(proof.realized, currency),
        unrealized=money(proof.unrealized, currency),
        fees=money(proof.fees, currency),
        dividends=money(proof.dividends, currency),
        interest=money(proof.interest, currency),
        failures=list(proof.failures),
    )
