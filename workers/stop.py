"""Carries stops out: cancels at the brokers, verifies, reports; never through the queue, never in a request."""

import asyncio
import logging
from datetime import timedelta
from pathlib import Path

from actions import lookups, sending, setup, stopping, stops
from actions.viewer import ALL, Viewer
from adapters import brake
from adapters.patience import heard
from db.models import Order, Portfolio, Stop
from trading.errors import Rejected, Unavailable
from trading.ports import Broker, Desk
from trading.stop import StopLevel, StopScope
from workers.desk import Crew
from workers.orders import CALL_S, drain

POLL_S = 0.2
ROUND_S = 0.2
GIVE_UP_S = 60
WAKE = "plimsoll:stop"

log = logging.getLogger(__name__)


async def watch(crew: Crew) -> None:
    """Look for stops to carry out, five times a second and whenever one is published. Runs until cancelled."""
    async with crew.desk.bus.subscribe(WAKE) as messages:
        while True:
            await heed(crew.desk, crew.settings.data_dir)
            await look(crew)
            await heard(messages, POLL_S)


async def heed(desk: Desk, folder: Path) -> bool:
    """Stop the whole desk in the name of its owner if the brake is pulled, then let go of it; tell whether it was.

    Until the stop is committed nothing is sent because of the brake, and from then on because of the stop.
    """
    pulled = brake.pulled(folder)
    if pulled is None:
        return False
    owner, _ = await setup.owner(desk)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    note = f"Halted without the database at {pulled.at}: {pulled.note}"[: stops.NOTE_MAX]
    await stops.engage(desk, viewer, StopScope.GLOBAL, None, StopLevel.STOP, note)
    brake.let_go(folder)
    log.warning("the brake was pulled; the whole desk is stopped now, and a person has to release it")
    return True


async def look(crew: Crew) -> int:
    """Carry out every stop that is pending and that no other worker has; return how many were done."""
    done = 0
    for stop in await Stop.filter(pending=True).order_by("target"):
        try:
            holder = crew.desk.ids.new()
            if await stopping.lease(crew.desk, stop, holder):
                await carry_out(crew, stop, holder)
                done += 1
        except Unavailable as error:
            log.warning("the stop goes on as soon as the broker answers: %s", error)
    return done


async def carry_out(crew: Crew, stop: Stop, holder: str) -> None:
    """Cancel all, verify until none is open, report, flatten only if asked; for every portfolio under the stop."""
    portfolios = await stops.portfolios_under(stop.target)
    await asyncio.gather(*(_portfolio(crew, stop, holder, each) for each in portfolios))
    await stopping.carried_out(stop.target, stop.epoch)


async def _portfolio(crew: Crew, stop: Stop, holder: str, portfolio_id: str) -> None:
    portfolio = await Portfolio.get(id=portfolio_id)
    broker = crew.desk.brokers[portfolio.broker]
    if stop.level is not StopLevel.PAUSE:
        await _cancel_all(crew, stop, holder, broker, portfolio_id)
    if stop.level is StopLevel.FLATTEN:
        closing = await stopping.flatten(crew.desk, crew.viewer, stop, portfolio_id)
        await stopping.report(crew.desk, stop, portfolio_id, "flatten", positions_closed=closing)
    await stopping.report(crew.desk, stop, portfolio_id, "done", finished=True)


async def _cancel_all(crew: Crew, stop: Stop, holder: str, broker: Broker, portfolio_id: str) -> None:
    """Ask for a cancel of every order that may be at the broker until none is open there or unknown."""
    deadline = crew.desk.clock.now() + timedelta(seconds=GIVE_UP_S)
    asked: set[str] = set()
    while True:
        await stopping.lease(crew.desk, stop, holder)
        await drain(crew, broker, portfolio_id)
        left = await stopping.still_open(portfolio_id)
        if not left or crew.desk.clock.now() > deadline:
            break
        await asyncio.gather(*(_cancel(crew, broker, order) for order in left))
        if not asked:
            await stopping.report(crew.desk, stop, portfolio_id, "first cancel", first_cancel=True)
        asked |= {order.id for order in left}
        await drain(crew, broker, portfolio_id)
        if await stopping.still_open(portfolio_id):
            await asyncio.sleep(ROUND_S)
    await stopping.report(crew.desk, stop, portfolio_id, "verified", asked=asked, verified=True)


async def _missed(crew: Crew, broker: Broker, order: Order) -> None:
    """An order that the broker does not know is over: at once where a lookup is certain, else after some more."""
    if broker.capabilities.finds_at_once:
        await sending.reject(crew.desk, crew.viewer, order.id, "It never reached the broker; trading is stopped.")
    else:
        await lookups.missed(crew.desk, crew.viewer, order.id)


async def _cancel(crew: Crew, broker: Broker, order: Order) -> None:
    """One cancel; an order of unknown outcome is looked up first and, never having arrived, is ended."""
    wire = sending.broker_order(order)
    try:
        if order.acked_at is None:
            if order.claimed_until is not None and order.claimed_until > crew.desk.clock.now():
                return  # a call is under way: it is awaited, then cancelled
            if await broker.lookup(wire.account, wire.client_order_id) is None:
                await _missed(crew, broker, order)
                return
        async with asyncio.timeout(CALL_S):
            await broker.cancel(wire.account, wire.client_order_id)
    except Rejected as no:
        log.info("cancel of %s refused: %s", order.client_order_id, no)
    except (Unavailable, TimeoutError) as error:
        log.warning("cancel of %s unanswered: %s", order.client_order_id, error)
