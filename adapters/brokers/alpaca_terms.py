"""An order as Alpaca is asked for it: what it takes, the bodies of requests, and whether one there has our terms."""

from decimal import Decimal
from typing import Final

from adapters.brokers.alpaca_words import OVER, is_pair, number, side
from trading.orders import OrderType, TimeInForce
from trading.ports import BrokerOrder, Capabilities, Json
from trading.units import CENT, plain

CAPABILITIES: Final = Capabilities(
    dedupes_client_id=True,
    fractional=True,
    short=True,
    replace=True,
    order_types=frozenset(OrderType),
    times_in_force=frozenset(TimeInForce),
    bracket=True,
    exit_step=Decimal(1),
    exit_tick=CENT,
    tells_cash=True,
)


def fields(order: BrokerOrder) -> dict[str, str]:
    """Return the body of POST /v2/orders. Numbers go as text, so that no float touches them."""
    numbers = {
        "qty": order.quantity,
        "limit_price": order.limit_price,
        "stop_price": order.stop_price,
        "trail_price": order.trail_by,
    }
    return {
        "client_order_id": order.client_order_id,
        "symbol": order.symbol,
        "side": order.side.lower(),
        "type": order.type.lower(),
        "time_in_force": order.time_in_force.lower(),
        **{name: plain(value) for name, value in numbers.items() if value is not None},
    }


def pair_fields(target: BrokerOrder, stop: BrokerOrder) -> Json:
    """Return the body of POST /v2/orders for two exits: the take profit is the order, the stop loss its leg."""
    body: Json = fields(target)
    limit, level = body.pop("limit_price"), fields(stop)["stop_price"]
    return body | {"order_class": "oco", "take_profit": {"limit_price": limit}, "stop_loss": {"stop_price": level}}


def changes(wanted: BrokerOrder, version_id: str) -> dict[str, str]:
    """Return the body of PATCH /v2/orders/{id}. A trailing stop's distance has another name there."""
    named = {"trail_price": "trail"}
    fixed = {"symbol", "side", "type"}
    body = {named.get(name, name): value for name, value in fields(wanted).items() if name not in fixed}
    return body | {"client_order_id": version_id}


def irreplaceable(old: Json, wanted: BrokerOrder) -> str | None:
    """Return why Alpaca could not replace an order, or not without doubt about how much would then be bought or sold.

    What the old order has filled does not count towards the quantity of the one that replaces it.
    """
    name = wanted.client_order_id
    if old["status"] in OVER:
        return f"order {name} is {old['status'].upper()}"
    if is_pair(old):
        return f"order {name} is one of two exits: cancel them and send new ones"
    if old.get("qty") is None or Decimal(old["qty"]) % 1 or wanted.quantity % 1:
        return f"Alpaca replaces whole shares only: cancel order {name} and place a new one"
    if Decimal(old["filled_qty"]):
        return f"order {name} is partly filled, and Alpaca would not count that: cancel it and place a new one"
    same = (old["symbol"], side(old), old["type"]) == (wanted.symbol, wanted.side, wanted.type.lower())
    return None if same else "symbol, side and type of an order stay as they are"


def objection(order: BrokerOrder) -> str | None:
    """Return why Alpaca would not take the order, beyond what every broker asks of one."""
    if order.type is OrderType.TRAILING_STOP and order.stop_price is not None:
        return "a TRAILING_STOP order takes no stop_price at Alpaca"
    if order.quantity % 1 == 0:
        return None
    if order.type is OrderType.TRAILING_STOP or order.time_in_force is not TimeInForce.DAY:
        return "a fractional quantity needs time in force DAY and no trailing stop at Alpaca"
    return None


def same_terms(order: BrokerOrder, known: Json) -> bool:
    """Whether an order at Alpaca has the terms of ours: 1.50 is 1.5. A trailing stop's own level is no term."""
    wanted = fields(order)
    numbers = ["qty", "limit_price", "trail_price"]
    if order.type is not OrderType.TRAILING_STOP:
        numbers.append("stop_price")
    words = ("symbol", "side", "type", "time_in_force")
    return all(wanted[name] == known.get(name) for name in words) and all(
        number(wanted.get(name)) == number(known.get(name)) for name in numbers
    )


def same_pair(target: BrokerOrder, stop: BrokerOrder, known: Json, leg: Json) -> bool:
    """Whether two exits at Alpaca have the terms of ours. The leg becomes smaller when the take profit fills."""
    size = {"qty": known.get("qty")}
    return same_terms(target, known) and same_terms(stop, leg | size)
