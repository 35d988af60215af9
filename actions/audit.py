"""The audit trail: one hash chain per portfolio and one for the desk, written with the change itself."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from actions.viewer import Viewer
from db.lookup import one
from db.models import AuditEntry, AuditHead
from db.reads.facts import DESK
from trading.ports import Ids

GENESIS = "0" * 64
SKEW_MAX = timedelta(seconds=2)  # by so much may the clocks of several processes differ
Values = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done, to what. `before` and `after` hold plain JSON values, decimals as text."""

    action: str
    object_type: str | None = None
    object_id: str | None = None
    summary: str
    reason: str | None = None
    before: Values | None = None
    after: Values | None = None
    checks: list[dict[str, str | bool | None]] = field(default_factory=list)
    halt_epoch: int = 0


async def write(ids: Ids, viewer: Viewer, portfolio_id: str | None, at: datetime, deeds: Sequence[Deed]) -> None:
    """Append links to one chain, in their order. Must run inside the transaction of the changes they record.

    The chain's head row is locked for update, so links of one chain never fork; it is read and moved once for all.
    """
    chain = portfolio_id or DESK
    head = await one(AuditHead, lock=True, chain=chain)
    if head is None:  # the first link of all, perhaps at the same moment as another's
        await AuditHead.bulk_create([AuditHead(chain=chain, sequence=0, hash=GENESIS)], ignore_conflicts=True)
        head = await AuditHead.select_for_update().get(chain=chain)
    entries = []
    for deed in deeds:
        entries.append(_link(ids, viewer, head, at, deed))
        head.sequence, head.hash, head.at = entries[-1].sequence, entries[-1].hash, entries[-1].latest_at
    await AuditEntry.bulk_create(entries)
    await head.save(update_fields=["sequence", "hash", "at"])


def _link(ids: Ids, viewer: Viewer, head: AuditHead, at: datetime, deed: Deed) -> AuditEntry:
    latest = max(at, head.at or at)
    entry = AuditEntry(
        id=ids.new(),
        chain=head.chain,
        sequence=head.sequence + 1,
        at=at,
        latest_at=latest,
        clock_back=latest - at > SKEW_MAX,
        actor_id=viewer.user_id,
        actor_kind=viewer.kind,
        api_key_id=viewer.api_key_id,
        action=deed.action,
        object_type=deed.object_type,
        object_id=deed.object_id,
        summary=deed.summary[:500],
        reason=deed.reason[:500] if deed.reason else None,
        before=deed.before,
        after=deed.after,
        checks=deed.checks,
        halt_epoch=deed.halt_epoch,
        previous_hash=head.hash,
        hash="",
    )
    entry.hash = link_hash(entry)
    return entry


def link_hash(entry: AuditEntry) -> str:
    """SHA-256 over the canonical JSON of every column but the hash itself."""
    content = {
        "chain": entry.chain,
        "sequence": entry.sequence,
        "at": entry.at.astimezone(UTC).isoformat(),
        "latest": [entry.latest_at.astimezone(UTC).isoformat(), entry.clock_back],
        "actor": [entry.actor_id, entry.actor_kind, entry.api_key_id],
        "action": entry.action,
        "object": [entry.object_type, entry.object_id],
        "summary": entry.summary,
        "reason": entry.reason,
        "before": entry.before,
        "after": entry.after,
        "checks": entry.checks,
        "halt_epoch": entry.halt_epoch,
        "previous": entry.previous_hash,
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


async def first_bad(chain: str) -> AuditEntry | None:
    """Return the first link whose hash, predecessor or place in the chain is wrong, None when all hold."""
    previous, expected = GENESIS, 1
    while batch := await AuditEntry.filter(chain=chain, sequence__gte=expected).order_by("sequence").limit(1000):
        for entry in batch:
            if entry.sequence != expected or entry.previous_hash != previous or entry.hash != link_hash(entry):
                return entry
            previous, expected = entry.hash, expected + 1
    return None


async def problem_of(head: AuditHead) -> str | None:
    """Say what is wrong with a chain, None when every link holds and none is missing at the end."""
    bad = await first_bad(head.chain)
    if bad is not None:
        return f"row {bad.sequence} ({bad.action}) is wrong"
    last = await AuditEntry.filter(chain=head.chain).order_by("-sequence").first()
    there = (last.sequence, last.hash) if last else (0, GENESIS)
    return None if there == (head.sequence, head.hash) else f"rows after {there[0]} are missing"
