"""What tax lots are made of: every live execution and split of a portfolio, and what the ledger made of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from db.engine import transaction
from db.models import Execution as Row
from db.models import JournalEntry, Portfolio, Position, Posting
from db.models import Split as SplitRow
from trading.ledger import Account, Cause
from trading.tape import Execution, Said, Split
from trading.units import ZERO, whole_shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """What the ledger realised at an instant, and the fee that it booked."""

    at: datetime
    realized: Decimal
    fee: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Traded:
    """All that was traded. `net` is what the ledger has realised less the signed basis of what it holds.

    It is the money that all trades have moved, whichever lots they are said to have closed.
    """

    entries: Sequence[Execution | Split]
    booked: Sequence[Booked]
    net: Decimal


async def traded(portfolio_id: str, *, alone: bool = False) -> Traded:
    """Read what was traded; `alone` lets nothing be booked meanwhile."""
    if alone:
        async with transaction():
            await Portfolio.select_for_update().get(id=portfolio_id)
            return await traded(portfolio_id)
    live = await Row.filter(portfolio_id=portfolio_id, busted=False)
    splits = await SplitRow.filter(portfolio_id=portfolio_id)
    booked = [Booked(at=row.executed_at, realized=row.realized, fee=row.fee) for row in live]
    return Traded(
        entries=(*map(_execution, live), *map(_split, splits)),
        booked=(*booked, *await _restated(portfolio_id)),
        net=await _net(portfolio_id),
    )


def _execution(row: Row) -> Execution:
    said = Said(row.quantity, row.price, row.fee)
    return Execution(
        id=row.broker_execution_id,
        order=row.order_id,
        symbol=row.symbol,
        side=row.side,
        now=said,
        said=said,
        at=row.executed_at,
        number=row.place,
    )


def _split(row: SplitRow) -> Split:
    return Split(symbol=row.symbol, ratio=whole_shares(row.ratio), at=row.at, number=row.sequence)


async def _restated(portfolio_id: str) -> list[Booked]:
    """Return what splits realised that left nothing of a position."""
    entries = {
        entry.id: entry.at for entry in await JournalEntry.filter(portfolio_id=portfolio_id, cause=Cause.SPLIT.value)
    }
    legs = await Posting.filter(entry_id__in=list(entries), account=Account.REALIZED.value) if entries else []
    return [Booked(at=entries[leg.entry_id], realized=-(leg.amount or ZERO), fee=ZERO) for leg in legs]


async def _net(portfolio_id: str) -> Decimal:
    portfolio = await Portfolio.get(id=portfolio_id)
    held = await Position.filter(portfolio_id=portfolio_id)
    return portfolio.realized - sum((each.basis.copy_sign(each.quantity) for each in held), ZERO)
