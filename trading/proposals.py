"""From an opinion and where a position stands to the trade that is proposed, or to the first thing that stops it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from trading.orders import OrderSide
from trading.sizing import Sizing, close_position, size
from trading.units import ZERO, plain

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
    `reached` says which level of the position's entry the price has come to; `just_sold` that it was sold last."""

    price: Decimal | None
    held: Decimal = ZERO
    equity: Decimal = ZERO
    reached: str | None = None
    just_sold: bool = False

    def stored(self) -> Stored:
        """Return it as it is kept with a decision."""
        return {
            "price": None if self.price is None else plain(self.price),
            "held": plain(self.held),
            "equity": plain(self.equity),
            "reached": self.reached,
            "just_sold": self.just_sold,
        }

    @classmethod
    def of(cls, stored: Stored) -> Self:
        """Read what `stored` has written."""
        price, reached = stored["price"], stored["reached"]
        return cls(
            price=None if price is None else Decimal(str(price)),
            held=Decimal(str(stored["held"])),
            equity=Decimal(str(stored["equity"])),
            reached=None if reached is None else str(reached),
            just_sold=bool(stored["just_sold"]),
        )


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
    sizing = size(
        side=OrderSide(opinion.action),
        equity=stands.equity,
        price=stands.price,
        position_quantity=stands.held,
        expected_return=opinion.expected_return,
        volatility=opinion.volatility,
        atr=opinion.atr,
        horizon_days=opinion.horizon_days,
    )
    return sizing, "WITHIN_BAND"
