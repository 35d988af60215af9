"""The paper broker's side of the counter: what it does with an order, a cancel, and a step of the market."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from hashlib import sha256

from adapters.brokers.paper_book import PaperBook
from adapters.brokers.paper_rows import BookOrder
from adapters.brokers.terms import canonical, objection, oco_objection
from trading.errors import Rejected
from trading.market import CorporateAction, CorporateActionKind, Phase, Step, Tick
from trading.matching import Execution, FillParams, Resting, ending, match, split, takes_part
from trading.orders import Ended, OrderSide, OrderType, TimeInForce, stem_and_version
from trading.orders import client_order_id as versioned
from trading.ports import BrokerAccount, BrokerEventKind, BrokerOrder, BrokerReport, Capabilities
from trading.units import CENT, ZERO, gross, plain, restated

CASH_MAX = Decimal(10**12)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
CAPABILITIES = Capabilities(
    dedupes_client_id=True,
    fractional=True,
    short=False,
    replace=True,
    bracket=True,
    finds_at_once=True,
    adjusts_cash=True,
    order_types=frozenset(OrderType),
    times_in_force=frozenset(TimeInForce),
    fee_per_share=FillParams().fee_per_share,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperParams:
    """How the venue behaves. `reject_rate` is 0 to 1; each order's latency is drawn from 0 to the maximum."""

    fills: FillParams = field(default_factory=FillParams)
    reject_rate: Decimal = ZERO
    latency_ms_max: int = 0


