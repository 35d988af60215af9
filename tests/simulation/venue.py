"""The venue of the simulation: an independent book of orders, executions, cash and positions, and what it says of them.

It is the oracle: whatever happens on the way, in the end the desk's books must agree with this one.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from math import prod
from typing import TYPE_CHECKING, Any

from trading.orders import OrderSide, OrderType, client_order_id, stem_and_version
from trading.ports import BrokerEvent, BrokerEventKind, BrokerOrder, BrokerReport

if TYPE_CHECKING:
    from tests.simulation.world import World

CENT, TICK, NANO = Decimal("0.01"), Decimal("0.000001"), Decimal("1e-9")
JUST_AFTER = timedelta(microseconds=1)  # what happened at the same moment was before it, an earlier split too
Kind = BrokerEventKind
FIGURES = ("quantity", "limit_price", "stop_price", "trail_by")


@dataclass(frozen=True, slots=True)
class Split:
    """`ratio` new shares per old since a moment: what was executed before it is in old ones for ever."""

    name: str
    symbol: str
    ratio: Decimal
    at: datetime


@dataclass(slots=True)
class Fill:
    """One execution as it stands now, in the shares of its time; `fee` None is not charged yet."""

    id: str
    order: "VenueOrder"
    quantity: Decimal
    price: Decimal
    fee: Decimal | None
    at: datetime
    busted: bool = False
    version: int = 0

    @property
    def value(self) -> Decimal:
        return (self.quantity * self.price).quantize(CENT, ROUND_HALF_UP)

    def after(self, splits: Collection[Split]) -> Decimal:
        """Return how many shares it is after those of the splits that came later."""
        return cut(self.quantity * prod((each.ratio for each in splits if each.at > self.at), start=Decimal(1)))


@dataclass(slots=True)
class VenueOrder:
    """An order at the venue: OPEN, or how it ended. `mark` is the price when it came, in the shares of now.

    `splits` are those at which it was open, and which have restated it.
    """

    account: str
    client_id: str
    broker_id: str
    wanted: BrokerOrder
    mark: Decimal
    came: datetime
    over: datetime | None = None
    state: str = "OPEN"
    splits: list[Split] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    external: bool = False
    versions: int = 0
    replaces: dict[int, bool] = field(default_factory=dict)  # by version: whether it was taken
    pair: "VenueOrder | None" = None  # the other of two exits for the same shares

    @property
    def filled(self) -> Decimal:
        return self.filled_after(self.splits)

    def filled_after(self, splits: Collection[Split]) -> Decimal:
        """Return what is filled, in the shares after these splits."""
        return sum((fill.after(splits) for fill in self.fills if not fill.busted), Decimal(0))

    @property
    def report(self) -> BrokerReport:
        return BrokerReport(
            client_order_id=self.client_id,
            broker_order_id=self.broker_id,
            open=self.state == "OPEN",
            quantity=self.wanted.quantity,
            filled=self.filled,
        )


class Refused(Exception):
    """The venue's definite no."""


