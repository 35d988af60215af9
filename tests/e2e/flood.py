"""A process of its own that lets portfolios tell events: `python -m tests.e2e.flood FOLDER DATABASE REDIS SECRET`.

It makes the portfolios and prints a token and their ids, waits for a line, tells so many events a second for so many
seconds, and sweeps what Redis did not take. At the end it prints how many, and the CPU time that it took in seconds.
It writes as the desk does when a tick moves many portfolios: together. What each event tells is committed with it: an
alert of its own, or an order and a balance as they are then.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from actions import keys, marks, orders, outbox, setup
from actions.portfolios import create
from actions.unit import Unit, announce, write_all
from actions.viewer import ALL, Viewer
from adapters.registry import FEED
from db.engine import transaction
from db.models import Order, Outbox, OutboxKind, Portfolio, User
from graph import ids
from settings import Settings
from trading.alerts import AlertCode
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import Desk
from workers.opening import desk

START = date(2011, 3, 1)
AT_ONCE = 4  # events of one portfolio
TOGETHER = 25  # portfolios of one transaction
WRITERS = 4  # each of portfolios of its own
SWEEP_S = 0.2
TERMS = Terms(
    symbol="AAPL", side=OrderSide.BUY, type=OrderType.LIMIT, quantity=Decimal(1), limit_price=Decimal("300.00")
)


async def main(folder: Path, database: str, redis: str, secret: str) -> None:
    settings = Settings(data_dir=folder, database_url=database, secret=secret, durability="off")
    async with desk(settings, redis) as opened:
        loop = asyncio.get_running_loop()
        wanted = json.loads(await loop.run_in_executor(None, sys.stdin.readline))
        owner, _ = await setup.owner(opened)
        token = (await keys.owner_token(opened, setup.SYSTEM, owner)).secret
        placed = await prepared(opened, owner, wanted["portfolios"])
        say([token, *(ids.encode("Portfolio", each) for each in placed)])
        await loop.run_in_executor(None, sys.stdin.readline)
        sweeping = asyncio.create_task(sweep(opened))
        before = time.process_time()
        told = await flood(opened, placed, wanted["rate"], wanted["seconds"])
        async with asyncio.timeout(180):
            while await Outbox.filter(done_at=None, kind=OutboxKind.EVENT).exists():
                await asyncio.sleep(0.1)
        say([told, time.process_time() - before])
        sweeping.cancel()


def say(what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


async def prepared(opened: Desk, owner: User, count: int) -> dict[str, str]:
    """Make the portfolios, each with one open order that no worker will ever send."""
    await setup.prepare(opened, FEED, START)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    steps = list(opened.market.steps(START))
    for step in steps[:2]:
        await marks.apply(opened, setup.SYSTEM, FEED, step)
    placed = {}
    for number in range(count):
        made = await create(opened, viewer, name=f"P{number}", opening_cash=Decimal(100_000), key=f"p{number}")
        portfolio = made.portfolio.id
        placed[portfolio] = (await orders.place(opened, viewer, portfolio, TERMS, key=f"o{number}")).order.id
    await Outbox.filter(kind=OutboxKind.JOB).update(done_at=opened.clock.now())
    return placed


async def flood(opened: Desk, placed: dict[str, str], rate: int, seconds: float) -> int:
    """Tell events at a rate, or as many as this machine can; return how many."""
    chance, told, began = random.Random(7), 0, time.monotonic()

    async def write(names: list[str]) -> None:
        nonlocal told
        while (spent := time.monotonic() - began) < seconds:
            if told > rate * spent:
                await asyncio.sleep(told / rate - spent)
            some = chance.sample(names, min(TOGETHER, len(names)))
            told += AT_ONCE * len(some)
            await tell(opened, some, placed, told)

    names, writers = list(placed), max(1, min(WRITERS, len(placed) // TOGETHER))
    await asyncio.gather(*(write(names[number::writers]) for number in range(writers)))
    return told


async def tell(opened: Desk, chosen: Sequence[str], placed: dict[str, str], number: int) -> None:
    """Move some portfolios in one transaction, as a tick does: of each its order, its balance, and two alerts."""
    async with transaction():
        now = await opened.market_clock.now()
        moved = await Portfolio.select_for_update().filter(id__in=chosen).order_by("id")
        units = [Unit(opened, setup.SYSTEM, each, now) for each in moved]
        some = Order.filter(id__in=[placed[each] for each in chosen])
        await some.update(limit_price=Decimal(number) + Decimal("0.25"))
        for u in units:
            for _ in range(AT_ONCE - 2):
                await u.alert(AlertCode.MODEL_FAILING, f"event {number}")
            u.event("orders", orders=[placed[u.portfolio.id]], executions=[])
            u.portfolio.cash += Decimal("0.01")
        await write_all(units)
    await announce(units)


async def sweep(opened: Desk) -> None:
    while True:
        await outbox.sweep(opened)
        await asyncio.sleep(SWEEP_S)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), *sys.argv[2:5]))
