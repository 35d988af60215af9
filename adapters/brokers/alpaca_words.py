"""Alpaca's words and ours: an order as it is sent, and what orders, fills and stream messages say."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from trading.ledger import Cause
from trading.orders import Ended, OrderSide, OrderType, TimeInForce, client_order_id, stem_and_version
from trading.ports import BrokerEventKind, BrokerOrder, BrokerReport, Capabilities, Json
from trading.units import CENT, ZERO, plain

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
# How an order is over; any other status, a new one of Alpaca's too, may still fill.
ENDINGS: Final = {
    "canceled": BrokerEventKind.CANCELED,
    "replaced": BrokerEventKind.CANCELED,  # unless it goes on as the version that we asked for
    "expired": BrokerEventKind.EXPIRED,
    "rejected": BrokerEventKind.REJECTED,
}
OVER: Final = frozenset({"filled", *ENDINGS})
LIVING: Final = frozenset(
    {
        *("new", "partially_filled", "done_for_day", "pending_cancel", "pending_replace", "pending_review", "accepted"),
        *("pending_new", "accepted_for_bidding", "stopped", "suspended", "calculated", "held"),
    }
)
FILLS: Final = frozenset({"fill", "partial_fill"})
# What changes an execution that was told before.
AMENDMENTS: Final = {"trade_bust": BrokerEventKind.BUST, "trade_correct": BrokerEventKind.CORRECT}
# What moves cash without an order, and is booked; the others are for a person.
CASH_CAUSES: Final = {"FEE": Cause.FEE, "DIV": Cause.DIVIDEND}
# The order that replaces another one has its own id and body: REST tells what became of both.
REPLACING: Final = frozenset({"replaced", "order_replace_rejected"})
QUIET: Final = frozenset({*LIVING, *REPLACING})
# Changes that leave the order alive; they may be said again and again.
CHANGES: Final = {
    "order_cancel_rejected": BrokerEventKind.CANCEL_REJECTED,
    "restated": BrokerEventKind.RESTATED,
}
REASON_MAX: Final = 300
NOBODY: Final = {"id": "", "client_order_id": "", "symbol": None, "side": None, "filled_qty": "0"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that Alpaca says about an order, whichever way it came.

    Two facts are the same when they share one of `keys`. For an ending, `filled` is what had been filled by then.
    A correction has an id of its own besides that of the execution which it changes: `heir`.
    """

    kind: BrokerEventKind
    keys: tuple[str, ...]
    order: Json
    at: str
    filled: Decimal = ZERO
    quantity: Decimal | None = None
    price: Decimal | None = None
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    time_in_force: TimeInForce | None = None
    version: int | None = None
    execution_id: str | None = None
    heir: str | None = None
    live: bool = True
    amount: Decimal | None = None
    cause: Cause | None = None
    activity_id: str | None = None
    reason: str | None = None
    raw: Json


def is_version(order: Json) -> bool:
    """Whether an order at Alpaca is a later version of one of ours: it replaces one, under the id that we gave it."""
    return bool(order.get("replaces")) and stem_and_version(order["client_order_id"])[1] > 1


def first_id(order: Json) -> str:
    """Return the client order id that an order was placed with, whichever version this is."""
    name: str = order["client_order_id"]
    return client_order_id(stem_and_version(name)[0], 1) if is_version(order) else name


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
        _number(wanted.get(name)) == _number(known.get(name)) for name in numbers
    )


def same_pair(target: BrokerOrder, stop: BrokerOrder, known: Json, leg: Json) -> bool:
    """Whether two exits at Alpaca have the terms of ours. The leg becomes smaller when the take profit fills."""
    size = {"qty": known.get("qty")}
    return same_terms(target, known) and same_terms(stop, leg | size)


def is_pair(order: Json) -> bool:
    """Whether an order at Alpaca is one of two of which one cancels the other."""
    return bool(order.get("order_class") == "oco")


def is_leg(order: Json) -> bool:
    """Whether it is the stop loss of a pair, of which the trade stream leaves out what the take profit's fill does."""
    return is_pair(order) and order.get("type") == "stop"


def stop_leg(order: Json) -> Json | None:
    """Return the stop loss of a take profit, where Alpaca shows it."""
    legs = [leg for leg in order.get("legs") or () if leg["type"] == "stop"]
    return legs[0] if len(legs) == 1 else None


def report(order: Json, before: Decimal = ZERO) -> BrokerReport:
    """Return what an order's JSON says. An order in money has no quantity: then it is what was filled.

    `before` is what the versions before this one had filled.
    """
    filled = Decimal(order["filled_qty"])
    return BrokerReport(
        client_order_id=first_id(order),
        broker_order_id=order["id"],
        open=order["status"] not in OVER,
        quantity=before + (_number(order.get("qty")) or filled),
        filled=before + filled,
        ended=Ended(ENDINGS[order["status"]].value) if order["status"] in ENDINGS else None,
    )


