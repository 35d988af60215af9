"""Brings files into the desk's database, beside a running desk or without one."""

from collections.abc import Callable
from pathlib import Path

from adapters.news import file
from api.operator import beside
from settings import Settings
from workers.main import crew
from workers.news import BATCH, take_in


async def import_news(settings: Settings, path: Path, tell: Callable[[str], None]) -> str:
    """Keep the headlines of a file that are new; `tell` hears how far it has come. A bad line stops it before all else.

    Raise Unavailable or Rejected as adapters.news.file does.
    """
    async with beside(settings) as desk, crew(desk, settings) as hands:
        headlines = file.read(path, desk.clock.now())
        kept = 0
        for at in range(0, len(headlines), BATCH):
            kept += await take_in(hands, headlines[at : at + BATCH])
            tell(f"{min(at + BATCH, len(headlines))} of {len(headlines)} read, {kept} kept")
    again = len(headlines) - kept
    return f"{kept} headlines were kept; {again} were there already, told before in nearly the same words, or empty."
