"""Proves the life of work that outlives its request: cancelled at once and for good, kept by one worker at a time."""

from datetime import timedelta
from decimal import Decimal

import pytest

from actions import analyses, jobs
from actions.analyses import Finding, Findings
from actions.viewer import Viewer
from db.models import Analysis, AuditEntry, JobState, Role, Signal, SignalAction
from tests.desks import Stage, changes, tables
from trading.errors import Conflict, NotAllowed, NotFound

BUY = Finding(symbol="AAA", action=SignalAction.BUY, summary="an opinion", confidence=Decimal("0.9"))


async def requested(desk: Stage) -> Analysis:
    return await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["AAA"])


async def cancelled(desk: Stage, job: Analysis, viewer: Viewer | None = None) -> Analysis:
    return await jobs.cancel(desk.desk, viewer or desk.owner, Analysis, job.id)


async def test_a_queued_job_that_is_cancelled_is_never_begun(desk: Stage) -> None:
    job = await requested(desk)
    assert (await cancelled(desk, job)).state is JobState.CANCELED
    assert await analyses.claim(desk.desk, desk.crew.viewer, job.id) is None
    assert await jobs.over(Analysis, job.id)
    kept = await Analysis.get(id=job.id)
    assert (kept.stage, kept.attempts, kept.failure) == ("canceled", 0, None)
    assert kept.finished_at is not None
    await desk.sound()


async def test_a_running_job_that_is_cancelled_leaves_nothing(desk: Stage) -> None:
    job = await requested(desk)
    claimed = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
    assert claimed is not None
    await cancelled(desk, job)
    assert not await jobs.progress(desk.desk, desk.crew.viewer, claimed, "models", Decimal("0.8"), "too late")
    assert not await jobs.renew(desk.desk, claimed, jobs.LEASE)
    assert not await analyses.record(desk.desk, desk.crew.viewer, claimed, Findings(each=(BUY,)))
    await jobs.fail(desk.desk, desk.crew.viewer, claimed, "too late")
    await jobs.release(desk.desk, desk.crew.viewer, claimed, "too late")
    kept = await Analysis.get(id=job.id)
    assert (kept.state, kept.stage, kept.failure) == (JobState.CANCELED, "canceled", None)
    assert not await Signal.exists()


async def test_a_job_whose_workers_vanish_says_where_and_that_nobody_knows_why(desk: Stage) -> None:
    job = await requested(desk)
    for _ in range(jobs.ATTEMPTS_MAX):
        claimed = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
        assert claimed is not None
        assert await jobs.progress(desk.desk, desk.crew.viewer, claimed, "models", Decimal("0.5"), "", lease=jobs.LEASE)
        desk.clock.set(desk.clock.now() + jobs.LEASE + timedelta(seconds=1))
    assert await analyses.claim(desk.desk, desk.crew.viewer, job.id) is None
    kept = await Analysis.get(id=job.id)
    assert kept.state is JobState.FAILED
    assert kept.failure == (
        "Given up after 3 attempts. Its worker ended at the stage models, without a word: killed, or out of memory."
    )


async def test_a_job_that_succeeds_in_the_end_has_no_failure(desk: Stage) -> None:
    job = await requested(desk)
    first = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
    assert first is not None
    await jobs.release(desk.desk, desk.crew.viewer, first, "The model process died.")
    assert (await Analysis.get(id=job.id)).failure == "The model process died."
    second = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
    assert second is not None
    assert await analyses.record(desk.desk, desk.crew.viewer, second, Findings(each=(BUY,)))
    assert (await Analysis.get(id=job.id)).failure is None


async def test_cancelling_twice_is_cancelling_once(desk: Stage) -> None:
    job = await requested(desk)
    await cancelled(desk, job)
    before = await tables()
    assert (await cancelled(desk, job)).state is JobState.CANCELED
    assert not changes(before, await tables())
    assert await AuditEntry.filter(action="cancel_analysis", object_id=job.id).count() == 1


async def test_what_has_ended_cannot_be_cancelled(desk: Stage) -> None:
    job = await requested(desk)
    claimed = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
    assert claimed is not None
    await jobs.fail(desk.desk, desk.crew.viewer, claimed, "no bars")
    before = await tables()
    with pytest.raises(Conflict, match="it is FAILED"):
        await cancelled(desk, job)
    assert not changes(before, await tables())


async def test_only_who_trades_in_the_portfolio_cancels_its_jobs(desk: Stage) -> None:
    job = await requested(desk)
    viewer, stranger = await desk.person("viewer", Role.VIEWER), Viewer(user_id="0" * 32, name="stranger")
    before = await tables()
    with pytest.raises(NotAllowed):
        await cancelled(desk, job, viewer)
    with pytest.raises(NotFound) as foreign:
        await cancelled(desk, job, stranger)
    with pytest.raises(NotFound) as missing:
        await jobs.cancel(desk.desk, stranger, Analysis, "f" * 32)
    assert foreign.value.message == missing.value.message
    assert not changes(before, await tables())


async def test_a_lease_may_be_as_long_as_the_work_needs(desk: Stage) -> None:
    job, hours = await requested(desk), timedelta(hours=3)
    assert await jobs.claim(desk.desk, desk.crew.viewer, Analysis, job.id, lease=hours) is not None
    assert await jobs.claim(desk.desk, desk.crew.viewer, Analysis, job.id, lease=hours) is None


async def test_a_renewed_lease_keeps_others_away(desk: Stage) -> None:
    job = await requested(desk)
    held = await analyses.claim(desk.desk, desk.crew.viewer, job.id)
    assert held is not None
    desk.clock.set(desk.clock.now() + jobs.LEASE - timedelta(seconds=1))
    assert await jobs.renew(desk.desk, held, jobs.LEASE)
    desk.clock.set(desk.clock.now() + jobs.LEASE - timedelta(seconds=1))
    assert await analyses.claim(desk.desk, desk.crew.viewer, job.id) is None
    desk.clock.set(desk.clock.now() + timedelta(seconds=2))
    assert await analyses.claim(desk.desk, desk.crew.viewer, job.id) is not None
    assert not await jobs.renew(desk.desk, held, jobs.LEASE)
