"""Proves that work begun at once gives, raises and is canceled as in a task of its own, and needs one only to wait."""

import asyncio
from contextvars import ContextVar

import pytest

from graph.eager import begin

WHERE: ContextVar[str] = ContextVar("WHERE", default="outside")


async def test_what_waits_for_nothing_needs_no_task() -> None:
    async def at_once() -> int:
        return 7

    before = asyncio.all_tasks()
    assert begin(at_once()) == 7
    assert asyncio.all_tasks() == before


async def test_what_fails_at_once_raises() -> None:
    async def fail() -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there"):
        begin(fail())


async def test_what_waits_goes_on_in_a_task_and_in_the_variables_it_began_in() -> None:
    awaited: asyncio.Future[int] = asyncio.get_running_loop().create_future()

    async def later() -> tuple[int, int, str]:
        token = WHERE.set("inside")
        first = await awaited
        await asyncio.sleep(0)
        async with asyncio.timeout(10):
            second = await asyncio.shield(awaited)
        where = WHERE.get()
        WHERE.reset(token)
        return first, second, where

    going = begin(later())
    assert isinstance(going, asyncio.Task)
    assert WHERE.get() == "outside"
    awaited.set_result(3)
    assert await going == (3, 3, "inside")


@pytest.mark.parametrize("turns", [0, 1, 2])
async def test_a_cancellation_and_an_error_are_the_works_to_hear(turns: int) -> None:
    heard: list[str] = []

    async def stubborn() -> str:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            heard.append("canceled")
        failing: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        failing.set_exception(LookupError("gone"))
        try:
            await failing
        except LookupError:
            heard.append("failed")
        raise ValueError("enough")

    going = begin(stubborn())
    assert isinstance(going, asyncio.Task)
    for _ in range(turns):
        await asyncio.sleep(0)
    going.cancel()
    with pytest.raises((ValueError, asyncio.CancelledError)):
        await going
    assert heard == ([] if turns == 0 else ["canceled", "failed"])
