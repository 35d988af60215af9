"""The rules of the gate, one function each, in the order in which they are asked.

A rule returns None where it does not apply. Rules for opening orders skip reducing ones.
"""

from collections.abc import Callable
from typing import Final

from trading.book import Ask, RiskCheck
from trading.rules.cash import cash
from trading.rules.concentration import concentration
from trading.rules.duplicate import duplicate
from trading.rules.halt import halt
from trading.rules.loss import daily_loss, drawdown
from trading.rules.price import known_price, quote_age
from trading.rules.quantity import sellable_quantity
from trading.rules.value import order_value

RULES: Final[tuple[Callable[[Ask], RiskCheck | None], ...]] = (
    known_price,
    halt,
    drawdown,
    duplicate,
    quote_age,
    sellable_quantity,
    order_value,
    cash,
    daily_loss,
    concentration,
)
