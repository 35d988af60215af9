"""The command `plimsoll parity`: replays a paper session through the backtester and compares, to the last digit."""

from dataclasses import replace
from pathlib import Path

from api.embedded import StartError
from api.operator import beside
from db.models import Portfolio
from settings import Settings
from trading.errors import Conflict
from workers.parity import parity


async def compare(settings: Settings, run: Path | None) -> tuple[bool, str]:
    """Replay every portfolio of a data folder (None: the desk's own); return whether all agree, and the words.

    Seed and bars are those of the settings: a session is replayed with what it was recorded with.
    """
    if run is not None:
        if not (run / "plimsoll.db").exists():
            raise StartError(f"There is no session in {run}: record one with `plimsoll demo --keep {run}`.")
        settings = replace(settings, data_dir=run, database_url="")
    told, holds, compared = [], True, 0
    async with beside(settings) as desk:
        for portfolio in await Portfolio.filter(drill_of=None).order_by("created_at"):
            try:
                found = await parity(desk, portfolio)
            except Conflict as no:
                told.append(f"{portfolio.name}: {no.message}")
                continue
            compared += 1
            holds = holds and found.holds
            verdict = "the same" if found.holds else "NOT the same"
            told.append(
                f"{portfolio.name}: {found.orders} orders, {found.fills} fills, {found.entries} entries: {verdict}\n"
                f"  recorded {found.recorded}\n  replayed {found.replayed}"
            )
            told += [f"  {each}" for each in found.differences]
    return holds and compared > 0, "\n".join(told) or "There is no portfolio yet."
