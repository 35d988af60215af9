"""The market and the book behind the Alpaca stub: orders as Alpaca shows them, filled at the quotes it is given."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final
from uuid import uuid4

from trading.market import Phase, Tick
from trading.matching import Execution, FillParams, Resting, ending, match, takes_part
from trading.orders import Ended, OrderSide, OrderType, TimeInForce
from trading.ports import Json
from trading.units import ZERO, gross, plain

FREE: Final = FillParams(fee_per_share=ZERO)
OVER: Final = frozenset({"filled", "canceled", "expired", "replaced", "rejected"})
PRICES: Final = {
    OrderType.MARKET: (),
    OrderType.LIMIT: ("limit_price",),
    OrderType.STOP: ("stop_price",),
    OrderType.STOP_LIMIT: ("limit_price", "stop_price"),
    OrderType.TRAILING_STOP: ("trail_price",),
}
REPLACEABLE: Final = ("qty", "limit_price", "stop_price", "time_in_force", "client_order_id")
UNREADY: Final = frozenset({"accepted", "pending_new", "pending_cancel", "pending_replace"})


class StubRefusal(Exception):
    """What the stub answers instead of doing it: HTTP status, Alpaca's code and message."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(slots=True)
class StubOrder:
    """One order at the stub. `wanted` is the body that was posted, `stamps` the instants of its life."""

    wanted: Json
    resting: Resting
    time_in_force: TimeInForce
    id: str = field(default_factory=lambda: str(uuid4()))
    status: str = "new"
    filled: Decimal = ZERO
    paid: Decimal = ZERO
    stamps: dict[str, str] = field(default_factory=dict)
    replaces: str | None = None
    replaced_by: str | None = None

    def body(self) -> Json:
        """Return it as Alpaca does: numbers are text."""
        names = ("limit_price", "stop_price", "trail_price", "trail_percent", "notional")
        stamps = ("filled_at", "expired_at", "canceled_at", "failed_at", "replaced_at")
        return {
            "id": self.id,
            **{name: self.wanted[name] for name in ("client_order_id", "symbol", "side", "type", "qty")},
            **{name: self.wanted.get(name) for name in names},
            **{name: self.stamps.get(name) for name in stamps},
            **dict.fromkeys(("created_at", "submitted_at"), self.stamps["created_at"]),
            "updated_at": max(self.stamps.values()),
            "asset_class": "us_equity",
            "filled_qty": plain(self.filled),
            "filled_avg_price": plain(self.paid / self.filled) if self.filled else None,
            "order_class": "simple",
            "order_type": self.wanted["type"],
            "time_in_force": self.wanted["time_in_force"],
            "status": self.status,
            "extended_hours": False,
            "legs": None,
            "replaces": self.replaces,
            "replaced_by": self.replaced_by,
        }


