"""What clients, the market and people do in a run, drawn from the seed."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from actions import approvals, cash, corporate, marks, orders, releases, replaces, stops
from actions.setup import SYSTEM
from actions.viewer import Viewer
from adapters.registry import FEED
from db.engine import OUTAGES
from db.models import Order
from tests.desks import DAYS, SYMBOLS
from tests.simulation.process import NoAnswer
from trading.errors import AdapterError, DenialCode, IdempotencyRefused, Refusal, Unreachable
from trading.market import CorporateAction, CorporateActionKind, Phase, Step, Tick
from trading.orders import OrderSide, OrderType, Terms, TimeInForce, stem_and_version
from trading.ports import Desk
from trading.stop import StopLevel, StopScope, TradingState

if TYPE_CHECKING:
    from tests.simulation.world import World

Result = TypeVar("Result")
CENT, MILLI = Decimal("0.01"), Decimal("0.001")
TRIES_MAX = 60
WAIT_S = 0.6
RATIOS = tuple(map(Decimal, ("2", "3", "7", "1.5", "0.5", "0.25", "0.1")))
SPLITS_MAX = 2  # each makes quantities finer, and they are to stay exact
# What tells a client nothing: it asks again.
AWAY: tuple[type[Exception], ...] = (NoAnswer, AdapterError, Unreachable, *OUTAGES)


@dataclass(slots=True)
class Intent:
    """An order that a client wants, once, whatever happens; `answers` are the orders that it was told of."""

    key: str
    portfolio_id: str
    terms: Terms
    allow_duplicate: bool
    answers: set[str] = field(default_factory=set)


class Workload:
    """The clients of one run. They repeat what got no answer, with the same key, until they have one."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.rng = world.stream("workload")
        self.intents: list[Intent] = []
        self.steps = 0
        self._days = asyncio.Lock()  # what happens to shares is booked in its order
        self._busy: dict[asyncio.Task[None], None] = {}
        world.checks.intents = self.intents
        self._acts: list[tuple[int, Callable[[], Awaitable[None]]]] = [
            (50, self._place),
            (8, self._again),
            (8, self._sell),
            (14, self._cancel),
            (14, self._replace),
            (10, self._stop),
            (8, self._stop_midway),
            (6, self._release),
            (6, self._approve),
            (10, self.tick),
            (6, self._flow),
            (16, self._split),
        ]

    async def chaos(self) -> None:
        """Start one thing after the other, some at the same moment, while the venue trades."""
        venue = self.world.loop.create_task(self._venue())
        if self.rng.random() < 0.4:
            await self._hold()
        chances, acts = zip(*self._acts, strict=True)
        for _ in range(self.rng.randint(4, 12)):
            act = self.rng.choices(acts, chances)[0]
            self._begin(act())
            if self.rng.random() < 0.7:
                await asyncio.sleep(self.rng.expovariate(1 / WAIT_S))
        await asyncio.sleep(self.rng.random() * 6)
        venue.cancel()

    async def _hold(self) -> None:
        """Begin with something held in every portfolio, as far as the faults allow it."""
        for portfolio_id in self.world.portfolios:
            terms = Terms(
                symbol=self.rng.choice(SYMBOLS), side=OrderSide.BUY, quantity=Decimal(self.rng.randint(5, 90))
            )
            self.intents.append(Intent(f"key-{len(self.intents)}", portfolio_id, terms, True))
            self._begin(self._send(self.intents[-1]))
        await asyncio.sleep(1)
        for order in self.world.venue.open_orders():
            self.world.venue.fill(order)

    async def short(self) -> None:
        """Two orders, one filled and one canceled, a stop in the middle of a third: all that a crash can hit."""
        portfolio_id = self.world.portfolios[0]
        market = Terms(symbol="AAA", side=OrderSide.BUY, quantity=Decimal(10))
        resting = replace(market, symbol="BBB", type=OrderType.LIMIT, limit_price=Decimal(49))
        for terms in (market, resting, replace(market, symbol="CCC")):
            self.intents.append(Intent(f"key-{len(self.intents)}", portfolio_id, terms, allow_duplicate=True))
        first, second, third = self.intents
        await asyncio.gather(self._send(first), self._send(second))
        await asyncio.sleep(1)
        self.world.venue.trade()
        [order_id] = second.answers
        owner = self.world.template.owner
        await self._ask("cancel", lambda desk: orders.cancel(desk, owner, order_id))
        scope, level = StopScope.PORTFOLIO, StopLevel.STOP
        halt = self._ask("stop", lambda desk: stops.engage(desk, owner, scope, portfolio_id, level, "short"))
        await asyncio.gather(self._send(third), halt)
        await asyncio.sleep(5)

    async def finish(self) -> None:
        """Wait until every client has its answer."""
        while self._busy:
            await asyncio.wait(list(self._busy))

    def _begin(self, act: Awaitable[None]) -> None:
        task = self.world.loop.create_task(self._guarded(act))
        self._busy[task] = None
        task.add_done_callback(lambda done: self._busy.pop(done, None))

    async def _guarded(self, act: Awaitable[None]) -> None:
        try:
            await act
        except Exception as error:
            self.world.fail(f"a client got {type(error).__name__}: {error}")

    async def _venue(self) -> None:
        while True:
            await asyncio.sleep(self.rng.expovariate(1 / 0.5))
            self.world.venue.trade()

    # ---------------------------------------------------------------- clients

    async def _ask(
        self, what: str, action: Callable[[Desk], Awaitable[Result]], process: str = "api", tries: int = TRIES_MAX
    ) -> Result | None:
        """Ask until there is an answer; a refusal is one (None)."""
        world = self.world
        for _ in range(tries):
            try:
                return await world.processes[process].ask(_call(action, world.desk(process)))
            except AWAY as error:
                world.note("client", f"{what}: no answer, {type(error).__name__}")
            except IdempotencyRefused as refusal:
                world.note("client", f"{what}: {refusal.code}")
                if refusal.code is not DenialCode.IDEMPOTENCY_IN_PROGRESS:
                    return None
            except Refusal as refusal:
                world.note("client", f"{what}: {type(refusal).__name__}: {refusal}"[:120])
                return None
            await asyncio.sleep(self.rng.random() * 2)
        return None

    def _person(self) -> Viewer:
        return self.world.template.owner if self.rng.random() < 0.7 else self.world.template.second

    async def _place(self) -> None:
        intent = Intent(
            f"key-{len(self.intents)}",
            self.rng.choice(self.world.portfolios),
            self._terms(),
            self.rng.random() < 0.7,
        )
        if self.intents and self.rng.random() < 0.1:  # a look-alike
            intent.terms = self.intents[-1].terms
        self.intents.append(intent)
        await self._send(intent)

    async def _sell(self) -> None:
        """Sell some or all of what is held, which exits may hold at the venue."""
        portfolio_id = self.rng.choice(self.world.portfolios)
        held = sorted((symbol, n) for symbol, n in self.world.venue.positions[portfolio_id].items() if n > 0)
        if held:
            symbol, most = self.rng.choice(held)
            part = most if self.rng.random() < 0.5 else (most * self.rng.randint(1, 9) / 10).quantize(MILLI)
            if part:
                terms = Terms(symbol=symbol, side=OrderSide.SELL, quantity=part)
                self.intents.append(Intent(f"key-{len(self.intents)}", portfolio_id, terms, True))
                await self._send(self.intents[-1])

    async def _again(self) -> None:
        """The same request a second time, perhaps while the first is under way."""
        if self.intents:
            await self._send(self.rng.choice(self.intents))

    async def _send(self, intent: Intent) -> None:
        async def place(desk: Desk) -> Order:
            placed = await orders.place(
                desk,
                self.world.template.owner,
                intent.portfolio_id,
                intent.terms,
                key=intent.key,
                allow_duplicate=intent.allow_duplicate,
            )
            return placed.order

        order = await self._ask(f"place {intent.key}", place)
        if order is not None:
            intent.answers.add(order.id)
            self.world.note("client", f"{intent.key} is {order.id[-6:]} {order.denial or 'accepted'}")

    def _terms(self) -> Terms:
        rng, symbol = self.rng, self.rng.choice(SYMBOLS)
        price = self.world.venue.prices[symbol]
        side = rng.choice((OrderSide.BUY, OrderSide.BUY, OrderSide.BUY, OrderSide.SELL))
        kind = rng.choice((OrderType.MARKET, OrderType.MARKET, *OrderType))
        quantity = Decimal(rng.randint(1, 90)) if rng.random() < 0.8 else Decimal(rng.randint(1, 5000)) / 1000
        terms = Terms(
            symbol=symbol,
            side=side,
            type=kind,
            quantity=quantity,
            time_in_force=rng.choice((TimeInForce.DAY, TimeInForce.DAY, TimeInForce.GTC)),
        )
        off = (price * rng.randint(1, 4) / 100).quantize(Decimal("0.01"))
        if kind in (OrderType.STOP, OrderType.STOP_LIMIT):
            terms = replace(terms, stop_price=price + off * side.sign)
        if kind in (OrderType.LIMIT, OrderType.STOP_LIMIT):
            terms = replace(terms, limit_price=(terms.stop_price or price) + off * rng.choice((-1, 1)))
        if kind is OrderType.TRAILING_STOP:
            return replace(terms, trail_by=off)
        return self._protected(terms, price) if side is OrderSide.BUY and rng.random() < 0.3 else terms

    def _protected(self, terms: Terms, price: Decimal) -> Terms:
        """Let an entry have exits: a stop loss, a take profit, or both."""
        low, high = ((price * self.rng.randint(*span) / 100).quantize(CENT) for span in ((85, 94), (108, 120)))
        which = self.rng.choice(("both", "both", "stop", "target"))
        return replace(
            terms,
            stop_loss=None if which == "target" else low,
            take_profit=None if which == "stop" else high,
        )

    async def _replace(self) -> None:
        """Place an order below the market, and change one's mind about it or another one while all else goes on."""
        rng, symbol = self.rng, self.rng.choice(SYMBOLS)
        low = (self.world.venue.prices[symbol] * rng.randint(95, 99) / 100).quantize(Decimal("0.01"))
        terms = Terms(symbol=symbol, side=OrderSide.BUY, type=OrderType.LIMIT, quantity=Decimal(20), limit_price=low)
        self.intents.append(Intent(f"key-{len(self.intents)}", rng.choice(self.world.portfolios), terms, True))
        await self._send(self.intents[-1])
        for _ in range(rng.randint(1, 3)):
            await asyncio.sleep(rng.random() * 2)
            known = sorted({name: each.terms for each in self.intents for name in each.answers}.items(), key=str)
            if known:
                await self._replace_one(*rng.choice(known))

    async def _replace_one(self, order_id: str, old: Terms) -> None:
        rng, owner = self.rng, self.world.template.owner
        quantity = (old.quantity * rng.randint(3, 20) / 10).quantize(Decimal("0.001"))
        limit = old.limit_price and (old.limit_price * rng.randint(98, 102) / 100).quantize(Decimal("0.01"))
        new = replaces.NewTerms(
            quantity=quantity if rng.random() < 0.7 else None, limit_price=limit if rng.random() < 0.7 else None
        )
        done = await self._ask(f"replace {order_id[-6:]}", lambda desk: replaces.ask(desk, owner, order_id, new))
        if done is not None:
            denial = done.verdict.denial if done.verdict else None
            self.world.note("client", f"replace of {order_id[-6:]}: {denial or 'accepted'}")

    async def _cancel(self) -> None:
        """Cancel what a client knows of, or one of the exits that work."""
        known = sorted({order_id for intent in self.intents for order_id in intent.answers})
        if self.rng.random() < 0.3:
            working = self.world.venue.open_orders()
            known = sorted(stem_and_version(each.client_id)[0][-32:] for each in working if not each.external)
        if known:
            order_id, who = self.rng.choice(known), self._person()
            await self._ask(f"cancel {order_id[-6:]}", lambda desk: orders.cancel(desk, who, order_id))

    async def _approve(self) -> None:
        known = sorted({order_id for intent in self.intents for order_id in intent.answers})
        if known:
            order_id, yes = self.rng.choice(known), self.rng.random() < 0.8
            second = self.world.template.second
            await self._ask(
                f"approve {order_id[-6:]}", lambda desk: approvals.decide(desk, second, order_id, approve=yes)
            )

    async def _stop(self) -> None:
        await self._halt(self.rng.choice((None, *self.world.portfolios)))

    async def _stop_midway(self) -> None:
        """Stop a portfolio that an order has just been placed in, while it is sent, or looked up after a lost call."""
        intent = Intent(f"key-{len(self.intents)}", self.rng.choice(self.world.portfolios), self._terms(), True)
        self.intents.append(intent)
        await self._send(intent)
        await asyncio.sleep(self.rng.random() * self.rng.choice((0.1, 1, 10)))
        await self._halt(intent.portfolio_id)

    async def _halt(self, portfolio_id: str | None) -> None:
        level = self.rng.choice((StopLevel.PAUSE, StopLevel.STOP, StopLevel.STOP, StopLevel.FLATTEN))
        scope = StopScope.GLOBAL if portfolio_id is None else StopScope.PORTFOLIO
        who = self.world.template.owner
        await self._ask(f"stop {level}", lambda desk: stops.engage(desk, who, scope, portfolio_id, level, "drawn"))

    async def _release(self) -> None:
        """Two steps, by the second person; refused while the books differ."""
        portfolio_id = self.rng.choice((None, *self.world.portfolios))
        scope = StopScope.GLOBAL if portfolio_id is None else StopScope.PORTFOLIO
        second = self.world.template.second
        for state in (TradingState.REDUCING, TradingState.ACTIVE):
            step = partial(
                releases.release, viewer=second, scope=scope, portfolio_id=portfolio_id, to=state, note="calm again"
            )
            await self._ask(f"release to {state}", step, tries=3)

    async def _flow(self) -> None:
        """Pay in or out; the same key again is the same flow."""
        portfolio_id, amount = self.rng.choice(self.world.portfolios), Decimal(self.rng.randint(-4000, 9000)) / 4
        key, owner = f"flow-{self.rng.random()}", self.world.template.owner
        for _ in range(self.rng.choice((1, 1, 2))):
            pay = partial(cash.record, viewer=owner, portfolio_id=portfolio_id, amount=amount, note="drawn", key=key)
            await self._ask(f"pay {amount}", pay)

    # ---------------------------------------------------------------- the market

    async def _split(self) -> None:
        """Split a symbol at the venue; a worker books it at once or much later, and again after a crash in between.

        Until then its orders fill there and are changed from here, who knows nothing of it yet.
        """
        world, rng = self.world, self.rng
        if len(world.venue.splits) == SPLITS_MAX or not world.venue.orders:
            return
        held = [order.wanted.symbol for order in world.venue.orders]
        made = world.venue.split(rng.choice(held), rng.choice(RATIOS))
        action = CorporateAction(made.name, made.symbol, DAYS[0], CorporateActionKind.SPLIT, ratio=made.ratio)
        async with self._days:
            await asyncio.sleep(rng.random() * 0.01)
            for _ in range(rng.choice((0, 1, 4))):
                await self._between(made.symbol)
                await asyncio.sleep(rng.random() * rng.choice((0.01, 1, 3)))
            at = world.clock.now()
            for _ in range(rng.choice((1, 1, 2))):
                book = partial(corporate.apply, viewer=SYSTEM, action=action, at=at, ex=made.at)
                await self._ask(f"book {made.name}", book, process="worker-1")
            await self.tick()

    async def _between(self, symbol: str) -> None:
        """Let an order of this symbol fill, or change one's mind about it."""
        known = {name: each.terms for each in self.intents for name in each.answers}
        working = [order for order in self.world.venue.open_orders() if order.wanted.symbol == symbol]
        if not working:
            return
        order = self.rng.choice(working)
        order_id = stem_and_version(order.client_id)[0][-32:]
        if order_id in known and self.rng.random() < 0.5:
            await self._replace_one(order_id, known[order_id])
        else:
            self.world.venue.fill(order)

    async def tick(self) -> None:
        """Let the prices move a little; now and then a lot."""
        world, rng = self.world, self.rng
        self.steps += 1
        for symbol, price in sorted(world.venue.prices.items()):
            most = 400 if rng.random() < 0.1 else 60
            moved = price * (1 + Decimal(rng.randint(-most, most)) / 10_000)
            world.venue.prices[symbol] = moved.quantize(Decimal("0.01"))
        step = _step(self.steps, world.venue.prices)
        await self._ask("tick", lambda desk: marks.apply(desk, SYSTEM, FEED, step), process="worker-1")


async def _call(action: Callable[[Desk], Awaitable[Result]], desk: Desk) -> Result:
    return await action(desk)


def _step(number: int, prices: dict[str, Decimal]) -> Step:
    first = DAYS[0]
    at = _opening() + timedelta(seconds=7 * number)
    ticks = tuple(Tick(symbol, at, price, price, price, 100_000, "hand") for symbol, price in sorted(prices.items()))
    return Step(first, number, at, Phase.OPEN_SESSION, ticks)


def _opening() -> Any:
    from tests.desks import HandMarket

    return HandMarket().step(DAYS[0], 0).at
