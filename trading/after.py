"""What an order would leave behind if it filled whole: fees, cash and weight, each on the side that flatters less."""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from trading.book import Ask, trigger
from trading.orders import OrderSide
from trading.units import CENT, EXACT, ZERO, cost_up

SHOWN: Final = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class After:
    """Money in the portfolio's currency; None is what cannot be known now. `weight` is a signed share of equity.

    `weight` is at the mark and without other working orders, as positions show theirs.
    """

    fees: Decimal | None
    cash: Decimal | None
    weight: Decimal | None


def after(ask: Ask, fee_per_share: Decimal | None) -> After:
    """Reckon with the whole quantity, whatever the gate says. `fee_per_share` None: the broker's fees are not known."""
    terms, mark, equity = ask.terms, ask.mark, ask.book.equity
    fees = None if fee_per_share is None else cost_up(terms.quantity, fee_per_share)
    if mark is None:
        return After(fees, None, None)
    held = ask.held + terms.side.sign * terms.quantity
    weight = (held * mark.price / equity).quantize(SHOWN) if equity is not None and equity > 0 else None
    return After(fees, None if fees is None else ask.book.cash + _flow(ask, mark.price) - fees, weight)


def _flow(ask: Ask, mark: Decimal) -> Decimal:
    """Cash that the fill moves: a purchase at the reference price rounded up, proceeds at the least rounded down."""
    quantity = ask.terms.quantity
    if ask.terms.side is OrderSide.BUY:
        return -cost_up(quantity, ask.reference_price or ZERO)
    return EXACT.multiply(quantity, _least(ask, mark)).quantize(CENT, ROUND_FLOOR)


def _least(ask: Ask, mark: Decimal) -> Decimal:
    """The price that a sale is reckoned to bring: its limit, else the buffer below the mark, or below a lower stop."""
    terms = ask.terms
    if terms.limit_price is not None:
        return terms.limit_price
    return min(mark, trigger(terms, mark) or mark) * (1 - ask.book.limits.market_buffer_ratio)
