"""From enqueuing a job to hearing its result, with the worker in another process: `python -m benchmarks.jobs`."""

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from adapters.arq_jobs import ArqJobs
from adapters.redis_bus import RedisBus
from api.embedded import valkey
from benchmarks.table import Figure, show
from trading.ports import Json
from workers.queue import JobContext, work

JOBS: Final = 300
DONE: Final = "plimsoll:benchmark:done"


async def serve(url: str) -> None:
    """Work off the queue until terminated: each job tells its result at once."""
    bus = RedisBus(url)

    async def answer(ctx: JobContext, payload: Json) -> None:
        await bus.publish(DONE, payload)

    await work(url, "benchmark", {"answer": answer}, max_jobs=4, job_timeout_s=10, ctx={})


async def ask(url: str) -> list[float]:
    """Return the milliseconds of each job, one after the other; the first, which waits for the worker, is left out."""
    jobs, bus, spent = ArqJobs(url), RedisBus(url), list[float]()
    async with bus.subscribe(DONE) as answers, asyncio.timeout(120):
        for number in range(JOBS + 1):
            began = time.perf_counter()
            assert await jobs.enqueue("benchmark", "answer", f"job-{number}", {"number": number})
            while (await anext(answers))["data"].get("number") != number:
                pass
            spent.append((time.perf_counter() - began) * 1000)
    await jobs.close()
    await bus.close()
    return spent[1:]


def main() -> int:
    """Measure and print; 0 when the goal is reached."""
    if sys.argv[1:2] == ["--serve"]:
        asyncio.run(serve(sys.argv[2]))
        return 0
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as folder, valkey(Path(folder)) as url:
        worker = subprocess.Popen([sys.executable, "-m", "benchmarks.jobs", "--serve", url])
        try:
            spent = asyncio.run(ask(url))
        finally:
            worker.terminate()
            worker.wait()
    at = statistics.quantiles(spent, n=100)
    return show(
        [
            Figure(name="enqueue to result, half", value=at[49], unit="ms", goal=5),
            Figure(name="enqueue to result, 99 of 100", value=at[98], unit="ms"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