def acknowledged(order: Json, raw: Json) -> Fact:
    """Return that Alpaca has the order; the quantity is all that the desk needs to adopt one of other hands."""
    at = order.get("submitted_at") or order["created_at"]
    quantity = _number(order.get("qty"))
    return Fact(kind=BrokerEventKind.ACK, keys=(f"ack:{order['id']}",), order=order, at=at, quantity=quantity, raw=raw)


def of_order(order: Json, heir: Json | None = None) -> list[Fact]:
    """Return what an order's JSON says: that it is there and how it ended. Its fills come one by one elsewhere.

    `heir` is the order that replaces it.
    """
    said = [acknowledged(order, order)]
    if order["status"] == "replaced" and heir is not None and is_version(heir):
        said.append(_replaced(order, heir))
    elif order["status"] == "rejected" and is_version(order):
        said.append(_not_replaced(order))
    elif ending := ENDINGS.get(order["status"]):
        at = order.get(f"{order['status']}_at") or order.get("failed_at") or order["updated_at"]
        said.append(_ended(ending, order, at, order))
    if order["status"] not in LIVING | OVER:
        said.append(_unknown(order, order["updated_at"], f"status {order['status']}", order))
    return said


def of_activity(activity: Json, order: Json) -> Fact:
    """Return the fill that an activity tells, or what it changes of one; its id ends with the execution's."""
    execution_id, what = activity["id"].rpartition("::")[2], activity.get("type", "fill")
    if what in AMENDMENTS:
        return _amended(what, activity, order, execution_id, activity["transaction_time"])
    if what not in FILLS:
        return _unknown(order, activity["transaction_time"], f"activity {what}", activity)
    return _fill(activity, order, Decimal(activity["cum_qty"]), execution_id, activity["transaction_time"])


def gathered(known: Mapping[str, Json], seen: Mapping[str, Json], activities: Sequence[Json]) -> list[Fact]:
    """Return what orders and activities say together: that orders are there, then fills, then endings.

    `seen` are orders as they are now, `known` others that activities name; both by id.
    """
    said = [fact for order in seen.values() for fact in of_order(order, seen.get(order.get("replaced_by") or ""))]
    orders = {**known, **seen}
    # Alpaca does not order the fills of one millisecond.
    by_time = sorted(
        activities, key=lambda each: (instant(each["transaction_time"]), Decimal(each.get("cum_qty") or 0))
    )
    fills = [of_activity(activity, orders[activity["order_id"]]) for activity in by_time]
    acks = [fact for fact in said if fact.kind is BrokerEventKind.ACK]
    return acks + fills + [fact for fact in said if fact.kind is not BrokerEventKind.ACK]


def of_cash(activity: Any, now: datetime) -> Fact:
    """Return the fee or dividend that an activity tells; what is none, or not plainly done, is an UNKNOWN.

    Alpaca gives the day of it; where it also says when it booked it, that is the time.
    """
    try:
        return _of_cash(activity)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        raw = activity if isinstance(activity, dict) else {"activity": activity}
        return _unknown(NOBODY, now.isoformat(), "an account activity that cannot be read", raw)


def _of_cash(activity: Json) -> Fact:
    name, kind = str(activity["id"]), str(activity["activity_type"])
    at, status = activity.get("created_at") or f"{activity['date']}T00:00:00+00:00", activity.get("status")
    if kind not in CASH_CAUSES or status not in (None, "", "executed") or instant(at).tzinfo is None:
        raise ValueError(f"activity {kind} {status} at {at}")
    return Fact(
        kind=BrokerEventKind.CASH,
        keys=(f"cash:{name}",),
        order=NOBODY | {"symbol": activity.get("symbol")},
        at=at,
        amount=Decimal(activity["net_amount"]),
        cause=CASH_CAUSES[kind],
        activity_id=name,
        reason=str(activity.get("description") or "")[:REASON_MAX] or None,
        raw=activity,
    )


def of_message(message: Any, now: datetime) -> list[Fact]:
    """Return what a trade update says, in order. What has no meaning for us becomes an UNKNOWN: nothing is dropped."""
    try:
        return _of_update(message)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        raw = message if isinstance(message, dict) else {"message": message}
        return [_unknown(NOBODY, now.isoformat(), "a trade update that cannot be read", raw)]


def is_half_told(message: Any) -> bool:
    """Whether only REST tells the whole of what a trade update says, readable or not: a replace, or a pair's other."""
    if not isinstance(message, dict) or not isinstance(message.get("order"), dict):
        return False
    order = message["order"]
    return message.get("event") in REPLACING or bool(order.get("replaces")) or is_pair(order)


def _of_update(message: Json) -> list[Fact]:
    order, event, at = message["order"], message["event"], message["timestamp"]
    report(order), side(order), instant(at)  # all of it can be read, or none of it is used
    said = [acknowledged(order, message)]
    if event in FILLS:
        said.append(_fill(message, order, Decimal(order["filled_qty"]), message["execution_id"], at))
    elif event in AMENDMENTS:
        said.append(_amended(event, message, order, message["execution_id"], at))
    elif event in CHANGES:
        said.append(_changed(CHANGES[event], order, at, message))
    elif event in REPLACING or (event == "rejected" and is_version(order)):
        pass
    elif event in ENDINGS:
        said.append(_ended(ENDINGS[event], order, at, message))
    elif event not in QUIET:
        said.append(_unknown(order, at, f"event {event}", message))
    if order["status"] not in LIVING | OVER:
        said.append(_unknown(order, at, f"status {order['status']}", message))
    return said


