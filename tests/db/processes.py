"""Run the same piece of program in three processes that start at the same moment."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUN = "print('ready', flush=True); input(); asyncio.run(main(sys.argv[1]))"


async def run_three(program: str, url: str) -> list[str]:
    """Return what each printed. The program imports asyncio and sys and defines `async def main(url)`."""
    command = [sys.executable, "-c", f"{program}\n{RUN}", url]
    three = [await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=PIPE, stdout=PIPE) for _ in range(3)]
    for process in three:
        assert process.stdout
        assert await process.stdout.readline() == b"ready\n"
    outcomes = await asyncio.gather(*(process.communicate(b"\n") for process in three))
    assert [process.returncode for process in three] == [0, 0, 0]
    return [said.decode().strip() for said, _ in outcomes]
