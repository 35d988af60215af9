"""The risk report: what the book of the close could lose, whose risk it is, and how near the limits it stands."""

from decimal import Decimal

from db.models import RiskReport
from trading.limits import Limits
from trading.performance import RATIO
from trading.reports import Bars, Cell, Page, ReportKind, Section, Table, columns, rows, shown
from trading.units import ZERO
from workers.reports.day import Day


async def page(day: Day) -> Page:
    """Return the page of a day; without a measurement it says so."""
    made = RiskReport.filter(portfolio_id=day.portfolio.id, day__lte=day.day)
    report = await made.order_by("-day", "-sequence").first()
    return Page(
        kind=ReportKind.RISK,
        day=day.day,
        title=f"{day.portfolio.name}: risk",
        summary=_summary(day, report),
        currency=day.portfolio.currency,
        sections=(_limits(day), *(_sections(report) if report is not None else ())),
    )


def _summary(day: Day, report: RiskReport | None) -> str:
    if report is None:
        return "Nothing has been measured yet."
    late = "" if report.day == day.day else f" Measured on {report.day}: nothing newer is known."
    return (
        f"Value at risk {shown(report.value_at_risk, Cell.MONEY)}, expected shortfall "
        f"{shown(report.expected_shortfall, Cell.MONEY)} {day.portfolio.currency}, at {report.confidence:.0%} "
        f"over {report.horizon_days} day.{late}"
    )


def _limits(day: Day) -> Section:
    """Say how much of the limits the close used; those of an order are asked when it is placed."""
    limits, account = Limits.of(day.portfolio.limits), day.account
    equity = account.after.equity
    largest = max((abs(worth) for worth in account.after.values.values()), default=ZERO)
    before = account.before.nav
    lost = max(ZERO, 1 - account.after.nav / before) if before > 0 else ZERO
    told = [
        ("Largest position", largest / equity if equity > 0 else None, limits.max_position_ratio),
        ("Loss of the day", lost, limits.max_daily_loss_ratio),
        ("Drawdown", day.drawdown, limits.max_drawdown_ratio),
    ]
    used = [
        (
            name,
            None if seen is None else seen.quantize(RATIO),
            most,
            None if seen is None else (seen / most).quantize(RATIO),
        )
        for name, seen, most in told
        if most
    ]
    return Section(
        heading="Limits",
        text="At the close; the limits are those of now.",
        table=Table(columns("Limit", ("Seen", Cell.SHARE), ("Allowed", Cell.SHARE), ("Used", Cell.SHARE)), rows(used)),
    )


def _sections(report: RiskReport) -> tuple[Section, ...]:
    return (_components(report), _stress(report), _backtest(report), _correlation(report))


def _components(report: RiskReport) -> Section:
    told = [
        (each["symbol"], Decimal(each["component_var"]), Decimal(each["component_shortfall"]))
        for each in report.components
    ]
    bars = tuple((symbol, shortfall) for symbol, _, shortfall in told)
    return Section(
        heading="Whose risk it is",
        text="Parts sum to the whole; a negative one hedges.",
        table=Table(columns("Symbol", ("Value at risk", Cell.MONEY), ("Expected shortfall", Cell.MONEY)), rows(told)),
        charts=(Bars("Expected shortfall by symbol", Cell.MONEY, bars),) if bars else (),
    )


def _stress(report: RiskReport) -> Section:
    told = [(each["scenario"], Decimal(each["loss"]), Decimal(each["ratio"])) for each in report.stress]
    return Section(
        heading="If it came again",
        text="Losses of the positions that were measured; a gain is negative.",
        table=Table(columns("Scenario", ("Loss", Cell.MONEY), ("Of equity", Cell.SHARE)), rows(told)),
    )


def _backtest(report: RiskReport) -> Section:
    told = report.backtest
    if told is None:
        return Section(heading="How good such forecasts have been", text="The past is too short to say.")
    names = {"days": "Days", "exceptions": "Exceptions", "expected": "Expected", "kupiec": "Kupiec"}
    values = [(name, Decimal(told[key])) for key, name in names.items()]
    values.append(("Christoffersen", Decimal(told["christoffersen"])))
    return Section(
        heading="How good such forecasts have been",
        text=f"{told['verdict']} Likelihood ratios above 3.84 are no chance.",
        table=Table(columns("", ("Figure", Cell.NUMBER)), rows(values)),
    )


def _correlation(report: RiskReport) -> Section:
    pairs = sorted(report.correlation, key=lambda each: -abs(Decimal(each["value"])))[:20]
    told = [(each["a"], each["b"], Decimal(each["value"])) for each in pairs]
    return Section(
        heading="What moves alike",
        text="The 20 strongest of the largest positions, two by two.",
        table=Table(columns("", "", ("Correlation", Cell.NUMBER)), rows(told)),
    )
