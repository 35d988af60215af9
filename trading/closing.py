"""How a flatten closes positions: at the collar, again where the market moved on, and not for ever."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum

from trading.matching import SUB_DOLLAR_STEP
from trading.orders import OrderSide
from trading.units import CENT, ZERO

FRUITLESS_MAX = 6  # closing orders that filled nothing at all
ATTEMPTS_MAX = 50  # and with those that filled a part


class Move(StrEnum):
    """What the position needs now. SEND: its order may not have reached the broker yet."""

    PLACE = "PLACE"
    SEND = "SEND"
    WAIT = "WAIT"
    CANCEL = "CANCEL"
    GIVE_UP = "GIVE_UP"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One closing order of this stop, oldest first in a list of them."""

    open: bool
    acked: bool
    limit_price: Decimal | None
    filled: Decimal


def side_of(position: Decimal) -> OrderSide:
    """The side that closes a position."""
    return OrderSide.SELL if position > 0 else OrderSide.BUY


def collar(side: OrderSide, mark: Decimal, ratio: Decimal) -> Decimal:
    """Return the limit that is as far through the market as the collar lets it, on the exchange's price step."""
    limit = mark * (1 + side.sign * ratio)
    step = CENT if limit >= 1 else SUB_DOLLAR_STEP
    return limit.quantize(step, ROUND_FLOOR if side is OrderSide.BUY else ROUND_CEILING)


def next_move(attempts: Sequence[Attempt], side: OrderSide, mark: Decimal | None) -> Move:
    """Return what an open position needs.

    An order at work stays as long as its limit is at or through the market: it fills with the next prices, be it at
    the next open. One that the market has left behind is cancelled, and placed again at the collar of then.
    """
    last = attempts[-1] if attempts else None
    if last is not None and last.open:
        if not last.acked:
            return Move.SEND
        behind = mark is not None and (mark - (last.limit_price or mark)) * side.sign > ZERO
        return Move.CANCEL if behind else Move.WAIT
    fruitless = sum(not attempt.filled for attempt in attempts)
    given_up = fruitless >= FRUITLESS_MAX or len(attempts) >= ATTEMPTS_MAX
    return Move.GIVE_UP if given_up else Move.PLACE
