"""What Alpaca says, in our words: orders, fills and stream messages become facts."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from adapters.brokers.reading import NEVER, UNREADABLE, figure, name_in, why
from trading.ledger import Cause
from trading.orders import Ended, OrderSide, TimeInForce, client_order_id, stem_and_version
from trading.ports import BrokerEventKind, BrokerReport, Json
from trading.units import ZERO, plain

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
# The order that replaces another one has its own id and body: REST tells what became of both.
REPLACING: Final = frozenset({"replaced", "order_replace_rejected"})
QUIET: Final = frozenset({*LIVING, *REPLACING})
# Changes that leave the order alive; they may be said again and again.
CHANGES: Final = {
    "order_cancel_rejected": BrokerEventKind.CANCEL_REJECTED,
    "restated": BrokerEventKind.RESTATED,
}
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
    unread: str | None = None
    raw: Json


def is_version(order: Json) -> bool:
    """Whether an order at Alpaca is a later version of one of ours: it replaces one, under the id that we gave it."""
    return bool(order.get("replaces")) and stem_and_version(order["client_order_id"])[1] > 1


def first_id(order: Json) -> str:
    """Return the client order id that an order was placed with, whichever version this is."""
    name: str = order["client_order_id"]
    return client_order_id(stem_and_version(name)[0], 1) if is_version(order) else name


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
    filled = figure(order["filled_qty"])
    return BrokerReport(
        client_order_id=first_id(order),
        broker_order_id=order["id"],
        open=order["status"] not in OVER,
        quantity=before + (number(order.get("qty")) or filled),
        filled=before + filled,
        ended=Ended(ENDINGS[order["status"]].value) if order["status"] in ENDINGS else None,
    )


def acknowledged(order: Json, raw: Json) -> Fact:
    """Return that Alpaca has the order, and in what terms: it may be of other hands, or have crossed a split."""
    return Fact(
        kind=BrokerEventKind.ACK,
        keys=(f"ack:{order['id']}",),
        order=order,
        at=order.get("submitted_at") or order["created_at"],
        quantity=number(order.get("qty")),
        limit_price=number(order.get("limit_price")),
        raw=raw,
    )


def of_order(order: Json, heir: Json | None = None) -> list[Fact]:
    """Return what an order's JSON says: that it is there and how it ended. Its fills come one by one elsewhere.

    `heir` is the order that replaces it. Raise one of UNREADABLE where not all of it can be read.
    """
    report(order), side(order)
    said = [acknowledged(order, order)]
    instant(said[0].at)
    if order["status"] == "replaced" and heir is not None and is_version(heir):
        said.append(_replaced(order, heir))
    elif order["status"] == "rejected" and is_version(order):
        said.append(_not_replaced(order))
    elif ending := ENDINGS.get(order["status"]):
        at = order.get(f"{order['status']}_at") or order.get("failed_at") or order["updated_at"]
        said.append(_ended(ending, order, at, order))
    if order["status"] not in LIVING | OVER:
        said.append(unknown(order, order["updated_at"], f"status {order['status']}", order))
    return said


def of_activity(activity: Json, order: Json) -> Fact:
    """Return the fill that an activity tells, or what it changes of one; its id ends with the execution's."""
    execution_id, what = activity["id"].rpartition("::")[2], activity.get("type", "fill")
    if what in AMENDMENTS:
        return _amended(what, activity, order, execution_id, activity["transaction_time"])
    if what not in FILLS:
        return unknown(order, activity["transaction_time"], f"activity {what}", activity)
    return _fill(activity, order, figure(activity["cum_qty"]), execution_id, activity["transaction_time"])


def gathered(known: Mapping[str, Json], seen: Mapping[str, Json], activities: Sequence[Json]) -> list[Fact]:
    """Return what orders and activities say together: that orders are there, then fills, then endings.

    `seen` are orders as they are now, `known` others that activities name; both by id. What cannot be read is told by
    itself: it hides nothing else.
    """
    orders, said, fills = dict(known), list[Fact](), list[Fact]()
    for name, order in seen.items():
        try:
            said += of_order(order, seen.get(order.get("replaced_by") or ""))
            orders[name] = order
        except UNREADABLE as error:
            said.append(unread(order, error))
    for activity in sorted(activities, key=_moment):
        try:
            fills.append(of_activity(activity, orders[activity["order_id"]]))
            instant(fills[-1].at)
        except UNREADABLE as error:
            fills.append(unread(activity, error))
    acks = [fact for fact in said if fact.kind is BrokerEventKind.ACK]
    return acks + fills + [fact for fact in said if fact.kind is not BrokerEventKind.ACK]


