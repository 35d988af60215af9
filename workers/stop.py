"""Carries stops out: cancels at the brokers, verifies, reports; never through the queue, never in a request."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

from actions import closings, relapses, setup, stopping, stops
from actions.notes import NOTE_MAX
from actions.viewer import ALL, Viewer
from adapters import brake
from adapters.patience import end, heard
from db.line import haste
from db.models import Order, Portfolio, Stop
from trading.errors import AdapterError, Refusal
from trading.ports import Broker, Desk
from trading.stop import StopLevel, StopScope
from workers.closing import cancel, flatten
from workers.desk import Crew
from workers.orders import CALL_S, drain

POLL_S = 0.2
ROUND_S = 0.2
GIVE_UP = timedelta(seconds=60)  # then a person is told
AGAIN_S, LATE_S = 1.0, 5.0
STILL_OPEN = "still open"
WAKE = "plimsoll:stop"

log = logging.getLogger(__name__)


async def watch(crew: Crew) -> None:
    """Look for stops to carry out, five times a second and whenever one is published. Runs until cancelled.

    Each stop has a task of its own: one that waits for a broker or for the open keeps no other waiting.
    None of them waits for the database behind an order.
    """
    tasks: dict[tuple[str, int], asyncio.Task[bool]] = {}
    async with crew.desk.bus.subscribe(WAKE) as messages:
        try:
            while True:
                with haste():
                    await heed(crew.desk, crew.settings.data_dir)
                    for stop in await _pending(crew.desk):
                        if (stop.target, stop.epoch) not in tasks:
                            tasks[stop.target, stop.epoch] = asyncio.create_task(_take(crew, stop))
                await heard(messages, POLL_S)
                for key in [key for key, task in tasks.items() if task.done()]:
                    tasks.pop(key).result()
        finally:
            await end(*tasks.values())


async def heed(desk: Desk, folder: Path) -> bool:
    """Stop the whole desk in the name of its owner if the brake is pulled, then let go of it; tell whether it was.

    Until the stop is committed nothing is sent because of the brake, and from then on because of the stop.
    """
    pulled = brake.pulled(folder)
    if pulled is None:
        return False
    owner, _ = await setup.owner(desk)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    note = f"Halted without the database at {pulled.at}: {pulled.note}"[:NOTE_MAX]
    await stops.engage(desk, viewer, StopScope.GLOBAL, None, StopLevel.STOP, note)
    brake.let_go(folder)
    log.warning("the brake was pulled; the whole desk is stopped now, and a person has to release it")
    return True


async def look(crew: Crew) -> int:
    """Move on every stop that is pending and that no other worker has; return how many are carried out now."""
    return sum([await _take(crew, stop) for stop in await _pending(crew.desk)])


async def _pending(desk: Desk) -> list[Stop]:
    """Return the stops to carry out; a halt that was, and under which something works again, is there the next time."""
    pending, carried_out = await stopping.in_force()
    await relapses.look(desk, carried_out)
    return pending


async def _take(crew: Crew, stop: Stop) -> bool:
    """Move one stop on as far as that goes now, if no other worker has it; return whether it is carried out."""
    holder = crew.desk.ids.new()
    if not await stopping.lease(crew.desk, stop, holder):
        return False
    portfolios = await stops.portfolios_under(stop)
    pauses = await asyncio.gather(*(_portfolio(crew, stop, holder, each) for each in portfolios))
    if longest := max(pauses, default=0.0):
        await stopping.rest(crew.desk, stop, holder, timedelta(seconds=longest))
        return False
    await stopping.carried_out(stop.target, stop.epoch)
    return True


async def _portfolio(crew: Crew, stop: Stop, holder: str, portfolio_id: str) -> float:
    """Cancel all, verify until none is open, flatten only if asked; return the seconds to the next look, 0 = over."""
    portfolio = await Portfolio.get(id=portfolio_id)
    broker = crew.desk.brokers.get(portfolio.broker)
    if broker is None:
        log.error("the stop cannot reach portfolio %s: there is no broker %s", portfolio.name, portfolio.broker)
        return AGAIN_S
    try:
        if stop.level is not StopLevel.PAUSE and not await _cancel_all(crew, stop, holder, broker, portfolio_id):
            return LATE_S if _is_late(crew, stop) else AGAIN_S
        pause = await flatten(crew, stop, broker, portfolio_id) if stop.level is StopLevel.FLATTEN else 0.0
    except (AdapterError, Refusal) as error:
        log.warning("the stop of %s goes on in a moment: %s", portfolio.name, error)
        return AGAIN_S
    if not pause:
        await stopping.report(crew.desk, stop, portfolio_id, stopping.DONE)
    return pause


async def _cancel_all(crew: Crew, stop: Stop, holder: str, broker: Broker, portfolio_id: str) -> bool:
    """Ask for a cancel of every order that may be at the broker until none is open there or unknown.

    False when the broker cannot be heard, when orders are left a minute after the stop, which a person is told
    once, or when the stop is another's now: then it goes on in a moment, for as long as it takes.
    """
    while await stopping.lease(crew.desk, stop, holder):
        said_all = await _hear(crew, broker, portfolio_id)
        left = await stopping.still_open(portfolio_id, stops.strategy_of(stop))
        if said_all and not left:
            await stopping.report(crew.desk, stop, portfolio_id, "verified", verified=True)
            return True
        if left:
            await _cancel_round(crew, stop, broker, portfolio_id, left)
            left = await stopping.still_open(portfolio_id, stops.strategy_of(stop))
        if _is_late(crew, stop) and (left or not said_all):
            await stopping.report(crew.desk, stop, portfolio_id, STILL_OPEN, verified=True)
            await stopping.complain(crew.desk, crew.viewer, stop, portfolio_id, len(left))
            return False
        if not said_all:
            return False
        if left:
            await asyncio.sleep(ROUND_S)
    return False


def _is_late(crew: Crew, stop: Stop) -> bool:
    return stop.since is not None and crew.desk.clock.now() - stop.since > GIVE_UP


async def _hear(crew: Crew, broker: Broker, portfolio_id: str) -> bool:
    """Book what the broker has said; False when it does not answer, which must keep no cancel from going out."""
    try:
        await drain(crew, broker, portfolio_id)
    except AdapterError as error:
        log.warning("portfolio %s: the broker cannot be heard: %s", portfolio_id, error)
        return False
    return True


async def _cancel_round(crew: Crew, stop: Stop, broker: Broker, portfolio_id: str, left: list[Order]) -> None:
    """Cancel in one call where that hits nothing else, and one by one what is left or of unknown outcome."""
    whole = (
        len(left) > 1
        and not stops.strategy_of(stop)
        and not await closings.at_work(portfolio_id)
        and await _in_one_call(broker, portfolio_id)
    )
    single = [order for order in left if order.acked_at is None] if whole else left
    answered = await asyncio.gather(*(cancel(crew, broker, order) for order in single))
    if whole or any(answered):
        await stopping.report(crew.desk, stop, portfolio_id, "first cancel", first_cancel=True)
    await _hear(crew, broker, portfolio_id)


async def _in_one_call(broker: Broker, portfolio_id: str) -> bool:
    try:
        async with asyncio.timeout(CALL_S):
            await broker.cancel_all(portfolio_id)
    except (AdapterError, TimeoutError) as error:
        log.warning("portfolio %s could not be cancelled in one call: %s", portfolio_id, error)
        return False
    return True
