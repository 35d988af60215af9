"""The registry of models from the terminal: train one, list the versions, put one to use, go back."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from actions import setup, versions
from actions.analyses import last_closed_day
from actions.viewer import ALL, Viewer
from ai.extras import missing
from api.embedded import StartError
from api.operator import beside
from db.models import SHADOWS, ModelKind, ModelVersion
from settings import Settings
from trading.ports import Desk
from trading.units import plain
from workers.desk import Crew
from workers.main import crew
from workers.shadows import teach
from workers.versions import train as trained

TOLD_EVERY_S: Final = 5.0
HEAD: Final = (
    f"{'':>4}  {'state':<11}{'kind':<10}{'of':<12}{'trained until':<15}{'tested':<25}"
    f"{'loss':>9}{'champion':>10}{'base':>9}  data"
)
NOTE: Final = "Loss: mean log loss of the pool on the tested days, which it had not seen."
EXTRA: Final = {ModelKind.XGBOOST: "ml", **dict.fromkeys(SHADOWS, "deep")}


async def train(settings: Settings, source: str, seconds: float, rounds: int, tell: Callable[[str], None]) -> str:
    """Train a version on the bars up to the desk's last close and try it out; `tell` hears every few seconds.
    `rounds` say how long a shadow learns.

    Raise StartError for a kind that is not there, an extra that is not installed, or when the time is over,
    and Conflict for a shadow that cannot be trained.
    """
    if source not in set(ModelKind):
        raise StartError(f"There are no models of the kind {source!r}; choose one of {', '.join(ModelKind)}.")
    kind = ModelKind(source)
    if kind in EXTRA and (absent := missing(EXTRA[kind])):
        raise StartError(f"{kind} cannot be trained: {absent}.")
    async with beside(settings) as desk, crew(desk, settings) as hands:
        as_of = await last_closed_day(desk)
        training = asyncio.create_task(_trained(hands, as_of, kind, rounds))
        try:
            async with asyncio.timeout(seconds):
                made = await _told(training, f"training {kind} on the bars up to {as_of}", tell)
        except TimeoutError:
            raise StartError(f"The training took longer than {seconds:g} s; --seconds gives it more.") from None
        finally:
            training.cancel()
    if made is None:
        raise StartError(f"There is too little past before {as_of} to train on and to try out.")
    return f"{HEAD}\n{_line(made)}\n{NOTE}"


async def _trained(hands: Crew, as_of: date, kind: ModelKind, rounds: int) -> ModelVersion | None:
    return await teach(hands, as_of, kind, rounds) if kind in SHADOWS else await trained(hands, as_of, kind)


async def _told(
    training: asyncio.Task[ModelVersion | None], what: str, tell: Callable[[str], None]
) -> ModelVersion | None:
    """Wait for a training and say so every few seconds."""
    waited = 0.0
    while not training.done():
        tell(f"{what}: {waited:.0f} s")
        await asyncio.wait({training}, timeout=TOLD_EVERY_S)
        waited += TOLD_EVERY_S
    return await training


async def listed(settings: Settings) -> str:
    """Return the versions as a table, the newest first."""
    async with beside(settings):
        rows = await ModelVersion.all().order_by("-number")
    if not rows:
        return "No version is trained yet; the desk trains one at the first close of a month."
    return "\n".join([HEAD, *map(_line, rows), NOTE])


def _line(row: ModelVersion) -> str:
    return (
        f"{row.number:>4}  {row.state:<11}{row.kind:<10}{row.as_of!s:<12}{row.trained_until!s:<15}"
        f"{f'{row.tested_from} {row.tested_until}':<25}{plain(row.loss):>9}"
        f"{plain(row.champion_loss) if row.champion_loss is not None else '-':>10}{plain(row.base_loss):>9}"
        f"  {row.data_hash[:12]}"
    ) + "".join(f"\n{'':>6}{words}" for words in _of_shadow(row.figures))


def _of_shadow(figures: Mapping[str, Any]) -> list[str]:
    """Say what came of a shadow's seeds; nothing of a version that is none."""
    if not figures:
        return []
    seeds = ", ".join(f"{each['seed']}: {each['loss']} ({each['sharpe'] or 'no trade'})" for each in figures["seeds"])
    against = "; ".join(figures["objections"]) or "it passes"
    return [
        f"log loss (Sharpe ratio, net) by seed: {seeds}; together Sharpe {figures['sharpe'] or 'no trade'}, "
        f"equal weight {figures['sharpe_of_equal_weight']}",
        f"deflated Sharpe ratio {figures['deflated'] or 'none'} of {figures['trials']} trials, probability of "
        f"overfitting {figures['overfit'] or 'none'}: {against}. It never trades.",
    ]


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
