"""The rules of the gate, one function each, in the order in which they are asked.

A rule returns None where it does not apply. Rules for opening orders skip reducing ones. `known_price` comes before
all of RULES, which need the price.
"""

from collections.abc import Callable
from typing import Final

from trading.book import Answer, Ask
from trading.rules.automatic import automatic_execution, enabled_strategy
from trading.rules.budget import daily_risk_budget
from trading.rules.cash import cash
from trading.rules.collar import price_collar
from trading.rules.concentration import concentration
from trading.rules.condition import market_condition
from trading.rules.duplicate import duplicate
from trading.rules.halt import halt
from trading.rules.loss import daily_loss, drawdown
from trading.rules.messages import message_rate
from trading.rules.price import known_price, quote_age
from trading.rules.quantity import sellable_quantity
from trading.rules.tail import expected_shortfall, value_at_risk
from trading.rules.value import order_value, order_volume

__all__ = ["RULES", "known_price"]

RULES: Final[tuple[Callable[[Ask], Answer | None], ...]] = (
    halt,
    drawdown,
    enabled_strategy,
    automatic_execution,
    message_rate,
    duplicate,
    quote_age,
    price_collar,
    sellable_quantity,
    order_value,
    order_volume,
    market_condition,
    cash,
    daily_loss,
    daily_risk_budget,
    concentration,
    value_at_risk,
    expected_shortfall,
)
