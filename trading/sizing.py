"""How much: from an opinion and its volatility to whole shares, a stop loss, a take profit and a risk score."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import Final

from trading.orders import OrderSide
from trading.units import CENT, ZERO

ONE: Final = Decimal(1)
RATIO: Final = Decimal("0.000001")
TRADING_DAYS: Final = Decimal(252)
BUFFER: Final = Decimal("1.02")  # the reference price of a market buy is the mark times this
UNLIMITED: Final = Decimal("Infinity")
STOP_DISTANCE_MAX: Final = Decimal("0.18")  # of the price; risk refuses triggers further than 20%


@dataclass(frozen=True, slots=True)
class Sizing:
    """A trade to propose: quantity in whole shares > 0, prices in cents, ratios with 6 places.

    `stop_loss` and `take_profit` are set for buys only: a sale reduces and leaves nothing to protect.
    `target_weight` is the share of equity that the position should have. `reason` says what set it.
    """

    side: OrderSide
    quantity: Decimal
    stop_loss: Decimal | None
    take_profit: Decimal | None
    risk_score: Decimal
    target_weight: Decimal
    expected_return: Decimal
    reason: str


def size(
    *,
    side: OrderSide,
    equity: Decimal,
    price: Decimal,
    position_quantity: Decimal,
    expected_return: Decimal,
    volatility: Decimal,
    atr: Decimal,
    horizon_days: int = 5,
    day_move: Decimal = ZERO,
    name_cap: Decimal = Decimal("0.10"),
    name_margin: Decimal = Decimal("0.05"),
    target_volatility: Decimal = Decimal("0.10"),
    volatility_cap: Decimal = Decimal("0.80"),
    move_cap: Decimal = Decimal("0.10"),
    value_max: Decimal = UNLIMITED,
    volume_max: Decimal = UNLIMITED,
    loss_budget: Decimal = Decimal("0.02"),
    kelly: Decimal = Decimal("0.25"),
    stop_atr: Decimal = Decimal("2.5"),
    reward: Decimal = Decimal(2),
    band: Decimal = Decimal("0.02"),
) -> Sizing | None:
    """Return the trade that brings the position to its target, or None when there is nothing worth trading.

    `side` is the opinion: BUY aims at `target_weight`, SELL at zero (the desk holds no shorts). All else per
    share or as fractions: `expected_return` over the horizon net of cost, `volatility` annualised, `atr` in
    price units, `day_move` of the price since the last close. `value_max` (money) and `volume_max` (shares) bound one
    order; what a bound leaves out is for later runs. A position within `band` (of equity) of its target is left alone;
    one above it is reduced even when the opinion is BUY; an opinion to SELL closes it whatever the band. Equity, price,
    volatility or ATR that is not positive, or a short position: None, since nothing can be measured.
    """
    if min(equity, price, volatility, atr) <= 0 or position_quantity < 0:
        return None
    if side is OrderSide.SELL:
        return _sale(position_quantity, ZERO, expected_return, "close: the opinion has turned")
    cap = name_cap * (ONE - name_margin)
    variance = volatility * volatility * horizon_days / TRADING_DAYS
    target, reason = _target(expected_return, variance, target_volatility / volatility, kelly, cap)
    weight = position_quantity * price / equity
    if weight - target > band:
        surplus = _whole((weight - target) * equity / price)
        return _sale(surplus, target, expected_return, f"reduce: {reason}")
    affordable = min((target - weight) * equity, (ONE - name_margin) * value_max) / (price * BUFFER)
    quantity = _whole(min(affordable, (ONE - name_margin) * volume_max))
    if target - weight <= band or quantity == 0:
        return None
    distance = min(stop_atr * atr, STOP_DISTANCE_MAX * price)
    stop_loss = _cents(price - distance)
    return Sizing(
        side=OrderSide.BUY,
        quantity=quantity,
        stop_loss=stop_loss,
        take_profit=_cents(price + reward * distance),
        risk_score=risk_score(
            name_use=use_of(position_quantity * price + quantity * price * BUFFER, name_cap * equity),
            loss_use=use_of(quantity * (price * BUFFER - stop_loss), loss_budget * equity),
            value_use=use_of(quantity * price * BUFFER, value_max),
            volume_use=use_of(quantity, volume_max),
            volatility_use=use_of(volatility, volatility_cap),
            move_use=use_of(abs(day_move), move_cap),
        ),
        target_weight=target,
        expected_return=expected_return,
        reason=f"buy: {reason}",
    )


def close_position(quantity: Decimal, expected_return: Decimal, reason: str) -> Sizing | None:
    """Return the sale of a whole position, since one of its levels was reached or its time is over."""
    return _sale(quantity, ZERO, expected_return, f"close: {reason}")


def risk_score(
    *,
    name_use: Decimal,
    loss_use: Decimal,
    volatility_use: Decimal,
    value_use: Decimal = ZERO,
    volume_use: Decimal = ZERO,
    move_use: Decimal = ZERO,
) -> Decimal:
    """Return 1 - (1 - u) x (1 - v), from 0 to 1.

    u = the largest share of a limit that the trade would use (1 = all of it): the position in the name after
    the trade over its cap, the loss at the stop over the daily risk budget, the order over the largest one by value
    and by the market's volume. v = forecast volatility over its cap, or the move of the day over its own, whichever is
    more. Both are cut at 1, so a trade that uses up a limit, or a name as volatile as the cap, scores 1, and more of
    anything never lowers the score.
    """
    use = min(ONE, max(ZERO, name_use, loss_use, value_use, volume_use))
    turbulence = min(ONE, max(ZERO, volatility_use, move_use))
    return _ratio(ONE - (ONE - use) * (ONE - turbulence))


def use_of(figure: Decimal, limit: Decimal) -> Decimal:
    """Return how much of a limit a figure uses; of a limit of nothing, all."""
    return figure / limit if limit > 0 else ONE


def _target(
    expected_return: Decimal, variance: Decimal, full_size: Decimal, kelly: Decimal, cap: Decimal
) -> tuple[Decimal, str]:
    """Return the target weight and what set it: volatility target x edge, under the cap.

    `full_size` is what the volatility target alone would hold, target_volatility / volatility. The edge scales
    it by the fractional Kelly weight, kelly x expected return / variance over the horizon, between 0 and 1.
    """
    edge = min(ONE, max(ZERO, kelly * expected_return / variance))
    wanted = full_size * edge
    if wanted > cap:
        return _ratio(cap), f"the cap on one name, {cap:.1%} of equity"
    return _ratio(wanted), f"{wanted:.1%} of equity, {edge:.0%} of what the volatility target would hold"


def _sale(quantity: Decimal, target: Decimal, expected_return: Decimal, reason: str) -> Sizing | None:
    """A sale uses no limit: its risk score is 0."""
    whole = _whole(quantity)
    if whole == 0:
        return None
    return Sizing(OrderSide.SELL, whole, None, None, ZERO, target, expected_return, reason)


def _whole(shares: Decimal) -> Decimal:
    return shares.quantize(ONE, ROUND_DOWN)


def _cents(price: Decimal) -> Decimal:
    return price.quantize(CENT, ROUND_HALF_UP)


def _ratio(value: Decimal) -> Decimal:
    return value.quantize(RATIO, ROUND_HALF_UP)
