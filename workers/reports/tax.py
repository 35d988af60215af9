"""The tax report: what was sold in the year so far, lot by lot, what of it counts, and what wash sales put off."""

from asyncio import to_thread
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from typing import Final
from zoneinfo import ZoneInfo

from db.models import EquityPoint, LotMethod
from db.reads.taxes import Traded, traded
from trading.disposals import Sale
from trading.errors import InvalidInput
from trading.reports import Cell, Page, ReportKind, Section, Table, Value, columns, rows, shown
from trading.taxes import Left, Taxed, taxed
from trading.units import ZERO
from workers.reports.day import Day

NEW_YORK: Final = ZoneInfo("America/New_York")
LISTED_MAX: Final = 5_000
ALIKE: Final = attrgetter("symbol", "short", "opened", "held_since", "closed")
SAME: Final = attrgetter("symbol", "short", "opened", "held_since")
FIGURES: Final = (
    ("Proceeds", Cell.MONEY),
    ("Cost", Cell.MONEY),
    ("Gain", Cell.MONEY),
    ("Carried", Cell.MONEY),
    ("Put off", Cell.MONEY),
    ("Counts", Cell.MONEY),
)
WORDS: Final = (
    "Gain is proceeds less cost, as the ledger realised it. Carried are losses of earlier wash sales, which raise the "
    "cost; put off is the part of a loss that a wash sale moves on. Counts is gain less carried plus put off. "
    "Purchases in other portfolios, accounts and options are not looked at. This is no tax advice."
)


async def page(day: Day) -> Page:
    """Return the page of the year up to a day, with every purchase that is known by now."""
    books, found = await _agreed(day)
    sales = [sale for sale in found.sales if sale.closed.year == day.day.year and sale.closed <= day.day]
    total, put_off = _sum(sales, "taxable"), _sum(sales, "disallowed")
    last = await EquityPoint.filter(portfolio_id=day.portfolio.id).order_by("-day").first()
    until = last.day if last else day.day
    return Page(
        kind=ReportKind.TAX,
        day=day.day,
        title=f"{day.portfolio.name}: sales of {day.day.year} for taxes",
        summary=f"{shown(total, Cell.MONEY)} {day.portfolio.currency} of gains less losses count in {day.day.year} "
        f"so far, after wash sales put off {shown(put_off, Cell.MONEY)} of losses.",
        currency=day.portfolio.currency,
        sections=(
            _terms(sales, until),
            _ledger(day, books, sales),
            _sales(sales),
            _held(found.left, until),
        ),
    )


async def _agreed(day: Day) -> tuple[Traded, Taxed]:
    """Return what was traded and its tax lots; read again alone where something was booked between two reads."""
    for alone in (False, True):
        books = await traded(day.portfolio.id, alone=alone)
        found = await to_thread(taxed, books.entries, NEW_YORK)
        held = sum((-lot.basis if lot.short else lot.basis for lot in found.left), ZERO)
        if _sum(found.sales, "gain") - held == books.net:
            return books, found
    raise InvalidInput("The tax lots do not add up to the ledger; `plimsoll ledger verify` says what is wrong.")


def _sum(sales: Sequence[Sale], name: str) -> Decimal:
    return sum((getattr(sale, name) for sale in sales), ZERO)


def _money(sales: Sequence[Sale]) -> tuple[Decimal, ...]:
    return tuple(_sum(sales, name) for name in ("proceeds", "basis", "gain", "carried", "disallowed", "taxable"))


def _terms(sales: Sequence[Sale], until: date) -> Section:
    long_term = [sale for sale in sales if sale.long_term]
    told: list[tuple[Value, ...]] = [
        ("Short term", *_money([sale for sale in sales if not sale.long_term])),
        ("Long term", *_money(long_term)),
        ("All", *_money(sales)),
    ]
    recent = [sale for sale in sales if sale.taxable < 0 and sale.closed + timedelta(days=30) > until]
    more = f" {len(recent)} losses of the last 30 days may still be put off by what is bought." if recent else ""
    text = f"{WORDS} Purchases are known until {until}.{more}"
    return Section("What counts", text, Table(columns("Term", *FIGURES), rows(told)))


def _ledger(day: Day, books: Traded, sales: Sequence[Sale]) -> Section:
    """Hold the sales against what the ledger booked; AVERAGE gives other costs than first in, first out."""
    year = [
        each
        for each in books.booked
        if (on := each.at.astimezone(NEW_YORK).date()).year == day.day.year and on <= day.day
    ]
    realized, fees = sum((each.realized for each in year), ZERO), sum((each.fee for each in year), ZERO)
    gain = _sum(sales, "gain")
    told = [("Realised in the ledger", realized), ("Gain of the sales", gain), ("Difference", gain - realized)]
    average = day.portfolio.lot_method is LotMethod.AVERAGE
    why = "The ledger averages costs, these sales are first in, first out. " if average else ""
    text = f"{why}Fees are booked as a cost of their own and are in none of the other figures."
    return Section(
        "Against the ledger", text, Table(columns("", ("Amount", Cell.MONEY)), rows([*told, ("Fees", fees)]))
    )


def _sales(sales: Sequence[Sale]) -> Section:
    """List the sales, those that are alike in one row, and beyond 5,000 what the rest comes to."""
    joined = [_joined(list(alike)) for _, alike in groupby(sorted(sales, key=ALIKE), key=ALIKE)]
    joined.sort(key=attrgetter("closed", "symbol", "opened"))
    told: list[tuple[Value, ...]] = [
        (
            each.symbol,
            each.quantity,
            each.opened.isoformat(),
            each.closed.isoformat(),
            "short sale" if each.short else "long" if each.long_term else "short",
            *_money([each]),
        )
        for each in joined[:LISTED_MAX]
    ]
    if rest := joined[LISTED_MAX:]:
        told.append((f"{len(rest)} more", None, "", "", "", *_money(rest)))
    named = columns("Symbol", ("Quantity", Cell.NUMBER), ("Opened", Cell.DAY), ("Closed", Cell.DAY), "Term", *FIGURES)
    return Section("Sales", "", Table(named, rows(told)))


def _joined(alike: Sequence[Sale]) -> Sale:
    """Make one sale of those that differ only in what was filled when."""
    return replace(
        alike[0],
        quantity=_sum(alike, "quantity"),
        proceeds=_sum(alike, "proceeds"),
        basis=_sum(alike, "basis"),
        carried=_sum(alike, "carried"),
        disallowed=_sum(alike, "disallowed"),
    )


def _held(left: Sequence[Left], until: date) -> Section:
    told = []
    for _, group in groupby(sorted(left, key=SAME), key=SAME):
        alike = list(group)
        first = alike[0]
        quantity, basis, carried = (
            sum((getattr(each, name) for each in alike), ZERO) for name in ("quantity", "basis", "carried")
        )
        dates = first.opened.isoformat(), first.held_since.isoformat()
        told.append((first.symbol, "short sale" if first.short else "", quantity, *dates, basis, carried))
    named = columns(
        "Symbol",
        "",
        ("Quantity", Cell.NUMBER),
        ("Opened", Cell.DAY),
        ("Held since", Cell.DAY),
        ("Cost", Cell.MONEY),
        ("Carried", Cell.MONEY),
    )
    text = f"As of {until}; what is carried is added to the cost when it is sold."
    return Section("Lots that are left", text, Table(named, rows(told[:LISTED_MAX])))
