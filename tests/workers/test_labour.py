"""Proves that long work has a process of its own, which ends when nobody wants it any more, whatever it does."""

import asyncio
import multiprocessing
import os
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.workers.labours import die, double, refuse, sleep
from trading.errors import InvalidInput
from workers.labour import Labour, Lost, Stopped, TooLong


async def yes(*_: object) -> bool:
    return True


async def no(*_: object) -> bool:
    return False


async def test_it_returns_what_its_process_returns_and_tells_what_it_says() -> None:
    heard: list[object] = []

    async def wanted(*said: object) -> bool:
        heard.append(said)
        return True

    assert await Labour(double, 21).carried_out(wanted, limit_s=60, every_s=0) == 42
    assert heard[0] == (None, 0.0, "")


async def test_a_refusal_comes_through() -> None:
    with pytest.raises(InvalidInput, match="no use"):
        await Labour(refuse, {}).carried_out(yes, limit_s=60, every_s=0.1)


async def test_its_process_ends_however_it_ends() -> None:
    others = multiprocessing.active_children()  # of tests before this one
    with pytest.raises(Stopped):
        await Labour(sleep, {}).carried_out(no, limit_s=60, every_s=0)
    with pytest.raises(TooLong):
        await Labour(sleep, {}).carried_out(yes, limit_s=0.5, every_s=0.1)
    with pytest.raises(Lost, match="code 9"):
        await Labour(die, {}).carried_out(yes, limit_s=60, every_s=0.1)
    task = asyncio.create_task(Labour(sleep, {}).carried_out(yes, limit_s=60, every_s=0.1))
    await asyncio.sleep(0.3)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert set(multiprocessing.active_children()) <= set(others)


def alive(process: int) -> bool:
    """Whether a process runs, or has just begun to; what has ended and was not waited for does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


PARENT = """
import asyncio, multiprocessing
from tests.workers.labours import sleep
from workers.labour import Labour

async def wanted(*_):
    print(multiprocessing.active_children()[0].pid, flush=True)
    return True

if __name__ == "__main__":
    asyncio.run(Labour(sleep, {}).carried_out(wanted, limit_s=600, every_s=0.1))
"""


async def test_its_process_dies_with_a_worker_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    parent = await asyncio.create_subprocess_exec(
        sys.executable, str(script), stdout=asyncio.subprocess.PIPE, env=environment
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    assert alive(child)
    parent.kill()
    await parent.wait()
    async with asyncio.timeout(60):
        while alive(child):
            await asyncio.sleep(0.05)
