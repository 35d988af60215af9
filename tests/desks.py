"""A small desk for tests: a hand-made market, the paper broker, simulated time, a real database and a real Redis."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import db.models
from actions import order_rows, orders, setup
from actions.audit import first_bad
from actions.orders import Placed
from actions.portfolios import create
from actions.viewer import ALL, Viewer
from adapters.arq_jobs import ArqJobs
from adapters.brokers.paper import PaperBroker
from adapters.notary import FileNotary
from adapters.passwords import Argon2Passwords
from adapters.redis_bus import RedisBus
from adapters.registry import FEED
from adapters.system import SimulatedClock, SystemIds
from adapters.vault import FileVault
from db import engine
from db.models import Alert, AuditHead, Execution, Member, Order, Outbox, OutboxKind, Portfolio, Position, Role, User
from db.reads.clock import FeedClock
from db.reads.facts import order_status
from db.reads.proof import prove
from settings import Settings
from trading.errors import DenialCode, IdempotencyRefused
from trading.market import Bar, CorporateAction, Listing, Phase, Step, Tick
from trading.orders import OrderSide, OrderStatus, OrderType, Terms, TimeInForce
from trading.ports import Clock, Desk
from workers import feed, stop
from workers import orders as order_jobs
from workers.desk import Crew
from workers.library import Library
from workers.models import Models

PASSWORDS = Argon2Passwords()  # its thread starts with the first password
SYMBOLS = ("AAA", "BBB", "CCC")
FIRST = date(2011, 3, 1)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(8))
PAST = tuple(FIRST - timedelta(days=number) for number in range(30, 0, -1))
STEPS = 6
VOLUME = 100_000
D = Decimal
BEFORE = {"AAA": D(100), "BBB": D(50), "CCC": D(20)}
# Limits for tests of other things: the gate has nothing against size, pace or risk.
LOOSE: dict[str, str | int | bool | None] = {
    "max_position_ratio": "2",
    "max_order_value": "1e9",
    "max_order_volume_ratio": "10",
    "daily_risk_budget_ratio": "10",
    "orders_per_second": 1000,
    "orders_per_minute": 1000,
}
# For tests of rules that ask nothing of the database that both would not do alike: half the time.
sqlite_only = pytest.mark.parametrize("dialect", ["sqlite"], indirect=True)


class HandMarket:
    """Implements trading.ports.Market: eight days of six steps with three symbols at 100, 50 and 20, unless told.

    A month of quiet days lies before them; a day that was played to its close has the prices of then.
    """

    name = "hand"

    def __init__(self) -> None:
        self.prices = dict(BEFORE)
        self.volume = VOLUME
        self.closes: dict[date, dict[str, Decimal]] = {}

    def listings(self) -> Sequence[Listing]:
        return [Listing(symbol, f"{symbol} Inc.", "USD", DAYS[0], DAYS[-1]) for symbol in SYMBOLS]

    def days(self) -> Sequence[date]:
        return DAYS

    def bars(self, symbol: str, *, until: date, count: int | None = None) -> Sequence[Bar]:
        prices = {day: self.closes.get(day, BEFORE)[symbol] for day in PAST + DAYS if day <= until}
        bars = [Bar(day, price, price, price, price, VOLUME) for day, price in prices.items()]
        return bars if count is None else bars[-count:]

    def actions(self, day: date) -> Sequence[CorporateAction]:
        return ()

    def steps(self, day: date) -> Sequence[Step]:
        return [self.step(day, index) for index in range(STEPS)]

    def step(self, day: date, index: int) -> Step:
        """One step at the prices of now: bid, ask and last are the same."""
        at = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=14, minutes=30 + 60 * index)
        phase = Phase.OPEN if index == 0 else Phase.CLOSE if index == STEPS - 1 else Phase.OPEN_SESSION
        if phase is Phase.CLOSE:
            self.closes[day] = dict(self.prices)
        ticks = tuple(
            Tick(symbol, at, price, price, price, self.volume, "hand") for symbol, price in self.prices.items()
        )
        return Step(day, index, at, phase, ticks)


@dataclass
class Stage:
    """A desk at work with one owner and one portfolio of 100,000; `now` moves real time, `tick` the market."""

    crew: Crew
    clock: SimulatedClock
    market: HandMarket
    broker: PaperBroker
    owner: Viewer
    portfolio_id: str
    place_in_history: list[int] = field(default_factory=lambda: [0, -1])
    keys: Any = field(default_factory=lambda: count(1))

    @property
    def desk(self) -> Desk:
        return self.crew.desk

    @property
    def day(self) -> date:
        """The market's day."""
        return DAYS[self.place_in_history[0]]

    @property
    def tomorrow(self) -> date:
        """The market's next day, that of what happens to a symbol before it opens."""
        return DAYS[self.place_in_history[0] + 1]

    # ------------------------------------------------ time

    def later(self, **delta: float) -> None:
        """Let real time pass; the feed is not silent meanwhile."""
        self.clock.set(self.clock.now() + timedelta(**delta))

    async def tick(self, *actions: CorporateAction, **prices: str) -> Step:
        """Play the next step of the market at these prices; the others stay."""
        self.market.prices |= {symbol: D(price) for symbol, price in prices.items()}
        day, index = self.place_in_history
        day, index = (day, index + 1) if index + 1 < STEPS else (day + 1, 0)
        self.place_in_history[:] = day, index
        step = replace(self.market.step(DAYS[day], index), actions=actions)
        await feed.play(self.crew, FEED, step)
        return step

    async def close(self) -> None:
        """Play on to the close of the day."""
        while self.place_in_history[1] != STEPS - 1:
            await self.tick()

    # ------------------------------------------------ orders

    async def place(self, terms: Terms, viewer: Viewer | None = None, **more: Any) -> Placed:
        key = more.pop("key", None) or f"key-{next(self.keys)}"
        portfolio_id = more.pop("portfolio_id", self.portfolio_id)
        return await orders.place(self.desk, viewer or self.owner, portfolio_id, terms, key=key, **more)

    async def insist(self, terms: Terms, *, key: str, **more: Any) -> Placed:
        """Place an order as clients do: one that finds the portfolio busy for too long repeats its key."""
        while True:
            try:
                return await self.place(terms, key=key, **more)
            except IdempotencyRefused as busy:
                if busy.code is not DenialCode.IDEMPOTENCY_IN_PROGRESS:
                    raise

    async def trade(self, terms: Terms, **more: Any) -> Order:
        """Place an order, let the worker send it, and return it as it stands then."""
        placed = await self.place(terms, **more)
        await self.work()
        return await Order.get(id=placed.order.id)

    async def work(self) -> None:
        """Carry out the orders' jobs in the outbox as the worker would, until none is left that was not tried."""
        jobs = order_jobs.JOBS
        tried: set[str] = set()
        mine = Outbox.filter(kind=OutboxKind.JOB, queue=order_rows.QUEUE, done_at=None)
        while waiting := [row for row in await mine if row.id not in tried]:
            for row in sorted(waiting, key=lambda row: row.id):
                tried.add(row.id)
                await jobs[row.topic]({"crew": self.crew}, {**row.payload, "outbox_id": row.id})

    async def stop_round(self, crew: Crew | None = None) -> int:
        """Let the loop of a worker look for stops once; return how many it carried out."""
        return await stop.look(crew or self.crew)

    # ------------------------------------------------ what is

    async def portfolio(self) -> Portfolio:
        return await Portfolio.get(id=self.portfolio_id)

    async def held(self, symbol: str) -> Decimal:
        position = await Position.get_or_none(portfolio_id=self.portfolio_id, symbol=symbol)
        return position.quantity if position else D(0)

    async def alerts(self) -> list[str]:
        rows = await Alert.filter(portfolio_id=self.portfolio_id).order_by("sequence")
        return [alert.code for alert in rows]

    async def status(self, order_id: str) -> OrderStatus:
        return order_status(await Order.get(id=order_id))

    async def sound(self) -> None:
        """Assert what must hold after everything: the ledger's proof, the broker's agreement, the audit chains."""
        for portfolio in await Portfolio.all():
            assert (await prove(portfolio)).failures == ()
            theirs = await self.desk.brokers[portfolio.broker].account(portfolio.id)
            ours = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=portfolio.id).exclude(quantity=0)}
            assert (theirs.cash, dict(theirs.positions)) == (portfolio.cash, ours)
            assert portfolio.cash >= 0
        for head in await AuditHead.all():
            assert await first_bad(head.chain) is None

    # ------------------------------------------------ people

    async def person(self, name: str, role: Role | None, portfolio_id: str | None = None) -> Viewer:
        """Return another user, a member of the portfolio when a role is given."""
        user = await User.create(id=self.desk.ids.new(), name=name, created_at=self.clock.now())
        if role is not None:
            await Member.create(
                id=self.desk.ids.new(),
                portfolio_id=portfolio_id or self.portfolio_id,
                user_id=user.id,
                role=role,
                since=self.clock.now(),
            )
        return Viewer(user_id=user.id, name=name, permissions=ALL)

    async def another_portfolio(self, cash: str = "100000", name: str = "Other", viewer: Viewer | None = None) -> str:
        made = await create(
            self.desk, viewer or self.owner, name=name, opening_cash=D(cash), key=f"key-{next(self.keys)}", watchlist=[]
        )
        return made.portfolio.id


