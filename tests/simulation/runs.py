"""Runs of many seeds: one at a time in this process, or spread over several."""

import logging
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.simulation.template import Template, template
from tests.simulation.world import Plan, World

CHUNK = 10
RECYCLE = 40  # chunks after which a process is renewed


@dataclass(frozen=True, slots=True)
class Run:
    """What came of one seed. `saw` counts what happened in it, so that a suite of empty runs is noticed."""

    seed: int
    hash: str
    points: int
    crashes: int
    failures: tuple[str, ...]
    lines: tuple[str, ...]
    saw: Counter[str]


def run(plan: Plan, ready: Template, *, lines: bool = False) -> Run:
    """Play one seed in this process; its last lines are kept when it fails, or when asked for."""
    logging.disable(logging.CRITICAL)  # the faults are wanted, the trace has them
    try:
        with World(plan, ready) as world:
            world.run()
            saw = world.checks.saw()
    finally:
        logging.disable(logging.NOTSET)
    failures = tuple(world.failures)
    kept = tuple(world.trace.lines) if failures or lines else ()
    return Run(plan.seed, world.trace.hash, world.points, world.crashes, failures, kept, saw)


def run_all(first: int, count: int, *, processes: int | None = None, plan: Plan | None = None) -> Iterator[Run]:
    """Play seeds from `first` on, in any order, on all processors."""
    ready, wanted = template(), plan or Plan(seed=0)
    context = multiprocessing.get_context("fork")  # nothing here has a thread, and what is imported need not be again
    with context.Pool(processes or os.cpu_count() or 1, _begin, (ready, wanted), RECYCLE) as pool:
        yield from pool.imap_unordered(_play, range(first, first + count), CHUNK)


_READY: list[tuple[Template, Plan]] = []


def _begin(ready: Template, wanted: Plan) -> None:
    _READY[:] = [(ready, wanted)]


def _play(seed: int) -> Run:
    ready, wanted = _READY[0]
    return run(replace(wanted, seed=seed), ready)
