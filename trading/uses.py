"""How much of its limits a portfolio uses, by the figures that the gate reckons with, and how worried to be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Final

from trading.book import Book, Fall
from trading.orders import OrderSide
from trading.rules.budget import budget_used
from trading.rules.concentration import exposure
from trading.stop import Halt, TradingState
from trading.units import EXACT, ZERO, share

ELEVATED_FROM: Final = Decimal("0.8")
ONE: Final = Decimal(1)


class LimitName(StrEnum):
    CONCENTRATION = "CONCENTRATION"
    DAILY_LOSS = "DAILY_LOSS"
    DAILY_RISK_BUDGET = "DAILY_RISK_BUDGET"
    DRAWDOWN = "DRAWDOWN"
    ORDER_VALUE = "ORDER_VALUE"
    MESSAGES = "MESSAGES"
    AUTO_EXECUTION = "AUTO_EXECUTION"


class RiskLevel(StrEnum):
    CALM = "CALM"
    ELEVATED = "ELEVATED"
    CRITICAL = "CRITICAL"


@dataclass(frozen=True, slots=True)
class LimitUse:
    """What is used of a limit, in the limit's own unit: a fraction, money or a count."""

    name: LimitName
    used: Decimal
    limit: Decimal

    @property
    def ratio(self) -> Decimal:
        """Used / limit to 12 decimal places; a limit of zero leaves nothing to use, so it counts as reached."""
        return share(self.used, self.limit) if self.limit > 0 else ONE


def uses(book: Book, automatic: int) -> tuple[LimitUse, ...]:
    """Return the use of every limit that can be reckoned, in the order of LimitName.

    CONCENTRATION is that of the largest name, ORDER_VALUE that of the largest working order, MESSAGES that of the
    fuller window. `automatic` counts the accepted automatic orders of the busiest strategy in one instrument within
    the window. What needs equity, or a fraction of nothing, is left out where there is none: see `level`.
    """
    with localcontext(EXACT):
        return tuple(_uses(book, automatic))


def _uses(book: Book, automatic: int) -> Iterator[LimitUse]:
    limits = book.limits
    shares = {
        LimitName.CONCENTRATION: (_concentration(book), limits.max_position_ratio),
        LimitName.DAILY_LOSS: (_fallen(book, book.fall_today), limits.max_daily_loss_ratio),
        LimitName.DAILY_RISK_BUDGET: (_budget(book), limits.daily_risk_budget_ratio),
        LimitName.DRAWDOWN: (_fallen(book, book.fall_from_peak), limits.max_drawdown_ratio),
    }
    for name, (used, limit) in shares.items():
        if used is not None:
            yield LimitUse(name, used, limit)
    largest = max((each.opening * each.reference_price for each in book.resting), default=ZERO)
    yield LimitUse(LimitName.ORDER_VALUE, largest, limits.max_order_value)
    windows = (book.messages_second, limits.orders_per_second), (book.messages_minute, limits.orders_per_minute)
    messages = (LimitUse(LimitName.MESSAGES, Decimal(sent), Decimal(most)) for sent, most in windows)
    yield max(messages, key=lambda each: each.ratio)
    yield LimitUse(LimitName.AUTO_EXECUTION, Decimal(automatic), Decimal(limits.auto_execution_max))


def _concentration(book: Book) -> Decimal | None:
    """Share of equity in the name that has most of it, working orders included; the heavier side of each counts."""
    if book.equity is None:
        return None
    symbols = {symbol for symbol, held in book.positions.items() if held} | {each.symbol for each in book.resting}
    largest = max((exposure(book, symbol, side) for symbol in symbols for side in OrderSide), default=ZERO)
    return _share(largest, book.equity)


def _fallen(book: Book, fall: Fall) -> Decimal | None:
    if book.equity is None:
        return None
    return ZERO if fall.whole is None else share(max(ZERO, fall.amount), fall.whole)


def _budget(book: Book) -> Decimal | None:
    return None if book.equity is None else _share(*budget_used(book, book.equity))


def _share(part: Decimal, whole: Decimal) -> Decimal | None:
    """A part of nothing is nothing only where the part is nothing."""
    if whole > 0:
        return share(part, whole)
    return None if part else ZERO


def level(halt: Halt, used: Sequence[LimitUse]) -> RiskLevel:
    """Say how worried to be.

    CRITICAL: trading is HALTED; or a loss limit (DAILY_LOSS, DRAWDOWN) is reached, since these trip at equality; or
    any limit is exceeded; or one cannot be reckoned, since what is not known is not calm.
    ELEVATED: trading is REDUCING, or 80% of any limit is used. CALM: everything else.
    """
    losses = {LimitName.DAILY_LOSS, LimitName.DRAWDOWN}
    reached = any(each.ratio >= ONE if each.name in losses else each.used > each.limit for each in used)
    if halt.state is TradingState.HALTED or reached or len(used) < len(LimitName):
        return RiskLevel.CRITICAL
    busy = any(each.limit > 0 and each.ratio >= ELEVATED_FROM for each in used)
    return RiskLevel.ELEVATED if halt.state is TradingState.REDUCING or busy else RiskLevel.CALM