class StubBook:
    """One account. Raises StubRefusal for a no; every event of the trade stream goes to `say` as it happens."""

    def __init__(self, number: str, cash: Decimal, say: Callable[[Json], None]) -> None:
        self.number = number
        self.cash = cash
        self.positions: dict[str, Decimal] = {}
        self.orders: dict[str, StubOrder] = {}
        self.activities: list[Json] = []
        self._ticks: dict[str, Tick] = {}
        self._closed = False
        self.slow = False
        self._say = say

    # what a client may do

    def place(self, wanted: Json) -> StubOrder:
        """Take an order and hold it against the last quote."""
        for order in self.orders.values():
            if order.wanted["client_order_id"] == wanted.get("client_order_id"):
                raise StubRefusal(422, 40010001, "client_order_id must be unique")
        order = self._read(wanted)
        self._enter(order)
        return order

    def cancel(self, order: StubOrder) -> None:
        if order.status in OVER | {"pending_replace", "accepted"}:
            raise StubRefusal(422, 42210000, f'order is already in "{order.status}" state')
        self._stamp(order, "pending_cancel")
        self._event("pending_cancel", order)
        self._end(order, "canceled")

    def replace(self, order: StubOrder, changes: Json) -> StubOrder:
        """Replace an order of whole shares by another one for the full new quantity, as Alpaca does.

        While `slow`, the venue has not said yet what comes of it: see `decide`.
        """
        if order.status in OVER | UNREADY:
            raise StubRefusal(422, 42210000, f'order is already in "{order.status}" state')
        if Decimal(order.wanted["qty"]) % 1:
            raise StubRefusal(422, 42210000, "fractional orders cannot be replaced")
        wanted = order.wanted | {"client_order_id": str(uuid4())}
        wanted |= {name: changes[name] for name in REPLACEABLE if changes.get(name) is not None}
        if changes.get("trail") is not None:
            wanted["trail_price"] = changes["trail"]
        if any(each.wanted["client_order_id"] == wanted["client_order_id"] for each in self.orders.values()):
            raise StubRefusal(422, 40010001, "client_order_id must be unique")
        new = self._read(wanted)
        new.replaces, order.replaced_by = order.id, new.id
        new.status, new.stamps["created_at"] = "accepted", _now()
        self.orders[new.id] = new
        self._stamp(order, "pending_replace")
        self._event("pending_replace", order)
        if not self.slow:
            self.decide(new)
        return new

    def decide(self, new: StubOrder) -> None:
        """Let the venue answer a replace: it is refused if the old order is over by now."""
        old = self.orders[new.replaces or ""]
        if old.status in OVER:
            self._event("order_replace_rejected", old)
            self._end(new, "rejected")
            return
        self._end(old, "replaced")
        new.status = "new"
        self._event("new", new)
        self._visit(new, Phase.OPEN_SESSION)

    def order(self, order_id: str) -> StubOrder:
        if order_id not in self.orders:
            raise StubRefusal(404, 40410000, f"order not found for {order_id}")
        return self.orders[order_id]

    def named(self, client_order_id: str) -> StubOrder:
        for order in self.orders.values():
            if order.wanted["client_order_id"] == client_order_id:
                return order
        raise StubRefusal(404, 40410000, f"order not found for {client_order_id}")

    def account(self) -> Json:
        return {
            "id": self.number,
            "account_number": self.number,
            "status": "ACTIVE",
            "currency": "USD",
            "cash": plain(self.cash),
            "trading_blocked": False,
            "account_blocked": False,
            "shorting_enabled": True,
        }

    def held(self) -> list[Json]:
        return [
            {"symbol": symbol, "qty": plain(quantity), "side": "long" if quantity > 0 else "short"}
            for symbol, quantity in sorted(self.positions.items())
        ]

    # the market

    def tick(self, tick: Tick) -> None:
        self._ticks[tick.symbol] = tick
        for order in self.working():
            if order.wanted["symbol"] == tick.symbol:
                self._visit(order, Phase.OPEN_SESSION)

    def open_session(self) -> None:
        """Let every symbol open at its last quote."""
        self._closed = False
        for order in self.working():
            self._visit(order, Phase.OPEN)

    def close_session(self) -> None:
        """Let every symbol close at its last quote; what comes in after it belongs to the next session."""
        for order in self.working():
            self._visit(order, Phase.CLOSE)
        self._closed = True

    def working(self) -> list[StubOrder]:
        """Return the open orders at the venue; one that is still to replace another is not there yet."""
        return [order for order in self.orders.values() if order.status not in OVER | {"accepted"}]

    def _read(self, wanted: Json) -> StubOrder:
        try:
            kind, quantity = OrderType(wanted["type"].upper()), Decimal(wanted["qty"])
            time_in_force = TimeInForce(wanted["time_in_force"].upper())
            prices = {name: Decimal(wanted[name]) for name in PRICES[kind]}
            resting = Resting(
                side=OrderSide(wanted["side"].upper()),
                type=kind,
                left=quantity,
                limit_price=prices.get("limit_price"),
                stop_price=prices.get("stop_price"),
                trail_by=prices.get("trail_price"),
                all_or_none=time_in_force is TimeInForce.FOK,
            )
        except (KeyError, ValueError, ArithmeticError) as error:
            raise StubRefusal(422, 40010001, f"request body format is invalid: {error!r}") from error
        if wanted["symbol"] not in self._ticks:
            raise StubRefusal(422, 42210000, f'asset "{wanted["symbol"]}" not found')
        if quantity % 1 and time_in_force is not TimeInForce.DAY:
            raise StubRefusal(422, 42210000, "fractional orders must be DAY orders")
        return StubOrder(wanted, resting, time_in_force)

    def _enter(self, order: StubOrder) -> None:
        order.stamps["created_at"] = _now()
        self.orders[order.id] = order
        self._event("new", order)
        self._visit(order, Phase.OPEN_SESSION)

    def _visit(self, order: StubOrder, phase: Phase) -> None:
        """Hold an order against the last quote of its symbol, and end it if its time is over."""
        if self._closed:
            return
        part = takes_part(order.time_in_force, phase)
        if part:
            order.resting, execution = match(order.resting, self._ticks[order.wanted["symbol"]], FREE)
            if execution is not None:
                self._fill(order, execution)
        end = ending(order.time_in_force, phase, had_tick=part)
        if order.status not in OVER and end is not None:
            self._end(order, "expired" if end is Ended.EXPIRED else "canceled")

    def _fill(self, order: StubOrder, execution: Execution) -> None:
        symbol, sign = order.wanted["symbol"], order.resting.side.sign
        order.filled += execution.quantity
        order.paid += execution.quantity * execution.price
        self.cash -= sign * gross(execution.quantity, execution.price)
        position = self.positions.pop(symbol, ZERO) + sign * execution.quantity
        if position:
            self.positions[symbol] = position
        kind = "fill" if not order.resting.left else "partial_fill"
        if order.status != "pending_replace" or kind == "fill":
            self._stamp(order, "filled" if kind == "fill" else "partially_filled")
        details = {"price": plain(execution.price), "qty": plain(execution.quantity)}
        execution_id, now = str(uuid4()), _now()
        digits = "".join(filter(str.isdigit, now))[:17]
        self.activities.append(
            {
                "id": f"{digits}::{execution_id}",
                "activity_type": "FILL",
                "transaction_time": now,
                "type": kind,
                **details,
                "side": order.wanted["side"],
                "symbol": symbol,
                "order_id": order.id,
                "cum_qty": plain(order.filled),
                "leaves_qty": plain(order.resting.left),
                "order_status": order.status,
            }
        )
        self._event(kind, order, execution_id=execution_id, position_qty=plain(position), **details)

    def _end(self, order: StubOrder, status: str) -> None:
        self._stamp(order, status)
        self._event(status, order)

    def _stamp(self, order: StubOrder, status: str) -> None:
        order.status = status
        order.stamps["updated_at"] = _now()
        if status in OVER:
            order.stamps[f"{status}_at"] = _now()

    def _event(self, event: str, order: StubOrder, **details: str) -> None:
        self._say({"event": event, "execution_id": str(uuid4()), "timestamp": _now(), "order": order.body()} | details)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "000Z")
