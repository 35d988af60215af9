"""What every day's profit came from, to the cent: which holding, and what it was bought for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final

from trading.errors import InvalidInput
from trading.units import EXACT, ZERO, share

ACCOUNT: Final = ""  # what no symbol earned: interest, fees of the account
Mix = Mapping[str, Decimal]
ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """A book at a close: `values` by symbol, signed, that sum to equity with the cash. `sequence` ends its entries."""

    day: date
    sequence: int
    equity: Decimal
    nav: Decimal
    values: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """A journal entry: the cash that it moved, of which symbol, and by how much the position changed.

    `fee` is part of `cash`, positive; `realized` is the profit of an execution. `flow` is money that came in (positive)
    or went out; then nothing else is there. `mix` says in shares that sum to 1 what the order was placed for.
    """

    sequence: int
    symbol: str = ACCOUNT
    cash: Decimal = ZERO
    fee: Decimal = ZERO
    realized: Decimal = ZERO
    flow: Decimal = ZERO
    quantity: Decimal = ZERO
    mix: Mix = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAccount:
    """What one day earned by symbol and by source, and what was paid for it: money. `before` is the close before it.

    `gains` are the profits that executions realised, less their fees.
    """

    before: Close
    after: Close
    profit: Mapping[str, Decimal]
    sources: Mapping[str, Decimal]
    flow: Decimal
    fees: Decimal
    bought: Decimal
    sold: Decimal
    gains: tuple[Decimal, ...]

    @property
    def total(self) -> Decimal:
        return sum(self.profit.values(), ZERO)


def days(closes: Sequence[Close], entries: Sequence[Booked], account: str) -> list[DayAccount]:
    """Return an account of each close after the first, both in the order of their sequences.

    A symbol's profit is the change of its value and the cash that it brought; `account` is the source of what no
    symbol earned. A day's profits sum to the change of equity less flows: InvalidInput when the books say otherwise.
    """
    found: list[DayAccount] = []
    held = _Holdings()
    waiting = list(reversed(entries))
    for place, close in enumerate(closes):
        booked: list[Booked] = []
        while waiting and waiting[-1].sequence <= close.sequence:
            booked.append(waiting.pop())
            held.take(booked[-1])
        if place:
            found.append(_day(closes[place - 1], close, booked, held, account))
    return found


def _day(before: Close, after: Close, booked: Sequence[Booked], held: "_Holdings", account: str) -> DayAccount:
    profit = {
        symbol: after.values.get(symbol, ZERO) - before.values.get(symbol, ZERO)
        for symbol in dict.fromkeys((*before.values, *after.values))
    }
    for entry in booked:
        profit[entry.symbol] = profit.get(entry.symbol, ZERO) + entry.cash
    traded = [(entry, abs(entry.cash + entry.fee)) for entry in booked if entry.quantity and entry.cash]
    told = DayAccount(
        before=before,
        after=after,
        profit=profit,
        sources=_sources(profit, held, account),
        flow=sum((entry.flow for entry in booked), ZERO),
        fees=sum((entry.fee for entry in booked), ZERO),
        bought=sum((gross for entry, gross in traded if entry.quantity > 0), ZERO),
        sold=sum((gross for entry, gross in traded if entry.quantity < 0), ZERO),
        gains=tuple(entry.realized - entry.fee for entry in booked if entry.realized),
    )
    if told.total != after.equity - before.equity - told.flow:
        raise InvalidInput(f"The books of {after.day} do not add up: profits by symbol are not the change of equity.")
    return told


def _sources(profit: Mapping[str, Decimal], held: "_Holdings", account: str) -> dict[str, Decimal]:
    """Divide each symbol's profit as the position is at the day's end, or was before it was closed."""
    found: dict[str, Decimal] = {}
    for symbol, amount in profit.items():
        mix = {account: ONE} if symbol == ACCOUNT else held.mixes.get(symbol, {})
        left = amount
        for source, fraction in mix.items():
            part = EXACT.multiply(amount, fraction)
            found[source] = found.get(source, ZERO) + part
            left -= part
        found[account] = found.get(account, ZERO) + left  # what shares that were rounded leave over
    return found


@dataclass(slots=True)
class _Holdings:
    """Quantities, and what they were bought for: a purchase blends in its own reasons, a sale leaves the mix."""

    quantities: dict[str, Decimal] = field(default_factory=dict)
    mixes: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def take(self, entry: Booked) -> None:
        held = self.quantities.get(entry.symbol, ZERO)
        after = self.quantities[entry.symbol] = held + entry.quantity
        if entry.mix and after and held * after <= 0:
            self.mixes[entry.symbol] = dict(entry.mix)
        elif entry.mix and abs(after) > abs(held):
            blended = _blended(self.mixes.get(entry.symbol, {}), abs(held), entry.mix, abs(after) - abs(held))
            self.mixes[entry.symbol] = blended


def _blended(old: Mix, weight: Decimal, new: Mix, more: Decimal) -> dict[str, Decimal]:
    parts = {name: old.get(name, ZERO) * weight + new.get(name, ZERO) * more for name in dict.fromkeys((*old, *new))}
    return {name: share(part, weight + more) for name, part in parts.items()}
