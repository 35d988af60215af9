"""A process that dies by kill -9 at a chosen point: `python -m tests.crash_runner DATABASE REDIS FOLDER POINT`.

At `nowhere` it works until it is ended. At `before announcing` it is an API that places one order, else a worker.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

from actions import executions, orders, sending
from actions.unit import Unit
from actions.viewer import ALL, Viewer
from adapters.brokers.paper import PaperBroker
from adapters.system import SystemClock
from db import engine
from db.models import Execution, Portfolio, User
from tests.desks import buy, crew
from workers.main import WorkerClass, run

BEFORE_CALL = "before the broker is called"
BEFORE_BOOKING = "after the broker was called"
WHILE_BOOKING = "in the middle of the booking"
BEFORE_ANNOUNCING = "before announcing"
NOWHERE = "nowhere"


async def die(*_: Any, **__: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it lives")


def set_trap(point: str) -> None:
    """Replace the function at the point by one that kills the process."""
    if point == BEFORE_CALL:
        PaperBroker.submit = die  # type: ignore[method-assign]
    elif point == BEFORE_BOOKING:
        sending.acknowledge = die
        executions.book = die
    elif point == WHILE_BOOKING:
        Execution.save = die  # type: ignore[method-assign]  # journal and lots are written by then
    elif point == BEFORE_ANNOUNCING:
        Unit.announce = die  # type: ignore[method-assign]


async def main(database: str, redis: str, folder: str, point: str) -> None:
    set_trap(point)
    await engine.connect(database)
    async with crew(Path(folder), redis, SystemClock()) as hands:
        if point == BEFORE_ANNOUNCING:
            owner, portfolio = await User.get(is_owner=True), await Portfolio.get(name="Main")
            viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
            await orders.place(hands.desk, viewer, portfolio.id, buy("AAA", "10"), key="from the API")
        else:
            await run(hands, redis, {WorkerClass.ORDERS})


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
