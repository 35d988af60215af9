"""Follow work that outlives its request: claim it, tell how far it is, end it, cancel it."""

from datetime import timedelta
from decimal import Decimal
from typing import Final, TypeVar

from actions.access import portfolio_for
from actions.audit import Deed, Values
from actions.undecided import undecided
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.models import Analysis, JobState
from db.models.jobs import Job
from trading import leases
from trading.alerts import AlertCode
from trading.errors import Conflict, NotAllowed, NotFound, Permission
from trading.ports import Desk

J = TypeVar("J", bound=Job)

LEASE: Final = timedelta(seconds=120)
ATTEMPTS_MAX: Final = 3


# What a person is told when a job of some kind fails; who asked for any other sees it there.
ALARMS: Final[dict[type[Job], tuple[AlertCode, str]]] = {Analysis: (AlertCode.MODEL_FAILING, "An analysis failed")}


def noun(job: Job) -> str:
    """Return what a job is called."""
    return type(job).__name__.lower()


async def enter(u: Unit, job: Job, summary: str, *, queue: str, name: str) -> None:
    """Save a new job, say so, and queue the work `name`, whose payload is {`<noun>_id`: its id}, after commit."""
    job.state, job.requested_by_id, job.requested_at = JobState.QUEUED, u.viewer.user_id, u.now
    await job.save(force_create=True)
    u.job(queue, name, **{f"{noun(job)}_id": job.id})
    tell(u, job, "queued", None)
    u.record(_deed(f"request_{noun(job)}", job, summary[:500]))


def tell(u: Unit, job: Job, stage: str, note: str | None) -> None:
    """Announce how far a job has come, on its portfolio's stream or, where it is for none, on the desk's."""
    announce = u.desk_event if job.home is None else u.event
    announce("job", id=job.id, stage=stage, note=note)


async def claim(desk: Desk, viewer: Viewer, model: type[J], job_id: str, *, lease: timedelta = LEASE) -> J | None:
    """Take a job for this worker until the lease ends; None when it is over or another worker has it.

    A job whose workers died ATTEMPTS_MAX times is given up; `failure` says how the last one ended.
    """
    found = await model.get(id=job_id)
    async with unit(desk, viewer, found.home) as u:
        job = await model.select_for_update().get(id=job_id)
        if job.over or not leases.over(job.claimed_until, u.now, lease):
            return None
        if job.claimed_until is not None:
            job.failure = f"Its worker ended at the stage {job.stage}, without a word: killed, or out of memory."
        job.attempts += 1
        if job.attempts > ATTEMPTS_MAX:
            await finish(
                u, job, JobState.FAILED, f"Given up after {ATTEMPTS_MAX} attempts. {job.failure or ''}".strip()
            )
            return None
        job.state = JobState.RUNNING
        job.claim = desk.ids.new()
        job.claimed_until = u.now + lease
        await job.save()
        tell(u, job, "started", None)
        return job


async def mine(job: J) -> J | None:
    """Return a job as it stands, locked; None when it is over or another worker has taken it since."""
    current = await type(job).select_for_update().get(id=job.id)
    return current if current.state is JobState.RUNNING and current.claim == job.claim else None


async def progress(
    desk: Desk, viewer: Viewer, job: Job, stage: str, share: Decimal, note: str, *, lease: timedelta | None = None
) -> bool:
    """Say how far a job has come (`share` from 0 to 1) and renew its lease.

    False when it is no longer this worker's, or was canceled: whoever works on it has to stop.
    """
    async with unit(desk, viewer, job.home) as u:
        if not await mine(job):
            return False
        renewed = {} if lease is None else {"claimed_until": u.now + lease}
        await type(job).filter(id=job.id).update(progress=share, stage=stage, **renewed)
        tell(u, job, stage, note)
        return True


async def renew(desk: Desk, job: Job, lease: timedelta) -> bool:
    """Keep a job for this worker without telling anybody; False as `progress` says."""
    held = type(job).filter(id=job.id, state=JobState.RUNNING, claim=job.claim)
    return bool(await held.update(claimed_until=desk.clock.now() + lease))


async def release(desk: Desk, viewer: Viewer, job: Job, why: str) -> None:
    """Give a job back that this worker could not carry on: it comes again, up to ATTEMPTS_MAX times in all."""
    async with unit(desk, viewer, job.home) as u:
        if await mine(job):
            await type(job).filter(id=job.id).update(claimed_until=None, stage="interrupted", failure=why[:500])
            tell(u, job, "interrupted", why)


async def fail(desk: Desk, viewer: Viewer, job: Job, why: str) -> None:
    """End a job that could not be carried out."""
    async with unit(desk, viewer, job.home) as u:
        if current := await mine(job):
            await finish(u, current, JobState.FAILED, why)


async def finish(u: Unit, job: Job, state: JobState, why: str | None = None, after: Values | None = None) -> None:
    """End a job within a unit that has it locked. `after` is what the audit trail keeps of its outcome.

    An analysis that did not succeed leaves a decision for each symbol all the same.
    """
    job.state = state
    job.failure = why[:500] if why else None
    job.finished_at = u.now
    job.claimed_until = None
    job.stage = state.value.lower()
    if state is JobState.SUCCEEDED:
        job.progress = Decimal(1)
    await job.save()
    if isinstance(job, Analysis) and state is not JobState.SUCCEEDED:
        await undecided(u, job, state, job.failure)
    if state is JobState.FAILED and type(job) in ALARMS:
        code, title = ALARMS[type(job)]
        await u.alert(code, job.failure or "", title=title)
    tell(u, job, job.stage, job.failure)
    action = f"{'cancel' if state is JobState.CANCELED else 'finish'}_{noun(job)}"
    u.record(_deed(action, job, f"{type(job).__name__} {state}", reason=job.failure, after=after))


async def cancel(desk: Desk, viewer: Viewer, model: type[J], job_id: str) -> J:
    """End a job before it is done; what works on it stops within seconds and leaves nothing. Twice is once.

    Raise NotFound when it is missing or foreign, NotAllowed without TRADE, Conflict when it has ended.
    """
    found = await _theirs(viewer, model, job_id)
    async with unit(desk, viewer, found.home, needs=Permission.TRADE if found.home else None) as u:
        job = await model.select_for_update().get(id=job_id)
        if job.state is JobState.CANCELED:
            return job
        if job.over:
            raise Conflict(f"This {noun(job)} has ended: it is {job.state}.")
        await finish(u, job, JobState.CANCELED)
        return job


async def _theirs(viewer: Viewer, model: type[J], job_id: str) -> J:
    """Return a job that the viewer may cancel: of a portfolio in which they trade, or one they asked for."""
    found = await model.get_or_none(id=job_id)
    if found is None or (found.home is None and found.requested_by_id != viewer.user_id):
        raise NotFound("There is no such job.", job_id)
    if found.home is not None:
        try:
            await portfolio_for(viewer, found.home, Permission.TRADE)
        except NotFound:
            raise NotFound("There is no such job.", job_id) from None
    elif Permission.TRADE not in viewer.permissions:
        raise NotAllowed(f"This needs the permission {Permission.TRADE}.", Permission.TRADE)
    return found


def _deed(action: str, job: Job, summary: str, *, reason: str | None = None, after: Values | None = None) -> Deed:
    name = type(job).__name__
    return Deed(action=action, object_type=name, object_id=job.id, summary=summary, reason=reason, after=after)


async def over(model: type[Job], job_id: str) -> bool:
    """Whether a job has ended, however it did."""
    return (await model.get(id=job_id)).over
