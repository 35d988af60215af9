"""Proves that a model process that dies, even before it has read its run, neither hangs the desk nor its end."""

import asyncio
import os
import signal
from concurrent.futures.process import BrokenProcessPool
from datetime import date, timedelta
from decimal import Decimal

import pytest

from ai.facts import Facts, History
from trading.market import Bar
from workers.models import Models

FIRST = date(1900, 1, 1)


def much() -> Facts:
    """Facts that are far larger than the pipe to the process holds."""
    price = Decimal(10)
    bars = [Bar(FIRST + timedelta(days=n), price, price, price, price, 1) for n in range(20_000)]
    return Facts(as_of=bars[-1].day, histories={"AAA": History.of("AAA", bars)}, symbols=("AAA",), seed=1)


async def test_a_process_that_dies_with_its_run_half_read_fails_the_run_and_nothing_else() -> None:
    models = Models(1)
    try:
        await models.warm()
        assert models._pool is not None
        [child] = list(models._pool._processes)
        os.kill(child, signal.SIGSTOP)
        run = asyncio.create_task(models.analyse(much()))
        await asyncio.sleep(0.5)  # the pipe is full by now
        os.kill(child, signal.SIGKILL)
        async with asyncio.timeout(60):
            with pytest.raises(BrokenProcessPool):
                await run
        async with asyncio.timeout(60):
            await models.warm()  # by a new process
    finally:
        models.close()
