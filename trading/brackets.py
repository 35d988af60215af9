"""What protects a position: how many shares its exits may sell, which of them must give way, which are to come."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from trading.orders import OrderSide
from trading.units import NANO, ZERO


class ExitState(StrEnum):
    """Where a group of exits stands. What GIVING_WAY leaves unfilled is written anew, as large as is right then."""

    WORKING = "WORKING"
    GIVING_WAY = "GIVING_WAY"
    OVER = "OVER"


LIVE = (ExitState.WORKING, ExitState.GIVING_WAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A stop loss, a take profit, or both of which one cancels the other: together they sell `leaves` at most once.

    `canceling`: its cancel is under way.
    """

    id: str
    entry: str
    leaves: Decimal
    canceling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Groups to cancel, exits to write as (entry, quantity), and what every entry is owed after that."""

    cancel: tuple[str, ...]
    write: tuple[tuple[str, Decimal], ...]
    due: Mapping[str, Decimal]


def plan(
    *, held: Decimal, closing: Decimal, due: Mapping[str, Decimal], groups: Sequence[Group], step: Decimal = NANO
) -> Plan:
    """Say what has to happen so that exits and other closing orders together never sell more than is held.

    `held` is what the exits' side can close, `closing` the leaves of other orders of that side, which come
    first. `due` is by entry, oldest first: what was filled and has no exits yet, or below zero what its exits
    are too large by. `groups` are the live ones, oldest first. Exits are written in whole `step`s; what gives way
    is the newest, and comes back as due once its cancel is certain.
    """
    owed = _within(held, due, groups)
    canceled = {*_too_large(owed, groups), *_in_the_way(held - closing, groups)}
    room = held - closing - sum((group.leaves for group in groups), ZERO)
    write = []
    for entry, quantity in owed.items():
        share = max(ZERO, min(quantity, room))
        share -= share % step
        if share:
            write.append((entry, share))
            room -= share
    after = {**owed, **{entry: owed[entry] - share for entry, share in write}}
    fresh = tuple(group.id for group in groups if group.id in canceled and not group.canceling)
    return Plan(cancel=fresh, write=tuple(write), due=after)


def _within(held: Decimal, due: Mapping[str, Decimal], groups: Sequence[Group]) -> dict[str, Decimal]:
    """Cut what is owed to what is held and has no exits: the newest entry first. Without exits none is too large."""
    alive = {group.entry for group in groups}
    owed = {entry: quantity if entry in alive else max(ZERO, quantity) for entry, quantity in due.items()}
    over = sum(owed.values(), ZERO) + sum((group.leaves for group in groups), ZERO) - held
    for entry in reversed(owed):
        cut = max(ZERO, min(over, owed[entry]))
        owed[entry] -= cut
        over -= cut
    return owed


def _too_large(owed: Mapping[str, Decimal], groups: Sequence[Group]) -> Iterator[str]:
    """Yield the newest groups of each entry whose fills were taken back."""
    for entry, quantity in owed.items():
        yield from _newest(-quantity, [group for group in groups if group.entry == entry])


def _in_the_way(room: Decimal, groups: Sequence[Group]) -> Iterator[str]:
    yield from _newest(sum((group.leaves for group in groups), ZERO) - room, groups)


def _newest(surplus: Decimal, groups: Sequence[Group]) -> Iterator[str]:
    """Yield groups until they cover a surplus, those that are being canceled first, then the newest."""
    newest = list(reversed(groups))
    for group in sorted(newest, key=lambda group: not group.canceling):
        if surplus <= 0:
            return
        if group.leaves:
            surplus -= group.leaves
            yield group.id


def protected(filled: Decimal, quantity: Decimal, opening: Decimal) -> Decimal:
    """Return how much of an entry's fills opened a position: what closes one is filled first."""
    return max(ZERO, filled - (quantity - opening))


def closable(position: Decimal, side: OrderSide) -> Decimal:
    """Return how much of a signed position orders of this side can close."""
    return max(ZERO, -position * side.sign)
