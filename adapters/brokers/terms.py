"""Why an order cannot be taken as it is written, and the canonical text of its terms."""

import json
from decimal import Decimal

from trading.orders import OrderType, TimeInForce
from trading.ports import BrokerOrder, Capabilities
from trading.units import NANO, PRICE_MAX, QUANTITY_MAX, TICK, plain

# Which prices each type carries: (limit, stop, trail). A trailing stop may bring its first level in stop_price.
PRICES = {
    OrderType.MARKET: (),
    OrderType.LIMIT: ("limit_price",),
    OrderType.STOP: ("stop_price",),
    OrderType.STOP_LIMIT: ("limit_price", "stop_price"),
    OrderType.TRAILING_STOP: ("trail_by",),
}
OPTIONAL = {OrderType.TRAILING_STOP: ("stop_price",)}
AT_ONCE = frozenset({TimeInForce.IOC, TimeInForce.FOK, TimeInForce.OPG, TimeInForce.CLS})


def objection(order: BrokerOrder, capabilities: Capabilities) -> str | None:
    """Return why the order cannot be taken, or None. Looks at the order alone, not at any book."""
    if order.type not in capabilities.order_types:
        return f"order type {order.type} is not supported"
    if order.time_in_force not in capabilities.times_in_force:
        return f"time in force {order.time_in_force} is not supported"
    if order.time_in_force in AT_ONCE and order.type not in (OrderType.MARKET, OrderType.LIMIT):
        return f"time in force {order.time_in_force} needs a MARKET or LIMIT order"
    step = NANO if capabilities.fractional else Decimal(1)
    return _misfit("quantity", order.quantity, step, QUANTITY_MAX) or _price_objection(order)


def oco_objection(target: BrokerOrder, stop: BrokerOrder, capabilities: Capabilities) -> str | None:
    """Return why two orders cannot be taken as a take profit and a stop loss of which one cancels the other."""
    same = ("account", "symbol", "side", "quantity", "time_in_force")
    if (target.type, stop.type) != (OrderType.LIMIT, OrderType.STOP) or target.time_in_force is not TimeInForce.GTC:
        return "two of which one cancels the other are a LIMIT and a STOP order, good till canceled"
    if any(getattr(target, name) != getattr(stop, name) for name in same):
        return "two of which one cancels the other are for the same shares"
    if target.quantity % capabilities.exit_step:
        return f"the quantity of two of which one cancels the other is a multiple of {plain(capabilities.exit_step)}"
    return objection(target, capabilities) or objection(stop, capabilities)


def canonical(order: BrokerOrder) -> str:
    """Text that is equal for two orders exactly when their terms are (1.50 is 1.5)."""
    names = ("symbol", "side", "type", "quantity", "limit_price", "stop_price", "trail_by", "time_in_force")
    values = {name: getattr(order, name) for name in names}
    return json.dumps({name: _text(value) for name, value in values.items()})


def _text(value: object) -> str | None:
    if value is None:
        return None
    return plain(value) if isinstance(value, Decimal) else str(value)


def _price_objection(order: BrokerOrder) -> str | None:
    needed, optional = PRICES[order.type], OPTIONAL.get(order.type, ())
    for name in ("limit_price", "stop_price", "trail_by"):
        value: Decimal | None = getattr(order, name)
        if value is None and name in needed:
            return f"a {order.type} order needs a {name}"
        if value is not None and name not in needed + optional:
            return f"a {order.type} order takes no {name}"
        if value is not None and (reason := _misfit(name, value, TICK, PRICE_MAX)):
            return reason
    return None


def _misfit(name: str, value: Decimal, step: Decimal, most: Decimal) -> str | None:
    if not value.is_finite() or value <= 0:
        return f"{name} must be a positive finite number"
    if value > most:
        return f"{name} is above {plain(most)}"
    return None if value % step == 0 else f"{name} must be a multiple of {plain(step)}"
