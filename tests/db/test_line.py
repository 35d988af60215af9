"""Proves that turns come in order, those in haste first, and that who goes away while waiting leaves none unused."""

import asyncio

import pytest

from db.line import Line, Lines, haste


async def enter(line: Line, name: str, came: list[str], *, hasty: bool = False) -> None:
    if hasty:
        with haste():
            await line.acquire()
    else:
        await line.acquire()
    came.append(name)


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_those_in_haste_come_first_and_the_rest_in_order() -> None:
    line, came = Line(), list[str]()
    await line.acquire()
    names = ["a", "b", "stop", "c", "stop too"]
    tasks = [asyncio.create_task(enter(line, name, came, hasty=name.startswith("stop"))) for name in names]
    for _ in names:
        await settle()
        line.release()
    await asyncio.gather(*tasks)
    assert came == ["stop", "stop too", "a", "b", "c"]


async def test_places_that_are_kept_are_given_to_nobody_else() -> None:
    line, came = Line(3, kept=2), list[str]()
    await line.acquire()
    patient = asyncio.create_task(enter(line, "order", came))
    hasty = [asyncio.create_task(enter(line, f"stop {number}", came, hasty=True)) for number in range(3)]
    await settle()
    assert came == ["stop 0", "stop 1"]
    line.release()
    await settle()
    assert came == ["stop 0", "stop 1", "stop 2"]
    line.release()
    line.release()
    await settle()
    assert not patient.done()
    line.release()
    await asyncio.gather(patient, *hasty)
    assert came[-1] == "order"


@pytest.mark.parametrize("late", [False, True])
async def test_who_goes_away_leaves_the_turn_to_the_next(late: bool) -> None:
    line, came = Line(), list[str]()
    await line.acquire()
    first, second = (asyncio.create_task(enter(line, name, came)) for name in ("first", "second"))
    await settle()
    if late:
        line.release()  # it is the first one's turn, which it does not know yet
    first.cancel()
    await settle()
    if not late:
        line.release()
    await second
    assert (first.cancelled(), came) == (True, ["second"])
    line.release()
    await line.acquire(0.01)


async def test_waiting_has_an_end() -> None:
    line = Line()
    await line.acquire()
    with pytest.raises(TimeoutError):
        await line.acquire(0.01)
    line.release()
    await line.acquire(0.01)


async def test_a_line_is_kept_while_somebody_stands_in_it() -> None:
    lines = Lines()
    async with lines.of("a"):
        assert lines.of("a") is lines.of("a")
        with pytest.raises(TimeoutError):
            await lines.of("a").acquire(0.01)
        async with lines.of("b"):
            pass
    await lines.of("a").acquire(0.01)
