"""Proves that a model takes over only by losing less out of sample, that going back works, and that all is audited."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from zlib import decompress

import pytest

from actions import versions
from actions.versions import HORIZON_DAYS, Trained
from db.models import SHADOWS, AuditEntry, EvidencePart, ModelKind, ModelVersion, Outbox, VersionState
from tests.desks import Stage, changes, sqlite_only, tables
from trading.errors import Conflict, NotFound

D = Decimal
FIRST = Trained(
    kind=ModelKind.ENSEMBLE,
    horizon_days=HORIZON_DAYS,
    as_of=date(2011, 1, 3),
    trained_until=date(2010, 10, 1),
    tested_from=date(2010, 10, 8),
    tested_until=date(2010, 12, 27),
    seed=7,
    data_hash="d" * 64,
    code="c" * 64,
    forecasts=250,
    loss=D("0.690000"),
    base_loss=D("0.689000"),
    champion_loss=None,
    champion_number=None,
    weights={"TECHNICAL": "0.1"},
)


def later(month: int, loss: str, champion: str | None, number: int | None) -> Trained:
    rival = None if champion is None else D(champion)
    return replace(
        FIRST, as_of=date(2011, month, 1), loss=D(loss), champion_loss=rival, champion_number=number
    )  # fmt: skip


async def register(desk: Stage, trained: Trained) -> ModelVersion:
    return await versions.register(desk.desk, desk.crew.viewer, trained)


async def states() -> dict[int, str]:
    return {row.number: row.state.value for row in await ModelVersion.all()}


async def test_only_a_smaller_loss_out_of_sample_takes_over(desk: Stage) -> None:
    await register(desk, FIRST)  # nothing to beat
    assert await states() == {1: "CHAMPION"}
    await register(desk, later(2, "0.680000", "0.680000", 1))  # not smaller
    await register(desk, later(3, "0.700000", "0.680000", 1))
    await register(desk, later(4, "0.600000", None, None))  # never tried beside it
    assert await states() == {1: "CHAMPION", 2: "CHALLENGER", 3: "CHALLENGER", 4: "CHALLENGER"}
    await register(desk, later(5, "0.679999", "0.680000", 1))
    assert await states() == {1: "RETIRED", 2: "CHALLENGER", 3: "CHALLENGER", 4: "CHALLENGER", 5: "CHAMPION"}
    champion = await versions.champion(HORIZON_DAYS)
    assert champion is not None
    assert (champion.number, champion.promoted_at) == (5, desk.clock.now())
    deeds = AuditEntry.filter(object_type="ModelVersion", chain="desk").order_by("sequence")
    assert [entry.action for entry in await deeds].count("promote_model") == 2
    assert [entry.action for entry in await deeds].count("register_model") == 5


@sqlite_only
async def test_the_training_of_a_day_is_kept_once(desk: Stage) -> None:
    made = await register(desk, FIRST)
    before = await tables()
    assert (await register(desk, FIRST)).id == made.id
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_person_promotes_what_was_better_and_nothing_else(desk: Stage) -> None:
    for trained in (FIRST, later(2, "0.7", "0.68", 1), later(3, "0.67", "0.68", 1), later(4, "0.66", "0.67", 3)):
        await register(desk, trained)
    assert await states() == {1: "RETIRED", 2: "CHALLENGER", 3: "RETIRED", 4: "CHAMPION"}
    before = await tables()
    for number, why in ((2, "never tried beside version 4"), (4, "already"), (3, "never tried beside version 4")):
        with pytest.raises(Conflict, match=why):
            await versions.promote(desk.desk, desk.owner, number)
    with pytest.raises(NotFound, match="models list"):
        await versions.promote(desk.desk, desk.owner, 9)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_going_back_goes_back_one_by_one_and_forward_again(desk: Stage) -> None:
    with pytest.raises(Conflict, match="no earlier champion"):
        await versions.rollback(desk.desk, desk.owner)
    for trained in (FIRST, later(2, "0.67", "0.68", 1), later(3, "0.66", "0.67", 2)):
        await register(desk, trained)
    assert (await versions.rollback(desk.desk, desk.owner)).number == 2
    assert (await versions.rollback(desk.desk, desk.owner)).number == 1
    with pytest.raises(Conflict):
        await versions.rollback(desk.desk, desk.owner)
    assert await states() == {1: "CHAMPION", 2: "RETIRED", 3: "RETIRED"}
    assert (await versions.promote(desk.desk, desk.owner, 2)).state is VersionState.CHAMPION


@sqlite_only
async def test_what_was_trained_later_is_not_used_by_a_replay_that_began_again(desk: Stage) -> None:
    await register(desk, FIRST)
    assert await versions.champion(HORIZON_DAYS, date(2011, 1, 2)) is None
    assert await versions.champion(HORIZON_DAYS, date(2011, 1, 3)) is not None


@sqlite_only
async def test_a_month_is_trained_once_at_its_first_close(desk: Stage) -> None:
    await desk.close()
    [job] = await Outbox.filter(topic=versions.JOB)
    assert job.payload == {"as_of": str(desk.day)}
    await desk.tick()
    await desk.close()
    assert await Outbox.filter(topic=versions.JOB).count() == 1
    await Outbox.filter(topic=versions.JOB).delete()  # pruned long ago
    await register(desk, replace(FIRST, as_of=desk.day))
    assert not await versions.request(desk.desk, desk.crew.viewer, desk.day)


@sqlite_only
async def test_each_kind_is_trained_once_a_day_and_whichever_lost_less_is_in_use(desk: Stage) -> None:
    await register(desk, FIRST)
    rival = replace(later(1, "0.68", "0.69", 1), kind=ModelKind.XGBOOST, as_of=FIRST.as_of)
    made = await register(desk, rival)
    assert (made.number, await states()) == (2, {1: "RETIRED", 2: "CHAMPION"})
    assert (await register(desk, rival)).id == made.id
    await register(desk, later(2, "0.69", "0.68", 2))
    assert (await versions.rollback(desk.desk, desk.owner)).kind is ModelKind.ENSEMBLE


@sqlite_only
@pytest.mark.parametrize("kind", sorted(SHADOWS))
async def test_a_shadow_is_kept_and_never_put_to_use(desk: Stage, kind: ModelKind) -> None:
    """Not as the first, not as the best, not by a person, not by going back."""
    learned = b"numbers"
    shadow = replace(FIRST, kind=kind, loss=D("0.1"), artifact=learned, figures={"seeds": []})
    alone = await register(desk, shadow)
    assert (alone.state, alone.promoted_at) == (VersionState.SHADOW, None)
    assert alone.artifact == sha256(learned).hexdigest()
    part = await EvidencePart.get(hash=alone.artifact)
    assert decompress(bytes(part.content)) == learned
    assert await versions.champion(HORIZON_DAYS) is None
    await register(desk, replace(FIRST, as_of=date(2011, 1, 4)))
    best = await register(desk, replace(later(2, "0.1", "0.69", 2), kind=kind, artifact=learned))
    assert await states() == {1: "SHADOW", 2: "CHAMPION", 3: "SHADOW"}
    before = await tables()
    for number in (alone.number, best.number):
        with pytest.raises(Conflict, match="is a shadow: what it says is kept and scored, and it never trades"):
            await versions.promote(desk.desk, desk.owner, number)
    with pytest.raises(Conflict, match="no earlier champion"):
        await versions.rollback(desk.desk, desk.owner)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_shadow_does_not_stand_in_for_the_training_of_a_month(desk: Stage) -> None:
    await desk.close()
    await Outbox.filter(topic=versions.JOB).delete()
    await register(desk, replace(FIRST, kind=ModelKind.LSTM, as_of=desk.day, artifact=b""))
    assert await versions.request(desk.desk, desk.crew.viewer, desk.day)
