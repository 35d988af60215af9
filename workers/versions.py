"""Train models at the first close of a month and register what came of it."""

import asyncio
import logging
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import Any, Final

from actions import versions
from actions.versions import HORIZON_DAYS, Trained
from ai.evidence import versions as code_versions
from ai.facts import Facts
from ai.trials import Champion
from db.models import ModelKind, ModelVersion
from trading.ports import Json
from workers.desk import Crew

PATIENCE_S: Final = 95.0  # within the time of a job; what takes longer is left for the next month

log = logging.getLogger(__name__)


async def train(crew: Crew, as_of: date, kind: ModelKind | None = None) -> ModelVersion | None:
    """Train on what is known at a close, try it beside the champion, and register it; None with too little past.

    Without a kind it is that of the champion, or the desk's own.
    """
    ruling = await versions.champion(HORIZON_DAYS, as_of)
    kind = kind or (ruling.kind if ruling else ModelKind.ENSEMBLE)
    facts = Facts(
        as_of=as_of,
        histories=crew.library.until(as_of),
        symbols=(),
        seed=crew.settings.seed,
        horizon_days=HORIZON_DAYS,
        lineup=kind.value,
    )
    trial = await crew.models.train(facts, Champion(ruling.trained_until, ruling.kind.value) if ruling else None)
    if trial is None:
        return None
    trained = Trained(
        kind=kind,
        horizon_days=HORIZON_DAYS,
        as_of=as_of,
        trained_until=trial.trained_until,
        tested_from=trial.tested_from,
        tested_until=trial.tested_until,
        seed=crew.settings.seed,
        data_hash=trial.data_hash,
        code=code_versions()["code"],
        forecasts=trial.forecasts,
        loss=trial.loss,
        base_loss=trial.base_loss,
        champion_loss=trial.champion_loss,
        champion_number=ruling.number if ruling and trial.champion_loss is not None else None,
        weights=trial.weights,
    )
    return await versions.register(crew.desk, crew.viewer, trained)


async def train_models(ctx: dict[str, Any], payload: Json) -> None:
    """Carry out one training, once; one that fails or takes too long leaves the champion in use until the next
    month."""
    crew: Crew = ctx["crew"]
    await crew.once(payload, lambda: _trained(crew, date.fromisoformat(str(payload["as_of"]))))


JOBS = {"train_models": train_models}


async def _trained(crew: Crew, as_of: date) -> None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            made = await train(crew, as_of)
        log.info("trained at %s: %s", as_of, f"version {made.number}, {made.state}" if made else "too little past")
    except TimeoutError:
        log.error("the training of %s took longer than %g s", as_of, PATIENCE_S)
    except (BrokenProcessPool, ValueError, ArithmeticError) as error:
        log.error("the training of %s failed: %s: %s", as_of, type(error).__name__, error)
