"""Proves that what waits is done together and nobody waits for others to come, whoever fails or goes away."""

import asyncio
from collections.abc import Sequence

import pytest

from workers.together import ASKED_MAX, Together


class Bench:
    """Work that goes on when it is told to, and what was done at once."""

    def __init__(self) -> None:
        self.together = Together[int, str]()
        self.batches: list[list[int]] = []
        self.go = asyncio.Semaphore(0)

    async def work(self, items: Sequence[int]) -> list[str]:
        self.batches.append(list(items))
        await self.go.acquire()
        if -1 in items:
            raise ValueError("it cannot be done")
        return [str(item) for item in items]

    def ask(self, item: int, name: str = "a") -> asyncio.Task[str]:
        return asyncio.create_task(self.together.ask(name, item, self.work))


async def settle() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def test_what_comes_meanwhile_is_done_together_and_the_first_waits_for_nobody() -> None:
    bench = Bench()
    asked = [bench.ask(1)]
    await settle()
    assert bench.batches == [[1]]
    asked += [bench.ask(number) for number in range(2, ASKED_MAX + 5)]
    other = bench.ask(7, "another")
    await settle()
    assert bench.batches == [[1], [7]]
    for _ in range(4):
        bench.go.release()
    assert await asyncio.gather(*asked, other) == [*(str(number) for number in range(1, ASKED_MAX + 5)), "7"]
    assert [len(batch) for batch in bench.batches] == [1, 1, ASKED_MAX, 3]
    assert not bench.together._asked


async def test_one_that_fails_takes_no_other_along() -> None:
    bench = Bench()
    asked = [bench.ask(number) for number in (1, 2, -1, 3)]
    await settle()
    for _ in range(10):
        bench.go.release()
    assert [str(each) for each in await asyncio.gather(*asked, return_exceptions=True)] == [
        *("1", "2", "it cannot be done", "3")
    ]
    assert bench.batches == [[1], [2, -1, 3], [2], [-1], [3]]


@pytest.mark.parametrize("gone", [0, 1, 2])
async def test_who_goes_away_leaves_the_others_as_they_were(gone: int) -> None:
    bench = Bench()
    first = bench.ask(0)
    await settle()
    asked = [bench.ask(number) for number in (1, 2, 3)]
    await settle()
    bench.go.release()
    await first
    await settle()  # the second batch is under way, by the one who asked for 1
    asked[gone].cancel()
    await settle()
    for _ in range(5):
        bench.go.release()
    answers = await asyncio.gather(*asked, return_exceptions=True)
    assert isinstance(answers.pop(gone), asyncio.CancelledError)
    assert answers == [str(number) for number in (1, 2, 3) if number != gone + 1]
    assert not bench.together._asked
