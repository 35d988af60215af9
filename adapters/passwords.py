"""Passwords as Argon2id hashes, computed in a few threads that make way for all else."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from trading.errors import Unavailable

THREADS: Final = 1
WAITING_MAX: Final = 16  # at some 30 ms each nobody waits for more than a second
NICENESS: Final = 5
T = TypeVar("T")


class Argon2Passwords:
    """Implements trading.ports.Passwords: 19 MiB, two passes, one lane (the least that OWASP asks for)."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1, type=Type.ID)
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="passwords", initializer=_make_way)
        self._waiting = 0
        self._nobody = ""

    async def hash(self, password: str) -> str:
        return await self._compute(partial(self._hasher.hash, password))

    async def matches(self, hashed: str | None, password: str) -> bool:
        return await self._compute(partial(self._matches, hashed, password))

    def close(self) -> None:
        """Let the threads go."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def _matches(self, hashed: str | None, password: str) -> bool:
        self._nobody = self._nobody or self._hasher.hash("nobody's")
        try:
            self._hasher.verify(hashed or self._nobody, password)
        except (VerificationError, InvalidHashError):
            return False
        return hashed is not None

    async def _compute(self, work: Callable[[], T]) -> T:
        if self._waiting >= WAITING_MAX:
            raise Unavailable("too many passwords are being looked at")
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._waiting -= 1


def _make_way() -> None:
    """Lower the priority of this thread alone, where the system can: queries go first."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)
