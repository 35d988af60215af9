"""Write journal entries and keep the balances, positions and lots that are their folds."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from itertools import takewhile
from typing import Final

from actions.unit import Unit
from db.lookup import ask, many, one
from db.models import JournalEntry, Lot, Position, Posting
from db.reads.facts import stock
from trading.ledger import Account, Cause, Leg, Stock, TaxLot, unbalanced
from trading.units import ZERO

LOTS: Final = "SELECT id, sequence FROM lots WHERE portfolio_id = $1 AND symbol = $2 ORDER BY opened_at, sequence"


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


async def stock_of(portfolio_id: str, symbol: str) -> Stock:
    """Return what is held of a symbol, lot by lot."""
    return stock(await many(Lot, portfolio_id=portfolio_id, symbol=symbol))


async def keep(u: Unit, symbol: str, before: Stock, held: Stock) -> None:
    """Store what is held of a symbol now, given what was: its lots and the position they add up to."""
    portfolio_id = u.portfolio.id
    await _keep_lots(u, symbol, before.lots, held.lots)
    position = await one(Position, portfolio_id=portfolio_id, symbol=symbol)
    if position is None:
        position = Position(id=u.desk.ids.new(), portfolio_id=portfolio_id, symbol=symbol)
    position.quantity = held.quantity
    position.basis = held.basis
    await position.save()
    u.moved(symbol)


async def _keep_lots(u: Unit, symbol: str, before: Sequence[TaxLot], held: Sequence[TaxLot]) -> None:
    """Write anew the lots from the first that differs: a purchase adds its own, however many there are."""
    same = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(before, held, strict=False))))
    stored = await ask(LOTS, u.portfolio.id, symbol)
    if same < len(stored):
        await Lot.filter(id__in=[lot_id for lot_id, _ in stored[same:]]).delete()
    first = 1 + max((sequence for _, sequence in stored[:same]), default=-1)
    await Lot.bulk_create(
        [
            Lot(
                id=u.desk.ids.new(),
                portfolio_id=u.portfolio.id,
                symbol=symbol,
                opened_at=lot.opened_at,
                sequence=number,
                quantity=lot.quantity,
                cost=lot.cost,
            )
            for number, lot in enumerate(held[same:], first)
        ]
    )
