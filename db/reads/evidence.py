"""What opinions were made from: a bundle with its parts, by its hash."""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from db.models import Analysis, AuditEntry, Decision, Evidence, EvidencePart, Recommendation, Signal
from trading.errors import NotFound
from trading.proposals import Stored


@dataclass(frozen=True, slots=True)
class Kept:
    """A bundle as the database has it, whatever it was; parts that cannot be decompressed are left out."""

    hash: str
    body: str
    parts: dict[str, bytes]
    signature: str


async def kept(name: str, part_names: Sequence[str] = ()) -> Kept:
    """Return a bundle with those of some parts that are there. Raise NotFound when it is gone."""
    row = await Evidence.get_or_none(hash=name)
    if row is None:
        raise NotFound("The evidence of this is not kept.", name)
    parts = {}
    for part in await EvidencePart.filter(hash__in=list(part_names)):
        try:
            parts[part.hash] = zlib.decompress(bytes(part.content))
        except zlib.error:
            continue
    return Kept(row.hash, row.body, parts, row.signature)


async def part(name: str) -> bytes | None:
    """Return the bytes that are kept under a hash, None where there are none or they cannot be decompressed."""
    row = await EvidencePart.get_or_none(hash=name)
    try:
        return zlib.decompress(bytes(row.content)) if row else None
    except zlib.error:
        return None


async def audited(run: Analysis) -> Mapping[str, object]:
    """Return what the audit trail says of a run's outcome: `evidence` and `situations` among it; {} for nothing."""
    ended = AuditEntry.filter(chain=run.portfolio_id, action="finish_analysis", object_id=run.id)
    entry = await ended.order_by("-sequence").first()
    return (entry.after or {}) if entry else {}


async def situations(run_id: str) -> dict[str, Stored | None]:
    """Return where the portfolio stood in each symbol when a run was sized, as it is kept; None without an opinion."""
    return {each.symbol: each.situation for each in await Decision.filter(analysis_id=run_id)}


async def run(run_id: str) -> tuple[Analysis, list[dict[str, Any]]]:
    """Return a run and, for each symbol in order, its decision, signal and recommendation. Raise NotFound."""
    analysis = await Analysis.get_or_none(id=run_id)
    if analysis is None:
        raise NotFound("There is no such run.", run_id)
    signals = {signal.id: signal for signal in await Signal.filter(analysis_id=run_id)}
    proposed = {row.id: row for row in await Recommendation.filter(signal_id__in=list(signals))}
    return analysis, [
        {
            "decision": decision,
            "signal": signals.get(decision.signal_id or ""),
            "recommendation": proposed.get(decision.recommendation_id or ""),
        }
        for decision in await Decision.filter(analysis_id=run_id).order_by("symbol")
    ]


async def gone() -> list[str]:
    """Return the hashes of the bundles that runs were made from and that are not there."""
    kept_ones = {row.hash for row in await Evidence.all().only("hash")}
    named = {row.evidence for row in await Analysis.exclude(evidence=None).only("id", "evidence")}
    return sorted(name for name in named if name is not None and name not in kept_ones)
