"""A look-alike: the same order again within seconds, under another key."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.orders import Terms
from trading.units import ZERO


def duplicate(ask: Ask) -> RiskCheck:
    """`observed` counts accepted orders alike within the window; none may be. allowDuplicate empties the window."""
    alike = sum(_shape(terms) == _shape(ask.terms) for terms in ask.book.recent)
    return RiskCheck(
        code=DenialCode.DUPLICATE_SUSPECTED,
        passed=alike == 0,
        observed=ZERO + alike,
        limit=ZERO,
        message="Orders alike within the last seconds; set allowDuplicate to place one all the same.",
    )


def _shape(terms: Terms) -> tuple[object, ...]:
    return terms.symbol, terms.side, terms.type, terms.quantity, terms.limit_price, terms.stop_price
