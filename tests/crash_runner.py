"""A process that dies by kill -9 at a chosen point: `python -m tests.crash_runner DATABASE REDIS FOLDER POINT`.

At `nowhere` it works until it is ended. Before announcing it is an API that places one order, or flattens. The two
addresses of a stub of Alpaca may follow.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, NoReturn

from actions import executions, orders, sending, stops
from actions.unit import Unit
from actions.viewer import ALL, Viewer
from adapters.brokers import alpaca
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin, AlpacaRest
from adapters.brokers.paper import PaperBroker
from adapters.system import SystemClock
from db import engine
from db.models import Execution, Portfolio, User
from tests.desks import buy, crew
from trading.ports import Broker
from trading.stop import StopLevel, StopScope
from workers.desk import Crew
from workers.main import WorkerClass, run

BEFORE_CALL = "before the broker is called"
BEFORE_BOOKING = "after the broker was called"
WHILE_BOOKING = "in the middle of the booking"
BEFORE_ANNOUNCING = "before announcing"
STOP_BEFORE_ANNOUNCING = "a stop, before announcing"
STOP_BEFORE_CANCEL = "a stop, before the broker is called"
STOP_BEFORE_BOOKING = "a stop, after the broker was called"
STOP_BEFORE_SENDING = "a stop, before a closing order is sent"
STOP_AFTER_SENDING = "a stop, after a closing order was sent"
EXITS_BEFORE_CALL = "before two exits are sent"
EXITS_AFTER_CALL = "after two exits were sent"
ALPACA_BEFORE_CALL = "before Alpaca is called"
ALPACA_UNHEARD = "after Alpaca has answered, before that is in the journal"
NOWHERE = "nowhere"
KEY, SECRET = "key-of-the-desk", "secret-of-the-desk"


def die(*_: Any, **__: Any) -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError("it lives")


TRAPS: Final[dict[str, list[tuple[Any, str]]]] = {
    BEFORE_CALL: [(PaperBroker, "submit")],
    BEFORE_BOOKING: [(executions, "book")],
    WHILE_BOOKING: [(Execution, "save")],  # journal and lots are written by then
    BEFORE_ANNOUNCING: [(Unit, "announce")],
    STOP_BEFORE_ANNOUNCING: [(stops, "announce")],
    STOP_BEFORE_CANCEL: [(PaperBroker, "cancel_all")],
    STOP_BEFORE_BOOKING: [(executions, "book")],
    STOP_BEFORE_SENDING: [(sending, "claim")],
    STOP_AFTER_SENDING: [(executions, "acknowledge")],
    EXITS_BEFORE_CALL: [(PaperBroker, "submit_oco")],
    EXITS_AFTER_CALL: [(executions, "acknowledge")],
    ALPACA_BEFORE_CALL: [(AlpacaRest, "place")],
    ALPACA_UNHEARD: [(alpaca, "acknowledged")],
    NOWHERE: [],
}


def set_trap(point: str) -> None:
    """Replace the functions at the point by one that kills the process."""
    for owner, name in TRAPS[point]:
        setattr(owner, name, die)


def alpaca_at(folder: Path, url: str, stream_url: str) -> AlpacaBroker:
    """Return the broker whose part a stub plays; all processes share its journal."""
    login = AlpacaLogin(key_id=KEY, secret=SECRET, url=url, stream_url=stream_url)
    return AlpacaBroker(folder / "alpaca.db", {}, clock=SystemClock(), unclaimed=login, durable=False)


def with_broker(hands: Crew, broker: Broker) -> Crew:
    """Return a crew whose desk has one more broker."""
    return replace(hands, desk=replace(hands.desk, brokers={**hands.desk.brokers, broker.name: broker}))


async def main(database: str, redis: str, folder: str, point: str, *stub: str) -> None:
    set_trap(point)
    await engine.connect(database)
    async with crew(Path(folder), redis, SystemClock()) as built:
        hands = with_broker(built, alpaca_at(Path(folder), *stub)) if stub else built
        if point in (BEFORE_ANNOUNCING, STOP_BEFORE_ANNOUNCING):
            owner, portfolio = await User.get(is_owner=True), await Portfolio.get(name="Main")
            viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
            if point == BEFORE_ANNOUNCING:
                await orders.place(hands.desk, viewer, portfolio.id, buy("AAA", "10"), key="from the API")
            else:
                await stops.engage(hands.desk, viewer, StopScope.PORTFOLIO, portfolio.id, StopLevel.FLATTEN, "a test")
        else:
            await run(hands, redis, {WorkerClass.ORDERS})


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
