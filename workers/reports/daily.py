"""The daily summary: what the day brought, how the portfolio stands, what was traded, what a person should know."""

from decimal import Decimal
from typing import Final

from db.models import Alert, Order
from db.reads.facts import order_status
from trading.performance import RATIO, Period
from trading.reports import Bars, Cell, Line, Page, ReportKind, Section, Table, columns, rows, shown
from trading.units import ZERO
from workers.past import CASH, within
from workers.reports.day import Day

CURVE_DAYS: Final = 90
LISTED_MAX: Final = 200
PERIODS: Final = {
    Period.ONE_DAY: "Day",
    Period.ONE_WEEK: "Week",
    Period.ONE_MONTH: "Month",
    Period.THREE_MONTHS: "Three months",
    Period.ONE_YEAR: "Year",
    Period.ALL: "Since the beginning",
}


async def page(day: Day) -> Page:
    """Return the page of a day."""
    account = day.account
    moved = _change(account.before.nav, account.after.nav)
    return Page(
        kind=ReportKind.DAILY,
        day=day.day,
        title=f"{day.portfolio.name}: the day",
        summary=f"Equity {shown(account.after.equity, Cell.MONEY)} {day.portfolio.currency}, "
        f"{shown(account.total, Cell.MONEY)} on the day ({shown(moved, Cell.CHANGE)}).",
        currency=day.portfolio.currency,
        sections=(_close(day), _returns(day), _holdings(day), await _orders(day), await _alerts(day)),
    )


def _change(before: Decimal, after: Decimal) -> Decimal:
    return (after / before - 1).quantize(RATIO) if before > 0 else ZERO


def _close(day: Day) -> Section:
    account = day.account
    told = [
        ("Equity at the close", account.after.equity),
        ("Profit of the day", account.total),
        ("Deposits less withdrawals", account.flow),
        ("Fees", account.fees),
        ("Bought", account.bought),
        ("Sold", account.sold),
        ("Cash", day.point.cash),
    ]
    curve = tuple((each.after.day, each.after.equity) for each in day.accounts[-CURVE_DAYS:])
    return Section(
        heading="At the close",
        text=f"Nav lies {shown(day.drawdown.quantize(RATIO), Cell.SHARE)} below its highest close.",
        table=Table(columns("", ("Amount", Cell.MONEY)), rows(told)),
        charts=(Line("Equity at the closes", curve),) if len(curve) > 1 else (),
    )


def _returns(day: Day) -> Section:
    told = []
    for period, name in PERIODS.items():
        accounts = within(day.accounts, period)
        profit = sum((each.total for each in accounts), ZERO)
        told.append(
            (name, accounts[0].before.day.isoformat(), _change(accounts[0].before.nav, day.account.after.nav), profit)
        )
    return Section(
        heading="Returns",
        text="Time-weighted, from the close that is named; deposits do not count.",
        table=Table(columns("Period", "From", ("Return", Cell.CHANGE), ("Profit", Cell.MONEY)), rows(told)),
    )


def _holdings(day: Day) -> Section:
    account = day.account
    equity = account.after.equity
    worths = {**account.after.values, "": day.point.cash}
    told = []
    for symbol in [*sorted(symbol for symbol in account.profit if symbol), ""]:
        worth = worths.get(symbol)
        weight = (worth / equity).quantize(RATIO) if worth is not None and equity > 0 else None
        told.append((symbol or CASH, worth, weight, account.profit.get(symbol, ZERO)))
    moved = tuple((symbol or CASH, amount) for symbol, amount in account.profit.items() if amount)
    return Section(
        heading="Holdings",
        text="What each brought on the day, fees and dividends included.",
        table=Table(
            columns("Symbol", ("Value", Cell.MONEY), ("Weight", Cell.SHARE), ("Profit of the day", Cell.MONEY)),
            rows(told),
        ),
        charts=(Bars("Profit of the day by symbol", Cell.MONEY, moved),) if moved else (),
    )


async def _orders(day: Day) -> Section:
    placed = Order.filter(portfolio_id=day.portfolio.id, sequence__gt=day.after, sequence__lte=day.until)
    told = []
    for order in await placed.order_by("sequence").limit(LISTED_MAX):
        price = (order.filled_value / order.filled).quantize(Decimal("0.0001")) if order.filled else None
        status = order_status(order).value + (f" ({order.denial})" if order.denial else "")
        told.append((order.symbol, order.side.value, order.quantity, order.filled, price, status, order.origin.value))
    return Section(
        heading="Orders placed",
        text=await _cut(placed.count()),
        table=Table(
            columns(
                "Symbol",
                "Side",
                ("Quantity", Cell.NUMBER),
                ("Filled", Cell.NUMBER),
                ("Price", Cell.NUMBER),
                "Status",
                "Origin",
            ),
            rows(told),
        ),
    )


async def _alerts(day: Day) -> Section:
    raised = Alert.filter(portfolio_id=day.portfolio.id, sequence__gt=day.after, sequence__lte=day.until)
    told = [
        (each.severity.value, each.title, each.message) for each in await raised.order_by("sequence").limit(LISTED_MAX)
    ]
    return Section(
        heading="Alerts",
        text=await _cut(raised.count()),
        table=Table(columns("Severity", "Title", "Message"), rows(told)),
    )


async def _cut(counted: object) -> str:
    count = int(await counted)  # type: ignore[misc]
    return f"The first {LISTED_MAX} of {count}." if count > LISTED_MAX else ""
