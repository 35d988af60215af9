"""Try the emergency stop: a scratch portfolio with working orders and a position, and the real stop upon it."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Final

from tortoise.expressions import Q

from actions import orders, setup
from actions.access import portfolio_for
from actions.audit import Deed
from actions.ledger import post
from actions.stops import Engaged, engage, locked_row
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Order, Portfolio, Quote, Stop, StopReceipt
from db.reads.facts import halt_of, order_status, stops_for
from trading.errors import AdapterError, Permission, Unreachable
from trading.ledger import Cause, book_flow
from trading.orders import OrderSide, OrderStatus, OrderType, Terms, TimeInForce
from trading.ports import Desk, DrillGround
from trading.stop import StopLevel, StopScope, TradingState
from trading.units import CENT

BROKER: Final = "paper"
CASH: Final = Decimal(10_000_000)
PRICE_MIN: Final = Decimal(5)
BUYS, HELD = 5, Decimal(10)
BELOW: Final = Decimal("0.85")  # of the price: where the orders wait
LOOK: Final = timedelta(milliseconds=20)
LOOKS_MAX: Final = 200  # about 4 seconds for each of two stages: within the time that a request has
RUNS: Final = timedelta(minutes=1)  # a drill that is older than this and still pending has no worker
NOTE: Final = "A drill of the emergency stop"
# The drill is about the stop, so the gate lets its few orders pass.
LIMITS: Final[dict[str, str | int | bool | None]] = {
    "max_position_ratio": "1",
    "max_daily_loss_ratio": "1",
    "daily_risk_budget_ratio": "1000000",
    "max_drawdown_ratio": "1",
    "max_order_value": "10000000",
    "max_order_volume_ratio": "1",
    "max_quote_age_seconds": 1_000_000_000,
    "max_volatility": "1000",
    "max_day_move_ratio": "1000",
    "orders_per_second": 1000,
    "orders_per_minute": 100_000,
}


async def run(desk: Desk, viewer: Viewer, portfolio_id: str) -> Engaged:
    """Stage orders in the scratch portfolio, wait until they work, then FLATTEN it through the real stop.

    Needs STOP in the portfolio that the drill is for, which is never touched. The scratch portfolio and its account
    at the paper broker are used again by the next drill. A drill that is running is returned as it stands. Raise
    Unreachable when there is no worker, no price, or a stop of the whole desk.
    """
    home = await portfolio_for(viewer, portfolio_id, Permission.STOP)
    scratch = await _scratch(desk, home)
    running = await _make_ready(desk, scratch.id)
    if running is not None:
        return Engaged([running], await StopReceipt.filter(target=scratch.id, epoch=running.epoch))
    if halt_of(await stops_for(scratch.id)).state is not TradingState.ACTIVE:
        raise Unreachable("The whole desk is stopped, which no drill can pass; the stop is at work as it is.")
    quote = await _quote()
    wanted = [_buy(quote.symbol, HELD), *(_waiting(quote, number) for number in range(BUYS))]
    placed = await _staged(desk, scratch, wanted)
    if order_status(placed[0]) is not OrderStatus.FILLED:
        raise Unreachable(f"The drill's position could not be bought: the order is {order_status(placed[0])}.")
    await _staged(desk, scratch, [_exit(quote)])
    return await engage(desk, viewer, StopScope.PORTFOLIO, scratch.id, StopLevel.FLATTEN, NOTE)


async def _scratch(desk: Desk, home: Portfolio) -> Portfolio:
    """Return the scratch portfolio of another one, made at its first drill: archived, and with cash of no value."""
    scratch_id = fingerprint("drill", home.id)[:32]
    ground = desk.brokers[BROKER]
    if not isinstance(ground, DrillGround):
        raise Unreachable("The paper broker of this desk has no accounts for drills.")
    try:
        await ground.open_drill_account(scratch_id, CASH)
    except AdapterError as error:
        raise Unreachable(f"The paper broker does not answer: {error}") from error
    async with unit(desk, setup.SYSTEM) as u:
        found = await Portfolio.select_for_update().get_or_none(id=scratch_id)
        if found is not None:
            return found
        made = Portfolio(
            id=scratch_id,
            name=f"Drill of {home.name}"[:100],
            broker=BROKER,
            currency=home.currency,
            limits=LIMITS,
            created_at=u.now,
            archived_at=u.now,
            drill_of=home.id,
            units=CASH,
            open_equity=CASH,
            open_units=CASH,
            peak_equity=CASH,
            peak_units=CASH,
        )
        await made.save(force_create=True)
        u.adopt(made)
        await post(u, Cause.FLOW, f"opening:{scratch_id}", book_flow(CASH))
        u.record(_deed(made, f"A scratch portfolio for drills of {home.name}"))
        return made


async def _make_ready(desk: Desk, scratch_id: str) -> Stop | None:
    """Let the scratch portfolio trade again after its last drill; return the stop of one that is running instead."""
    async with transaction():
        stop = await locked_row(scratch_id, StopScope.PORTFOLIO)
        u = Unit(desk, setup.SYSTEM, await Portfolio.select_for_update().get(id=scratch_id), desk.clock.now())
        if stop.pending and stop.since is not None and u.now - stop.since < RUNS:
            return stop
        if stop.state is not TradingState.ACTIVE:
            stop.state, stop.pending = TradingState.ACTIVE, False
            stop.reason = stop.level = stop.since = stop.by_id = None  # type: ignore[assignment]  # they are null=True
            await stop.save()
            u.record(_deed(u.portfolio, "Ready for the next drill: trading is ACTIVE"))
            await u.write()
    return None


def _deed(scratch: Portfolio, words: str) -> Deed:
    return Deed(action="prepare_drill", object_type="Portfolio", object_id=scratch.id, summary=words)


async def _quote() -> Quote:
    """Return the cheapest quote with which an order can be placed; the last one there was will do."""
    quotes = await Quote.exclude(volatility=None).exclude(average_volume=None).exclude(day_move=None)
    fit = [quote for quote in quotes if quote.price >= PRICE_MIN]
    if not fit:
        raise Unreachable("There is no market price yet; a drill needs one.")
    return min(fit, key=lambda quote: (quote.price, quote.symbol))


def _buy(symbol: str, quantity: Decimal) -> Terms:
    return Terms(symbol=symbol, side=OrderSide.BUY, quantity=quantity)


def _waiting(quote: Quote, number: int) -> Terms:
    limit = (quote.price * BELOW).quantize(CENT) - number * CENT
    return Terms(
        symbol=quote.symbol,
        side=OrderSide.BUY,
        type=OrderType.LIMIT,
        quantity=Decimal(1),
        limit_price=limit,
        time_in_force=TimeInForce.GTC,
    )


def _exit(quote: Quote) -> Terms:
    """A resting exit of the position, which would still be selling if the stop left it."""
    return Terms(
        symbol=quote.symbol,
        side=OrderSide.SELL,
        type=OrderType.STOP,
        quantity=HELD,
        stop_price=(quote.price * BELOW).quantize(CENT),
        time_in_force=TimeInForce.GTC,
    )


async def _staged(desk: Desk, scratch: Portfolio, wanted: list[Terms]) -> list[Order]:
    """Place orders as the desk itself and wait until a worker has brought them to the broker and booked the fill."""
    placed = []
    for terms in wanted:
        key = f"drill-{desk.ids.new()}"
        order = (await orders.place(desk, setup.SYSTEM, scratch.id, terms, key=key, allow_duplicate=True)).order
        if order.denial is not None:
            raise Unreachable(f"The drill's orders are denied: {order.denial}.")
        placed.append(order.id)
    on_the_way = Q(acked_at=None) | Q(type=OrderType.MARKET)  # the position has to be there as well
    for _ in range(LOOKS_MAX):
        if not await Order.filter(on_the_way, id__in=placed, open=True).exists():
            return await Order.filter(id__in=placed).order_by("sequence")
        await asyncio.sleep(LOOK.total_seconds())
    await _withdraw(desk, placed)
    raise Unreachable(
        "No worker took the drill's orders within seconds: is one running? "
        "Without one a stop denies what is unsent and cancels nothing."
    )


async def _withdraw(desk: Desk, placed: list[str]) -> None:
    for order in await Order.filter(id__in=placed, open=True):
        await orders.cancel(desk, setup.SYSTEM, order.id)
