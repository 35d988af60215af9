"""Proves the pure core against a model that shares nothing with it: any story of orders, executions and ledger.

The model keeps a list of what was traded and knows no lots, no tape and no state: cash, fees, position, what is filled
and each status must follow from that list, and L1, L4 and L5 must hold after every step.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from trading import life
from trading.ledger import Account, unbalanced
from trading.orders import Facts, OrderSide
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import Command, CommandKind, Life, State

K = BrokerEventKind
NOON = datetime(2011, 3, 1, 17, tzinfo=UTC)
QUANTITIES = st.integers(1, 40).map(lambda number: Decimal(number) / 4)
PRICES = st.integers(1, 40_000).map(lambda number: Decimal(number) / 1000)
FEES = st.integers(-50, 200).map(lambda number: Decimal(number) / 100)


@dataclass
class Traded:
    """An execution as the model knows it: whole numbers of shares and cents are exact fractions."""

    order: str
    side: OrderSide
    quantity: Decimal
    price: Decimal
    fee: Decimal | None
    said: BrokerEvent
    busted: bool = False

    @property
    def cents(self) -> int:
        """What it costs (buys) or brings (sells) without its fee, rounded half up."""
        return floor(Fraction(self.quantity) * Fraction(self.price) * 100 + Fraction(1, 2))


@dataclass
class Wanted:
    """An order as the model knows it."""

    side: OrderSide
    quantity: Decimal
    sent: bool = False
    heard: bool = False
    canceling: bool = False
    ended: str = ""


class Core(RuleBasedStateMachine):
    """Whatever people and a broker do, one step at a time, in any order."""

    orders: Bundle[str] = Bundle("orders")
    executions: Bundle[str] = Bundle("executions")

    def __init__(self) -> None:
        super().__init__()
        self.wanted: dict[str, Wanted] = {}
        self.traded: dict[str, Traded] = {}
        self.totals = dict.fromkeys(Account, Decimal(0))
        self.minute = 0
        self.state = State(average=False)

    @initialize(average=st.booleans())
    def begin(self, average: bool) -> None:
        self.state = State(average=average)

    def _tell(self, event: BrokerEvent | Command) -> None:
        outcome = life.apply(self.state, event)
        self.state = outcome.state
        for entry in outcome.entries:
            assert unbalanced(entry.legs) == []  # L1
            for leg in entry.legs:
                self.totals[leg.account] += leg.amount or 0

    def _event(self, kind: K, order: str, **more: Any) -> BrokerEvent:
        return BrokerEvent(
            cursor=0,
            account="a",
            kind=kind,
            client_order_id=order,
            broker_order_id=f"b-{order}",
            at=more.pop("at", NOON + timedelta(minutes=self.minute)),
            symbol="AAA",
            side=self.wanted[order].side,
            **more,
        )

    # ---------------------------------------------------------------- what happens

    @rule(target=orders, side=st.sampled_from(OrderSide), quantity=QUANTITIES)
    def place(self, side: OrderSide, quantity: Decimal) -> str:
        name = f"o{len(self.wanted)}"
        self.wanted[name] = Wanted(side, quantity)
        self.state = self.state.with_order(Life(id=name, symbol="AAA", side=side, facts=Facts(quantity=quantity)))
        return name

    @rule(order=orders)
    def send(self, order: str) -> None:
        self._tell(Command(kind=CommandKind.SEND, client_order_id=order, at=NOON))
        self.wanted[order].sent |= not self.wanted[order].ended

    @rule(order=orders)
    def cancel(self, order: str) -> None:
        """One that was never sent is over; else the broker decides."""
        known = self.wanted[order]
        if self._over(order):
            pass
        elif known.sent or known.heard:
            known.canceling = True
        else:
            known.ended = "CANCELED"
        self._tell(Command(kind=CommandKind.CANCEL, client_order_id=order, at=NOON))

    @rule(order=orders)
    def acknowledge(self, order: str) -> None:
        self._tell(self._event(K.ACK, order))
        self.wanted[order].heard = True

    @rule(
        target=executions,
        order=orders,
        quantity=QUANTITIES,
        price=PRICES,
        fee=st.none() | FEES,
        late=st.integers(0, 3),
    )
    def fill(self, order: str, quantity: Decimal, price: Decimal, fee: Decimal | None, late: int) -> str:
        """A new execution always counts, also after the end, too much, or of a moment that is past."""
        self.minute += 1
        name = f"x{len(self.traded)}"
        at = NOON + timedelta(minutes=self.minute - 2 * late)
        said = self._event(K.FILL, order, execution_id=name, quantity=quantity, price=price, fee=fee, at=at)
        self._tell(said)
        self.traded[name] = Traded(order, self.wanted[order].side, quantity, price, fee, said)
        self.wanted[order].heard = True
        return name

    @rule(execution=executions)
    def say_again(self, execution: str) -> None:
        self._tell(self.traded[execution].said)

    @rule(execution=executions, fee=FEES)
    def charge(self, execution: str, fee: Decimal) -> None:
        known = self.traded[execution]
        self._tell(self._event(K.COMMISSION, known.order, execution_id=execution, fee=fee))
        if not known.busted:
            known.fee = fee

    @rule(execution=executions)
    def bust(self, execution: str) -> None:
        known = self.traded[execution]
        known.busted = True
        self._tell(self._event(K.BUST, known.order, execution_id=execution))

    @rule(execution=executions, quantity=QUANTITIES, price=PRICES)
    def correct(self, execution: str, quantity: Decimal, price: Decimal) -> None:
        known = self.traded[execution]
        self._tell(self._event(K.CORRECT, known.order, execution_id=execution, quantity=quantity, price=price))
        if not known.busted:
            known.quantity, known.price = quantity, price

    @rule(order=orders, kind=st.sampled_from([K.CANCELED, K.EXPIRED, K.REJECTED]))
    def end(self, order: str, kind: K) -> None:
        """The first end stays; but one that was refused and filled all the same may still end."""
        known = self.wanted[order]
        again = known.ended == "REJECTED" and self._filled(order) and kind is not K.REJECTED
        if not known.ended or again:
            known.ended, known.canceling = kind.value, False
        self._tell(self._event(kind, order))

    # ---------------------------------------------------------------- what must hold

    def _filled(self, order: str) -> Decimal:
        return sum((each.quantity for each in self._live() if each.order == order), Decimal(0))

    def _live(self) -> list[Traded]:
        return [each for each in self.traded.values() if not each.busted]

    def _over(self, order: str) -> bool:
        return self._status(order) in {"FILLED", "CANCELED", "EXPIRED", "REJECTED"}

    def _status(self, order: str) -> str:
        """The table of the design, read top down."""
        known, filled = self.wanted[order], self._filled(order)
        table = (
            ("FILLED", filled >= known.quantity),
            (known.ended, known.ended in {"CANCELED", "EXPIRED"} or (known.ended == "REJECTED" and not filled)),
            ("PENDING_CANCEL", known.canceling),
            ("PARTIALLY_FILLED", filled > 0),
            ("WORKING", known.heard),
            ("SUBMITTED", known.sent),
        )
        return next((status for status, applies in table if applies), "NEW")

    @invariant()
    def orders_agree(self) -> None:
        for name in self.wanted:
            found = self.state.orders[name]
            assert found.facts.filled == self._filled(name)
            assert found.status == self._status(name), (name, self.wanted[name])
            assert found.value == sum(each.quantity * each.price for each in self._live() if each.order == name)

    @invariant()
    def money_agrees(self) -> None:
        live = self._live()
        fees = sum((each.fee or Decimal(0) for each in live), Decimal(0))
        cents = sum(-each.side.sign * each.cents for each in live)
        assert self.totals[Account.FEES] == fees
        assert self.totals[Account.CASH] == Decimal(cents) / 100 - fees

    @invariant()
    def stock_agrees(self) -> None:
        stock = self.state.tape("AAA").fold.stock
        assert stock.quantity == sum(each.side.sign * each.quantity for each in self._live())
        assert stock.basis >= 0  # L4
        assert stock.quantity or not stock.basis
        assert self.totals[Account.POSITION] == stock.signed_basis
        realized = -self.totals[Account.REALIZED]
        assert self.totals[Account.CASH] == -stock.signed_basis + realized - self.totals[Account.FEES]  # L5


TestCore = Core.TestCase
TestCore.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
