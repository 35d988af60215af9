"""Joins days to a symbol's past: splits and dividends become events of their own, since two files scale differently.

An adjusted close is scaled for whatever came after it, up to the day on which its file was made: beside the rows of
another file, or a vendor's closes as they were paid, it would tell of a split or a dividend that never was.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import prod
from typing import Final

from adapters.market.corporate_actions import FILE_SOURCE, derive
from adapters.market.daily_bars import DailyRow
from trading.errors import Rejected
from trading.market import CorporateAction
from trading.units import plain

CRASH, BOOM = Decimal("0.55"), Decimal("1.8")  # from one close to the next
NOTHING: Final[tuple[CorporateAction, ...]] = ()


@dataclass(frozen=True, slots=True)
class Joined:
    """A symbol's past with the days that were new, and the events that are to be kept beside it."""

    rows: Sequence[DailyRow]
    fresh: int
    events: Sequence[CorporateAction] = NOTHING


def joined(
    symbol: str,
    kept: Sequence[DailyRow],
    brought: Sequence[DailyRow],
    told: Sequence[CorporateAction],
    *,
    scaled: bool,
) -> Joined:
    """Add the days that are not there yet; what is there stays as it is. Rows come by day.

    `told` are the symbol's events that are known besides. `scaled` says that the adjusted closes of `brought` tell
    its splits and dividends; otherwise they say nothing. Raise Rejected where they make no sense, and for a step that
    is likelier a split than a price, unless that split is known.
    """
    said = derive(FILE_SOURCE, symbol, brought) if scaled else NOTHING
    there = {row.day for row in kept}
    fresh = {row.day for row in brought} - there
    if not fresh:
        return Joined(kept, 0)
    own = [each for each in derive(FILE_SOURCE, symbol, kept) if _unknown(each, told)]
    rows = sorted([*kept, *(row for row in brought if row.day in fresh)], key=lambda row: row.day)
    new = [each for each in _new(said, rows, there) if _unknown(each, told)]
    _check(symbol, rows, there, brought if scaled else (), [*told, *own, *new])
    if not kept:
        return Joined(rows, len(fresh))
    return Joined([replace(row, adjusted=row.close) for row in rows], len(fresh), [*own, *new])


def _unknown(event: CorporateAction, told: Sequence[CorporateAction]) -> bool:
    return all((each.day, each.kind) != (event.day, event.kind) for each in told)


def _new(said: Sequence[CorporateAction], rows: Sequence[DailyRow], there: Set[date]) -> list[CorporateAction]:
    """Return the events of a file that lie between two days of which one at least is new."""
    new_steps = {row.day for before, row in pairwise(rows) if not {before.day, row.day} <= there}
    return [each for each in said if each.day in new_steps]


def _check(
    symbol: str,
    rows: Sequence[DailyRow],
    there: Set[date],
    trusted: Sequence[DailyRow],
    events: Sequence[CorporateAction],
) -> None:
    """Raise Rejected for a jump that nobody explains, from or to a new day, unless a file has both of its days."""
    told = {row.day for row in trusted}
    for before, row in pairwise(rows):
        ends = {before.day, row.day}
        if ends <= there or ends <= told:
            continue
        ratio = prod((each.ratio for each in events if before.day < each.day <= row.day), start=Decimal(1))
        if not CRASH < row.close * ratio / before.close < BOOM:
            raise Rejected(
                f"{symbol} closed at {plain(before.close)} and on {row.day} at {plain(row.close)}: that looks like a "
                "split, of which these bars say nothing. Bring its whole past in from a file with adjusted closes "
                "(`Adj Close`)."
            )