@asynccontextmanager
async def stage(
    folder: Path, redis_url: str, *, clock: Clock | None = None, cash: str = "100000"
) -> AsyncIterator[Stage]:
    """Build a desk over the connected database; the market has opened and every symbol has a price."""
    simulated = SimulatedClock(datetime(2026, 1, 5, 12, tzinfo=UTC))
    async with crew(folder, redis_url, clock or simulated) as hands:
        market, broker = hands.desk.market, hands.desk.brokers["paper"]
        assert isinstance(market, HandMarket)
        assert isinstance(broker, PaperBroker)
        await setup.prepare(hands.desk, FEED, DAYS[1])
        owner, _ = await setup.owner(hands.desk)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        made = await create(hands.desk, viewer, name="Main", opening_cash=D(cash), key="main", watchlist=list(SYMBOLS))
        built = Stage(hands, simulated, market, broker, viewer, made.portfolio.id)
        await built.tick()
        yield built


@asynccontextmanager
async def crew(folder: Path, redis_url: str, clock: Clock, market: HandMarket | None = None) -> AsyncIterator[Crew]:
    """Build what a worker process has, over the connected database and the paper broker's book in `folder`."""
    async with AsyncExitStack() as stack:
        bus, jobs = RedisBus(redis_url), ArqJobs(redis_url)
        stack.push_async_callback(bus.close)
        stack.push_async_callback(jobs.close)
        broker = PaperBroker(folder / "paper.db", seed=7, durable=False)
        stack.push_async_callback(broker.close)
        market = market or HandMarket()
        desk = Desk(
            clock=clock,
            market_clock=FeedClock(clock, FEED),
            ids=SystemIds(),
            bus=bus,
            jobs=jobs,
            brokers={broker.name: broker},
            market=market,
            llm=None,
            key_secret=b"a secret of tests",
            deploy_tag="test",
            notary=FileNotary(folder / "checkpoints.jsonl", b"a key of tests"),
            vault=FileVault(folder / "keys.json"),
            passwords=PASSWORDS,
        )
        yield Crew(desk=desk, settings=Settings(data_dir=folder), models=Models(1), library=Library(market))