class Venue:
    """The book and its journal. Nothing here waits: the wire is elsewhere."""

    def __init__(self, world: "World", cash: dict[str, Decimal], *, dedupes: bool) -> None:
        self.world = world
        self.rng: random.Random = world.stream("venue")
        self.dedupes = dedupes
        self.cash = dict(cash)
        self.positions: dict[str, defaultdict[str, Decimal]] = {each: defaultdict(Decimal) for each in cash}
        self.orders: list[VenueOrder] = []
        self.journal: dict[str, list[BrokerEvent]] = {each: [] for each in cash}
        self.prices: dict[str, Decimal] = {}
        self.splits: list[Split] = []
        self.adjusted: dict[tuple[str, str], Decimal] = {}
        self.on_the_way = 0  # events that were said and are not in the journal yet
        self.mute_until = 0.0
        self._count = 0

    # ---------------------------------------------------------------- what the desk asks

    def submit(self, order: BrokerOrder) -> BrokerReport:
        """Take an order. The same client order id again is the same order, where the venue is one that notices."""
        [report] = self._take(order)
        return report

    def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        """Take two exits for the same shares, both or none."""
        one, two = self._take(target, stop)
        return one, two

    def _take(self, *wanted: BrokerOrder) -> list[BrokerReport]:
        known = [each for order in wanted if (each := self.find(order.account, order.client_order_id)) is not None]
        if len(known) == len(wanted) and self.dedupes:
            if known[0].state == "REJECTED":
                raise Refused("rejected before")
            return [each.report for each in known]
        placed = [self._enter(order) for order in wanted]
        if len(placed) == 2:
            placed[0].pair, placed[1].pair = placed[1], placed[0]
        refused = self.rng.random() < self.world.faults.reject
        for each in placed:
            if refused:
                each.state = "REJECTED"
                self.say(each, Kind.REJECTED, reason="the venue does not like it")
            else:
                figures = {name: getattr(each.wanted, name) for name in FIGURES}
                self.say(each, Kind.ACK, **figures)
        if refused:
            raise Refused("the venue does not like it")
        return [each.report for each in placed]

    def _enter(self, order: BrokerOrder) -> VenueOrder:
        self._count += 1
        mark = self.prices.get(order.symbol, Decimal(1))
        now = self.world.clock.now()
        placed = VenueOrder(order.account, order.client_order_id, f"B{self._count}", order, mark, now)
        self.orders.append(placed)
        return placed

    def cancel(self, account: str, client_id: str) -> None:
        found = self.find(account, client_id)
        if found is None:
            raise Refused("no such order")
        if found.state != "OPEN":
            raise Refused(f"it is {found.state}")
        self._end(found, "CANCELED", Kind.CANCELED)
        if self.rng.random() < self.world.faults.late_fill:
            self.world.loop.call_later(self.rng.random() * 4, self._late, found)

    def cancel_all(self, account: str) -> None:
        for order in self.open_orders(account):
            if order.state == "OPEN":  # and its pair has not taken it along
                self.cancel(account, order.client_id)

    def replace(self, wanted: BrokerOrder, version: int) -> None:
        """Take new terms of an open order; the same version again is the same replace."""
        found = self.find(wanted.account, wanted.client_order_id)
        if found is None:
            raise Refused("no such order")
        if version not in found.replaces:
            late = found.state != "OPEN" or wanted.quantity < found.filled or found.pair is not None
            taken = not late and self.rng.random() >= self.world.faults.reject
            found.replaces[version] = taken
            if taken:
                found.wanted = wanted
                figures = {name: getattr(wanted, name) for name in FIGURES}
                self.say(found, Kind.REPLACED, version=version, **figures)
                found.state = "FILLED" if found.filled >= wanted.quantity else found.state
            else:
                self.say(found, Kind.REPLACE_REJECTED, version=version)
        if not found.replaces[version]:
            raise Refused("too late, or not to be done")

    def find(self, account: str, client_id: str) -> VenueOrder | None:
        """Return an order by the id of any version that has arrived."""
        stem, version = stem_and_version(client_id)
        names = (client_id, client_order_id(stem, 1))
        found = next((o for o in self.orders if o.account == account and o.client_id in names), None)
        return found if found is not None and (found.client_id == client_id or version in found.replaces) else None

    def open_orders(self, account: str | None = None) -> list[VenueOrder]:
        return [o for o in self.orders if o.state == "OPEN" and account in (None, o.account)]

    def adjust(self, account: str, key: str, amount: Decimal) -> None:
        if (account, key) not in self.adjusted:
            self.adjusted[account, key] = amount
            self.cash[account] += amount

    # ---------------------------------------------------------------- what happens there

    def trade(self) -> None:
        """Let one thing happen that nobody asked for: mostly a fill."""
        faults, rng = self.world.faults, self.rng
        happenings: list[tuple[float, Callable[[], None]]] = [
            (faults.bust, self._bust),
            (faults.correct, self._correct),
            (faults.expire, self._expire),
            (faults.external, self._external),
            (faults.mute, self._mute),
            (1.0, self._fill),
        ]
        next(act for chance, act in happenings if rng.random() < chance)()

    def _fill(self) -> None:
        working = self.open_orders()
        if working:
            self.fill(self.rng.choice(working))

    def split(self, symbol: str, ratio: Decimal) -> Split:
        """Give `ratio` new shares for each old one from now on: to who holds, and to what is open."""
        number = len(self.splits) + 1
        made = Split(f"split-{number}", symbol, ratio, self.world.clock.now() + number * JUST_AFTER)
        self.world.note("venue", f"SPLIT of {symbol}, {ratio} for 1")
        self.splits.append(made)
        self.prices[symbol] = max(CENT, (self.prices[symbol] / ratio).quantize(CENT))
        for order in self.open_orders():
            if order.wanted.symbol == symbol:
                self._restate(order, made)
        for account in self.cash:
            self._recount(account, symbol)
        return made

    def _restate(self, order: VenueOrder, made: Split) -> None:
        wanted, left = order.wanted, order.wanted.quantity - order.filled
        order.splits.append(made)
        prices = {name: getattr(wanted, name) for name in ("limit_price", "stop_price", "trail_by")}
        changed = {name: (price / made.ratio).quantize(TICK, ROUND_HALF_UP) for name, price in prices.items() if price}
        order.wanted = replace(wanted, quantity=order.filled + cut(left * made.ratio), **changed)
        order.mark /= made.ratio

    def fill(self, order: VenueOrder, part: Decimal | None = None, at: datetime | None = None) -> None:
        """Execute some or all of what is left; rarely more than that. `at` is when, where that is not now."""
        rng, faults = self.rng, self.world.faults
        left = order.wanted.quantity - order.filled
        if left <= 0:
            return
        quantity = left if rng.random() < 0.5 else min(left, max(Decimal(1), (left * rng.randint(1, 9) // 10)))
        if part is not None:
            quantity = part
        if rng.random() < faults.overfill:
            quantity = left + 1
        fee = None if rng.random() < 0.3 else CENT * rng.randint(0, 150)
        self._count += 1
        made = Fill(f"X{self._count}", order, quantity, self._price(order), fee, at or self.world.clock.now())
        order.fills.append(made)
        self._move(made, 1)
        self._recount(order.account, order.wanted.symbol)
        if order.filled >= order.wanted.quantity and order.state == "OPEN":
            order.state = "FILLED"
        self.say(order, Kind.FILL, execution_id=made.id, quantity=made.quantity, price=made.price, fee=made.fee)
        self._set_off(order)
        if fee is None and rng.random() < 0.7:
            self.world.loop.call_later(rng.random() * 3, self._charge, made, CENT * rng.randint(1, 200))

    def _set_off(self, order: VenueOrder) -> None:
        """Take what one of two exits has filled from the other."""
        other = order.pair
        if other is None or other.state != "OPEN":
            return
        left = order.wanted.quantity - order.filled
        if order.state != "OPEN" or left <= 0:
            self._end(other, "CANCELED", Kind.CANCELED)
            return
        other.wanted = replace(other.wanted, quantity=other.filled + left)
        other.versions += 1
        prices = {name: getattr(other.wanted, name) for name in ("limit_price", "stop_price")}
        self.say(other, Kind.RESTATED, quantity=other.wanted.quantity, version=other.versions, **prices)

    def close_out(self, client_ids: set[str]) -> None:
        """Fill what closes positions, so that a flatten can come to its end."""
        for order in self.open_orders():
            if order.client_id in client_ids:
                self.fill(order, order.wanted.quantity - order.filled)

    def _late(self, order: VenueOrder) -> None:
        """A fill from before the cancel that is only known now, in the shares of then."""
        self.fill(order, at=order.over)

    def _price(self, order: VenueOrder) -> Decimal:
        """A price that the order allows, and not above what the desk has reserved."""
        wanted, rng = order.wanted, self.rng
        price = order.mark
        if wanted.type in (OrderType.STOP, OrderType.STOP_LIMIT) and wanted.stop_price is not None:
            price = wanted.stop_price
        slip = Decimal(rng.randint(0, 100)) / 10_000
        price = (price * (1 + slip * wanted.side.sign)).quantize(CENT)
        if wanted.limit_price is not None:
            best = min if wanted.side is OrderSide.BUY else max
            price = best(price, wanted.limit_price)
        return price

    def _charge(self, made: Fill, fee: Decimal) -> None:
        if not made.busted and made.fee is None:
            made.fee = fee
            self.cash[made.order.account] -= fee
            self.say(made.order, Kind.COMMISSION, execution_id=made.id, fee=fee)

    def _bust(self) -> None:
        live = [fill for order in self.orders for fill in order.fills if not fill.busted]
        if live:
            made = self.rng.choice(live)
            self._move(made, -1)
            made.busted = True
            self._recount(made.order.account, made.order.wanted.symbol)
            self._reopen_not(made.order)
            self.say(made.order, Kind.BUST, execution_id=made.id, live=made.order.state == "OPEN")

    def _correct(self) -> None:
        live = [fill for order in self.orders for fill in order.fills if not fill.busted]
        if not live:
            return
        made = self.rng.choice(live)
        self._move(made, -1)
        made.price += CENT * self.rng.randint(1, 20) * self.rng.choice((-1, 1))
        if made.quantity > 1 and self.rng.random() < 0.3:
            made.quantity -= 1
        self._move(made, 1)
        self._recount(made.order.account, made.order.wanted.symbol)
        made.order.versions += 1
        made.version = made.order.versions
        self._reopen_not(made.order)
        self.say(
            made.order,
            Kind.CORRECT,
            execution_id=made.id,
            quantity=made.quantity,
            price=made.price,
            version=made.version,
            live=made.order.state == "OPEN",
        )

    def _reopen_not(self, order: VenueOrder) -> None:
        """What a bust or a correction leaves of a filled order does not work again."""
        if order.state == "FILLED" and order.filled < order.wanted.quantity:
            order.state = "CANCELED"

    def _expire(self) -> None:
        working = self.open_orders()
        if working:
            self._end(self.rng.choice(working), "EXPIRED", Kind.EXPIRED)

    def _external(self) -> None:
        """Somebody places an order beside the desk."""
        self._count += 1
        account, symbol = self.rng.choice(sorted(self.cash)), self.rng.choice(sorted(self.prices))
        wanted = BrokerOrder(
            account=account,
            client_order_id=f"ext-{self._count}",
            symbol=symbol,
            side=OrderSide.BUY,
            type=OrderType.MARKET,
            quantity=Decimal(self.rng.randint(1, 3)),
        )
        mark, now = self.prices[symbol], self.world.clock.now()
        placed = VenueOrder(account, wanted.client_order_id, f"B{self._count}", wanted, mark, now, external=True)
        self.orders.append(placed)
        self.say(placed, Kind.ACK, quantity=wanted.quantity)
        self.fill(placed, wanted.quantity)

    def _mute(self) -> None:
        """Say nothing for a while; what happens meanwhile is told later."""
        self.mute_until = self.world.loop.time() + self.rng.random() * 8
        self.world.note("venue", f"mute until {self.mute_until:.1f}")

    def _end(self, order: VenueOrder, state: str, kind: Kind) -> None:
        """End an order, and with it the other of two exits."""
        order.state, order.over = state, self.world.clock.now()
        self.say(order, kind)
        if order.pair is not None and order.pair.state == "OPEN":
            self._end(order.pair, "CANCELED", Kind.CANCELED)

    def _move(self, made: Fill, sign: int) -> None:
        """Move cash for an execution, or take it back; the shares are counted anew when all is said."""
        order, way = made.order, made.order.wanted.side.sign * sign
        self.cash[order.account] -= way * made.value + sign * (made.fee or Decimal(0))

    def _recount(self, account: str, symbol: str) -> None:
        """Count shares from nothing: what was executed, in the order of its time, through the splits."""
        orders = [order for order in self.orders if (order.account, order.wanted.symbol) == (account, symbol)]
        fills = [fill for order in orders for fill in order.fills if not fill.busted]
        held, since = Decimal(0), datetime.min.replace(tzinfo=UTC)
        for split in [each for each in self.splits if each.symbol == symbol]:
            held += sum(fill.order.wanted.side.sign * fill.quantity for fill in fills if since <= fill.at < split.at)
            held, since = cut(held * split.ratio), split.at
        held += sum(fill.order.wanted.side.sign * fill.quantity for fill in fills if since <= fill.at)
        self.positions[account][symbol] = held

    # ---------------------------------------------------------------- what it says

    def say(self, order: VenueOrder, kind: Kind, **more: Any) -> None:
        """Tell of something, now or later, once or twice; the journal numbers it when it arrives there."""
        faults, rng, now_s = self.world.faults, self.rng, self.world.loop.time()
        at = order.fills[-1].at if kind is Kind.FILL else self.world.clock.now()
        event = BrokerEvent(
            cursor=0,
            account=order.account,
            kind=kind,
            client_order_id=order.client_id,
            broker_order_id=order.broker_id,
            at=at,
            symbol=order.wanted.symbol,
            side=order.wanted.side,
            raw={"kind": kind.value, "order": order.client_id},
            **more,
        )
        figures = " ".join(f"{name}={value}" for name, value in more.items())
        self.world.note("venue", f"{kind} {order.client_id[-6:]} {order.state} {figures}")
        for _ in range(2 if rng.random() < faults.event_double else 1):
            delay_s = rng.random() * 5 if rng.random() < faults.event_late else rng.random() * 0.01
            self._send(event, max(delay_s, self.mute_until - now_s))
        if kind is Kind.FILL and rng.random() < faults.event_conflict:
            self._send(_other(event), max(0, self.mute_until - now_s) + 6)  # never before the genuine one
        if rng.random() < faults.event_unknown:
            self._send(_unreadable(event), rng.random())

    def _send(self, event: BrokerEvent, delay_s: float) -> None:
        self.on_the_way += 1
        self.world.loop.call_later(delay_s, self._arrive, event)

    def _arrive(self, event: BrokerEvent) -> None:
        self.on_the_way -= 1
        told = self.journal[event.account]
        fields = {name: getattr(event, name) for name in event.__slots__}
        told.append(BrokerEvent(**(fields | {"cursor": len(told) + 1})))


def cut(quantity: Decimal) -> Decimal:
    """Cut a quantity to 9 decimal places."""
    return quantity.quantize(NANO, ROUND_DOWN)


def _other(event: BrokerEvent) -> BrokerEvent:
    """The same execution with another content: the desk must not believe it."""
    fields = {name: getattr(event, name) for name in event.__slots__}
    return BrokerEvent(**(fields | {"quantity": (event.quantity or Decimal(0)) + 7}))


def _unreadable(event: BrokerEvent) -> BrokerEvent:
    """A message of a kind that nobody knows."""
    fields = {name: getattr(event, name) for name in event.__slots__}
    return BrokerEvent(**(fields | {"kind": Kind.UNKNOWN, "execution_id": None, "quantity": None, "price": None}))
