"""The registry of models from the terminal: list the versions, put one to use, go back."""

from actions import setup, versions
from actions.viewer import ALL, Viewer
from api.operator import beside
from db.models import ModelVersion
from settings import Settings
from trading.ports import Desk
from trading.units import plain


async def listed(settings: Settings) -> str:
    """Return the versions as a table, the newest first."""
    async with beside(settings):
        rows = await ModelVersion.all().order_by("-number")
    head = f"{'':>4}  {'state':<11}{'of':<12}{'trained until':<15}{'tested':<25}"
    head += f"{'loss':>9}{'champion':>10}{'base':>9}  data"
    lines = [
        f"{row.number:>4}  {row.state:<11}{row.as_of!s:<12}{row.trained_until!s:<15}"
        f"{f'{row.tested_from} {row.tested_until}':<25}{plain(row.loss):>9}"
        f"{plain(row.champion_loss) if row.champion_loss is not None else '-':>10}{plain(row.base_loss):>9}"
        f"  {row.data_hash[:12]}"
        for row in rows
    ]
    if not rows:
        return "No version is trained yet; the desk trains one at the first close of a month."
    return "\n".join([head, *lines, "Loss: mean log loss of the pool on the tested days, which it had not seen."])


async def promote(settings: Settings, number: int) -> str:
    """Put a version to use that was better than the champion."""
    async with beside(settings) as desk:
        made = await versions.promote(desk, await _owner(desk), number)
        return f"Version {made.number}, trained until {made.trained_until}, is in use from the next run on."


async def rollback(settings: Settings) -> str:
    """Go back to the version before."""
    async with beside(settings) as desk:
        made = await versions.rollback(desk, await _owner(desk))
        return f"Version {made.number}, trained until {made.trained_until}, is in use again from the next run on."


async def _owner(desk: Desk) -> Viewer:
    owner, _ = await setup.owner(desk)
    return Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
