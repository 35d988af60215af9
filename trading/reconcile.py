"""Compare our books with the broker's: what differs, in numbers, and what of it still does when taken again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

from trading.ports import BrokerAccount
from trading.units import ZERO, plain


class Subject(StrEnum):
    """What a difference is about. ACCOUNT: the broker does not know it at all."""

    ACCOUNT = "ACCOUNT"
    CASH = "CASH"
    POSITION = "POSITION"
    ORDER_OPEN = "ORDER_OPEN"
    ORDER_QUANTITY = "ORDER_QUANTITY"
    ORDER_FILLED = "ORDER_FILLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenOrder:
    """An order that can still be filled: how large it is, and how much of it its executions have filled."""

    quantity: Decimal
    filled: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """One side: cash, signed positions by symbol, open orders by client order id.

    `under_way` are orders of which this side itself does not know yet how they stand at the broker: sent and not
    answered, or asked for new terms. They are followed one by one until they are certain (02-trading, exactly one
    broker order), so nothing is concluded from them here; what they have filled shows in cash and positions. Nor is
    anything from cash while a deposit or withdrawal is on its way to the broker, who may have booked it or not.
    """

    cash: Decimal
    positions: Mapping[str, Decimal]
    orders: Mapping[str, OpenOrder]
    under_way: frozenset[str] = field(default_factory=frozenset)
    cash_under_way: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One figure on both sides; None where a side has no such order or account. `name` is a symbol or client order id.

    For ORDER_OPEN the figures are what is left to be filled.
    """

    subject: Subject
    name: str = ""
    ours: Decimal | None
    theirs: Decimal | None

    @property
    def words(self) -> str:
        """One line for people."""
        ours, theirs = (_figure(self.subject, figure) for figure in (self.ours, self.theirs))
        return f"{LABELS[self.subject]} {self.name}".rstrip() + f": {ours} here, {theirs} at the broker"

    def same(self, other: "Difference") -> bool:
        """Whether both are one difference: about the same thing, and as large, whatever has moved both sides since."""
        return (self.subject, self.name, self._gap) == (other.subject, other.name, other._gap)

    @property
    def _gap(self) -> Decimal | bool:
        if self.ours is None or self.theirs is None:
            return self.ours is None
        return self.theirs - self.ours


LABELS: Final = {
    Subject.ACCOUNT: "cash of the account",
    Subject.CASH: "cash",
    Subject.POSITION: "position",
    Subject.ORDER_OPEN: "left of order",
    Subject.ORDER_QUANTITY: "quantity of order",
    Subject.ORDER_FILLED: "filled of order",
}


def _figure(subject: Subject, figure: Decimal | None) -> str:
    if figure is not None:
        return plain(figure)
    return "not known" if subject is Subject.ACCOUNT else "not open"


def of_account(account: BrokerAccount) -> Books:
    """Return the broker's side as it was reported."""
    return Books(
        cash=account.cash,
        positions=account.positions,
        orders={
            report.client_order_id: OpenOrder(quantity=report.quantity, filled=report.filled)
            for report in account.open_orders
        },
    )


def compare(ours: Books, theirs: Books | None) -> tuple[Difference, ...]:
    """Return every difference, cash first, then positions and orders by name; theirs is None for an unknown account.

    A position of zero is none. Both sides are to be taken at moments between which ours did not move.
    """
    if theirs is None:
        return (Difference(subject=Subject.ACCOUNT, ours=ours.cash, theirs=None),)
    return (
        *([] if ours.cash_under_way else _numbers(Subject.CASH, {"": ours.cash}, {"": theirs.cash})),
        *_numbers(Subject.POSITION, ours.positions, theirs.positions),
        *_orders(ours, theirs),
    )


def _numbers(subject: Subject, ours: Mapping[str, Decimal], theirs: Mapping[str, Decimal]) -> list[Difference]:
    pairs = [(name, ours.get(name, ZERO), theirs.get(name, ZERO)) for name in sorted({*ours, *theirs})]
    return [Difference(subject=subject, name=name, ours=a, theirs=b) for name, a, b in pairs if a != b]


def _orders(ours: Books, theirs: Books) -> list[Difference]:
    found: list[Difference] = []
    for name in sorted({*ours.orders, *theirs.orders} - ours.under_way):
        here, there = ours.orders.get(name), theirs.orders.get(name)
        if here is None or there is None:
            found.append(Difference(subject=Subject.ORDER_OPEN, name=name, ours=_left(here), theirs=_left(there)))
            continue
        found += _numbers(Subject.ORDER_QUANTITY, {name: here.quantity}, {name: there.quantity})
        found += _numbers(Subject.ORDER_FILLED, {name: here.filled}, {name: there.filled})
    return found


def _left(order: OpenOrder | None) -> Decimal | None:
    return None if order is None else order.quantity - order.filled


def still(before: Iterable[Difference], now: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return those of now that were there before as well. What is only work in flight changes or goes away."""
    earlier = tuple(before)
    return tuple(each for each in now if any(each.same(one) for one in earlier))
