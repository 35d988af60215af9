"""`python -m tests.simulation --seeds 2000`: play many seeds, or one again; print what broke and how to replay it."""

import argparse
import os
import sys
import time
from collections import Counter

FAILURES_MAX = 5


def main() -> int:
    """Return 1 when a seed has failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulation", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2000, help="how many seeds to play")
    parser.add_argument("--first", type=int, default=1, help="the first of them")
    parser.add_argument("--seed", type=int, help="play this one alone and print its trace")
    parser.add_argument("--crash-at", type=int, help="with --seed: the short story with a crash at this await point")
    parser.add_argument("--every-crash", type=int, metavar="STEP", help="with --seed: crash at each STEPth await point")
    parser.add_argument("--processes", type=int, help="how many at a time; default: one for each processor")
    asked = parser.parse_args()
    with_one_order_of_sets("tests.simulation")
    if asked.every_crash is not None:
        return _every_crash(asked.seed or 1, asked.every_crash)
    return _one(asked.seed, asked.crash_at) if asked.seed is not None else _many(asked)


def with_one_order_of_sets(module: str) -> None:
    """Start again with a fixed hash seed, if need be: the order of sets is part of what a seed decides."""
    if os.environ.get("PYTHONHASHSEED") != "0":
        command = [sys.executable, "-m", module, *sys.argv[1:]]
        os.execve(sys.executable, command, {**os.environ, "PYTHONHASHSEED": "0"})


def _one(seed: int, crash_at: int | None) -> int:
    from tests.simulation.runs import run
    from tests.simulation.template import template
    from tests.simulation.world import Plan

    done = run(Plan(seed=seed, short=crash_at is not None, crash_at=crash_at), template(), lines=True)
    for line in done.lines:
        print(line)
    for failure in done.failures:
        print(f"FAILED {failure}")
    print(f"seed {seed}: {done.points} await points, {done.crashes} crashes, trace {done.hash}")
    return 1 if done.failures else 0


def _every_crash(seed: int, step: int) -> int:
    """Play the short story once for each await point that it has, with a crash there."""
    from tests.simulation.runs import run
    from tests.simulation.template import template
    from tests.simulation.world import Plan

    ready, failed = template(), 0
    points = run(Plan(seed=seed, short=True), ready).points
    tried = range(1 + seed % step, points + 1, step)
    for at in tried:
        done = run(Plan(seed=seed, short=True, crash_at=at), ready)
        if done.failures or not done.crashes:
            failed += 1
            print(f"FAILED {done.failures or 'nobody crashed'}; replay: python -m tests.simulation"
                  f" --seed {seed} --crash-at {at}")  # fmt: skip
            if failed == FAILURES_MAX:
                break
    print(f"seed {seed}: {len(tried)} crashes, one in each run, at {points} await points, {failed} failed")
    return 1 if failed else 0


def _many(asked: argparse.Namespace) -> int:
    from tests.simulation.runs import run_all

    began = time.monotonic()
    failed, played, points, crashes = 0, 0, 0, 0
    saw: Counter[str] = Counter()
    for done in run_all(asked.first, asked.seeds, processes=asked.processes):
        played, points, crashes = played + 1, points + done.points, crashes + done.crashes
        saw += done.saw
        if done.failures:
            failed += 1
            for line in done.lines[-40:]:
                print(line)
            for failure in done.failures:
                print(f"FAILED {failure}")
            print(
                f"seed {done.seed} failed; replay it with: python -m tests.simulation --seed {done.seed}\n", flush=True
            )
            if failed == FAILURES_MAX:
                break
    seconds = time.monotonic() - began
    print(f"{played} seeds in {seconds:.0f} s, {points} await points, {crashes} crashes, {failed} failed")
    print(", ".join(f"{name} {count}" for name, count in sorted(saw.items())))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
