"""The attribution report: where the return of a day, a month and all the time came from."""

from typing import Final

from trading.performance import AttributionBy, Figures, Part, Period
from trading.reports import Bars, Cell, Page, ReportKind, Section, Table, Value, columns, rows, shown
from workers import performance
from workers.reports.daily import PERIODS
from workers.reports.day import Day

TOLD: Final = (Period.ONE_MONTH, Period.ALL, Period.ONE_DAY)
NAMES: Final = {AttributionBy.SYMBOL: "symbol", AttributionBy.SECTOR: "sector", AttributionBy.SOURCE: "source"}


async def page(day: Day) -> Page:
    """Return the page of a day, beside the portfolio's own benchmark, else its universe."""
    benchmark = day.portfolio.benchmark or ""
    measured = await performance.figures(day.crew, day.portfolio, list(day.accounts))
    found = {period: each for period, name, each in measured if name == benchmark}
    month = found[Period.ONE_MONTH]
    beside = "" if month.benchmark_return is None else f", the benchmark {shown(month.benchmark_return, Cell.CHANGE)}"
    return Page(
        kind=ReportKind.ATTRIBUTION,
        day=day.day,
        title=f"{day.portfolio.name}: where the return came from",
        summary=f"Over the month {shown(month.total_return, Cell.CHANGE)}{beside}.",
        currency=day.portfolio.currency,
        sections=tuple(_section(period, found[period], by) for period in TOLD for by in AttributionBy),
    )


def _section(period: Period, figures: Figures, by: AttributionBy) -> Section:
    parts = sorted((each for each in figures.attribution if each.by is by), key=lambda each: -each.contribution)
    effects = by is AttributionBy.SECTOR
    named = columns("", ("Profit", Cell.MONEY), ("Contribution", Cell.CHANGE))
    more = columns(("Allocation", Cell.CHANGE), ("Selection", Cell.CHANGE)) if effects else ()
    bars = tuple((each.label, each.profit) for each in parts if each.profit)
    return Section(
        heading=f"{PERIODS[period]} by {NAMES[by]}",
        text=f"{shown(figures.profit, Cell.MONEY)} and {shown(figures.total_return, Cell.CHANGE)} in all.",
        table=Table((*named, *more), rows([_row(each, effects=effects) for each in parts])),
        charts=(Bars(f"Profit by {NAMES[by]}", Cell.MONEY, bars),) if bars else (),
    )


def _row(part: Part, *, effects: bool) -> tuple[Value, ...]:
    plain = (part.label, part.profit, part.contribution)
    return (*plain, part.allocation, part.selection) if effects else plain
