"""Budgets of the API processes, told to each other every second: together they allow what one of them would.

Nobody waits for it, and while Redis is away each process goes by what it has seen itself: never by nothing.
"""

import asyncio
from collections import OrderedDict
from typing import Final

from adapters.patience import spread_s
from graph.documents import Budgets
from trading.ports import Bus, Clock

EVERY_S: Final = 1.0
WINDOW_S: Final = 60
KEPT_S: Final = 2 * WINDOW_S
KNOWN_MAX: Final = 20_000


class Shared:
    """What this process knows of the counters that all share, one for each spender and minute."""

    def __init__(self, budgets: Budgets, bus: Bus, clock: Clock) -> None:
        self._budgets, self._bus, self._clock = budgets, bus, clock
        self._known: OrderedDict[str, int] = OrderedDict()

    async def keep(self) -> None:
        """Share for ever."""
        while True:
            await asyncio.sleep(spread_s(EVERY_S))
            await self.share()

    async def share(self) -> None:
        """Tell what was spent here since the last time, and charge what was spent elsewhere."""
        spent = self._budgets.told()
        minute = int(self._clock.now().timestamp()) // WINDOW_S
        names = {spender: f"{minute}:{spender[0]}:{spender[1]}" for spender in spent}
        totals = await self._bus.count({names[each]: spent[each] for each in spent}, KEPT_S) if spent else None
        for spender, total in zip(spent, totals or (), strict=False):
            elsewhere = total - self._known.pop(names[spender], 0) - spent[spender]
            self._known[names[spender]] = total
            if elsewhere > 0:
                self._budgets.charge(spender, elsewhere)
        while len(self._known) > KNOWN_MAX:
            self._known.popitem(last=False)
