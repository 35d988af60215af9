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
from trading.units import CENT, ZERO, gross, plain

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
    other: "StubOrder | None" = field(default=None, repr=False, compare=False)

    @property
    def leg(self) -> "StubOrder | None":
        """The stop loss of a take profit."""
        return self.other if self.resting.type is OrderType.LIMIT else None

    def body(self, *, nested: bool = False) -> Json:
        """Return it as Alpaca does: numbers are text. `nested` shows the stop loss of a take profit."""
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
            "order_class": "oco" if self.other else "simple",
            "order_type": self.wanted["type"],
            "time_in_force": self.wanted["time_in_force"],
            "status": self.status,
            "extended_hours": False,
            "legs": [self.leg.body()] if nested and self.leg else None,
            "replaces": self.replaces,
            "replaced_by": self.replaced_by,
        }


class StubBook:
    """One account. Raises StubRefusal for a no; every event of the trade stream goes to `say` as it happens.

    `unsaid` counts the endings that Alpaca's trade stream leaves out. While `shy` it shows no legs.
    """

    def __init__(self, number: str, cash: Decimal, say: Callable[[Json], None]) -> None:
        self.number = number
        self.cash = cash
        self.positions: dict[str, Decimal] = {}
        self.orders: dict[str, StubOrder] = {}
        self.activities: list[Json] = []
        self.moved: list[Json] = []
        self._executions: dict[str, tuple[StubOrder, Decimal, Decimal]] = {}
        self._ticks: dict[str, Tick] = {}
        self._closed = False
        self.slow = False
        self.shy = False
        self.unsaid = 0
        self._say = say

    # what a client may do

    def place(self, wanted: Json) -> StubOrder:
        """Take an order and hold it against the last quote."""
        for order in self.orders.values():
            if order.wanted["client_order_id"] == wanted.get("client_order_id"):
                raise StubRefusal(422, 40010001, "client_order_id must be unique")
        order = self._read(wanted) if wanted.get("order_class") != "oco" else self._read_pair(wanted)
        self._enter(order)
        return order

    def cancel(self, order: StubOrder) -> None:
        """Cancel an order; of two exits both."""
        if order.status in OVER | {"pending_replace", "accepted"}:
            raise StubRefusal(422, 42210000, f'order is already in "{order.status}" state')
        self._stamp(order, "pending_cancel")
        self._event("pending_cancel", order)
        self._end(order, "canceled")
        if order.other and order.other.status not in OVER:
            self._end(order.other, "canceled")

    def replace(self, order: StubOrder, changes: Json) -> StubOrder:
        """Replace an order of whole shares by another one for the full new quantity, as Alpaca does.

        While `slow`, the venue has not said yet what comes of it: see `decide`.
        """
        if order.status in OVER | UNREADY:
            raise StubRefusal(422, 42210000, f'order is already in "{order.status}" state')
        if Decimal(order.wanted["qty"]) % 1 or order.other:
            raise StubRefusal(422, 42210000, "fractional orders and pairs cannot be replaced here")
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

    def amend(self, execution_id: str, quantity: Decimal | None, price: Decimal | None) -> None:
        """Take an execution back, or give it other figures under a new id; the order's life stays as it is."""
        if execution_id not in self._executions:
            return
        order, before, paid = self._executions.pop(execution_id)
        now, worth = (quantity or ZERO), (price or ZERO)
        sign, change = order.resting.side.sign, now - before
        order.filled += change
        order.paid += now * worth - before * paid
        self.cash += sign * (gross(before, paid) - gross(now, worth))
        self._hold(order.wanted["symbol"], sign * change)
        own_id, details = str(uuid4()), {"previous_execution_id": execution_id}
        if quantity is not None and price is not None:
            self._executions[own_id] = (order, now, worth)
            details |= {"qty": plain(now), "price": plain(worth)}
        order.stamps["updated_at"] = _now()
        self._event("trade_bust" if quantity is None else "trade_correct", order, **details | {"execution_id": own_id})

    def move_cash(self, kind: str, amount: Decimal, symbol: str | None = None) -> None:
        """Book a fee, a dividend or the like of today."""
        self.cash += amount
        now = _now()
        row = {
            "id": f"{''.join(filter(str.isdigit, now))[:8]}000000000::{uuid4()}",
            "activity_type": kind,
            "date": now[:10],
            "net_amount": plain(amount),
            "description": f"{kind} of the account",
            "status": "executed",
        }
        self.moved.append(row if symbol is None else row | {"symbol": symbol})

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

    def _read_pair(self, wanted: Json) -> StubOrder:
        """Read two exits: a take profit of the client's name, and its leg with a name of Alpaca's."""
        try:
            limit, level = Decimal(wanted["take_profit"]["limit_price"]), Decimal(wanted["stop_loss"]["stop_price"])
        except (KeyError, TypeError, ArithmeticError) as error:
            raise StubRefusal(422, 40010001, f"oco orders require both prices: {error!r}") from error
        if wanted["type"] != "limit" or wanted["time_in_force"] not in ("day", "gtc") or Decimal(wanted["qty"]) % 1:
            raise StubRefusal(422, 42210000, "oco orders must be limit orders of whole shares, day or gtc")
        if any(price % (CENT if price >= 1 else CENT * CENT) for price in (limit, level)):
            raise StubRefusal(422, 42210000, "sub-penny increment does not fulfill minimum pricing criteria")
        if abs(self.positions.get(wanted["symbol"], ZERO)) < Decimal(wanted["qty"]):
            raise StubRefusal(403, 40310000, "insufficient qty available for order")
        target = self._read(wanted | {"limit_price": plain(limit)})
        names = {"type": "stop", "stop_price": plain(level), "client_order_id": str(uuid4())}
        leg = self._read(wanted | names)
        target.other, leg.other, leg.status = leg, target, "held"
        return target

    def _enter(self, order: StubOrder) -> None:
        for each in (order.leg, order):
            if each is not None:
                each.stamps["created_at"] = _now()
                self.orders[each.id] = each
                self._event(each.status, each)
        self._visit(order, Phase.OPEN_SESSION)

    def _visit(self, order: StubOrder, phase: Phase) -> None:
        """Hold an order against the last quote of its symbol, and end it if its time is over.

        Of two exits the stop loss first: until it is set off it is held, and then it takes the other's place.
        """
        if self._closed or order.status in OVER | {"held"}:
            return
        if order.leg is not None and self._is_set_off(order.leg, phase):
            self._take_over(order, order.leg, phase)
            return
        part = takes_part(order.time_in_force, phase)
        if part:
            order.resting, execution = match(order.resting, self._ticks[order.wanted["symbol"]], FREE)
            if execution is not None:
                self._fill(order, execution)
        end = ending(order.time_in_force, phase, had_tick=part)
        if order.status not in OVER and end is not None:
            self._end(order, "expired" if end is Ended.EXPIRED else "canceled")
        if order.leg is not None:
            self._lessen(order, order.leg)

    def _is_set_off(self, leg: StubOrder, phase: Phase) -> bool:
        tick = self._ticks[leg.wanted["symbol"]]
        return takes_part(leg.time_in_force, phase) and match(leg.resting, tick, FREE)[0].triggered

    def _take_over(self, target: StubOrder, leg: StubOrder, phase: Phase) -> None:
        leg.replaces, target.replaced_by = target.id, leg.id
        self._end(target, "replaced")
        self._stamp(leg, "new")
        self._event("new", leg)
        self._visit(leg, phase)

    def _lessen(self, target: StubOrder, leg: StubOrder) -> None:
        """Take from a stop loss what the take profit has filled, without a word, and end it when that is over."""
        left = target.resting.left
        if target.status in OVER:
            self._stamp(leg, "canceled")
            self.unsaid += 1
        elif leg.resting.left != left:
            leg.resting = leg.resting._replace(left=left)
            leg.wanted = leg.wanted | {"qty": plain(left)}
            self._stamp(leg, "held")

    def _fill(self, order: StubOrder, execution: Execution) -> None:
        symbol, sign = order.wanted["symbol"], order.resting.side.sign
        order.filled += execution.quantity
        order.paid += execution.quantity * execution.price
        self.cash -= sign * gross(execution.quantity, execution.price)
        position = self._hold(symbol, sign * execution.quantity)
        kind = "fill" if not order.resting.left else "partial_fill"
        if order.status != "pending_replace" or kind == "fill":
            self._stamp(order, "filled" if kind == "fill" else "partially_filled")
        details = {"price": plain(execution.price), "qty": plain(execution.quantity)}
        execution_id, now = str(uuid4()), _now()
        self._executions[execution_id] = (order, execution.quantity, execution.price)
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

    def _hold(self, symbol: str, change: Decimal) -> Decimal:
        """Change a position and return it; one of nothing is none."""
        position = self.positions.pop(symbol, ZERO) + change
        if position:
            self.positions[symbol] = position
        return position

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