# ---------------------------------------------------------------- terms and tables


def buy(symbol: str, quantity: str, **more: Any) -> Terms:
    return _terms(symbol, OrderSide.BUY, quantity, **more)


def sell(symbol: str, quantity: str, **more: Any) -> Terms:
    return _terms(symbol, OrderSide.SELL, quantity, **more)


def _terms(symbol: str, side: OrderSide, quantity: str, *, limit: str = "", stop: str = "", gtc: bool = False) -> Terms:
    kinds = {("", ""): OrderType.MARKET, ("limit", ""): OrderType.LIMIT, ("", "stop"): OrderType.STOP}
    return Terms(
        symbol=symbol,
        side=side,
        type=kinds[limit and "limit", stop and "stop"],
        quantity=D(quantity),
        limit_price=D(limit) if limit else None,
        stop_price=D(stop) if stop else None,
        time_in_force=TimeInForce.GTC if gtc else TimeInForce.DAY,
    )


Tables = dict[str, dict[str, dict[str, Any]]]


async def tables() -> Tables:
    """Return every row of every table by its key."""
    models = [getattr(db.models, name) for name in db.models.__all__]
    metas = [model._meta for model in models if hasattr(model, "_meta")]
    return {meta.db_table: {str(row[meta.pk_attr]): row for row in await _rows(meta.db_table)} for meta in metas}


async def _rows(name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in await engine.connection().execute_query_dict(f"SELECT * FROM {name}")]


def changes(before: Tables, after: Tables) -> dict[str, int]:
    """Return how many rows were added, changed or lost, by table; tables that stayed the same are left out."""
    counts = {
        name: sum(rows.get(key) != before[name].get(key) for key in rows.keys() | before[name].keys())
        for name, rows in after.items()
    }
    return {name: number for name, number in counts.items() if number}


@asynccontextmanager
async def unchanged() -> AsyncIterator[None]:
    """Assert that the block writes nothing."""
    before = await tables()
    yield
    assert changes(before, await tables()) == {}


async def executions(order_id: str) -> list[Execution]:
    return await Execution.filter(order_id=order_id).order_by("sequence")
