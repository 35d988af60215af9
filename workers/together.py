"""Work on one thing that comes while its like is under way is done as one, as soon as that is over."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final, Generic, TypeVar

from db.line import Lines

ASKED_MAX: Final = 32  # are done at once
T = TypeVar("T")
R = TypeVar("R")
Work = Callable[[Sequence[T]], Awaitable[Sequence[R]]]


class _Asked(Generic[T]):
    """What one asks for, and what has come of it."""

    def __init__(self, item: T) -> None:
        self.item = item
        self.done = False
        self.answer: Any = None
        self.error: Exception | None = None


class Together(Generic[T, R]):
    """Nobody waits for a batch to fill: whoever's turn it is takes along those who wait by then.

    Who goes away leaves the others as they were, to be done by the next. Where a batch fails each is done alone, so
    that one that cannot be done fails by itself.
    """

    def __init__(self) -> None:
        self._lines = Lines()
        self._asked: dict[str, list[_Asked[T]]] = {}

    async def ask(self, name: str, item: T, work: Work[T, R]) -> R:
        """Return what `work` makes of the item, alone or among others of that name; it answers in their order."""
        mine, asked = _Asked(item), self._asked.setdefault(name, [])
        asked.append(mine)
        try:
            async with self._lines.of(name):
                while not mine.done:
                    await _carry([each for each in asked if not each.done][:ASKED_MAX], work)
        finally:
            asked.remove(mine)
            if not asked:
                self._asked.pop(name, None)
        if mine.error is not None:
            raise mine.error
        answer: R = mine.answer
        return answer


async def _carry(batch: Sequence[_Asked[T]], work: Work[T, R]) -> None:
    try:
        answers = await work([each.item for each in batch])
    except Exception as error:
        if len(batch) > 1:
            for each in batch:
                await _carry([each], work)
        else:
            batch[0].error, batch[0].done = error, True
        return
    for each, answer in zip(batch, answers, strict=True):
        each.answer, each.done = answer, True
