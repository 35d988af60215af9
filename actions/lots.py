"""What is held of a symbol, lot by lot: read as far as a trade can touch it, and written where it differs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from itertools import takewhile
from typing import Final

from actions.unit import Unit
from db.lookup import many, one
from db.models import Lot, Position
from trading.ledger import Stock, TaxLot
from trading.orders import OrderSide
from trading.units import ZERO

ORDER: Final = ("opened_at", "sequence")
BATCH: Final = 20  # lots that a sale reads at a time
BEFORE_ALL: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is held of a symbol: its position, and its stock with the row of each lot, oldest first.

    Lots that a trade cannot touch are one without a row: a purchase is booked as quickly on a thousand lots as on none.
    """

    position: Position | None
    stock: Stock = field(default_factory=Stock)
    rows: tuple[Lot | None, ...] = ()


async def shelf_of(portfolio_id: str, symbol: str) -> Shelf:
    """Return what is held of a symbol with each of its lots."""
    position = await one(Position, portfolio_id=portfolio_id, symbol=symbol)
    return _whole(position, await many(Lot, order_by=ORDER, portfolio_id=portfolio_id, symbol=symbol))


async def touched_by(portfolio_id: str, symbol: str, side: OrderSide, quantity: Decimal) -> Shelf:
    """Return what a trade of at most this quantity, after all that is booked, can touch by FIFO, the rest as one lot.

    It takes the oldest lots of the other direction, or adds one to those of its own.
    """
    position = await one(Position, portfolio_id=portfolio_id, symbol=symbol)
    held = position.quantity if position is not None else ZERO
    closes = quantity if held * side.sign < 0 else ZERO
    if closes >= abs(held):
        return _whole(position, await many(Lot, order_by=ORDER, portfolio_id=portfolio_id, symbol=symbol))
    rows = list[Lot]()
    open_ = ZERO
    while open_ < closes:
        more = await many(Lot, order_by=ORDER, limit=BATCH, skip=len(rows), portfolio_id=portfolio_id, symbol=symbol)
        rows += more
        open_ = sum((abs(row.quantity) for row in rows), ZERO)
        if len(more) < BATCH:
            return _whole(position, rows)
    return _partial(position, rows)


def _whole(position: Position | None, rows: Sequence[Lot]) -> Shelf:
    return Shelf(position, Stock(tuple(map(_lot, rows))), tuple(rows))


def _partial(position: Position | None, rows: Sequence[Lot]) -> Shelf:
    """What is not among these rows is the rest of the position."""
    lots = Stock(tuple(map(_lot, rows)))
    if position is None or position.quantity == lots.quantity:
        return _whole(position, rows)
    rest = TaxLot(BEFORE_ALL, position.quantity - lots.quantity, position.basis - lots.basis)
    return Shelf(position, Stock((*lots.lots, rest)), (*rows, None))


def _lot(row: Lot) -> TaxLot:
    return TaxLot(row.opened_at, row.quantity, row.cost)


async def keep(u: Unit, symbol: str, shelf: Shelf, held: Stock) -> None:
    """Store what is held of a symbol now, given what was: its lots and the position they add up to."""
    await _keep_lots(u, symbol, shelf, held.lots)
    if shelf.position is None:
        position = Position(id=u.desk.ids.new(), portfolio_id=u.portfolio.id, symbol=symbol)
    else:
        position = shelf.position
    position.quantity, position.basis = held.quantity, held.basis
    await position.save(update_fields=None if shelf.position is None else ["quantity", "basis"])
    u.moved(symbol)


async def _keep_lots(u: Unit, symbol: str, shelf: Shelf, held: Sequence[TaxLot]) -> None:
    """Write the lots that differ: a purchase adds its own, a sale drops those that it used up and lessens one.

    Where more than that differs, all from the first that does are written anew, since their order is that of writing.
    """
    before = shelf.stock.lots
    ahead = _alike(before, held)
    behind = _alike(before[ahead:][::-1], held[ahead:][::-1])
    gone, new = list(shelf.rows[ahead : len(before) - behind]), list(held[ahead : len(held) - behind])
    lessened = list(zip(gone[len(gone) - len(new) :], new, strict=False)) if len(new) <= len(gone) else []
    if len(lessened) == len(new) and all(row is not None and row.opened_at == lot.opened_at for row, lot in lessened):
        gone, new = gone[: len(gone) - len(new)], []
    else:
        lessened, gone, new = [], list(shelf.rows[ahead:]), list(held[ahead:])
    await _drop(gone)
    for row, lot in lessened:
        if row is not None:
            row.quantity, row.cost = lot.quantity, lot.cost
            await row.save(update_fields=["quantity", "cost"])
    await Lot.bulk_create([_row(u, symbol, lot) for lot in new])


def _alike(one_side: Sequence[TaxLot], other: Sequence[TaxLot]) -> int:
    """Count the lots at the beginning that are the same."""
    return len(list(takewhile(lambda pair: pair[0] == pair[1], zip(one_side, other, strict=False))))


async def _drop(rows: Sequence[Lot | None]) -> None:
    known = [row.id for row in rows if row is not None]
    if len(known) < len(rows):
        raise ValueError("lots that were not read cannot be written anew")
    if known:
        await Lot.filter(id__in=known).delete()


def _row(u: Unit, symbol: str, lot: TaxLot) -> Lot:
    return Lot(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        symbol=symbol,
        opened_at=lot.opened_at,
        sequence=u.next_sequence(),
        quantity=lot.quantity,
        cost=lot.cost,
    )
