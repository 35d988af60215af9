"""The registry of models: keep what was trained, let a better one take over, go back to the one before."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from actions.audit import Deed
from actions.evidence import keep_parts
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import SHADOWS, ModelKind, ModelVersion, Outbox, OutboxKind, VersionState
from trading.errors import Conflict, NotFound
from trading.ports import Desk
from trading.units import plain

JOB: Final = "train_models"
QUEUE: Final = "analysis"
HORIZON_DAYS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """A version as it was trained and tried; the columns of `ModelVersion` that say so. `artifact` is what a shadow
    learned, as bytes."""

    kind: ModelKind
    horizon_days: int
    as_of: date
    trained_until: date
    tested_from: date
    tested_until: date
    seed: int
    data_hash: str
    code: str
    forecasts: int
    loss: Decimal
    base_loss: Decimal
    champion_loss: Decimal | None
    champion_number: int | None
    weights: Mapping[str, str]
    figures: Mapping[str, Any] = field(default_factory=dict)
    artifact: bytes | None = None


async def request(desk: Desk, viewer: Viewer, day: date) -> bool:
    """Queue the training of a month at its first close; False when it was done, or is waiting."""
    month = day.replace(day=1)
    after = (month + timedelta(days=31)).replace(day=1)
    done = ModelVersion.filter(horizon_days=HORIZON_DAYS, as_of__gte=month, as_of__lt=after)
    done = done.exclude(state=VersionState.SHADOW)
    jobs = Outbox.filter(kind=OutboxKind.JOB, topic=JOB)
    asked = [job.payload["as_of"] for job in await jobs if str(job.payload["as_of"])[:7] == str(day)[:7]]
    if asked or await done.exists():
        return False
    async with unit(desk, viewer) as u:
        u.job(QUEUE, JOB, as_of=str(day))
    return True


async def champion(horizon_days: int, as_of: date | None = None) -> ModelVersion | None:
    """Return the version in use, None without one, or where it was trained after `as_of`: a replay that began again."""
    found = await ModelVersion.get_or_none(horizon_days=horizon_days, state=VersionState.CHAMPION)
    return None if found is not None and as_of is not None and found.as_of > as_of else found


async def register(desk: Desk, viewer: Viewer, trained: Trained) -> ModelVersion:
    """Keep a version; it becomes the champion when it lost less than the champion did, or when there is none. A shadow
    never does.

    The training of a day is kept once for each kind.
    """
    async with unit(desk, viewer) as u:
        versions = await ModelVersion.select_for_update().order_by("number")
        known = [each for each in versions if _same_training(each, trained)]
        if known:
            return known[0]
        made = ModelVersion(
            id=desk.ids.new(),
            number=(versions[-1].number if versions else 0) + 1,
            state=VersionState.SHADOW if trained.kind in SHADOWS else VersionState.CHALLENGER,
            created_at=u.now,
            **{name: getattr(trained, name) for name in Trained.__slots__ if name != "artifact"},
        )
        if trained.artifact is not None:
            made.artifact = hashlib.sha256(trained.artifact).hexdigest()
            await keep_parts({made.artifact: trained.artifact})
        await made.save(force_create=True)
        losses = f"log loss {plain(made.loss)}, of the base rate {plain(made.base_loss)}"
        said = f"Version {made.number} ({made.kind}): {losses}"
        u.record(Deed(action="register_model", object_type="ModelVersion", object_id=made.id, summary=said), desk=True)
        ruling = next((each for each in versions if _rules(each, made.horizon_days)), None)
        if _objection(made, ruling) is None:
            await _crown(u, made, ruling, "it lost less out of sample" if ruling else "it is the first")
        return made


def _same_training(version: ModelVersion, trained: Trained) -> bool:
    mine, other = ((each.kind, each.horizon_days, each.as_of) for each in (version, trained))
    return mine == other


def _rules(version: ModelVersion, horizon_days: int) -> bool:
    return version.state is VersionState.CHAMPION and version.horizon_days == horizon_days


def _objection(made: ModelVersion, ruling: ModelVersion | None) -> str | None:
    """Say why a version may not take over from the champion."""
    if made.kind in SHADOWS or made.state is VersionState.SHADOW:
        return f"Version {made.number} ({made.kind}) is a shadow: what it says is kept and scored, and it never trades."
    if ruling is None:
        return None
    if made.number == ruling.number:
        return f"Version {made.number} is the champion already."
    if made.champion_number != ruling.number or made.champion_loss is None:
        return f"Version {made.number} was never tried beside version {ruling.number}, the champion of now."
    if made.loss >= made.champion_loss:
        return (
            f"Version {made.number} lost {plain(made.loss)} out of sample, not less than the champion's "
            f"{plain(made.champion_loss)}."
        )
    return None


async def _crown(u: Unit, made: ModelVersion, ruling: ModelVersion | None, why: str) -> None:
    if ruling is not None:
        ruling.state = VersionState.RETIRED
        await ruling.save(update_fields=["state"])
    made.state, made.promoted_at = VersionState.CHAMPION, u.now
    await made.save(update_fields=["state", "promoted_at"])
    u.record(
        Deed(
            action="promote_model",
            object_type="ModelVersion",
            object_id=made.id,
            summary=f"Version {made.number} is in use: {why}",
            before={"champion": ruling.number if ruling else None},
            after={"champion": made.number},
        ),
        desk=True,
    )


async def promote(desk: Desk, viewer: Viewer, number: int) -> ModelVersion:
    """Put a version to use that was better than the champion, out of sample on the same days.

    Raise NotFound, or Conflict for one that was not better or never tried beside the champion of now.
    """
    async with unit(desk, viewer) as u:
        versions = await ModelVersion.select_for_update().order_by("number")
        made = next((each for each in versions if each.number == number), None)
        if made is None:
            raise NotFound(f"There is no version {number}; `plimsoll models list` shows them.")
        ruling = next((each for each in versions if _rules(each, made.horizon_days)), None)
        objection = _objection(made, ruling)
        if objection is not None:
            raise Conflict(objection)
        await _crown(u, made, ruling, "promoted by a person")
        return made


async def rollback(desk: Desk, viewer: Viewer) -> ModelVersion:
    """Put the version back to use that the champion replaced. Raise Conflict when it replaced none."""
    async with unit(desk, viewer) as u:
        versions = await ModelVersion.select_for_update().order_by("number")
        ruling = next((each for each in versions if _rules(each, HORIZON_DAYS)), None)
        retired = [each for each in versions if each.state is VersionState.RETIRED]
        earlier = [each for each in retired if ruling is not None and each.number < ruling.number]
        before = max(earlier, key=lambda each: each.number, default=None)
        if ruling is None or before is None:
            raise Conflict("There is no earlier champion to go back to.")
        await _crown(u, before, ruling, "rolled back by a person")
        return before
