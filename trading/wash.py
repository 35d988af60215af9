"""Wash sales: which part of a loss does not count yet, and the lots that carry it (Treas. Reg. 1.1091-1 and -2)."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from trading.errors import InvalidInput
from trading.units import ZERO, prorated

WINDOW: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Purchase:
    """Shares bought on a day and their basis, money. `held_since` is the day that counts for long or short term."""

    day: date
    quantity: Decimal
    basis: Decimal
    held_since: date | None = None


@dataclass(frozen=True, slots=True)
class Washed:
    """A sale's loss, positive (negative for a gain), split into what is `disallowed` and what is `deductible`.

    `kept` are the lots that are left, oldest first, those that replace what was sold with the higher basis.
    """

    loss: Decimal
    disallowed: Decimal
    deductible: Decimal
    kept: tuple[Purchase, ...]


def wash(purchases: Sequence[Purchase], sold_on: date, quantity: Decimal, proceeds: Decimal) -> Washed:
    """Return what a sale of `quantity`, first in first out, for `proceeds` means when shares were bought around it.

    Shares bought within 30 days before or after the sale, and not sold in it, replace as many of those sold at a
    loss: both are matched in the order in which they were bought. Each carries the loss of the share it replaces in
    its basis and counts as held for as long; a lot of which only a part replaces is split. Money to the cent.
    InvalidInput when more is sold than was bought until then.
    """
    _check(purchases, quantity, proceeds)
    sold, kept = _first_out(sorted(purchases, key=lambda lot: lot.day), sold_on, quantity)
    loss = sum((lot.basis for lot in sold), ZERO) - proceeds
    losses = _losses(sold, quantity, proceeds)
    carried: list[Purchase] = []
    disallowed = ZERO
    for lot in kept:
        parts = _matched(lot, losses, sold_on) if abs(lot.day - sold_on) <= WINDOW else [lot]
        disallowed += sum((part.basis for part in parts), ZERO) - lot.basis
        carried += parts
    return Washed(loss, disallowed, loss - disallowed, tuple(carried))


def _losses(sold: Sequence[Purchase], quantity: Decimal, proceeds: Decimal) -> deque[Purchase]:
    """Return the shares sold at a loss, with the loss in place of the basis; proceeds go by quantity."""
    result: deque[Purchase] = deque()
    count = given = ZERO
    for lot in sold:
        count += lot.quantity
        part = prorated(proceeds, count, quantity) - given
        given += part
        if lot.basis > part:
            result.append(replace(lot, basis=lot.basis - part))
    return result


def _matched(lot: Purchase, losses: deque[Purchase], sold_on: date) -> list[Purchase]:
    """Return a replacing lot in parts, each with the loss it carries, and take what is matched from `losses`."""
    parts: list[Purchase] = []
    while losses and lot.quantity:
        lost = losses.popleft()
        taken = min(lot.quantity, lost.quantity)
        carried, still = _cut(lost, taken)
        replacing, lot = _cut(lot, taken)
        since = lot.day - (sold_on - (lost.held_since or lost.day))
        parts.append(replace(replacing, basis=replacing.basis + carried.basis, held_since=since))
        if still.quantity:
            losses.appendleft(still)
    return [*parts, lot] if lot.quantity else parts


def _cut(lot: Purchase, quantity: Decimal) -> tuple[Purchase, Purchase]:
    """Return the first `quantity` of a lot and the rest of it."""
    cost = lot.basis if quantity == lot.quantity else prorated(lot.basis, quantity, lot.quantity)
    return replace(lot, quantity=quantity, basis=cost), replace(
        lot, quantity=lot.quantity - quantity, basis=lot.basis - cost
    )


def is_long_term(held_since: date, sold_on: date) -> bool:
    """Return whether shares were held for more than one year: a year is full when the day after they were bought
    comes again (Rev. Rul. 66-7), so that of shares of the end of February ends with February.
    """
    first = held_since + timedelta(days=1)
    try:
        again = first.replace(year=first.year + 1)
    except ValueError:  # a leap day
        again = date(first.year + 1, 3, 1)
    return sold_on >= again


def _first_out(lots: Sequence[Purchase], sold_on: date, quantity: Decimal) -> tuple[list[Purchase], list[Purchase]]:
    """Take `quantity` from the oldest lots: return what is sold and what is kept."""
    left = quantity
    sold: list[Purchase] = []
    kept: list[Purchase] = []
    for lot in lots:
        gone, rest = _cut(lot, min(left, lot.quantity) if lot.day <= sold_on else ZERO)
        left -= gone.quantity
        sold += [gone] if gone.quantity else []
        kept += [rest] if rest.quantity else []
    if left:
        raise InvalidInput(f"{quantity} are sold and {quantity - left} were bought until {sold_on}.")
    return sold, kept


def _check(purchases: Sequence[Purchase], quantity: Decimal, proceeds: Decimal) -> None:
    numbers = [quantity, *(lot.quantity for lot in purchases)]
    money = [proceeds, *(lot.basis for lot in purchases)]
    if not all(number.is_finite() and number > 0 for number in numbers):
        raise InvalidInput("Quantities must be above zero.")
    if not all(amount.is_finite() and amount >= 0 for amount in money):
        raise InvalidInput("Proceeds and bases must not be negative.")
