"""What every day's profit came from, to the cent: which holding, and what it was bought for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final, Self

from trading.errors import InvalidInput
from trading.units import EXACT, ZERO, share

ACCOUNT: Final = ""  # what no symbol earned: interest, fees of the account
Mix = Mapping[str, Decimal]
ONE: Final = Decimal(1)
RULES: Final = 1  # by which days are told: one more with each change of them, so that kept days are told anew
SUMS: Final = ("flow", "fees", "bought", "sold")  # of a day's account, as JSON has them


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

    def kept(self) -> dict[str, Any]:
        """Return the account as JSON, without its closes."""
        return {
            "profit": {symbol: str(amount) for symbol, amount in self.profit.items()},
            "sources": {source: str(amount) for source, amount in self.sources.items()},
            **{name: str(getattr(self, name)) for name in SUMS},
            "gains": [str(each) for each in self.gains],
        }

    @classmethod
    def of(cls, kept: Mapping[str, Any], before: Close, after: Close) -> Self:
        """Return an account that `kept` made JSON of."""
        return cls(
            before=before,
            after=after,
            profit={symbol: Decimal(text) for symbol, text in kept["profit"].items()},
            sources={source: Decimal(text) for source, text in kept["sources"].items()},
            **{name: Decimal(kept[name]) for name in SUMS},
            gains=tuple(map(Decimal, kept["gains"])),
        )


@dataclass(frozen=True, slots=True)
class Held:
    """How much is held of a symbol, and what it was bought for: after it was sold, what it had been bought for."""

    quantity: Decimal = ZERO
    mix: Mix = field(default_factory=dict)

    def kept(self) -> list[Any]:
        """Return it as JSON."""
        return [str(self.quantity), {source: str(part) for source, part in self.mix.items()}]

    @classmethod
    def of(cls, kept: Sequence[Any]) -> Self:
        """Return what `kept` made JSON of."""
        return cls(Decimal(kept[0]), {source: Decimal(part) for source, part in kept[1].items()})


def days(
    closes: Sequence[Close], entries: Sequence[Booked], account: str, held: Mapping[str, Held]
) -> Iterator[tuple[DayAccount, Mapping[str, Held]]]:
    """Yield an account of each close after the first, and what is held by symbol then.

    `held` is what was held at the first close, `entries` what was booked since, both in the order of their sequences.
    A symbol's profit is the change of its value and the cash that it brought; `account` is the source of what no
    symbol earned. A day's profits sum to the change of equity less flows: InvalidInput when the books say otherwise.
    """
    now = dict(held)
    waiting = list(reversed(entries))
    for before, after in pairwise(closes):
        booked: list[Booked] = []
        while waiting and waiting[-1].sequence <= after.sequence:
            booked.append(waiting.pop())
            if booked[-1].quantity:
                now[booked[-1].symbol] = _moved(now.get(booked[-1].symbol, Held()), booked[-1])
        yield _day(before, after, booked, now, account), dict(now)


def _day(before: Close, after: Close, booked: Sequence[Booked], held: Mapping[str, Held], account: str) -> DayAccount:
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


def _sources(profit: Mapping[str, Decimal], held: Mapping[str, Held], account: str) -> dict[str, Decimal]:
    """Divide each symbol's profit as the position is at the day's end, or was before it was closed."""
    found: dict[str, Decimal] = {}
    for symbol, amount in profit.items():
        mix = {account: ONE} if symbol == ACCOUNT else held.get(symbol, Held()).mix
        left = amount
        for source, fraction in mix.items():
            part = EXACT.multiply(amount, fraction)
            found[source] = found.get(source, ZERO) + part
            left -= part
        found[account] = found.get(account, ZERO) + left  # what shares that were rounded leave over
    return found


def _moved(before: Held, entry: Booked) -> Held:
    """Return a position after an entry: a purchase blends in its own reasons, a sale leaves the mix."""
    quantity = before.quantity + entry.quantity
    if entry.mix and quantity and before.quantity * quantity <= 0:
        return Held(quantity, entry.mix)
    if entry.mix and abs(quantity) > abs(before.quantity):
        more = abs(quantity) - abs(before.quantity)
        return Held(quantity, _blended(before.mix, abs(before.quantity), entry.mix, more))
    return Held(quantity, before.mix)


def _blended(old: Mix, weight: Decimal, new: Mix, more: Decimal) -> dict[str, Decimal]:
    parts = {name: old.get(name, ZERO) * weight + new.get(name, ZERO) * more for name in dict.fromkeys((*old, *new))}
    return {name: share(part, weight + more) for name, part in parts.items()}
