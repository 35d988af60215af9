"""The processes in which models are fitted and asked, so that neither the API nor a loop ever waits for numpy."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from typing import TypeVar

from adapters.process import begin
from ai.facts import Facts, History
from ai.trials import Champion, ShadowTrial, Trial
from ai.views import Analysis
from trading.news import Headline, Story
from trading.optimisation import Optimum, Wish
from trading.performance import Figures, Period
from trading.risk_reports import Book, RiskReport
from workers.past import Past

T = TypeVar("T")


def _analyse(facts: Facts) -> Analysis:
    from ai.ensemble import analyse

    return analyse(facts)


def _train(facts: Facts, champion: Champion | None) -> Trial | None:
    from ai.training import try_out

    return try_out(facts, champion)


def _shadow_trial(facts: Facts, kind: str, rounds: int, trials_before: int) -> ShadowTrial | str:
    from ai.shadows.trial import try_shadow

    return try_shadow(facts, kind, rounds, trials_before)


def _shadows(facts: Facts, artifacts: Mapping[str, bytes]) -> dict[str, tuple[Decimal, dict[str, Decimal]]]:
    from ai.shadows.asking import ask

    return ask(facts, artifacts)


def _stories(
    headlines: Sequence[Headline], before: Sequence[tuple[int, int]], known: Sequence[str], by: str
) -> list[Story]:
    from ai.duplicates import Print
    from ai.news import stories
    from ai.readers import reader

    return stories(headlines, [Print(words, matter) for words, matter in before], frozenset(known), reader(by))


def _risk(blank: RiskReport, book: Book, histories: Mapping[str, History]) -> RiskReport:
    from workers.measuring import measured

    return measured(blank, book, histories)


def _performance(past: Past) -> list[tuple[Period, str, Figures]]:
    from workers.performing import performed

    return performed(past)


def _sessions(first: date, last: date) -> list[date]:
    from workers.sessions import sessions

    return sessions(first, last)


def _optimum(wish: Wish, histories: Mapping[str, History]) -> Optimum:
    from workers.optimising import optimised

    return optimised(wish, histories)


def _warm() -> None:
    import ai.ensemble  # noqa: F401 - it loads what all sources need
    from ai.weights import sources

    sources()


class Models:
    """A pool of `size` processes. A process that dies is replaced; the run it had is lost and tried again."""

    def __init__(self, size: int, reader: str = "") -> None:
        """`reader` is the transformer that reads headlines, as `ai.readers.reader` takes it."""
        self._size, self._reader = size, reader
        self._pool: ProcessPoolExecutor | None = None

    async def warm(self) -> None:
        """Load the libraries ahead of the first run; a process that dies of it is replaced when one is needed."""
        with suppress(BrokenProcessPool):
            await self._run(_warm)

    async def analyse(self, facts: Facts) -> Analysis:
        """Run the ensemble; raises whatever it raises, BrokenProcessPool when the process died."""
        return await self._run(_analyse, facts)

    async def train(self, facts: Facts, champion: Champion | None) -> Trial | None:
        """Train a new version of the facts' line-up and try it beside the champion; raises as `analyse` does."""
        return await self._run(_train, facts, champion)

    async def shadow_trial(self, facts: Facts, kind: str, rounds: int, trials_before: int) -> ShadowTrial | str:
        """Train a shadow and try its seeds, or say why not; raises as `analyse` does. Minutes long."""
        return await self._run(_shadow_trial, facts, kind, rounds, trials_before)

    async def shadows(
        self, facts: Facts, artifacts: Mapping[str, bytes]
    ) -> dict[str, tuple[Decimal, dict[str, Decimal]]]:
        """Ask shadows by kind: their base rate and the chance of each symbol; raises as `analyse` does, and ValueError
        for an artifact that cannot be read."""
        return await self._run(_shadows, facts, artifacts)

    async def stories(
        self, headlines: Sequence[Headline], before: Sequence[tuple[int, int]], known: Sequence[str]
    ) -> list[Story]:
        """Find what is new in some headlines and what it says; raises as `analyse` does, and Rejected where the reader
        cannot be had. `before` are prints."""
        return await self._run(_stories, headlines, before, known, self._reader)

    async def risk(self, blank: RiskReport, book: Book, histories: Mapping[str, History]) -> RiskReport:
        """Measure a book and fill in its report; raises as `analyse` does, and InvalidInput."""
        return await self._run(_risk, blank, book, histories)

    async def performance(self, past: Past) -> list[tuple[Period, str, Figures]]:
        """Compute the figures of every period; raises as `analyse` does, and InvalidInput."""
        return await self._run(_performance, past)

    async def optimum(self, wish: Wish, histories: Mapping[str, History]) -> Optimum:
        """Find the weights of a wish; raises as `analyse` does, and InvalidInput."""
        return await self._run(_optimum, wish, histories)

    async def sessions(self, first: date, last: date) -> list[date]:
        """Return the days on which the exchange is open; raises as `analyse` does."""
        return await self._run(_sessions, first, last)

    async def _run(self, function: Callable[..., T], *values: object) -> T:
        pool = self._start()
        try:
            return await asyncio.wrap_future(pool.submit(function, *values))
        except BrokenProcessPool:
            if pool is self._pool:  # else another run that it broke has already replaced it
                self._pool = None
            _end(pool, wait=False)
            raise

    def close(self) -> None:
        """End the processes at once: what they computed is not yet recorded, so nothing is lost."""
        pool, self._pool = self._pool, None
        if pool is not None:
            _end(pool, wait=True)

    def _start(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                self._size, mp_context=get_context("spawn"), initializer=begin, initargs=(signal.SIGTERM, os.getpid())
            )
        return self._pool


def _end(pool: ProcessPoolExecutor, *, wait: bool) -> None:
    """End a pool, also one whose process died while a run was being written to it.

    The pipe of such a pool is full and nobody reads it, and until Python 3.12 its threads wait for it for
    ever; with the last reader closed the write fails, and they end.
    """
    for process in list((pool._processes or {}).values()):
        process.terminate()
    runs = pool._call_queue  # type: ignore[attr-defined]  # the pool offers no way of its own
    if runs is not None:  # else it has been ended before
        with suppress(OSError):
            runs._reader.close()
    pool.shutdown(wait=wait, cancel_futures=True)
