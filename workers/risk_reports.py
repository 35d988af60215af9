"""Measure what portfolios could lose, after every close and whenever what they hold has changed."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from actions import outbox, risk_reports
from ai.facts import History
from ai.panel import series_of
from db.models import Feed, Portfolio
from db.reads import risk_reports as reads
from quant.risk_reports import Measured, measure
from quant.value_at_risk import observations_least
from trading.errors import InvalidInput, NotFound
from trading.market import Phase
from trading.ports import Json
from trading.risk_reports import (
    CorrelationPair,
    RiskComponent,
    RiskReport,
    StressResult,
    VarBacktest,
    VarMethod,
    to_cents_that_sum,
)
from trading.units import ZERO, to_cents
from workers.desk import Crew

METHOD: Final = VarMethod.FILTERED_HISTORICAL
CONFIDENCE: Final = Decimal("0.95")
HORIZON_DAYS: Final = 1
PAIRS_OF: Final = 15  # the largest positions, whose correlations are told
RATIO: Final = Decimal("0.000001")

log = logging.getLogger(__name__)


async def measure_risk(ctx: dict[str, Any], payload: Json) -> None:
    """Measure one portfolio. What cannot be measured is said in the log and keeps the last report."""
    crew: Crew = ctx["crew"]
    portfolio_id = str(payload["portfolio_id"])
    try:
        await report(crew, portfolio_id)
    except (InvalidInput, NotFound) as no:
        log.warning("the risk of %s is not measured: %s", portfolio_id, no.message)
    await outbox.done(crew.desk, str(payload["outbox_id"]))


JOBS = {"measure_risk": measure_risk}


async def report(crew: Crew, portfolio_id: str) -> None:
    """Measure a portfolio's book by the past up to the last close, and keep the report."""
    portfolio = await Portfolio.get(id=portfolio_id)
    book, day = await reads.book(portfolio), await last_close(crew)
    if day is None:
        raise InvalidInput("No day has closed yet.")
    found = RiskReport(day=day, book=book.hash, confidence=CONFIDENCE, horizon_days=HORIZON_DAYS, method=METHOD)
    if book.exposures:
        histories = crew.library.until(day)
        found = await asyncio.to_thread(_measured, found, book, histories)
    await risk_reports.record(crew.desk, crew.viewer, portfolio_id, found)


async def ask(crew: Crew, portfolio_id: str, asked: dict[str, tuple[date, str]]) -> None:
    """Queue a measurement where one is due, once for a book and a day: `asked` remembers what could not be measured."""
    day = await last_close(crew)
    book = await reads.due(portfolio_id, day) if day is not None else None
    if day is not None and book is not None and asked.get(portfolio_id) != (day, book):
        asked[portfolio_id] = day, book
        await risk_reports.request(crew.desk, crew.viewer, portfolio_id)


async def last_close(crew: Crew) -> date | None:
    """Return the last market day whose close is known."""
    feed = await Feed.first()
    if feed is None or feed.day is None:
        return None
    if feed.phase == Phase.CLOSE:
        return feed.day
    before = [day for day in crew.desk.market.days() if day < feed.day]
    return before[-1] if before else None


def _measured(blank: RiskReport, book: reads.Book, histories: Mapping[str, History]) -> RiskReport:
    symbols = tuple(book.exposures)
    days, returns = shared_past(symbols, histories)
    exposures = [float(book.exposures[symbol]) for symbol in symbols]
    measured = measure(
        symbols,
        exposures,
        returns,
        days,
        method=blank.method,
        confidence=float(blank.confidence),
        horizon_days=blank.horizon_days,
    )
    return _told(blank, book, measured)


def shared_past(symbols: tuple[str, ...], histories: Mapping[str, History]) -> tuple[list[date], NDArray[np.float64]]:
    """Return the days on which all symbols traded after their first, and their (days, symbols) total returns.

    InvalidInput names a symbol without a past, or with too short a one.
    """
    missing = [symbol for symbol in symbols if symbol not in histories]
    if missing:
        raise InvalidInput(f"There are no bars of {', '.join(missing)}: its risk cannot be measured.")
    series = [series_of(histories[symbol]) for symbol in symbols]
    common = series[0].days
    for each in series[1:]:
        common = np.intersect1d(common, each.days, assume_unique=True)
    if len(common) <= (least := observations_least(float(CONFIDENCE))):
        young = min(series, key=len)
        raise InvalidInput(f"{young.symbol} has traded for {len(young)} days; {least + 1} in common are needed.")
    closes = [each.prices.close[np.searchsorted(each.days, common)] for each in series]
    prices = np.column_stack(closes)
    return [date.fromordinal(int(day)) for day in common[1:]], prices[1:] / prices[:-1] - 1


def _told(blank: RiskReport, book: reads.Book, measured: Measured) -> RiskReport:
    """Put the numbers into exact amounts that sum: what is told of the parts is what is told of the whole."""
    symbols = tuple(book.exposures)
    values = to_cents_that_sum([_decimal(part) for part in measured.value_at_risk])
    shortfalls = to_cents_that_sum([_decimal(part) for part in measured.expected_shortfall])
    return RiskReport(
        day=blank.day,
        book=blank.book,
        confidence=blank.confidence,
        horizon_days=blank.horizon_days,
        method=blank.method,
        value_at_risk=sum(values, ZERO),
        expected_shortfall=sum(shortfalls, ZERO),
        components=tuple(map(RiskComponent, symbols, values, shortfalls)),
        stress=tuple(_stressed(name, loss, book.equity) for name, loss in measured.losses.items()),
        correlation=_pairs(book, measured),
        backtest=_tested(measured),
    )


def _stressed(name: str, loss: float, equity: Decimal) -> StressResult:
    amount = to_cents(_decimal(loss))
    return StressResult(name, amount, (amount / equity).quantize(RATIO) if equity > 0 else ZERO)


def _pairs(book: reads.Book, measured: Measured) -> tuple[CorrelationPair, ...]:
    """Return the correlations of the largest positions, two by two."""
    symbols = tuple(book.exposures)
    largest = sorted(symbols, key=lambda symbol: -abs(book.exposures[symbol]))[:PAIRS_OF]
    place = {symbol: index for index, symbol in enumerate(symbols)}
    return tuple(
        CorrelationPair(a, b, _decimal(measured.correlation[place[a], place[b]]).quantize(RATIO))
        for a, b in combinations(largest, 2)
    )


def _tested(measured: Measured) -> VarBacktest | None:
    found = measured.tested
    if found is None:
        return None
    return VarBacktest(
        days=found.days,
        exceptions=found.exceptions,
        expected=_decimal(found.expected).quantize(RATIO),
        kupiec=_decimal(found.kupiec).quantize(RATIO),
        christoffersen=_decimal(found.christoffersen).quantize(RATIO),
        verdict=found.verdict,
        broken=found.broken,
    )


def _decimal(value: float) -> Decimal:
    return Decimal(repr(float(value)))