def positions(rows: Sequence[Json]) -> Mapping[str, Decimal]:
    """Return signed quantities by symbol; a short one is negative."""
    return {row["symbol"]: _signed(Decimal(row["qty"]), row["side"]) for row in rows}


def instant(text: str) -> datetime:
    """Read RFC 3339; Alpaca's nanoseconds are cut to microseconds."""
    return datetime.fromisoformat(text)


def side(order: Json) -> OrderSide:
    """Alpaca also says sell_short."""
    return OrderSide.BUY if order["side"].startswith("buy") else OrderSide.SELL


def _fill(said: Json, order: Json, filled: Decimal, execution_id: str, at: str) -> Fact:
    """Stream and activities name an execution differently at times; the order's sum after it tells it for certain."""
    quantity, price = Decimal(said["qty"]), Decimal(said["price"])
    figures = f"{plain(quantity)}:{plain(price)}"
    return Fact(
        kind=BrokerEventKind.FILL,
        keys=(f"execution:{execution_id}:{figures}", f"fill:{order['id']}:{plain(filled)}:{figures}"),
        order=order,
        at=at,
        quantity=quantity,
        price=price,
        execution_id=execution_id,
        raw=said,
    )


def _amended(event: str, said: Json, order: Json, own_id: str, at: str) -> Fact:
    """Return that an execution was taken back or corrected: the one before it, where one is named, else its own id."""
    kind, execution_id = AMENDMENTS[event], said.get("previous_execution_id") or own_id
    corrects = kind is BrokerEventKind.CORRECT
    quantity, price = (_number(said[name]) if corrects else None for name in ("qty", "price"))
    figures = f":{own_id}:{plain(quantity or ZERO)}:{plain(price or ZERO)}" if corrects else ""
    return Fact(
        kind=kind,
        keys=(f"{event}:{execution_id}{figures}",),
        order=order,
        at=at,
        quantity=quantity,
        price=price,
        execution_id=execution_id,
        heir=own_id if own_id != execution_id else None,
        live=order["status"] not in OVER,
        reason=said.get("reason"),
        raw=said,
    )


def _ended(kind: BrokerEventKind, order: Json, at: str, raw: Json) -> Fact:
    reason = f"replaced at Alpaca by order {order.get('replaced_by')}" if order["status"] == "replaced" else None
    filled = Decimal(order["filled_qty"])
    return Fact(kind=kind, keys=(f"end:{order['id']}",), order=order, at=at, filled=filled, reason=reason, raw=raw)


def _replaced(old: Json, heir: Json) -> Fact:
    """What ends an order and lets it go on in its heir, once all that the old one filled has been heard."""
    return Fact(
        kind=BrokerEventKind.REPLACED,
        keys=(f"end:{old['id']}",),
        order=old,
        at=old.get("replaced_at") or old["updated_at"],
        filled=Decimal(old["filled_qty"]),
        quantity=_number(heir.get("qty")),
        limit_price=_number(heir.get("limit_price")),
        stop_price=None if heir["type"] == "trailing_stop" else _number(heir.get("stop_price")),
        trail_by=_number(heir.get("trail_price")),
        time_in_force=TimeInForce(heir["time_in_force"].upper()),
        version=stem_and_version(heir["client_order_id"])[1],
        raw=heir,
    )


def _not_replaced(heir: Json) -> Fact:
    return Fact(
        kind=BrokerEventKind.REPLACE_REJECTED,
        keys=(f"end:{heir['id']}",),
        order=heir,
        at=heir.get("failed_at") or heir["updated_at"],
        version=stem_and_version(heir["client_order_id"])[1],
        reason=str(heir.get("reject_reason") or "Alpaca did not replace the order"),
        raw=heir,
    )


def _changed(kind: BrokerEventKind, order: Json, at: str, raw: Json) -> Fact:
    return Fact(
        kind=kind,
        keys=(f"{kind}:{order['id']}:{at}",),
        order=order,
        at=at,
        quantity=_number(order.get("qty")),
        limit_price=_number(order.get("limit_price")),
        stop_price=_number(order.get("stop_price")),
        raw=raw,
    )


def _unknown(order: Json, at: str, reason: str, raw: Json) -> Fact:
    name = sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]
    key = f"unknown:{order['id']}:{reason}" if order["id"] else f"unknown:{name}"
    return Fact(kind=BrokerEventKind.UNKNOWN, keys=(key,), order=order, at=at, reason=reason, raw=raw)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _signed(quantity: Decimal, held: str) -> Decimal:
    return -abs(quantity) if held == "short" else quantity
