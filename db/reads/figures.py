"""Companies' figures: as they were known at an instant, and whose are to be asked for."""

from collections.abc import Sequence
from datetime import datetime

from db.models import CompanyFigures, Instrument
from trading.figures import RATIOS, STALE, Figures


async def known(at: datetime, symbols: Sequence[str] | None = None) -> dict[str, Figures]:
    """Return for each company, or for each of some, the figures that were told last before an instant.

    Those that were stale by then are left out.
    """
    found: dict[str, Figures] = {}
    recent = CompanyFigures.filter(told_at__lte=at, seen_at__gte=at - STALE)
    if symbols is not None:
        recent = recent.filter(symbol__in=symbols)
    for row in await recent.order_by("told_at", "id"):
        ratios = {name: getattr(row, name) for name in RATIOS}
        told = Figures(
            symbol=row.symbol, source=row.source, told_at=row.told_at, seen_at=row.seen_at,
            period_end=row.period_end, **ratios,
        )  # fmt: skip
        if told.counts(at):
            found[row.symbol] = told
    return found


async def due(before: datetime) -> Sequence[str]:
    """Return the symbols whose figures were not told since an instant, those that never were first."""
    seen: dict[str, datetime] = {}
    for symbol, at in await CompanyFigures.all().order_by("seen_at").values_list("symbol", "seen_at"):
        seen[str(symbol)] = at
    symbols = [str(each) for each in await Instrument.all().order_by("symbol").values_list("symbol", flat=True)]
    late = [symbol for symbol in symbols if symbol not in seen or seen[symbol] < before]
    return sorted(late, key=lambda symbol: (symbol in seen, seen.get(symbol, before), symbol))
