"""A run about splits: orders of every kind work in a symbol while it is split, and the booking comes when it comes."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.desks import LOOSE, SYMBOLS
from tests.simulation.faults import Faults
from tests.simulation.venue import Split, VenueOrder
from tests.simulation.workload import CENT, RATIOS, Intent, Workload, order_id_of
from trading.orders import OrderSide, OrderType, Terms, TimeInForce

if TYPE_CHECKING:
    from tests.simulation.world import World

SHARE = 0.22  # of all runs
AT_ONCE_S = 0.3  # what all is done in that waits for nothing
CALMER = 5  # times as long between two happenings at the venue: what works is to be there when the split comes


class Splits(Workload):
    """The clients of such a run: all that they do is about one symbol, whose price may move as it does in a split."""

    limits = (LOOSE | {"max_day_move_ratio": "1000"},)

    def __init__(self, world: "World") -> None:
        super().__init__(world)
        self.symbol = self.rng.choice(SYMBOLS)
        self.portfolio_id = self.rng.choice(world.portfolios)
        self.pause_s *= CALMER
        self.between = (1, 3, 6)
        self._meanwhile: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (10, self._fill_some),
            (5, self._change_one),
            (4, self._cancel),
            (4, self._sell),
            (4, self._place_one),
            (3, self._fill_late),
            (2, self._amend),
            (2, self._crash),
            (1, self.tick),
        ]

    async def chaos(self) -> None:
        """Let orders work, split their symbol once or twice, and go on with them before and after it is booked."""
        await self._stand()
        venue = self.world.loop.create_task(self._venue())
        for _ in range(self.rng.choice((1, 1, 2))):
            await self._eve()
            self._begin(self._split())
            await asyncio.sleep(self.rng.random() * self.rng.choice((0.1, 1, 6)))
        for _ in range(self.rng.randint(0, 3)):
            self._begin(self._one())
            await asyncio.sleep(self.rng.random())
        await asyncio.sleep(self.rng.random() * 4)
        venue.cancel()

    async def _eve(self) -> None:
        """Let something happen before a split that may be told after it."""
        if self.rng.random() < 0.4:
            self.world.venue._mute()
        if self.rng.random() < 0.7:
            self._begin(self._change_one())
            await asyncio.sleep(self.rng.random() * AT_ONCE_S)
        if self.rng.random() < 0.4:
            await self._fill_some()
        if self.rng.random() < 0.3:
            await self._lose_one()

    async def _lose_one(self) -> None:
        """Place an order whose first call does not reach the venue, so that it goes out again some time later."""
        faults = self.world.faults
        self.world.faults = replace(faults, call_refused=1.0, crash=0.0)
        low = self._at(self.world.venue.prices[self.symbol], 96, 99)
        terms = Terms(symbol=self.symbol, side=OrderSide.BUY, quantity=self._size(), type=OrderType.LIMIT)
        self._begin(self._ordered(replace(terms, limit_price=low)))
        await asyncio.sleep(AT_ONCE_S)
        self.world.faults = faults

    async def _stand(self) -> None:
        """Hold some, have exits for some of it, and let other orders work on both sides, before anything goes wrong."""
        faults, self.world.faults = self.world.faults, Faults()
        mark = self.world.venue.prices[self.symbol]
        buy = Terms(symbol=self.symbol, side=OrderSide.BUY, quantity=self._size(), time_in_force=TimeInForce.GTC)
        sell = replace(buy, side=OrderSide.SELL, quantity=Decimal(self.rng.randint(1, 5)))
        entry = self._protected(replace(buy, quantity=self._size()), mark)
        low, lower = self._at(mark, 96, 99), self._at(mark, 85, 94)
        kinds = [
            replace(buy, type=OrderType.LIMIT, limit_price=low),
            replace(buy, type=OrderType.STOP_LIMIT, stop_price=self._at(mark, 101, 102), limit_price=mark),
            replace(sell, type=OrderType.STOP, stop_price=lower),
            replace(sell, type=OrderType.TRAILING_STOP, trail_by=mark - lower),
        ]
        for first in (buy, entry)[: self.rng.choice((1, 2, 2))]:
            await self._ordered(first)
            await asyncio.sleep(AT_ONCE_S)
            self._fill(whole=first is buy or self.rng.random() < 0.3)
            await asyncio.sleep(AT_ONCE_S)
        for terms in self.rng.sample(kinds, self.rng.randint(1, 3)):
            self._begin(self._ordered(terms))
        await asyncio.sleep(self.rng.choice((0, AT_ONCE_S)))
        self.world.faults = faults
        await asyncio.sleep(self.rng.random() * self.rng.choice((0.1, 1)))

    async def _between(self, symbol: str) -> None:
        await self._one()

    async def _one(self) -> None:
        chances, acts = zip(*self._meanwhile, strict=True)
        await self.rng.choices(acts, chances)[0]()

    def _to_split(self) -> tuple[str, Decimal]:
        return self.symbol, self.rng.choice(RATIOS)

    def _by(self, made: Split) -> Sequence[str]:
        """Two may book the same at the same moment."""
        return self.rng.choice((("worker-1",), ("worker-1", "api")))

    async def _ordered(self, terms: Terms) -> None:
        self.intents.append(Intent(f"key-{len(self.intents)}", self.portfolio_id, terms, True))
        await self._send(self.intents[-1])

    async def _place_one(self) -> None:
        terms = Terms(symbol=self.symbol, side=OrderSide.BUY, quantity=self._size())
        mark = self.world.venue.prices[self.symbol]
        await self._ordered(self._protected(terms, mark) if self.rng.random() < 0.5 else terms)

    def _working(self) -> list[VenueOrder]:
        return [order for order in self.world.venue.open_orders() if order.wanted.symbol == self.symbol]

    def _fill(self, *, whole: bool) -> None:
        if working := self._working():
            order = self.rng.choice(working)
            self.world.venue.fill(order, None if not whole else order.wanted.quantity - order.filled)

    async def _fill_some(self) -> None:
        self._fill(whole=self.rng.random() < 0.2)

    async def _change_one(self) -> None:
        """Replace an order, mostly one that works."""
        known = {name: each.terms for each in self.intents for name in each.answers}
        working = [name for name in map(order_id_of, self._working()) if name in known]
        if names := working or sorted(known):
            name = self.rng.choice(names)
            await self._replace_one(name, known[name])

    async def _fill_late(self) -> None:
        """Have the venue cancel an order, and tell only after that what it has filled."""
        if working := self._working():
            order = self.rng.choice(working)
            self.world.venue.cancel(order.account, order.client_id)
            self.world.loop.call_later(self.rng.random() * 4, self.world.venue._late, order)

    async def _amend(self) -> None:
        """Take back an execution, or correct it, perhaps one of before the split."""
        self.rng.choice((self.world.venue._bust, self.world.venue._correct))()

    async def _crash(self) -> None:
        process = self.world.processes[self.rng.choice(self.world.workers)]
        if process.alive:
            self.world.crash(process, "in the window")

    def _size(self) -> Decimal:
        return Decimal(self.rng.randint(10, 60))

    def _at(self, mark: Decimal, low: int, high: int) -> Decimal:
        return (mark * self.rng.randint(low, high) / 100).quantize(CENT)
