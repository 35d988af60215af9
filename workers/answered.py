"""An answer of the language model that one run has paid for serves every run with the same question for a day."""

import asyncio
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Final

from actions.versions import HORIZON_DAYS
from ai.sources.analyst import BadAnswer, parse, prompt_hash
from db.reads.research import paid_answers
from trading.errors import Unavailable
from trading.ports import Llm, LlmAnswer
from workers.desk import Crew

FRESH: Final = timedelta(hours=24)  # of real time, since the answer was given


class Answered:
    """Implements trading.ports.Llm over another, for one run about some symbols.

    The first question is answered with what a run, of whatever portfolio, was answered to it within FRESH, for no
    tokens and no money; it holds nothing that is private. Without such an answer, and for the repair of a bad one, the
    other is asked. Of the runs of one worker that ask the same only one does at a time: it keeps its turn until `turn`
    is closed, by when its answer should be kept, and `until` (of the loop's clock) nobody waits longer for it.
    """

    def __init__(self, crew: Crew, llm: Llm, symbols: Sequence[str], turn: AsyncExitStack, until: float) -> None:
        self.model = llm.model
        self._crew, self._llm, self._symbols, self._turn, self._until = crew, llm, symbols, turn, until
        self._first = True

    async def complete(self, system: str, user: str) -> LlmAnswer:
        """Raise Unavailable when the turn did not come in time, or what the other raises."""
        if self._first:
            self._first = False
            name = prompt_hash(self.model, user)
            await self._take_turn(name)
            found = await self._known(name)
            if found is not None:
                return found
        return await self._llm.complete(system, user)

    async def _take_turn(self, name: str) -> None:
        line = self._crew.questions.of(name)
        try:
            await line.acquire(self._until - asyncio.get_running_loop().time())
        except TimeoutError:
            raise Unavailable(
                "Other runs were asking the language model the same until this one's time was over."
            ) from None
        self._turn.callback(line.release)

    async def _known(self, name: str) -> LlmAnswer | None:
        for model, text in await paid_answers(name, self._crew.desk.clock.now() - FRESH):
            try:
                parse(text, self._symbols, HORIZON_DAYS)
            except BadAnswer:
                continue
            return LlmAnswer(
                text=text, model=model, prompt_tokens=0, completion_tokens=0, cached_tokens=0, latency_ms=0
            )
        return None
