"""A desk on a migrated SQLite file and a real Redis, with one portfolio, prices and a way to ask as anybody."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from redis.asyncio import Redis
from strawberry.types import ExecutionResult

import db.models as rows
from actions import marks, portfolios, setup
from actions.viewer import ALL, Viewer
from adapters import registry
from adapters.system import SeededIds, SimulatedClock
from db.reads.clock import FeedClock
from graph import ids
from graph.context import Context
from graph.schema import DeskSchema, build
from settings import Settings
from trading.ports import Desk

START = date(2011, 3, 1)
SCHEMA = cache(build)  # it remembers nothing of who asked


@pytest.fixture
def dialect() -> str:
    """One database is enough here: what differs between the two is proved in tests/db."""
    return "sqlite"


@dataclass
class World:
    """The desk and how to ask it. `owner` is a member of `portfolio`, `stranger` of none."""

    desk: Desk
    owner: Viewer
    stranger: Viewer
    portfolio: rows.Portfolio
    schema: DeskSchema = field(default_factory=SCHEMA)

    @property
    def portfolio_id(self) -> str:
        return ids.encode("Portfolio", self.portfolio.id)

    def context(self, viewer: Viewer | None, **options: Any) -> Context:
        return Context(desk=self.desk, viewer=viewer, request_id="r-1", **options)

    async def ask(self, document: str, *, viewer: Viewer | None = None, **variables: Any) -> ExecutionResult:
        """Execute as the owner, or as somebody else."""
        context = self.context(viewer or self.owner)
        return await self.schema.execute(document, variable_values=variables, context_value=context)

    async def data(self, document: str, **variables: Any) -> dict[str, Any]:
        """Execute as the owner; there must be no error."""
        result = await self.ask(document, **variables)
        assert not result.errors, result.errors
        assert result.data is not None
        return result.data

    async def step(self, count: int = 1) -> None:
        """Bring the market on by some steps of its day."""
        feed = await rows.Feed.get(name=registry.FEED)
        steps = [s for s in self.desk.market.steps(START) if s.index > feed.index or feed.day != START][:count]
        for step in steps:
            await marks.apply(self.desk, setup.SYSTEM, registry.FEED, step)


@pytest.fixture
async def desk(database: str, redis_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()  # seeded ids: every test has the same portfolio, with a history of its own
    clock = SimulatedClock(datetime(2024, 1, 2, 12, tzinfo=UTC))
    settings = Settings(data_dir=tmp_path, secret="s" * 32, durability="off")
    market_clock = FeedClock(clock, registry.FEED)
    async with registry.desk(settings, redis_url, market_clock, clock=clock, ids=SeededIds(1)) as made:
        yield made


@pytest.fixture
async def world(desk: Desk) -> World:
    await setup.prepare(desk, registry.FEED, START)
    user, _ = await setup.owner(desk)
    other = rows.User(id=desk.ids.new(), name="stranger", created_at=desk.clock.now())
    await other.save(force_create=True)
    owner = Viewer(user_id=user.id, name=user.name, permissions=ALL)
    stranger = Viewer(user_id=other.id, name=other.name, permissions=ALL)
    made = await portfolios.create(desk, owner, name="Main", opening_cash=Decimal(100000), key="main")
    world = World(desk, owner, stranger, made.portfolio)
    await world.step(2)
    return world


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the SQL that is sent inside of the block."""
    sent: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            sent.append(record.getMessage())

    log, collector = logging.getLogger("tortoise.db_client"), Collector()
    level = log.level
    log.addHandler(collector)
    log.setLevel(logging.DEBUG)
    try:
        yield sent
    finally:
        log.removeHandler(collector)
        log.setLevel(level)


@pytest.fixture
def queries() -> Callable[[], Any]:
    return counted
