"""Equity and the points that loss limits measure from: the session's open and the highest nav."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, localcontext

from actions.unit import Unit
from db.models import EquityPoint, Portfolio
from db.reads.books import holdings
from trading.errors import Conflict
from trading.flows import Nav, units_after
from trading.units import EXACT, plain, share
from trading.valuation import Holding, Valuation, value


async def valuation(portfolio: Portfolio) -> Valuation:
    """Value a portfolio at the last known prices."""
    return value(portfolio.cash, await holdings(portfolio.id))


async def rebase_peak(u: Unit) -> None:
    """Let drawdown count from today's nav: after a release the old peak would stop trading at once again."""
    u.portfolio.peak_equity = (await valuation(u.portfolio)).equity
    u.portfolio.peak_units = u.portfolio.units


def raise_peak(portfolio: Portfolio, equity: Decimal) -> None:
    """Remember the highest nav; compared by cross multiplication, so that equality is exact. No units: no nav."""
    with localcontext(EXACT):
        higher = equity * portfolio.peak_units > portfolio.peak_equity * portfolio.units
    if portfolio.units and (higher or not portfolio.peak_units):
        portfolio.peak_equity, portfolio.peak_units = equity, portfolio.units


def take_flow(portfolio: Portfolio, equity: Decimal, flow: Decimal) -> None:
    """Let money come in or go out at the nav of now, `equity` being what it was before.

    The first money starts the day and the peak. Raise Conflict where there is no nav to reckon with.
    """
    before = Nav(equity, portfolio.units)
    units = units_after(flow, before, Nav(portfolio.left_equity, portfolio.left_units))
    if units is None:
        raise Conflict(
            f"With equity at {plain(equity)} money cannot come in or go out at a price: a deposit would hide what "
            "was lost. Create a new portfolio for new money."
        )
    if before.units and not units:
        portfolio.left_equity, portfolio.left_units = before.equity, before.units
    portfolio.units = units
    if not portfolio.open_units:
        portfolio.open_equity, portfolio.open_units = equity + flow, units
    raise_peak(portfolio, equity + flow)


async def open_session(portfolio: Portfolio, day: date) -> None:
    """Start the day's loss from the nav of the last close (of the opening cash before the first)."""
    last = await EquityPoint.filter(portfolio_id=portfolio.id, day__lt=day).order_by("-day").first()
    if last is not None:
        portfolio.open_equity, portfolio.open_units = last.equity, last.units
    portfolio.session_day = day


async def close_session(u: Unit, day: date, holdings: Sequence[Holding]) -> None:
    """Keep the day's equity and what it is made of; closing the same day again replaces it."""
    await EquityPoint.filter(portfolio_id=u.portfolio.id, day=day).delete()
    await EquityPoint(
        id=u.desk.ids.new(),
        portfolio_id=u.portfolio.id,
        day=day,
        at=u.market_now,
        equity=value(u.portfolio.cash, holdings).equity,
        cash=u.portfolio.cash,
        units=u.portfolio.units,
        left_nav=None if u.portfolio.units else _left_nav(u.portfolio),
        values={each.symbol: plain(each.counted) for each in holdings},
        sequence=u.portfolio.sequence,
        kept_at=u.now,
    ).save(force_create=True)


def _left_nav(portfolio: Portfolio) -> Decimal | None:
    return share(portfolio.left_equity, portfolio.left_units) if portfolio.left_units else None
