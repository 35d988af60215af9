"""Loss limits that count open profit and loss: nav today against its open and its peak."""

from decimal import Decimal, localcontext

from trading.book import Ask, Book, RiskCheck
from trading.errors import DenialCode
from trading.units import EXACT, ZERO, share


def loss_ratio(book: Book, equity: Decimal) -> Decimal:
    """Fraction of nav lost since the session's open; negative is a gain. Nav at open zero: no loss."""
    return _fall(book, equity, book.open_equity, book.open_units)


def drawdown_ratio(book: Book, equity: Decimal) -> Decimal:
    """Fraction of nav lost since its peak."""
    return _fall(book, equity, book.peak_equity, book.peak_units)


def _fall(book: Book, equity: Decimal, then_equity: Decimal, then_units: Decimal) -> Decimal:
    """1 - nav now / nav then, with nav = equity / units, to 12 decimal places."""
    if then_equity <= 0 or then_units <= 0 or book.units <= 0:
        return ZERO
    return 1 - share(equity * then_units, then_equity * book.units)


def fallen(equity: Decimal, units: Decimal, then_equity: Decimal, then_units: Decimal, limit: Decimal) -> bool:
    """Nav now <= nav then x (1 - limit), compared by cross multiplication: no division, so equality is exact."""
    if then_equity <= 0 or then_units <= 0 or units <= 0:
        return False
    with localcontext(EXACT):
        return equity * then_units <= then_equity * units * (1 - limit)


def daily_loss_tripped(book: Book, equity: Decimal) -> bool:
    return fallen(equity, book.units, book.open_equity, book.open_units, book.limits.max_daily_loss_ratio)


def drawdown_tripped(book: Book, equity: Decimal) -> bool:
    return fallen(equity, book.units, book.peak_equity, book.peak_units, book.limits.max_drawdown_ratio)


def daily_loss(ask: Ask) -> RiskCheck | None:
    """Trips at equality: a loss of exactly the limit refuses what opens."""
    equity = ask.book.equity
    if ask.reducing or equity is None:
        return None
    return RiskCheck(
        code=DenialCode.DAILY_LOSS_LIMIT,
        passed=not daily_loss_tripped(ask.book, equity),
        observed=loss_ratio(ask.book, equity),
        limit=ask.book.limits.max_daily_loss_ratio,
        message="Loss of the day, open positions included, as a fraction of nav at the open.",
    )


def drawdown(ask: Ask) -> RiskCheck | None:
    """A drawdown at its limit halts everything, also before the latch has been written."""
    equity = ask.book.equity
    if equity is None:
        return None
    return RiskCheck(
        code=DenialCode.TRADING_HALTED,
        passed=not drawdown_tripped(ask.book, equity),
        observed=drawdown_ratio(ask.book, equity),
        limit=ask.book.limits.max_drawdown_ratio,
        message="Fall of nav from its peak.",
    )
