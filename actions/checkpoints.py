"""Write signed checkpoints of the audit trail outside the database, and hold the database against them."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from actions.audit import Deed, problem_of
from actions.unit import unit
from actions.viewer import Viewer
from db.models import Alert, AuditEntry, AuditHead, Portfolio, Stop
from db.reads.facts import DESK
from trading.alerts import AlertCode
from trading.checkpoints import GENESIS, Checkpoint, digest, read, sound
from trading.ports import Desk

EVERY: Final = timedelta(hours=1)
ACTION: Final = "write_checkpoint"
AT_ONCE: Final = 500


async def write(desk: Desk, viewer: Viewer) -> Checkpoint:
    """Sign where every audit chain ends now, and record the checkpoint in the desk's own chain.

    The record shows when the newest lines of the file are removed. Raise Unavailable when the file cannot be written.
    """
    heads = {head.chain: (head.sequence, head.hash) for head in await AuditHead.all()}
    epoch, now = await _epoch(), desk.clock.now()

    def make(lines: Sequence[str]) -> str:
        previous = digest(lines[-1]) if lines else GENESIS
        found = Checkpoint(sequence=len(lines) + 1, at=now, epoch=epoch, heads=heads, previous=previous)
        return found.line(desk.notary.sign(found.body))

    line = await desk.notary.add(make)
    made, _ = read(line)
    async with unit(desk, viewer) as u:
        u.record(
            Deed(
                action=ACTION,
                object_type="Checkpoint",
                object_id=str(made.sequence),
                summary=f"Checkpoint {made.sequence} of {len(heads)} chains was signed",
                after={"digest": digest(line)},
            )
        )
    return made


async def write_due(desk: Desk, viewer: Viewer) -> Checkpoint | None:
    """Write a checkpoint when the last is an hour old or a stop was engaged since; None otherwise.

    First the chains are held against the last one: what does not fit is an alert of the whole desk, raised once.
    """
    last = _last(await desk.notary.lines())
    if last is not None and last.epoch >= await _epoch() and desk.clock.now() - last.at < EVERY:
        return None
    if last is not None:
        await _warn(desk, viewer, last)
    return await write(desk, viewer)


def _last(lines: Sequence[str]) -> Checkpoint | None:
    """Return the newest checkpoint; None where there is none that can be read, so that one is due."""
    try:
        return read(lines[-1])[0] if lines else None
    except ValueError:
        return None


async def _epoch() -> int:
    return sum(stop.epoch for stop in await Stop.all().only("target", "epoch"))


async def _warn(desk: Desk, viewer: Viewer, last: Checkpoint) -> None:
    problems = await _broken([last])
    message = "; ".join(f"{chain}: {problem}" for chain, problem in problems.items())[:1000]
    if not problems or await Alert.exists(code=AlertCode.AUDIT_BROKEN, message=message):
        return
    async with unit(desk, viewer) as u:
        await u.alert(AlertCode.AUDIT_BROKEN, message)


# ---------------------------------------------------------------- verifying


async def chains() -> dict[str, str]:
    """Say of every audit chain that it holds, or name its first bad row. Also chains that have lost their head."""
    heads = {head.chain: head for head in await AuditHead.all()}
    entries = AuditEntry.all().distinct()
    others = await Portfolio.all().values_list("id", flat=True), await entries.values_list("chain", flat=True)
    wanted = {*heads, *(str(chain) for found in others for chain in found)}
    said = {}
    for chain in sorted(wanted):
        head = heads.get(chain)
        said[chain] = await problem_of(head) or "" if head else "the chain or its head is gone"
    return said


async def problems(desk: Desk) -> list[str]:
    """Name what is wrong with the checkpoints, and where the chains are not what they signed; empty when all holds."""
    lines = await desk.notary.lines()
    held, wrong = sound(lines, desk.notary.sign)
    found = [wrong or "", await _unrecorded(lines)]
    found += [f"{chain}: {problem}" for chain, problem in (await _broken(held)).items()]
    return [problem for problem in found if problem]


async def _unrecorded(lines: Sequence[str]) -> str:
    """Name the first checkpoint that the desk's chain records and the file does not have, or has otherwise."""
    async for entry in AuditEntry.filter(chain=DESK, action=ACTION).order_by("sequence"):
        number = int(entry.object_id or 0)
        if number > len(lines):
            return f"checkpoint {number} was removed: row {entry.sequence} of the desk's chain records it"
        if digest(lines[number - 1]) != (entry.after or {}).get("digest"):
            return f"checkpoint {number} was forged: row {entry.sequence} of the desk's chain records another"
    return ""


async def _broken(held: Sequence[Checkpoint]) -> dict[str, str]:
    """Return by chain the first signed row that the database does not have, or has otherwise."""
    signed: dict[str, dict[int, tuple[str, int]]] = {}
    for checkpoint in held:
        for chain, (sequence, last) in checkpoint.heads.items():
            signed.setdefault(chain, {}).setdefault(sequence, (last, checkpoint.sequence))
    problems = {chain: await _lost(chain, rows) for chain, rows in sorted(signed.items())}
    return {chain: problem for chain, problem in problems.items() if problem}


async def _lost(chain: str, signed: dict[int, tuple[str, int]]) -> str:
    """Say what is wrong with one chain; `signed` are hash and checkpoint by row."""
    wanted, good = sorted(signed), 0
    for start in range(0, len(wanted), AT_ONCE):
        batch = wanted[start : start + AT_ONCE]
        there = dict(await AuditEntry.filter(chain=chain, sequence__in=batch).values_list("sequence", "hash"))
        for sequence in batch:
            last, number = signed[sequence]
            if sequence not in there:
                return await _missing(chain, sequence, number)
            if there[sequence] != last:
                return f"row {sequence} is not the one of checkpoint {number}: rewritten after row {good}"
            good = sequence
    return ""


async def _missing(chain: str, sequence: int, number: int) -> str:
    last = await AuditEntry.filter(chain=chain).order_by("-sequence").first()
    if last is None:
        return f"the chain is gone; checkpoint {number} saw {sequence} rows"
    return f"row {sequence}, which checkpoint {number} saw, is missing; the chain ends at row {last.sequence}"
