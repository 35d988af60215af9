"""Keep what opinions were made from, and have signals recomputed from it."""

import asyncio
import hashlib
import json
import zlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from db.engine import transaction
from db.models import Evidence, EvidencePart
from trading.errors import Conflict, Unreachable
from trading.ports import Desk, Json, Notary
from trading.proposals import Stored

QUEUE: Final = "research"
JOB: Final = "verify_signal"
ANSWER_S: Final = 8  # less than a query may take
AT_ONCE: Final = 100


async def keep(desk: Desk, body: str, parts: Mapping[str, bytes]) -> str:
    """Keep a bundle, sign its hash and return it; parts that are there already are not written again.

    Raise Unavailable when the notary cannot sign.
    """
    name = hashlib.sha256(body.encode()).hexdigest()
    async with transaction():
        await keep_parts(parts)
        kept = Evidence(hash=name, body=body, signature=desk.notary.sign(name), created_at=desk.clock.now())
        await Evidence.bulk_create([kept], ignore_conflicts=True)
    return name


async def keep_parts(parts: Mapping[str, bytes]) -> None:
    """Keep bytes under their SHA-256; what is there already is not written again. Must run inside a transaction."""
    there = {part.hash for part in await EvidencePart.filter(hash__in=list(parts)).only("hash")}
    fresh = [EvidencePart(hash=key, content=zlib.compress(parts[key])) for key in sorted(parts) if key not in there]
    await EvidencePart.bulk_create(fresh, ignore_conflicts=True, batch_size=AT_ONCE)


def seal(notary: Notary, evidence: str | None, situations: Mapping[str, Stored | None]) -> str:
    """Sign in which situations a run has sized its trades, by symbol, under the hash of what it was made from."""
    said = json.dumps([evidence, situations], sort_keys=True, separators=(",", ":"))
    return notary.sign(f"situations {hashlib.sha256(said.encode()).hexdigest()}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCheck:
    """What a worker found: a signal's probability of a rise as recorded and as recomputed, and what differs."""

    recomputed: Decimal
    recorded: Decimal
    differences: tuple[str, ...]

    @property
    def matches(self) -> bool:
        return not self.differences


async def recompute(desk: Desk, signal_id: str) -> EvidenceCheck:
    """Have a worker recompute a signal from its evidence.

    Raise Conflict when the evidence cannot be read, Unreachable when no answer comes in time: the worker goes on, and
    is quicker when it is asked again.
    """
    channel = f"verify:{signal_id}"
    async with desk.bus.subscribe(channel) as messages:
        asked = {"signal_id": signal_id, "channel": channel}
        if await desk.jobs.enqueue(QUEUE, JOB, channel, asked):
            with suppress(TimeoutError):
                async with asyncio.timeout(ANSWER_S):
                    async for message in messages:
                        if message["channel"] == channel:
                            return _read(message["data"])
    raise Unreachable("The signal is not recomputed yet; ask again in a moment.")


def _read(answer: Json) -> EvidenceCheck:
    if "refusal" in answer:
        raise Conflict(str(answer["refusal"]))
    return EvidenceCheck(
        recomputed=Decimal(answer["recomputed"]),
        recorded=Decimal(answer["recorded"]),
        differences=tuple(answer["differences"]),
    )
