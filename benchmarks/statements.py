"""Counts the SQL statements of one order, from its request to its booked fill, as the database layer logs them."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db import engine
from db.migrate import migrate
from db.models import Outbox, OutboxKind
from tests.desks import Stage, buy, stage
from tests.servers import private_redis
from workers.orders import submit_order

LOGGER = logging.getLogger("tortoise.db_client")


class _Count(logging.Handler):
    """How many statements were logged; begin and commit are not."""

    number = 0

    def emit(self, record: logging.LogRecord) -> None:
        self.number += 1


@contextmanager
def counted() -> Iterator[_Count]:
    """Count the statements of this block."""
    count, was = _Count(), LOGGER.level
    LOGGER.addHandler(count)
    LOGGER.setLevel(logging.DEBUG)
    try:
        yield count
    finally:
        LOGGER.removeHandler(count)
        LOGGER.setLevel(was)


async def per_order(folder: Path) -> dict[str, int]:
    """Return the statements to place a market order, and from its claim to its booked fill; bulk inserts count once."""
    url = f"sqlite://{folder}/counted.db"
    await migrate(url)
    await engine.connect(url)
    try:
        with private_redis() as redis:
            async with stage(folder, redis.url) as desk:
                await _carried(desk)
                return await _carried(desk)
    finally:
        await engine.close()


async def _carried(desk: Stage) -> dict[str, int]:
    with counted() as placing:
        order = (await desk.place(buy("AAA", "1"), allow_duplicate=True)).order
    [job] = await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order", done_at=None)
    with counted() as carrying:
        await submit_order({"crew": desk.crew}, {**job.payload, "outbox_id": job.id})
    assert await desk.status(order.id) == "FILLED"
    return {"place an order": placing.number, "claim, send and book it": carrying.number}
