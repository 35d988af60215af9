"""How the paper venue matches one open order with one tick: an execution or none, and the order after it.

The rules, in the order in which they are asked:
1. A STOP, STOP_LIMIT or TRAILING_STOP sleeps until `last` reaches its stop price (at or above for a buy, at or
   below for a sell). Then it is a MARKET or LIMIT order for good, from the same tick on: a gap through the stop
   fills at the market, not at the stop.
2. A trailing stop that still sleeps follows `last` at a distance of `trail_by`, only ever towards it. A tick is held
   against the level that the ticks before it left.
3. A limit fills at the ask (a sell at the bid) when that is no worse than the limit, so a gap through it fills at the
   better price. Without a limit the price is the ask (bid) and slippage, rounded to the price step against the
   customer.
4. One tick gives an order at most a share of the tick's volume. Fill-or-kill takes all that is left or nothing.
"""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import NamedTuple

from trading.market import Phase, Tick
from trading.orders import Ended, OrderSide, OrderType, TimeInForce
from trading.units import CENT, ZERO, cost_up, repriced, restated, to_cents_up, to_quantity_down

BASIS_POINT = Decimal("0.0001")
SUB_DOLLAR_STEP = Decimal("0.0001")


class FillParams(NamedTuple):
    """What a fill costs: slippage in basis points, share of a tick's volume (0 to 1), fees in money."""

    slippage_bp: Decimal = Decimal(1)
    volume_share: Decimal = Decimal("0.10")
    fee_per_share: Decimal = Decimal("0.005")
    fee_min: Decimal = ZERO


class Resting(NamedTuple):
    """What is left of an order at the venue. `stop_price` of a trailing stop is its level so far."""

    side: OrderSide
    type: OrderType
    left: Decimal
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    triggered: bool = False
    all_or_none: bool = False


class Execution(NamedTuple):
    """One fill. `fee` is money, positive = cost."""

    quantity: Decimal
    price: Decimal
    fee: Decimal


def match(order: Resting, tick: Tick, params: FillParams) -> tuple[Resting, Execution | None]:
    """Return the order after the tick, and its execution if there is one."""
    order = _follow(_wake(order, tick), tick)
    price = _price(order, tick, params)
    quantity = _quantity(order, tick, params)
    if price is None or quantity == 0:
        return order, None
    return order._replace(left=order.left - quantity), Execution(
        quantity=quantity, price=price, fee=fee(quantity, params)
    )


def fee(quantity: Decimal, params: FillParams) -> Decimal:
    """Commission of one execution: per share, at least the minimum, rounded up to the cent."""
    return max(to_cents_up(params.fee_min), cost_up(quantity, params.fee_per_share))


def split(order: Resting, ratio: Decimal) -> Resting:
    """Restate an order for `ratio` new shares per old: the quantity is cut to 9 decimal places."""

    def price(value: Decimal | None) -> Decimal | None:
        return None if value is None else repriced(value, ratio)

    return order._replace(
        left=restated(order.left, ratio),
        limit_price=price(order.limit_price),
        stop_price=price(order.stop_price),
        trail_by=price(order.trail_by),
    )


def takes_part(time_in_force: TimeInForce, phase: Phase) -> bool:
    """Whether an order is matched in this phase: OPG in the opening only, CLS in the closing only."""
    if time_in_force is TimeInForce.OPG:
        return phase is Phase.OPEN
    return time_in_force is not TimeInForce.CLS or phase is Phase.CLOSE


def ending(time_in_force: TimeInForce, phase: Phase, *, had_tick: bool) -> Ended | None:
    """How what is left of an order ends after a phase; `had_tick`: the order was held against a tick."""
    match time_in_force:
        case TimeInForce.GTC:
            return None
        case TimeInForce.OPG:
            return Ended.CANCELED if phase is Phase.OPEN else None
        case TimeInForce.IOC | TimeInForce.FOK if had_tick:
            return Ended.CANCELED
        case _:
            return Ended.EXPIRED if phase is Phase.CLOSE else None


def _sleeps(order: Resting) -> bool:
    return order.type not in (OrderType.MARKET, OrderType.LIMIT) and not order.triggered


def _wake(order: Resting, tick: Tick) -> Resting:
    if not _sleeps(order) or order.stop_price is None:
        return order
    reached = (tick.last - order.stop_price) * order.side.sign >= 0
    return order._replace(triggered=True) if reached else order


def _follow(order: Resting, tick: Tick) -> Resting:
    if not _sleeps(order) or order.trail_by is None:
        return order
    level = tick.last + order.side.sign * order.trail_by
    if order.stop_price is not None:
        nearer = min if order.side is OrderSide.BUY else max
        level = nearer(level, order.stop_price)
    return order._replace(stop_price=level)


def _price(order: Resting, tick: Tick, params: FillParams) -> Decimal | None:
    touch = tick.ask if order.side is OrderSide.BUY else tick.bid
    if _sleeps(order) or touch <= 0:
        return None
    if order.limit_price is None:
        return _slipped(order.side, touch, params.slippage_bp)
    return touch if (touch - order.limit_price) * order.side.sign <= 0 else None


def _slipped(side: OrderSide, touch: Decimal, slippage_bp: Decimal) -> Decimal:
    # The price step is a cent, below one dollar a hundredth of it (Regulation NMS, rule 612).
    step = CENT if touch >= 1 else SUB_DOLLAR_STEP
    price = touch * (1 + side.sign * slippage_bp * BASIS_POINT)
    rounding = ROUND_CEILING if side is OrderSide.BUY else ROUND_FLOOR
    return max(step, price.quantize(step, rounding))


def _quantity(order: Resting, tick: Tick, params: FillParams) -> Decimal:
    most = to_quantity_down(tick.volume * params.volume_share)
    if order.all_or_none and most < order.left:
        return ZERO
    return min(order.left, most)
