"""A desk that is ready to trade, made once and copied for every run."""

import asyncio
import random
import tempfile
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from tortoise.context import TortoiseContext

from actions import marks, setup
from actions.portfolios import create
from actions.viewer import ALL, Viewer
from adapters.registry import FEED
from db.engine import config
from db.migrate import migrate
from db.models import Member, Role, User
from tests.desks import DAYS, SYMBOLS, HandMarket
from tests.simulation.faults import Faults
from tests.simulation.swift import hasten
from trading.ports import Desk

CASH = Decimal(100_000)
NAMES = ("Main", "Second")


@dataclass(frozen=True, slots=True)
class Template:
    """A migrated database with two portfolios, an owner and a second person, after the first step of a day."""

    database: bytes
    portfolios: tuple[str, ...]
    owner: Viewer
    second: Viewer
    day: date


def folder() -> str | None:
    """Where the files of runs live: in memory where there is such a place."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def template() -> Template:
    """Migrate a database and let the real actions fill it, in a world without faults."""
    from tests.simulation.world import Plan, World

    with tempfile.TemporaryDirectory(dir=folder()) as place:
        file = Path(place) / "template.db"
        asyncio.run(_migrated(file))
        empty = Template(file.read_bytes(), (), _viewer("", ""), _viewer("", ""), DAYS[0])
        with World(Plan(seed=0, portfolios=0, faults=Faults()), empty) as world:
            ready = world.carry_out(_prepare(world.desk("api"), random.Random(0)))
            made = Template(world.copy(), *ready)
    hasten()  # all is loaded now that stays for every run
    return made


async def _migrated(file: Path) -> None:
    """Migrate, and let Tortoise learn the models once for the life of this process."""
    await migrate(f"sqlite://{file}")
    async with TortoiseContext() as context:
        await context.init(config(f"sqlite://{file}", migrating=False))
        await context.connections.get("sqlite").execute_query("PRAGMA wal_checkpoint(TRUNCATE)")


async def _prepare(desk: Desk, rng: random.Random) -> tuple[tuple[str, ...], Viewer, Viewer, date]:
    await setup.prepare(desk, FEED, DAYS[0])
    owner, _ = await setup.owner(desk)
    first = _viewer(owner.id, owner.name)
    second = await User.create(id=desk.ids.new(), name="second", created_at=desk.clock.now())
    ids = []
    for name in NAMES:
        made = await create(desk, first, name=name, opening_cash=CASH, key=name, watchlist=list(SYMBOLS))
        ids.append(made.portfolio.id)
        member = Member(
            id=desk.ids.new(), portfolio_id=ids[-1], user_id=second.id, role=Role.OWNER, since=desk.clock.now()
        )
        await member.save(force_create=True)
    market = desk.market
    assert isinstance(market, HandMarket)
    await marks.apply(desk, setup.SYSTEM, FEED, market.step(DAYS[0], 0))
    return tuple(ids), first, _viewer(second.id, second.name), DAYS[0]


def _viewer(user_id: str, name: str) -> Viewer:
    return Viewer(user_id=user_id, name=name, permissions=ALL)
