"""A look-alike: the same order again within seconds, under another key."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.orders import Terms


def duplicate(ask: Ask) -> Answer:
    """`observed` counts accepted orders alike within the window; none may be. allowDuplicate empties the window."""
    alike = 0
    for terms in ask.book.recent:
        alike += _shape(terms) == _shape(ask.terms)
    message = "Orders alike within the last seconds; set allowDuplicate to place one all the same."
    return DenialCode.DUPLICATE_SUSPECTED, alike == 0, alike, 0, message, None


def _shape(terms: Terms) -> tuple[object, ...]:
    return terms.symbol, terms.side, terms.type, terms.quantity, terms.limit_price, terms.stop_price
