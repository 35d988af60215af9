"""What was closed of which lot: a symbol's executions and splits replayed as the ledger books them, to its cent."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, tzinfo
from decimal import Decimal
from fractions import Fraction

from trading.ledger import Stock, TaxLot, Trade, book_split, book_trade
from trading.tape import Execution, Split
from trading.units import ZERO, gross, prorated, restated
from trading.wash import is_long_term


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Shares of one lot that were closed; of a short sale `opened` is when it was sold and `closed` when bought back.

    `basis` is what they cost and `carried` the losses put off before that raise it; `disallowed` is the part of the
    loss that a replacement puts off now. `held_since` counts for long or short term. Money, quantities above zero.
    """

    symbol: str
    short: bool
    opened: date
    closed: date
    held_since: date
    quantity: Decimal
    proceeds: Decimal
    basis: Decimal
    carried: Decimal = ZERO
    disallowed: Decimal = ZERO

    @property
    def gain(self) -> Decimal:
        """What the ledger realised, before fees."""
        return self.proceeds - self.basis

    @property
    def taxable(self) -> Decimal:
        """The gain that counts now, a loss below zero."""
        return self.gain - self.carried + self.disallowed

    @property
    def long_term(self) -> bool:
        return not self.short and is_long_term(self.held_since, self.closed)


@dataclass(slots=True, eq=False)
class Part:
    """Shares of a lot that are alike: a `size` in shares of before all splits, and the loss that they carry."""

    size: Fraction
    since: date
    carried: Decimal = ZERO
    replaces: bool = False

    def cut(self, size: Fraction) -> "Part":
        """Take a size off."""
        cost = of(self.carried, size / self.size)
        self.size, self.carried = self.size - size, self.carried - cost
        return replace(self, size=size, carried=cost)


@dataclass(slots=True, eq=False)
class Lot:
    """An opening execution, with its parts that are not closed yet, those first that are closed first."""

    opened: date
    short: bool
    parts: list[Part]

    def take(self, share: Fraction) -> list[Part]:
        """Take a share of what is left off its front."""
        wanted = share * size_of(self.parts)
        taken: list[Part] = []
        while wanted:
            first = self.parts[0]
            taken.append(self.parts.pop(0) if first.size <= wanted else first.cut(wanted))
            wanted -= taken[-1].size
        return taken


@dataclass(frozen=True, slots=True)
class Closing:
    """A lot of which an order closed a share on a day; `sale` knows of no wash yet."""

    lot: Lot
    share: Fraction
    order: str
    sale: Sale


@dataclass(slots=True)
class Replay:
    """A symbol's stock as the ledger has it, with our lot beside each of its own.

    Days are those of `zone`; `ratio` is of all splits so far.
    """

    symbol: str
    zone: tzinfo
    stock: Stock = field(default_factory=Stock)
    lots: list[Lot] = field(default_factory=list)
    all: list[Lot] = field(default_factory=list)
    closings: list[Closing] = field(default_factory=list)
    ratio: Fraction = Fraction(1)

    def play(self, entry: Execution | Split) -> None:
        if isinstance(entry, Split):
            self._split(entry)
        elif not entry.busted:
            self._trade(entry)

    def _trade(self, entry: Execution) -> None:
        quantity, price, held = entry.now.quantity, entry.now.price, self.stock.quantity
        trade = Trade(symbol=self.symbol, side=entry.side, quantity=quantity, price=price, fee=ZERO, at=entry.at)
        after = book_trade(self.stock, trade, average=False).stock
        closes = min(quantity, abs(held)) if held * entry.side.sign < 0 else ZERO
        self._close(entry.order, entry.at.astimezone(self.zone).date(), closes, gross(closes, price))
        if opened := quantity - closes:
            part = Part(Fraction(opened) / self.ratio, entry.at.astimezone(self.zone).date())
            self.lots.append(Lot(part.since, entry.side.sign < 0, [part]))
            self.all.append(self.lots[-1])
        self.stock = after

    def _close(self, order: str, day: date, quantity: Decimal, money: Decimal) -> None:
        """Close the oldest lots for money, which goes by quantity."""
        left, given = quantity, ZERO
        for lot in self.stock.lots:
            if not left:
                break
            taken = min(left, abs(lot.quantity))
            left -= taken
            part = prorated(money, quantity - left, quantity) - given
            given += part
            self._sell(self.lots[0], order, day, lot, taken, part)

    def _sell(self, ours: Lot, order: str, day: date, lot: TaxLot, taken: Decimal, money: Decimal) -> None:
        size = abs(lot.quantity)
        cost = lot.cost if taken == size else prorated(lot.cost, taken, size)
        proceeds, basis = (cost, money) if ours.short else (money, cost)
        sale = Sale(
            symbol=self.symbol,
            short=ours.short,
            opened=ours.opened,
            closed=day,
            held_since=ours.opened,
            quantity=taken,
            proceeds=proceeds,
            basis=basis,
        )
        self.closings.append(Closing(ours, Fraction(taken) / Fraction(size), order, sale))
        if taken == size:
            self.lots.remove(ours)

    def _split(self, entry: Split) -> None:
        """Restate what is held. A lot of which nothing is left is closed for nothing; the ledger moves its cost on."""
        after = book_split(self.stock, self.symbol, entry.ratio).stock
        held = booked = ZERO
        for lot, ours in list(zip(self.stock.lots, self.lots, strict=True)):
            held += lot.quantity
            if restated(held, entry.ratio) == booked:
                gone = lot._replace(cost=ZERO) if after.lots else lot
                self._sell(ours, "", entry.at.astimezone(self.zone).date(), gone, abs(lot.quantity), ZERO)
            booked = restated(held, entry.ratio)
        self.stock, self.ratio = after, self.ratio * entry.ratio


def size_of(parts: Iterable[Part]) -> Fraction:
    return sum((part.size for part in parts), Fraction(0))


def of(amount: Decimal, share: Fraction) -> Decimal:
    return prorated(amount, Decimal(share.numerator), Decimal(share.denominator))
