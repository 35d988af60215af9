"""Writes a report of a day to a file, made now from what the desk has recorded."""

from datetime import date
from pathlib import Path
from typing import Final

from api.operator import beside
from db.models import Portfolio
from settings import Settings
from trading.errors import NotFound
from trading.reports import ReportKind
from workers.main import crew
from workers.reporting import make

FORMATS: Final = {"html": "html", "markdown": "md", "csv": "csv"}


async def write(
    settings: Settings, kind: ReportKind, day: date, *, portfolio: str | None, shape: str, path: Path | None
) -> str:
    """Make a report, keep it as the desk does, and write it to a file that is not there yet.

    Raise NotFound for a portfolio or a close that there is not, OSError where the file cannot be written.
    """
    path = path or Path(f"plimsoll-{kind.value.lower()}-{day}.{FORMATS[shape]}")
    async with beside(settings) as opened, crew(opened, settings) as hands:
        named = Portfolio.filter(drill_of=None) if portfolio is None else Portfolio.filter(name=portfolio)
        found = await named.order_by("created_at", "id").first()
        if found is None:
            raise NotFound(f"There is no portfolio {portfolio}." if portfolio else "There is no portfolio yet.")
        report = await make(hands, found.id, kind, day)
    with path.open("x", encoding="utf-8", newline="") as file:
        file.write(getattr(report, shape))
    return f"{report.summary} It is in {path}."
