"""What a tax return asks for: every sale by lot with the ledger's gain, and the losses that wash sales put off.

First in, first out. A loss is put off as far as shares that were bought within 30 days before or after the sale are not
sold with it and replace nothing else (Treas. Reg. 1.1091-1 and -2); that of a short sale as far as others were opened.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from operator import attrgetter

from trading.disposals import Closing, Lot, Part, Replay, Sale, of, size_of
from trading.ledger import TaxLot
from trading.tape import Execution, Split
from trading.units import ZERO, restated
from trading.wash import WINDOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Shares of a lot that are still held; `basis` is what they cost, of a short sale its proceeds."""

    symbol: str
    short: bool
    opened: date
    held_since: date
    quantity: Decimal
    basis: Decimal
    carried: Decimal


@dataclass(frozen=True, slots=True)
class Taxed:
    """Every sale in the order in which it happened, and what is left."""

    sales: tuple[Sale, ...]
    left: tuple[Left, ...]


def taxed(entries: Iterable[Execution | Split], zone: tzinfo) -> Taxed:
    """Replay the executions and splits of any symbols, each in the order of its tape, and put off what was washed.

    Days are those of `zone`, the exchange's.
    """
    sales: list[Sale] = []
    left: list[Left] = []
    by_symbol = sorted(entries, key=attrgetter("symbol", "at", "number"))
    for symbol, own in groupby(by_symbol, key=attrgetter("symbol")):
        replay = Replay(symbol, zone)
        for entry in own:
            replay.play(entry)
        sales += _washed(replay.closings, replay.all)
        for lot, ours in zip(replay.stock.lots, replay.lots, strict=True):
            left += _left(symbol, lot, ours)
    return Taxed(tuple(sorted(sales, key=attrgetter("closed"))), tuple(left))


def _washed(closings: Sequence[Closing], lots: Sequence[Lot]) -> list[Sale]:
    """Close the lots' parts in turn, and put off each order's losses of a day when its last share of it is sold.

    What one order sells on a day is one sale however it was filled: its shares do not replace each other.
    """
    last = {(each.order, each.sale.closed): number for number, each in enumerate(closings)}
    waiting: dict[tuple[str, date], list[tuple[Part, Sale]]] = {}
    told: list[Sale] = []
    for number, each in enumerate(closings):
        key = each.order, each.sale.closed
        waiting.setdefault(key, []).extend(_pieces(each))
        if last[key] == number:
            told += [_put_off(part, sale, lots) for part, sale in waiting.pop(key)]
    return told


def _pieces(closing: Closing) -> list[tuple[Part, Sale]]:
    """Return a closing in parts that were held as long and carry as much."""
    parts = closing.lot.take(closing.share)
    whole, given = closing.sale, (ZERO, ZERO, ZERO)
    size = size_of(parts)
    until = Fraction(0)
    found = []
    for part in parts:
        until += part.size
        share = until / size
        ends = (
            restated(whole.quantity, share),
            of(whole.proceeds, share),
            of(whole.basis, share),
        )
        quantity, proceeds, basis = (end - start for end, start in zip(ends, given, strict=True))
        sale = replace(whole, quantity=quantity, proceeds=proceeds, basis=basis)
        found.append((part, replace(sale, held_since=part.since, carried=part.carried)))
        given = ends
    return found


def _put_off(part: Part, sale: Sale, lots: Sequence[Lot]) -> Sale:
    """Return a sale with its loss put off as far as shares replace it, the first bought first; they carry it."""
    loss, left = -sale.taxable, part.size
    if loss <= 0:
        return sale
    put_off = ZERO
    for lot, free in _replacements(sale, lots):
        size = min(left, free.size)
        left -= size
        carried = of(loss, (part.size - left) / part.size) - put_off
        put_off += carried
        _carry(lot, free, size, carried, lot.opened - (sale.closed - sale.held_since))
        if not left:
            break
    return replace(sale, disallowed=put_off)


def _replacements(sale: Sale, lots: Sequence[Lot]) -> list[tuple[Lot, Part]]:
    """Return what was opened within the window, is not sold yet and replaces nothing else; lots ascend by day."""
    start = bisect_left(lots, sale.closed - WINDOW, key=attrgetter("opened"))
    end = bisect_right(lots, sale.closed + WINDOW, key=attrgetter("opened"))
    near = [lot for lot in lots[start:end] if lot.short is sale.short]
    return [(lot, part) for lot in near for part in lot.parts if not part.replaces]


def _carry(lot: Lot, free: Part, size: Fraction, carried: Decimal, since: date) -> None:
    """Let the first `size` of a lot's free part replace what was sold."""
    number = next(place for place, each in enumerate(lot.parts) if each is free)
    if size < free.size:
        lot.parts.insert(number, free.cut(size))
    taken = lot.parts[number]
    taken.carried, taken.since, taken.replaces = taken.carried + carried, since, True


def _left(symbol: str, lot: TaxLot, ours: Lot) -> list[Left]:
    size = size_of(ours.parts)
    until, held, cost = Fraction(0), ZERO, ZERO
    found = []
    for part in ours.parts:
        until += part.size
        quantity, basis = restated(abs(lot.quantity), until / size), of(lot.cost, until / size)
        found.append(
            Left(
                symbol=symbol,
                short=ours.short,
                opened=ours.opened,
                held_since=part.since,
                quantity=quantity - held,
                basis=basis - cost,
                carried=part.carried,
            )
        )
        held, cost = quantity, basis
    return found