def _moment(activity: Json) -> tuple[datetime, Decimal]:
    """Return when an execution was, and its order's sum after it: Alpaca does not order those of one millisecond."""
    try:
        return instant(activity["transaction_time"]), figure(activity.get("cum_qty") or 0)
    except UNREADABLE:
        return NEVER, ZERO


def readable(orders: Mapping[str, Json]) -> dict[str, Json]:
    """Return those of the orders that can be read, by id."""
    found = {}
    for name, order in orders.items():
        try:
            of_order(order)
            found[name] = order
        except UNREADABLE:
            pass
    return found


def of_message(message: Any, now: datetime) -> list[Fact]:
    """Return what a trade update says, in order. What has no meaning for us becomes an UNKNOWN: nothing is dropped."""
    try:
        return _of_update(message)
    except UNREADABLE:
        raw = message if isinstance(message, dict) else {"message": message}
        return [unknown(NOBODY, now.isoformat(), "a trade update that cannot be read", raw)]


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
        said.append(_fill(message, order, figure(order["filled_qty"]), message["execution_id"], at))
    elif event in AMENDMENTS:
        said.append(_amended(event, message, order, message["execution_id"], at))
    elif event in CHANGES:
        said.append(_changed(CHANGES[event], order, at, message))
    elif event in REPLACING or (event == "rejected" and is_version(order)):
        pass
    elif event in ENDINGS:
        said.append(_ended(ENDINGS[event], order, at, message))
    elif event not in QUIET:
        said.append(unknown(order, at, f"event {event}", message))
    if order["status"] not in LIVING | OVER:
        said.append(unknown(order, at, f"status {order['status']}", message))
    return said


def positions(rows: Sequence[Json]) -> Mapping[str, Decimal]:
    """Return signed quantities by symbol; a short one is negative."""
    return {row["symbol"]: _signed(Decimal(row["qty"]), row["side"]) for row in rows}


def instant(text: str) -> datetime:
    """Read RFC 3339; Alpaca's nanoseconds are cut to microseconds. Raise ValueError where it names no zone."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError(f"{text!r} is no instant")
    return at


def side(order: Json) -> OrderSide:
    """Alpaca also says sell_short."""
    return OrderSide.BUY if order["side"].startswith("buy") else OrderSide.SELL


def _fill(said: Json, order: Json, filled: Decimal, execution_id: str, at: str) -> Fact:
    """Stream and activities name an execution differently at times; the order's sum after it tells it for certain."""
    quantity, price = figure(said["qty"]), figure(said["price"])
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
    quantity, price = (number(said[name]) if corrects else None for name in ("qty", "price"))
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
        quantity=number(heir.get("qty")),
        limit_price=number(heir.get("limit_price")),
        stop_price=None if heir["type"] == "trailing_stop" else number(heir.get("stop_price")),
        trail_by=number(heir.get("trail_price")),
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
        quantity=number(order.get("qty")),
        limit_price=number(order.get("limit_price")),
        stop_price=number(order.get("stop_price")),
        raw=raw,
    )


def unknown(order: Json, at: str, reason: str, raw: Json) -> Fact:
    """Return that something has no meaning for us; of an order once per reason, else once per content."""
    name = sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]
    key = f"unknown:{order['id']}:{reason}" if order["id"] else f"unknown:{name}"
    return Fact(kind=BrokerEventKind.UNKNOWN, keys=(key,), order=order, at=at, reason=reason, raw=raw)


def unread(said: Json, error: Exception) -> Fact:
    """Return that an order or an activity cannot be read: for a person, once for each and why."""
    order = NOBODY | {"client_order_id": name_in(said)}
    keys = (f"unread:{said.get('id')}:{why(error)}",)
    return Fact(kind=BrokerEventKind.UNKNOWN, keys=keys, order=order, at=NEVER.isoformat(), unread=why(error), raw=said)


def number(text: str | None) -> Decimal | None:
    """Read a figure that may be missing."""
    return None if text is None else figure(text)


def _signed(quantity: Decimal, held: str) -> Decimal:
    return -abs(quantity) if held == "short" else quantity
