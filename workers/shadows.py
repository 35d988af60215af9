"""Teach models in the shadow, and ask them at every close: what they say is kept and scored, never sized or traded."""

import asyncio
import hashlib
import logging
from concurrent.futures.process import BrokenProcessPool
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any, Final

from actions import forecasts, shadows, versions
from actions.versions import HORIZON_DAYS, Trained
from ai.evidence import versions as code_versions
from ai.facts import Facts
from ai.trials import ShadowTrial
from db.models import ModelKind, ModelVersion, VersionState
from db.reads.evidence import part
from trading.errors import Conflict
from trading.ports import Json
from trading.units import plain
from workers.desk import Crew

PATIENCE_S: Final = 95.0  # within the time of a job; a day that takes longer has no forecasts of shadows

log = logging.getLogger(__name__)


async def teach(crew: Crew, as_of: date, kind: ModelKind, rounds: int) -> ModelVersion:
    """Train a shadow on what is known at a close, try its seeds and register it.

    Raise Conflict with too little past, or where its kind was trained on the same.
    """
    done = await ModelVersion.get_or_none(kind=kind, horizon_days=HORIZON_DAYS, as_of=as_of)
    if done is not None:
        raise Conflict(f"{kind} was trained on the bars up to {as_of} before: it is version {done.number}.")
    tried = await ModelVersion.filter(state=VersionState.SHADOW)
    before = sum(len(each.figures["seeds"]) for each in tried)
    found = await crew.models.shadow_trial(_facts(crew, as_of), kind.value, rounds, before)
    if isinstance(found, str):
        raise Conflict(f"{kind} cannot be trained: {found}")
    return await versions.register(crew.desk, crew.viewer, _trained(crew, as_of, kind, rounds, found))


def _facts(crew: Crew, as_of: date) -> Facts:
    histories = crew.library.until(as_of)
    return Facts(as_of=as_of, histories=histories, symbols=(), seed=crew.settings.seed, horizon_days=HORIZON_DAYS)


def _trained(crew: Crew, as_of: date, kind: ModelKind, rounds: int, found: ShadowTrial) -> Trained:
    return Trained(
        kind=kind,
        horizon_days=HORIZON_DAYS,
        as_of=as_of,
        seed=crew.settings.seed,
        code=code_versions()["code"],
        champion_number=None,
        figures={
            "rounds": rounds,
            "seeds": [{"seed": s.seed, "loss": plain(s.loss), "sharpe": _figure(s.sharpe)} for s in found.seeds],
            "sharpe": _figure(found.sharpe),
            "sharpe_of_equal_weight": _figure(found.sharpe_of_equal_weight),
            "trials": found.trials,
            "deflated": _figure(found.deflated),
            "overfit": _figure(found.overfit),
            "objections": list(found.objections),
        },
        artifact=found.artifact,
        **asdict(found.trial),
    )


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.4f}"


async def ask_shadows(ctx: dict[str, Any], payload: Json) -> None:
    """Carry out one question to all shadows, once; a failure costs the forecasts of the day and nothing else."""
    crew: Crew = ctx["crew"]
    await crew.once(payload, lambda: _asked(crew, date.fromisoformat(str(payload["as_of"]))))


JOBS = {"ask_shadows": ask_shadows}


async def _asked(crew: Crew, as_of: date) -> None:
    try:
        async with asyncio.timeout(PATIENCE_S):
            await ask(crew, as_of)
    except TimeoutError:
        log.error("the shadows of %s took longer than %g s", as_of, PATIENCE_S)
    except (BrokenProcessPool, ValueError, ArithmeticError) as error:
        log.error("the shadows of %s said nothing: %s: %s", as_of, type(error).__name__, error)


async def ask(crew: Crew, as_of: date) -> None:
    """Ask the newest shadow of each kind about every symbol that has a bar of the day, and keep what they say.

    An artifact that is not what was registered says nothing, and the others do. Raise ValueError for one that cannot be
    read.
    """
    artifacts: dict[str, bytes] = {}
    for version in await shadows.newest(as_of):
        content = await part(version.artifact or "")
        if content is None or hashlib.sha256(content).hexdigest() != version.artifact:
            log.error("What version %d learned is missing or was changed: it says nothing.", version.number)
            continue
        artifacts[version.kind.value] = content
    if not artifacts:
        return
    said = await crew.models.shadows(_facts(crew, as_of), artifacts)
    chances: dict[str, dict[str, Decimal]] = {kind: dict(each) for kind, (_, each) in said.items()}
    await forecasts.keep_shadows(as_of, HORIZON_DAYS, chances, {kind: base for kind, (base, _) in said.items()})
