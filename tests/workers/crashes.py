"""Processes that die by kill -9 at a point of their work, and the desk that they work for."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from adapters.brokers.alpaca_stub import AlpacaStub
from tests import crash_runner
from tests.servers import PrivateRedis

ROOT = Path(__file__).parents[2]
WITHIN_S = 120  # lease 6 s, sweeps every 3 s, and a machine that may be busy


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the processes work: a database, a Redis, a folder, and a stub of Alpaca where one is told."""

    database: str
    redis: PrivateRedis
    folder: Path
    alpaca: AlpacaStub | None = None

    @asynccontextmanager
    async def process(self, point: str = crash_runner.NOWHERE) -> AsyncIterator[asyncio.subprocess.Process]:
        """Run a process that dies at this point, or works; it is ended with the block."""
        words = [self.database, self.redis.url, str(self.folder), point]
        if self.alpaca is not None:
            words += [self.alpaca.url, self.alpaca.stream_url]
        started = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.crash_runner", *words, cwd=ROOT)
        try:
            yield started
        finally:
            if started.returncode is None:
                started.kill()
                await started.wait()

    async def dies_at(self, point: str) -> None:
        async with self.process(point) as victim, asyncio.timeout(WITHIN_S):
            assert await victim.wait() == -signal.SIGKILL
