"""The ledger's arithmetic: what an execution, dividend, split or cash flow posts, and the invariants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from trading.orders import OrderSide
from trading.units import ZERO, gross, prorated, restated


class Account(StrEnum):
    """Debits are positive. POSITION has a money leg (signed basis) and a quantity leg, balanced by MARKET."""

    CASH = "CASH"
    POSITION = "POSITION"
    MARKET = "MARKET"
    REALIZED = "REALIZED"
    FEES = "FEES"
    DIVIDENDS = "DIVIDENDS"
    INTEREST = "INTEREST"
    FLOWS = "FLOWS"
    SUSPENSE = "SUSPENSE"


class Cause(StrEnum):
    EXECUTION = "EXECUTION"
    COMMISSION = "COMMISSION"
    BUST = "BUST"
    CORRECT = "CORRECT"
    FEE = "FEE"
    DIVIDEND = "DIVIDEND"
    INTEREST = "INTEREST"
    WITHHOLDING = "WITHHOLDING"
    SPLIT = "SPLIT"
    FLOW = "FLOW"


class Leg(NamedTuple):
    """One posting: money (`amount`) or a quantity of `symbol`, never both."""

    account: Account
    symbol: str | None = None
    amount: Decimal | None = None
    quantity: Decimal | None = None


class TaxLot(NamedTuple):
    """Signed quantity still open and what is left of its cost (positive; for a short the proceeds)."""

    opened_at: datetime
    quantity: Decimal
    cost: Decimal


@dataclass(frozen=True, slots=True)
class Stock:
    """A position as the ledger sees it. AVERAGE keeps one lot, FIFO one per opening execution."""

    lots: tuple[TaxLot, ...] = ()

    @property
    def quantity(self) -> Decimal:
        return sum([lot.quantity for lot in self.lots], ZERO)

    @property
    def basis(self) -> Decimal:
        return sum([lot.cost for lot in self.lots], ZERO)

    @property
    def signed_basis(self) -> Decimal:
        return self.basis if self.quantity >= 0 else -self.basis


class Booking(NamedTuple):
    """The outcome of one event: legs that balance, the new stock, and the profit it realised."""

    legs: tuple[Leg, ...]
    stock: Stock
    realized: Decimal = ZERO


class Trade(NamedTuple):
    """One execution to book. `fee` is money, positive = cost."""

    symbol: str
    side: OrderSide
    quantity: Decimal
    price: Decimal
    fee: Decimal
    at: datetime


def book_trade(stock: Stock, trade: Trade, *, average: bool) -> Booking:
    """Book an execution: close what it closes first, open with the rest; fees are expensed.

    A fill larger than the open position closes with gross_close = round(close x price) and opens
    with gross - gross_close (02-trading).
    """
    total = gross(trade.quantity, trade.price)
    held = stock.quantity
    closes = min(trade.quantity, abs(held)) if held * trade.side.sign < 0 else ZERO
    closed_gross = total if closes == trade.quantity else gross(closes, trade.price)
    lots, relieved = _relieve(_joined(stock.lots) if average else stock.lots, closes)
    opened = trade.quantity - closes
    if opened:
        lots = _open(lots, TaxLot(trade.at, trade.side.sign * opened, total - closed_gross), average=average)
    after = Stock(lots)
    realized = (closed_gross - relieved) if held > 0 else (relieved - closed_gross)
    return Booking(_trade_legs(trade, total, after.signed_basis - stock.signed_basis, realized), after, realized)


def _trade_legs(trade: Trade, total: Decimal, basis_change: Decimal, realized: Decimal) -> tuple[Leg, ...]:
    quantity = trade.side.sign * trade.quantity
    legs = [
        Leg(account=Account.CASH, amount=-trade.side.sign * total - trade.fee),
        Leg(account=Account.POSITION, symbol=trade.symbol, amount=basis_change),
        Leg(account=Account.POSITION, symbol=trade.symbol, quantity=quantity),
        Leg(account=Account.MARKET, symbol=trade.symbol, quantity=-quantity),
    ]
    if realized:
        legs.append(Leg(account=Account.REALIZED, symbol=trade.symbol, amount=-realized))
    if trade.fee:
        legs.append(Leg(account=Account.FEES, amount=trade.fee))
    return tuple(legs)


def _relieve(lots: Sequence[TaxLot], quantity: Decimal) -> tuple[tuple[TaxLot, ...], Decimal]:
    """Take `quantity` from the oldest lots; a lot that is used up gives its whole remaining cost."""
    kept: list[TaxLot] = []
    relieved, left = ZERO, quantity
    for lot in lots:
        size = abs(lot.quantity)
        taken = min(size, left)
        cost = lot.cost if taken == size else prorated(lot.cost, taken, size)
        left -= taken
        relieved += cost
        if taken < size:
            remaining = (size - taken).copy_sign(lot.quantity)
            kept.append(lot._replace(quantity=remaining, cost=lot.cost - cost))
    return tuple(kept), relieved


def _open(lots: tuple[TaxLot, ...], lot: TaxLot, *, average: bool) -> tuple[TaxLot, ...]:
    if average:
        return _joined((*lots, lot))
    return tuple(sorted((*lots, lot), key=lambda each: each.opened_at))


def _joined(lots: tuple[TaxLot, ...]) -> tuple[TaxLot, ...]:
    """Make one lot of all, at the time of the first."""
    if not lots:
        return lots
    whole = Stock(lots)
    return (TaxLot(lots[0].opened_at, whole.quantity, whole.basis),)


def book_dividend(symbol: str, quantity: Decimal, per_share: Decimal) -> tuple[Leg, ...]:
    """Post a cash dividend on the quantity held at the previous close; a short pays it."""
    amount = gross(quantity, per_share)
    if not amount:
        return ()
    return (Leg(account=Account.CASH, amount=amount), Leg(account=Account.DIVIDENDS, symbol=symbol, amount=-amount))


def book_cash(cause: Cause, symbol: str | None, amount: Decimal) -> tuple[Leg, ...]:
    """Post money that came (positive) or went without a trade.

    A FEE, INTEREST and a FLOW are of the account as a whole, a DIVIDEND of a symbol; a tax that is WITHHELD makes less
    of what it was withheld from: the dividends of a symbol, else interest.
    """
    if cause is Cause.FLOW:
        return book_flow(amount)
    dividends = Leg(account=Account.DIVIDENDS, symbol=symbol, amount=-amount)
    interest = Leg(account=Account.INTEREST, amount=-amount)
    against = {
        Cause.FEE: Leg(account=Account.FEES, amount=-amount),
        Cause.DIVIDEND: dividends,
        Cause.INTEREST: interest,
        Cause.WITHHOLDING: interest if symbol is None else dividends,
    }
    return (Leg(account=Account.CASH, amount=amount), against[cause])


def book_split(stock: Stock, symbol: str, ratio: Decimal | Fraction) -> Booking:
    """Restate a position for `ratio` new shares per old: the whole is cut to 9 decimal places, the basis stays.

    What is cut away goes to the lots as they add up, so that they always sum to the position. A position of
    which nothing is left realises its basis.
    """
    lots: list[TaxLot] = []
    held, booked, cost = ZERO, ZERO, ZERO
    for lot in stock.lots:
        held += lot.quantity
        cost += lot.cost
        quantity = restated(held, ratio) - booked
        if quantity:
            lots.append(lot._replace(quantity=quantity, cost=cost))
            booked, cost = booked + quantity, ZERO
    if lots and cost:
        lots[-1] = lots[-1]._replace(cost=lots[-1].cost + cost)
    after = Stock(tuple(lots))
    change = after.quantity - stock.quantity
    legs = [
        Leg(account=Account.POSITION, symbol=symbol, quantity=change),
        Leg(account=Account.MARKET, symbol=symbol, quantity=-change),
    ]
    realized = after.signed_basis - stock.signed_basis
    if realized:
        legs.append(Leg(account=Account.POSITION, symbol=symbol, amount=realized))
        legs.append(Leg(account=Account.REALIZED, symbol=symbol, amount=-realized))
    return Booking(tuple(legs), after, realized)


def book_flow(amount: Decimal) -> tuple[Leg, ...]:
    """Post a deposit (positive) or a withdrawal (negative)."""
    return (Leg(account=Account.CASH, amount=amount), Leg(account=Account.FLOWS, amount=-amount))


def unbalanced(legs: Iterable[Leg]) -> list[str]:
    """Return what does not sum to zero (L1): "money" or the symbols whose quantity legs do not balance."""
    money = ZERO
    quantities: dict[str, Decimal] = {}
    for leg in legs:
        money += leg.amount or ZERO
        if leg.quantity is not None and leg.symbol is not None:
            quantities[leg.symbol] = quantities.get(leg.symbol, ZERO) + leg.quantity
    return (["money"] if money else []) + sorted(s for s, rest in quantities.items() if rest)