class PaperVenue:
    """Every public method is one transaction on the book: written before it answers, or not at all.

    Raises Rejected for a definite no; sqlite3.Error passes through.
    """

    def __init__(self, book: PaperBook, *, seed: int, params: PaperParams) -> None:
        self.book = book
        self._seed = seed
        self._params = params

    # accounts

    def open_account(self, account: str, cash: Decimal, *, drill: bool = False) -> None:
        _check_cents(cash)
        with self.book.writing():
            self.book.open_account(account, cash)
            if drill:
                self.book.mark_as_drill(account)

    def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        _check_cents(amount)
        with self.book.writing():
            self._cash(account)
            if not self.book.adjust(account, key, amount) and self.book.adjustment(account, key) != amount:
                raise Rejected(f"key {key} was used with another amount")

    def account(self, account: str) -> BrokerAccount:
        with self.book.reading():
            return BrokerAccount(
                cash=self._cash(account),
                positions=self.book.positions(account),
                open_orders=tuple(report(order) for order in self.book.open_orders(account=account)),
            )

    def _cash(self, account: str) -> Decimal:
        cash = self.book.cash(account)
        if cash is None:
            raise Rejected(f"there is no account {account}")
        return cash

    # orders

    def submit(self, order: BrokerOrder) -> BrokerReport:
        """Take an order, or say again what became of it. A refused order is in the book too."""
        with self.book.writing():
            self._cash(order.account)
            entry = self.book.order(order.account, order.client_order_id) or self._enter(order)
        return _answer(order, entry)

    def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        """Take two orders for the same shares, or say again what became of them; a resend names both again."""
        ids = target.client_order_id, stop.client_order_id
        with self.book.writing():
            self._cash(target.account)
            one, two = (self.book.order(target.account, name) for name in ids)
            if one is None and two is None:
                one, two = self._enter_pair(target, stop)
        if one is None or two is None or (one.pair, two.pair) != ids[::-1]:
            raise Rejected(f"client order ids {' and '.join(ids)} were used with other terms")
        return _answer(target, one), _answer(stop, two)

    def cancel(self, account: str, client_order_id: str) -> None:
        with self.book.writing():
            order = self.book.order(account, client_order_id)
            if order is None:
                raise Rejected(f"there is no order {client_order_id}")
            if order.state != "OPEN":
                raise Rejected(f"order {client_order_id} is {order.state}")
            self.book.save(self._end(order, Ended.CANCELED, "asked for", self._now()))
            if order.pair is not None and (other := self.book.order(account, order.pair)):
                self._cancel_other(other, self._now())

    def cancel_all(self, account: str | None = None) -> None:
        """Cancel every open order of an account, or of all, at once."""
        with self.book.writing():
            if account is not None:
                self._cash(account)
            now = self._now()
            for order in self.book.open_orders(account=account):
                self.book.save(self._end(order, Ended.CANCELED, "asked for", now))

    def replace(self, wanted: BrokerOrder, version: int) -> None:
        """Give an order other terms, or say again what became of it. A refused replace is in the book too."""
        with self.book.writing():
            order = self.book.order(wanted.account, wanted.client_order_id)
            if order is None:
                raise Rejected(f"there is no order {wanted.client_order_id}")
            known = self.book.replaced(order.account, order.client_order_id, version)
            text, reason = known or self._change(order, wanted, version)
        if text != canonical(wanted):
            raise Rejected(f"version {version} of {wanted.client_order_id} was used with other terms")
        if reason is not None:
            raise Rejected(reason)

    def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        """Say what became of an order. That there is none is certain only while nobody else is writing one."""
        order = self._known(account, client_order_id)
        if order is None:
            with self.book.writing():
                order = self._known(account, client_order_id)
        return None if order is None else report(order)

    def _known(self, account: str, client_order_id: str) -> BookOrder | None:
        """Return an order by its name, or by that of a replace of it."""
        order = self.book.order(account, client_order_id)
        if order is not None:
            return order
        stem, version = stem_and_version(client_order_id)
        order = self.book.order(account, first := versioned(stem, 1))
        return order if order is not None and self.book.replaced(account, first, version) is not None else None

    def _change(self, order: BookOrder, wanted: BrokerOrder, version: int) -> tuple[str, str | None]:
        text, now = canonical(wanted), self._now()
        reason = self._too_late(order, wanted) or objection(wanted, CAPABILITIES) or self._oversold(order, wanted)
        self.book.add_replace(order, version, text, reason)
        if reason is not None:
            self._say(BrokerEventKind.REPLACE_REJECTED, order, now, reason=reason, version=version)
            return text, reason
        names = ("quantity", "limit_price", "stop_price", "trail_by")
        figures = {name: plain(value) for name in names if (value := getattr(wanted, name)) is not None}
        order = _with_terms(order, wanted)
        said = {**figures, "time_in_force": wanted.time_in_force.value, "version": version}
        self._say(BrokerEventKind.REPLACED, order, now, **said)
        self.book.save(order)
        self._visit(order, self._current(order.account, order.symbol), Phase.OPEN_SESSION, now)
        return text, None

    def _too_late(self, order: BookOrder, wanted: BrokerOrder) -> str | None:
        if order.state != "OPEN":
            return f"order {order.client_order_id} is {order.state}"
        if order.pair is not None:
            return f"order {order.client_order_id} is one of two exits; cancel them and send new ones"
        if wanted.quantity < order.filled:
            return f"{plain(order.filled)} of order {order.client_order_id} are filled already"
        same = (order.symbol, order.resting.side, order.resting.type)
        if same != (wanted.symbol, wanted.side, wanted.type):
            return "symbol, side and type of an order stay as they are"
        return None

    def _oversold(self, order: BookOrder, wanted: BrokerOrder) -> str | None:
        """Say so if the order would then sell more than is free beside what it is selling already."""
        free = self._free(order.account, order.symbol) + order.resting.left
        if wanted.side is OrderSide.SELL and (more := wanted.quantity - order.filled) > free:
            return f"short sales are not supported: {plain(more)} to sell, {plain(free)} free"
        return None

    def _enter(self, order: BrokerOrder) -> BookOrder:
        now = self._now()
        wrong = objection(order, CAPABILITIES)
        entry = self._answered(self._entry(order, now, readable=wrong is None), wrong or self._refusal(order), now)
        # The opening is over once its step has been applied: an OPG order waits for the next one.
        return self._visit(entry, self._current(order.account, order.symbol), Phase.OPEN_SESSION, now)

    def _enter_pair(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BookOrder, BookOrder]:
        now = self._now()
        wrong = oco_objection(target, stop, CAPABILITIES)
        reason, readable = wrong or self._refusal(target), wrong is None
        one = replace(self._entry(target, now, readable=readable), pair=stop.client_order_id)
        two = replace(self._entry(stop, now, readable=readable), pair=target.client_order_id)
        two = replace(two, eligible_at=one.eligible_at)
        both = self._answered(one, reason, now), self._answered(two, reason, now)
        return self._visit_pair(*both, self._current(target.account, target.symbol), Phase.OPEN_SESSION, now)

    def _answered(self, entry: BookOrder, reason: str | None, at: datetime) -> BookOrder:
        """Write a new order down and say that it was taken, or refused for a reason."""
        if reason is not None:
            entry = replace(entry, state=Ended.REJECTED.value, reason=reason)
        entry = replace(entry, id=self.book.add(entry))
        if reason is not None:
            self._say(BrokerEventKind.REJECTED, entry, at, reason=reason)
        else:
            names = ("limit_price", "stop_price", "trail_by")
            prices = {name: plain(value) for name in names if (value := getattr(entry.resting, name)) is not None}
            self._say(BrokerEventKind.ACK, entry, at, quantity=plain(entry.resting.left), **prices)
        return entry

    def _current(self, account: str, symbol: str) -> Sequence[Tick]:
        tick = self.book.tick_for(account, symbol)
        return () if tick is None else (tick,)

    def _entry(self, order: BrokerOrder, now: datetime, *, readable: bool) -> BookOrder:
        latency = timedelta(milliseconds=int(self._draw(order, "latency") * self._params.latency_ms_max))
        resting = Resting(side=order.side, type=order.type, left=ZERO)
        if readable:
            resting = resting._replace(
                left=order.quantity,
                limit_price=order.limit_price,
                stop_price=order.stop_price,
                trail_by=order.trail_by,
                all_or_none=order.time_in_force is TimeInForce.FOK,
            )
        return BookOrder(
            id=0,
            account=order.account,
            client_order_id=order.client_order_id,
            terms=canonical(order),
            symbol=order.symbol,
            time_in_force=order.time_in_force,
            resting=resting,
            filled=ZERO,
            executions=0,
            eligible_at=now + latency if latency else None,
            state="OPEN",
            reason=None,
        )

    def _refusal(self, order: BrokerOrder) -> str | None:
        if self._draw(order, "reject") < self._params.reject_rate:
            return "refused at random (a setting of the paper broker)"
        if not self.book.lists(order.symbol):
            return f"unknown symbol {order.symbol}"
        if order.side is OrderSide.SELL and order.quantity > (free := self._free(order.account, order.symbol)):
            return f"short sales are not supported: {plain(order.quantity)} to sell, {plain(free)} free"
        return None

    def _free(self, account: str, symbol: str) -> Decimal:
        """Return the shares that no open order is selling already; two for the same shares sell them once."""
        working = [order.resting for order, _ in _pairs(self.book.open_orders(account=account, symbol=symbol))]
        selling = sum((resting.left for resting in working if resting.side is OrderSide.SELL), ZERO)
        return self.book.positions(account).get(symbol, ZERO) - selling

    def _draw(self, order: BrokerOrder, purpose: str) -> Decimal:
        """Return a number from 0 up to 1 that depends on the seed and the client order id alone."""
        digest = sha256(f"{self._seed}:{purpose}:{order.client_order_id}".encode()).digest()
        return Decimal(int.from_bytes(digest[:6])) / 2**48

    def _now(self) -> datetime:
        """Return market time: the last step's, or the epoch as long as there was none."""
        marker = self.book.marker()
        return EPOCH if marker is None else marker.at

    # the market

    def step(self, step: Step) -> list[str]:
        """Apply one step once; return the accounts that have new events. A known step changes nothing."""
        with self.book.writing():
            marker = self.book.marker()
            if marker and marker.day and (marker.day, marker.index) >= (step.day.isoformat(), step.index):
                return []
            before = self.book.cursors()
            for action in step.actions:
                self._act(action, step.at)
            self.book.keep_step(step)
            ticks = _by_symbol(step.ticks)
            for order, other in _pairs(self.book.open_orders()):
                seen = ticks.get(order.symbol, ())
                if other is None:
                    self._visit(order, seen, step.phase, step.at)
                else:
                    self._visit_pair(order, other, seen, step.phase, step.at)
            return self.book.accounts_with_events(before)

    def reset_market(self) -> None:
        with self.book.writing():
            self.book.forget_step()

    def _visit(self, order: BookOrder, ticks: Sequence[Tick], phase: Phase, at: datetime) -> BookOrder:
        """Hold an open order against the ticks that it may see, and end it if its time is over."""
        if order.state != "OPEN":
            return order
        after = order
        if not takes_part(order.time_in_force, phase) or (order.eligible_at and order.eligible_at > at):
            ticks = ()
        for tick in ticks:
            after = self._hold(after, tick, at)
        end = ending(order.time_in_force, phase, had_tick=bool(ticks))
        if after.state == "OPEN" and end is not None:
            after = self._end(after, end, f"time in force {order.time_in_force}", at)
        if after != order:
            self.book.save(after)
        return after

    def _visit_pair(
        self, target: BookOrder, stop: BookOrder, ticks: Sequence[Tick], phase: Phase, at: datetime
    ) -> tuple[BookOrder, BookOrder]:
        """Hold a take profit and a stop loss for the same shares against a step; where both were reached the stop wins.

        A stop that is set off ends the take profit; what the take profit fills is taken from the stop.
        """
        if stop.state != "OPEN":
            return target, stop
        stop = self._visit(stop, ticks, phase, at)
        if stop.state != "OPEN" or stop.resting.triggered:
            return self._cancel_other(target, at), stop
        target = self._visit(target, ticks, phase, at)
        if target.state != "OPEN":
            return target, self._cancel_other(stop, at)
        if target.resting.left != stop.resting.left:
            stop = replace(stop, resting=stop.resting._replace(left=target.resting.left))
            self.book.save(stop)
            level = {} if stop.resting.stop_price is None else {"stop_price": plain(stop.resting.stop_price)}
            self._say(BrokerEventKind.RESTATED, stop, at, quantity=plain(stop.filled + stop.resting.left), **level)
        return target, stop

    def _cancel_other(self, order: BookOrder, at: datetime) -> BookOrder:
        """End an order since its pair has ended or was set off."""
        if order.state != "OPEN":
            return order
        order = self._end(order, Ended.CANCELED, "one cancels the other", at)
        self.book.save(order)
        return order

    def _hold(self, order: BookOrder, tick: Tick, at: datetime) -> BookOrder:
        resting, execution = match(order.resting, tick, self._params.fills)
        order = replace(order, resting=resting)
        if execution is None:
            return order
        order = replace(
            order,
            filled=order.filled + execution.quantity,
            executions=order.executions + 1,
            state="OPEN" if resting.left else "FILLED",
        )
        self._settle(order, execution, at)
        return order

    def _settle(self, order: BookOrder, execution: Execution, at: datetime) -> None:
        sign = order.resting.side.sign
        self.book.move(
            order.account,
            cash=-sign * gross(execution.quantity, execution.price) - execution.fee,
            symbol=order.symbol,
            shares=sign * execution.quantity,
        )
        details = {name: plain(getattr(execution, name)) for name in ("quantity", "price", "fee")}
        name = f"{order.broker_order_id}-{order.executions}"
        self._say(BrokerEventKind.FILL, order, at, execution_id=name, **details)

    def _end(self, order: BookOrder, how: Ended, reason: str, at: datetime) -> BookOrder:
        self._say(BrokerEventKind(how.value), order, at, reason=reason)
        return replace(order, state=how.value, reason=reason)

    def _say(self, kind: BrokerEventKind, order: BookOrder, at: datetime, **details: str | int) -> None:
        message = {
            "event": kind.value,
            "order_id": order.broker_order_id,
            "client_order_id": order.client_order_id,
            "symbol": order.symbol,
            "side": order.resting.side.value,
            "at": at.isoformat(),
        }
        self.book.say(order.account, message | details)

    # corporate actions

    def _act(self, action: CorporateAction, at: datetime) -> None:
        held = self.book.holders(action.symbol)
        if action.kind is CorporateActionKind.DIVIDEND:
            for account, shares in held.items():
                self.book.adjust(account, action.id, gross(shares, action.amount))
            return
        orders = self.book.open_orders(symbol=action.symbol)
        for account in sorted(held.keys() | {order.account for order in orders}):
            if self.book.adjust(account, action.id, ZERO):
                self._split(account, action, held.get(account, ZERO), at)

    def _split(self, account: str, action: CorporateAction, shares: Decimal, at: datetime) -> None:
        more = restated(shares, action.ratio) - shares
        self.book.move(account, symbol=action.symbol, shares=more)
        for order in self.book.open_orders(account=account, symbol=action.symbol):
            filled = restated(order.filled, action.ratio)
            after = replace(order, resting=split(order.resting, action.ratio), filled=filled)
            if not after.resting.left:
                after = self._end(after, Ended.CANCELED, "nothing is left after the split", at)
            self.book.save(after)


