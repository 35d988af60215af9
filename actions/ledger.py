"""Write journal entries and keep the balances that are their folds."""

from datetime import datetime
from decimal import Decimal

from actions.unit import Unit
from db.lookup import one
from db.models import JournalEntry, Posting
from trading.ledger import Account, Cause, Leg, unbalanced
from trading.units import ZERO


async def post(u: Unit, cause: Cause, reference: str, legs: tuple[Leg, ...], at: datetime | None = None) -> bool:
    """Write one balanced entry and add it to the portfolio's balances; False when it is already there.

    `at` is when it happened, in market time; None is now.
    Postings go first and the entry last: the database sums them then (L1). Raise ValueError when
    the legs do not balance.
    """
    if rest := unbalanced(legs):
        raise ValueError(f"entry {cause} {reference} does not balance: {rest}")
    portfolio = u.portfolio
    if await one(JournalEntry, portfolio_id=portfolio.id, cause=cause, reference=reference):
        return False
    entry = JournalEntry(
        id=u.desk.ids.new(),
        portfolio_id=portfolio.id,
        sequence=u.next_sequence(),
        at=at or u.market_now,
        cause=cause,
        reference=reference,
    )
    await Posting.bulk_create(
        [
            Posting(
                id=u.desk.ids.new(),
                entry_id=entry.id,
                account=leg.account,
                symbol=leg.symbol,
                amount=leg.amount,
                quantity=leg.quantity,
            )
            for leg in legs
        ]
    )
    await entry.save(force_create=True)
    portfolio.cash += total(legs, Account.CASH)
    portfolio.realized -= total(legs, Account.REALIZED)
    portfolio.fees += total(legs, Account.FEES)
    portfolio.dividends -= total(legs, Account.DIVIDENDS)
    portfolio.interest -= total(legs, Account.INTEREST)
    portfolio.flows -= total(legs, Account.FLOWS)
    return True


def total(legs: tuple[Leg, ...], account: Account) -> Decimal:
    return sum((leg.amount for leg in legs if leg.account is account and leg.amount is not None), ZERO)
