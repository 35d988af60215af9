"""What every vendor of data has: a door, a budget that all processes share, and a clock."""

from collections.abc import Mapping
from typing import Any, Final

from adapters.budget import Budget
from adapters.door import Door
from trading.errors import Unavailable
from trading.ports import Clock

ERRORS: Final = ("Information", "Note", "Error Message")


def told(door: Door, answer: Any, name: str) -> Any:
    """Return an answer of a vendor whose errors come with HTTP 200; Unavailable, in its words, without `name`."""
    if isinstance(answer, dict) and name in answer:
        return answer
    said = next((answer[each] for each in ERRORS if each in answer), None) if isinstance(answer, dict) else None
    raise Unavailable(f"{door.name}: {door.quoted(str(said or f'an answer without {name!r}'))}")


class Vendor:
    """One vendor; whoever has made it closes it."""

    name = ""

    def __init__(self, door: Door, budget: Budget, clock: Clock) -> None:
        self.door, self.budget, self.clock = door, budget, clock

    async def ask(self, path: str, query: Mapping[str, str]) -> Any:
        """Return an answer's JSON, paid from the budget. Raise Unavailable or Rejected, as the door does."""
        await self.budget.take()
        return await self.door.get(path, query)

    async def close(self) -> None:
        """Close every connection."""
        await self.door.close()
        await self.budget.close()