def _answer(order: BrokerOrder, entry: BookOrder) -> BrokerReport:
    if entry.terms != canonical(order):
        raise Rejected(f"client order id {order.client_order_id} was used with other terms")
    if entry.state == Ended.REJECTED:
        raise Rejected(entry.reason)
    return report(entry)


def _pairs(orders: Sequence[BookOrder]) -> Iterator[tuple[BookOrder, BookOrder | None]]:
    """Yield open orders as they came; of two for the same shares the take profit, which came first, and the stop."""
    others = {(order.account, order.client_order_id): order for order in orders}
    for order in orders:
        other = None if order.pair is None else others.get((order.account, order.pair))
        if other is None or order.id < other.id:
            yield order, other


def report(order: BookOrder) -> BrokerReport:
    """Return what the broker shows of an order."""
    return BrokerReport(
        client_order_id=order.client_order_id,
        broker_order_id=order.broker_order_id,
        open=order.state == "OPEN",
        quantity=order.filled + order.resting.left,
        filled=order.filled,
        ended=Ended(order.state) if order.state in set(Ended) else None,
    )


def _with_terms(order: BookOrder, wanted: BrokerOrder) -> BookOrder:
    """Return the order with other terms. A trailing stop's level moves with its distance."""
    left, resting = wanted.quantity - order.filled, order.resting
    level = wanted.stop_price
    if resting.trail_by is not None and wanted.trail_by is not None:
        level = resting.stop_price
        moved = None if level is None else level + resting.side.sign * (wanted.trail_by - resting.trail_by)
        level = moved if moved is not None and moved > 0 else None
    resting = resting._replace(
        left=left,
        limit_price=wanted.limit_price,
        stop_price=level,
        trail_by=wanted.trail_by,
        all_or_none=wanted.time_in_force is TimeInForce.FOK,
    )
    state = order.state if left else "FILLED"
    return replace(order, resting=resting, time_in_force=wanted.time_in_force, state=state)


def _check_cents(amount: Decimal) -> None:
    if not amount.is_finite() or abs(amount) > CASH_MAX or amount % CENT != 0:
        raise Rejected(f"{amount} is no amount in whole cents up to {CASH_MAX}")


def _by_symbol(ticks: Sequence[Tick]) -> Mapping[str, Sequence[Tick]]:
    found: dict[str, list[Tick]] = {}
    for tick in ticks:
        found.setdefault(tick.symbol, []).append(tick)
    return found
