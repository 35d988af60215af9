"""One run: a desk of several processes, its venue, its clients, what goes wrong, and what must hold all the same."""

import asyncio
import random
import shutil
import tempfile
from collections.abc import Coroutine
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar
from unittest.mock import patch

from adapters.passwords import Argon2Passwords
from adapters.registry import FEED
from adapters.system import SeededIds
from adapters.vault import FileVault
from db.reads.clock import FeedClock
from settings import Settings
from tests.desks import HandMarket
from tests.simulation.checks import Broken, Checks
from tests.simulation.database import Faulty, connect
from tests.simulation.faults import Faults, drawn
from tests.simulation.loop import Runaway, SeededLoop
from tests.simulation.ports import Airwaves, LoopClock, Queues, SimBus, SimJobs, SimNotary, work
from tests.simulation.process import Process, born
from tests.simulation.template import CASH, Template, folder
from tests.simulation.trace import Trace
from tests.simulation.venue import Venue
from tests.simulation.wire import SimBroker
from trading.ports import Desk
from workers import main as worker_main
from workers import orders as order_worker
from workers import outbox as outbox_worker
from workers import stop as stop_worker
from workers import watch as watch_worker
from workers.desk import Crew
from workers.library import Library
from workers.main import AWAY, WorkerClass
from workers.models import Models

