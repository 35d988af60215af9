"""Time, ids and secrets from the operating system, and their simulated counterparts for demo and tests."""

import hashlib
import os
import secrets
import time
from datetime import UTC, datetime, timedelta
from typing import Final

STEADY: Final = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class SystemClock:
    """Real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def steady(self) -> timedelta:
        """Return a time that nobody sets and that goes on while the machine sleeps: only differences say anything."""
        return timedelta(microseconds=time.clock_gettime_ns(STEADY) // 1000)


class SimulatedClock:
    """Time that stands still until it is set; it never runs backwards."""

    def __init__(self, start: datetime) -> None:
        self._now = start

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        self._now = max(self._now, now)


class SystemIds:
    """Ids that sort by creation: 48 bits of milliseconds, 80 random bits."""

    def new(self) -> str:
        return f"{time.time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"

    def secret(self) -> str:
        return secrets.token_urlsafe(32)


class SeededIds:
    """Ids that are the same for the same seed and order of asking; secrets stay random."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._count = 0

    def new(self) -> str:
        self._count += 1
        tail = hashlib.sha256(f"{self._seed}:{self._count}".encode()).hexdigest()[:20]
        return f"{self._count:012x}{tail}"

    def secret(self) -> str:
        return secrets.token_urlsafe(32)
