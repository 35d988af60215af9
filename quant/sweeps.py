"""Many variants of one strategy: each is a trial, and the best of many is judged as the best of many."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from itertools import product
from math import prod
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal
from typing import Final

import numpy as np

from quant.arrays import Floats
from quant.backtest import Setup, returns_of, run
from quant.course import Course
from quant.grid import Grid
from quant.strategies import Readers, plan_of
from trading.errors import InvalidInput
from trading.ports import Json
from trading.strategies import Rules, of_json

TRIALS_MAX: Final = 2_000
FOLDS: Final = 5
FEW: Final = 10  # trials are quicker than a second process begins
TOGETHER: Final = 4  # trials that a process is given at once
MANY: Final = 50  # trials take longer than the kernel needs to be loaded
Heard = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Trials in the order in which they were asked for; `returns` (t, n) by session. `best` has the highest Sharpe."""

    trials: tuple[Rules, ...]
    returns: Floats
    finals: Floats

    @property
    def ratios(self) -> Floats:
        """(n,) Sharpe ratios per session; 0 for what never moved."""
        spread = self.returns.std(axis=0, ddof=1)
        return np.where(spread > 0, self.returns.mean(axis=0) / np.where(spread > 0, spread, 1), 0.0)

    @property
    def best(self) -> int:
        return int(self.ratios.argmax())


def variants(template: Json, choices: Mapping[str, Sequence[int | str]]) -> Iterator[Rules]:
    """Yield rules with every combination of choices for the text `$name` in a template.

    InvalidInput for a name that the template does not have, for none or too many combinations, and as of_json.
    """
    count = prod(map(len, choices.values())) if choices else 0
    if not 1 <= count <= TRIALS_MAX:
        raise InvalidInput(f"A sweep has 1 to {TRIALS_MAX} combinations, and this one has {count}.")
    named = set(_names(template))
    if missing := choices.keys() ^ named:
        raise InvalidInput(f"The template and the choices differ in {', '.join(sorted(missing))}.")
    for combination in product(*choices.values()):
        chosen = dict(zip(choices, combination, strict=True))
        filled = _filled(template, chosen)
        title = ", ".join(f"{name} {value}" for name, value in chosen.items())
        yield of_json({**filled, "name": f"{template.get('name', 'sweep')}: {title}"[:100]})


def _names(part: object) -> Iterator[str]:
    if isinstance(part, str) and part.startswith("$"):
        yield part[1:]
    for each in part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ():
        yield from _names(each)


def _filled(part: Json, chosen: Mapping[str, object]) -> Json:
    def fill(each: object) -> object:
        if isinstance(each, str) and each.startswith("$"):
            return chosen[each[1:]]
        if isinstance(each, Mapping):
            return {name: fill(value) for name, value in each.items()}
        return [fill(value) for value in each] if isinstance(each, list) else each

    return {name: fill(value) for name, value in part.items()}


Tried = tuple[Floats, float]


@dataclass(frozen=True, slots=True, eq=False)
class _Bench:
    """What all trials of a process share: the bars made ready, and the indicators made so far."""

    course: Course
    readers: Readers
    setup: Setup

    @classmethod
    def of(cls, grid: Grid, setup: Setup) -> "_Bench":
        return cls(Course(grid), Readers(grid), setup)

    def tried(self, rules: Rules) -> Tried:
        found = run(self.course, plan_of(rules, self.readers).decider(), self.setup)
        return found.returns, float(found.final)

    def quickly(self, trials: Sequence[Rules], heard: Heard) -> dict[int, Tried]:
        """Return what the kernel can say, by the trial's place."""
        if len(trials) < MANY:
            return {}
        from quant.fast import ready

        quick = ready(self.course, self.setup)
        if quick is None:
            return {}
        found = {}
        for place, rules in enumerate(trials):
            equity = quick.equity(plan_of(rules, self.readers))
            if equity is not None:
                found[place] = (
                    returns_of(equity[self.course.ends], self.setup.cash),
                    float(Decimal(int(equity[-1])).scaleb(-2)),
                )
                heard(len(found), len(trials))
        return found


_BENCHES: Final[list[_Bench]] = []  # of a process that does nothing else: one


def _begin(bound: Callable[[int], None] | None, pid: int, grid: Grid, setup: Setup) -> None:
    signal(SIGINT, SIG_IGN)  # who asked is told of it, and ends this
    _BENCHES.append(_Bench.of(grid, setup))
    if bound is not None:
        bound(pid)


def _trial(rules: Rules) -> Tried:
    return _BENCHES[0].tried(rules)


def sweep(
    trials: Sequence[Rules],
    grid: Grid,
    setup: Setup,
    *,
    processes: int,
    heard: Heard = lambda done, total: None,
    bound: Callable[[int], None] | None = None,
    fast: bool = True,
) -> Sweep:
    """Run every trial: those that the kernel can say in this process, the others on so many.

    `fast` off leaves the kernel out. `heard` is told done and in all, `bound` ties a process to this one.
    InvalidInput as the rules' plans.
    """
    if not trials:
        raise InvalidInput("There is nothing to try.")
    bench = _Bench.of(grid, setup)
    found = bench.quickly(trials, heard) if fast else {}
    left = [place for place in range(len(trials)) if place not in found]
    rest = [trials[place] for place in left]
    alone = processes == 1 or len(rest) <= FEW
    plainly = (bench.tried(rules) for rules in rest)
    with closing(plainly if alone else _spread(rest, grid, setup, processes, bound)) as results:
        for place, result in zip(left, results, strict=True):
            found[place] = result
            heard(len(found), len(trials))
    tried = [found[place] for place in range(len(trials))]
    return Sweep(tuple(trials), np.column_stack([returns for returns, _ in tried]), np.array([f for _, f in tried]))


def _spread(
    trials: Sequence[Rules], grid: Grid, setup: Setup, processes: int, bound: Callable[[int], None] | None
) -> Generator[Tried, None, None]:
    """Yield what trials come to, in their order, from processes that each load the bars once.

    Who closes it, or presses Ctrl-C, waits only for the few that are under way.
    """
    together = max(1, min(TOGETHER, len(trials) // (8 * processes)))
    with ProcessPoolExecutor(processes, get_context("spawn"), _begin, (bound, os.getpid(), grid, setup)) as pool:
        try:
            yield from pool.map(_trial, trials, chunksize=together)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@dataclass(frozen=True, slots=True, eq=False)
class WalkForward:
    """Each part is traded by the trial that was best before it. `chosen` are their places, `parts` the first session
    of each and the one after its last; `returns` out of sample."""

    chosen: tuple[int, ...]
    parts: tuple[tuple[int, int], ...]
    returns: Floats


def walk_forward(found: Sweep, folds: int = FOLDS) -> WalkForward:
    """Cut the sessions into folds + 1 parts, and trade each but the first by the best of all that was before it."""
    parts = np.array_split(np.arange(len(found.returns)), folds + 1)
    if folds < 1 or min(map(len, parts)) < 3:
        raise InvalidInput(f"{len(found.returns)} sessions are too few for {folds} parts to walk through.")
    chosen, earned = [], []
    for number in range(1, len(parts)):
        past = found.returns[: parts[number][0]]
        spread = past.std(axis=0, ddof=1)
        best = int(np.where(spread > 0, past.mean(axis=0) / np.where(spread > 0, spread, 1), -np.inf).argmax())
        chosen.append(best)
        earned.append(found.returns[parts[number], best])
    spans = tuple((int(part[0]), int(part[-1]) + 1) for part in parts[1:])
    return WalkForward(tuple(chosen), spans, np.concatenate(earned))
