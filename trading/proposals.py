"""From an opinion and where a position stands to the trade that is proposed, or to the first thing that stops it."""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Final, Self

from trading.limits import Limits
from trading.orders import OrderSide
from trading.sizing import Sizing, close_position, size
from trading.units import ZERO, plain

NAME_CAP: Final = Decimal("0.10")
LIMITS: Final = (
    "max_position_ratio", "max_order_value", "max_order_volume_ratio", "max_volatility", "max_day_move_ratio",
    "daily_risk_budget_ratio",
)  # fmt: skip
WORDS: Final = ("reached", "just_sold")
Stored = dict[str, str | bool | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a trade is sized on: the action (BUY, SELL or HOLD), the expected return over the horizon net of cost as a
    fraction, annualised volatility, and ATR in price units."""

    action: str
    expected_return: Decimal
    volatility: Decimal
    atr: Decimal
    horizon_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where a portfolio stands in a symbol. `price` None: there is no quote; `held` counts what is on order too;
    `reached` says which level of the position's entry the price has come to, or that its time is over; `just_sold` that
    it was sold last.

    Shares traded a day and the move since the last close, None where they are not known, and the portfolio's limits on
    them, on one name, one order and one day's risk: what is proposed should pass.
    """

    price: Decimal | None
    held: Decimal = ZERO
    equity: Decimal = ZERO
    reached: str | None = None
    just_sold: bool = False
    average_volume: Decimal | None = None
    day_move: Decimal | None = None
    limits: Limits = field(default_factory=Limits)

    def stored(self) -> Stored:
        """Return it as it is kept with a decision."""
        own = {each.name: getattr(self, each.name) for each in fields(self) if each.name != "limits"}
        values = own | {name: getattr(self.limits, name) for name in LIMITS}
        return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}

    @classmethod
    def of(cls, stored: Stored) -> Self:
        """Read what `stored` has written."""
        limits = Limits.of({name: stored[name] for name in LIMITS})
        words = {name: stored[name] for name in WORDS}
        numbers = {n: v and Decimal(str(v)) for n, v in stored.items() if n not in (*LIMITS, *WORDS)}
        return cls(limits=limits, **numbers, **words)  # type: ignore[arg-type]


def propose(opinion: Opinion, stands: Situation) -> tuple[Sizing | None, str]:
    """Return the trade to propose, or None and the first thing that stopped it."""
    if stands.price is None:
        return None, "NO_PRICE"
    if stands.held > 0 and stands.reached:
        return close_position(stands.held, opinion.expected_return, stands.reached), ""
    if opinion.action == "HOLD":
        return None, "EDGE_BELOW_COST"
    if opinion.action == "SELL" and stands.held <= 0:
        return None, "NOTHING_TO_SELL"
    if opinion.action == "BUY" and stands.just_sold:
        return None, "COOLING_OFF"
    limits = stands.limits
    sizing = size(
        side=OrderSide(opinion.action),
        equity=stands.equity,
        price=stands.price,
        position_quantity=stands.held,
        expected_return=opinion.expected_return,
        volatility=opinion.volatility,
        atr=opinion.atr,
        horizon_days=opinion.horizon_days,
        day_move=limits.max_day_move_ratio if stands.day_move is None else stands.day_move,
        name_cap=min(NAME_CAP, limits.max_position_ratio),
        volatility_cap=limits.max_volatility,
        move_cap=limits.max_day_move_ratio,
        value_max=limits.max_order_value,
        volume_max=(stands.average_volume or ZERO) * limits.max_order_volume_ratio,
        loss_budget=limits.daily_risk_budget_ratio,
    )
    return sizing, "WITHIN_BAND"
