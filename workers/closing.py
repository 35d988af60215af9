"""Moves the closing orders of a flatten on, and cancels single orders; by the stop's own loop, never by the queue."""

import asyncio
import logging

from actions import closings, lookups, sending, stopping
from actions.closings import Standing
from db.models import Order, Stop
from trading import leases
from trading.errors import Rejected, Unavailable
from trading.ports import Broker
from workers.desk import Crew
from workers.orders import CALL_S, carry, drain

FIRST_S, MOST_S = 0.5, 10.0

log = logging.getLogger(__name__)


async def flatten(crew: Crew, stop: Stop, broker: Broker, portfolio_id: str) -> float:
    """Close what is held, one round of it; return the seconds until the next round, 0 when it is over.

    Over: flat, or given up after so many attempts, which a person was told. With the market closed the closing
    orders wait at the broker for the open, and the stop goes on until they have come to an end.
    """
    moves = await closings.advance(crew.desk, crew.viewer, portfolio_id)
    if moves.placed:
        await stopping.report(crew.desk, stop, portfolio_id, "closing", note=f"{moves.placed} closing orders")
    for order_id in moves.send:
        await carry(crew, order_id)
    for order in moves.cancel:
        await cancel(crew, broker, order)
    await drain(crew, broker, portfolio_id)
    now = await closings.standing(portfolio_id)
    if now.given_up:
        await closings.tell(crew.desk, crew.viewer, portfolio_id)
    if now.over:
        step, note = ("flat", None) if not now.held else ("not flat", f"{now.held} positions are still held")
        await stopping.report(crew.desk, stop, portfolio_id, step, note=note, positions_closed=now.closed)
        return 0.0
    await _wait_openly(crew, stop, portfolio_id, now, aged=moves.aged)
    return float(min(MOST_S, FIRST_S * 2 ** max(0, now.attempts - 1)))


async def _wait_openly(crew: Crew, stop: Stop, portfolio_id: str, now: Standing, *, aged: int) -> None:
    """Say on the receipt what the flatten waits for."""
    step = "waits for the open" if now.market_closed else "waits for a price" if aged else "waits for the market"
    note = f"{now.held} positions are held, {now.closed} are closed"
    await stopping.report(crew.desk, stop, portfolio_id, step, note=note, positions_closed=now.closed)


async def _missed(crew: Crew, broker: Broker, order: Order) -> None:
    """An order that the broker does not know is over: at once where a lookup is certain, else after some more."""
    if broker.capabilities.finds_at_once:
        await sending.reject(crew.desk, crew.viewer, order.id, "It never reached the broker; trading is stopped.")
    else:
        await lookups.missed(crew.desk, crew.viewer, order.id)


async def cancel(crew: Crew, broker: Broker, order: Order) -> bool:
    """One cancel; an order of unknown outcome is looked up first and, never having arrived, is ended.

    Tell whether the broker has answered.
    """
    wire = sending.broker_order(order)
    try:
        if order.acked_at is None:
            if not leases.over(order.claimed_until, crew.desk.clock.now(), sending.LEASE):
                return False  # a call is under way: it is awaited, then cancelled
            async with asyncio.timeout(CALL_S):
                found = await broker.lookup(wire.account, wire.client_order_id)
            if found is None:
                await _missed(crew, broker, order)
                return True
        async with asyncio.timeout(CALL_S):
            await broker.cancel(wire.account, wire.client_order_id)
    except Rejected as no:
        log.info("cancel of %s refused: %s", order.client_order_id, no)
    except (Unavailable, TimeoutError) as error:
        log.warning("cancel of %s unanswered: %s", order.client_order_id, error)
        return False
    return True
