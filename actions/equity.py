"""Equity and the points that loss limits measure from: the session's open and the highest nav."""

from datetime import date
from decimal import Decimal

from actions.unit import Unit
from db.models import EquityPoint, Portfolio
from db.reads.books import holdings
from trading.valuation import Valuation, value


async def valuation(portfolio: Portfolio) -> Valuation:
    """Value a portfolio at the last known prices."""
    return value(portfolio.cash, await holdings(portfolio.id))


async def rebase_peak(u: Unit) -> None:
    """Let drawdown count from today's nav: after a release the old peak would stop trading at once again."""
    u.portfolio.peak_equity = (await valuation(u.portfolio)).equity
    u.portfolio.peak_units = u.portfolio.units


def raise_peak(portfolio: Portfolio, equity: Decimal) -> None:
    """Remember the highest nav; compared by cross multiplication, so that equality is exact."""
    if equity * portfolio.peak_units > portfolio.peak_equity * portfolio.units:
        portfolio.peak_equity, portfolio.peak_units = equity, portfolio.units


async def open_session(portfolio: Portfolio, day: date) -> None:
    """Start the day's loss from the nav of the last close (of the opening cash before the first)."""
    last = await EquityPoint.filter(portfolio_id=portfolio.id, day__lt=day).order_by("-day").first()
    if last is not None:
        portfolio.open_equity, portfolio.open_units = last.equity, last.units
    portfolio.session_day = day


async def close_session(u: Unit, day: date, equity: Decimal) -> None:
    """Keep the day's equity; closing the same day again replaces it."""
    await EquityPoint.filter(portfolio_id=u.portfolio.id, day=day).delete()
    await EquityPoint(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        day=day,
        at=u.market_now,
        equity=equity,
        cash=u.portfolio.cash,
        units=u.portfolio.units,
    ).save(force_create=True)