Result = TypeVar("Result")
REST_S = 240.0  # within this time after the last fault everything must have come to rest
LOOK_S = 2.0
# Looking again and again at nothing would be most of what a run costs.
STOP_POLL_S, STOP_ROUND_S = 1.0, 0.6
SWEEP_S = 0.8
FOLLOW_S = 1.5
WATCH = timedelta(seconds=10)
CHECKER = "checker"  # nothing ever happens to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a run does. `faults` None draws them from the seed.

    `short` is one small story without chance but the order of tasks; `crash_at` kills at exactly that await point.
    """

    seed: int
    portfolios: int | None = None
    faults: Faults | None = None
    crash_at: int | None = None
    short: bool = False


class World:
    """Everything of one run; enter it, `run` it, leave it."""

    def __init__(self, plan: Plan, template: Template) -> None:
        self.plan = plan
        self.template = template
        self.trace = Trace()
        rng = self.stream("plan")
        self.faults = Faults() if plan.short else drawn(rng) if plan.faults is None else plan.faults
        self.dedupes, self.finds_at_once = rng.choice(((True, True), (True, True), (True, False), (False, False)))
        self.workers = ["worker-1", "worker-2"][: rng.choice((1, 2, 2))]
        count = rng.choice((1, 1, 2)) if plan.portfolios is None else plan.portfolios
        self.portfolios = template.portfolios[:count]
        self.points = 0
        self.crashes = 0
        self.calls = 0  # that are on their way to the venue
        self.processes: dict[str, Process] = {}
        self.failures: list[str] = []
        self.over = False
        self._crash_rng = self.stream("crash")
        self.wire_rng = self.stream("wire")
        self.loop = SeededLoop(self.stream("schedule"), born)
        self.clock = LoopClock(self.loop)
        self.ids = SeededIds(plan.seed)
        self.database = Faulty(self)
        self.air = Airwaves(self)
        self.notarized: list[str] = []
        self.queues = Queues(self)
        self.market = HandMarket()
        self.venue = Venue(self, dict.fromkeys(template.portfolios, CASH), dedupes=self.dedupes)
        self.venue.prices = dict(self.market.prices)

    def __enter__(self) -> Self:
        self._folder = tempfile.mkdtemp(dir=folder())
        self.database_file = str(Path(self._folder) / "run.db")
        Path(self.database_file).write_bytes(self.template.database)
        self.checks = Checks(self)
        self._global = random.getstate()
        random.seed(self.plan.seed)  # the pauses of adapters.patience
        self._patches: list[Any] = [
            patch.object(worker_main, "work", self._queue_work),
            patch.object(stop_worker, "POLL_S", STOP_POLL_S),
            patch.object(stop_worker, "ROUND_S", STOP_ROUND_S),
            patch.object(order_worker, "POLL_S", FOLLOW_S),
            patch.object(outbox_worker, "EVERY_S", SWEEP_S),
            patch.object(watch_worker, "LOOK", WATCH),
        ]
        for each in self._patches:
            each.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.over = True
        for each in self._patches:
            each.stop()
        random.setstate(self._global)
        for process in self.processes.values():
            process.kill()
        self.loop.finish()
        self.checks.close()
        shutil.rmtree(self._folder)

    # ---------------------------------------------------------------- what every piece asks

    def stream(self, name: str) -> random.Random:
        """Randomness of its own for each part, so that one part's draws do not shift another's."""
        return random.Random(f"{self.plan.seed}:{name}")

    def note(self, who: str, what: str) -> None:
        self.trace.note(self.loop.time(), who, what)

    async def point(self, process: Process, what: str) -> None:
        """A place where others may run, or where the process dies."""
        if process.name == CHECKER:
            return
        self.points += 1
        if self.points == self.plan.crash_at or (self.faults.crash and self._crash_rng.random() < self.faults.crash):
            self.crash(process, what)
            raise asyncio.CancelledError
        await asyncio.sleep(0)

    def crash(self, process: Process, what: str) -> None:
        self.crashes += 1
        self.note(process.name, f"CRASH at point {self.points}: {what[:70]}")
        process.kill()
        self.loop.call_later(self._crash_rng.random() * 4, self.start, process.name)

    def wrote(self, process: Process, sql: str) -> None:
        self.checks.wrote(process.name, sql)

    def committed(self, process: Process) -> None:
        self.checks.committed(process.name)

    def forgotten(self, process: Process) -> None:
        """What a process wrote and did not commit has not happened."""
        self.checks.forget(process.name)

    def fail(self, what: str) -> None:
        """Remember what must not be; the run goes on to its end."""
        if len(self.failures) < 10:
            self.note("CHECK", what)
            self.failures.append(f"{self.loop.time():.3f} s: {what}")

    def job_failed(self, process: Process, name: str, error: Exception) -> None:
        self.note(process.name, f"{name} raised {type(error).__name__}: {error}"[:200])
        if process.alive and not isinstance(error, (*AWAY, TimeoutError)):
            self.fail(f"{name} raised {type(error).__name__}: {error}")

    # ---------------------------------------------------------------- processes

    def start(self, name: str) -> Process:
        """Start a process, again after a crash."""
        if self.over:
            return self.processes[name]
        process = self.processes[name] = Process(self, name)
        self.note(name, "starts")
        if name not in {"api", CHECKER}:
            task = process.spawn(self._worker(process))
            task.add_done_callback(lambda done: self._ended(process, done))
        return process

    async def _worker(self, process: Process) -> None:
        crew = Crew(
            desk=self._desk(process),
            settings=Settings(data_dir=Path(self._folder)),
            models=Models(1),
            library=Library(self.market),
        )
        await worker_main.run(crew, process.name, {WorkerClass.ORDERS})

    def _ended(self, process: Process, task: asyncio.Task[None]) -> None:
        """A worker runs until it is killed; one that ends by itself is a bug."""
        if process.alive and not task.cancelled():
            self.fail(f"{process.name} ended by itself: {_inner(task.exception())!r}")
            self.crash(process, "ended")

    async def _queue_work(self, name: str, queue: str, functions: Any, **more: Any) -> None:
        await work(self.processes[name], self.queues, functions, **more)

    def desk(self, name: str) -> Desk:
        return self._desk(self.processes.get(name) or self.start(name))

    def _desk(self, process: Process) -> Desk:
        broker = SimBroker(self, process)
        return Desk(
            clock=self.clock,
            market_clock=FeedClock(self.clock, FEED),
            ids=self.ids,
            bus=SimBus(self.air, process),
            jobs=SimJobs(self.queues, process),
            brokers={broker.name: broker},
            market=self.market,
            llm=None,
            key_secret=b"a secret of the simulation",
            deploy_tag="sim",
            notary=SimNotary(self.notarized, process),
            vault=FileVault(Path("nowhere")),
            passwords=Argon2Passwords(),
        )

    # ---------------------------------------------------------------- the run

    def carry_out(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Let the api's process do one thing."""
        return self.loop.run_until_complete((self.processes.get("api") or self.start("api")).ask(work))

    def run(self) -> None:
        """Play the whole story; what went wrong is in `failures`."""
        from tests.simulation.workload import Workload

        try:
            self.loop.run_until_complete(self._story(Workload(self)))
        except (Broken, Runaway) as broken:
            self.fail(str(broken))

    async def _story(self, workload: Any) -> None:
        self.checks.prepare(self.stream("limits"))
        for name in ("api", *self.workers):
            self.start(name)
        await (workload.short() if self.plan.short else workload.chaos())
        self.note("world", f"no more faults after {self.crashes} crashes and {self.points} points")
        self.faults = Faults()
        self.venue.mute_until = 0.0
        await workload.finish()
        await self._rest(workload)
        checker = self.start(CHECKER)
        await checker.ask(self.checks.final())

    async def _rest(self, workload: Any) -> None:
        """Wait until nothing is left to do, and for no longer than it may take; the market goes on for who closes."""
        deadline = self.loop.time() + REST_S
        while left := self.checks.unrest():
            if self.loop.time() > deadline:
                raise Broken(f"not at rest after {REST_S:.0f} s: {'; '.join(left)}")
            self.venue.close_out(self.checks.closing())
            if self.checks.stopping():
                await workload.tick()
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(LOOK_S)  # what is at rest stays so

    def copy(self) -> bytes:
        """Return the database as it is, for a template."""
        with closing(connect(self.database_file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(self.database_file).read_bytes()


def _inner(error: BaseException | None) -> BaseException | None:
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return error
