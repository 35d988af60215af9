"""A risk report computed from a book and the past; it loads numpy and runs in a process of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.facts import History
from ai.panel import series_of
from quant.risk_reports import Measured, measure
from quant.value_at_risk import filter_scales, observations_least
from trading.errors import InvalidInput
from trading.risk_reports import (
    Book,
    CorrelationPair,
    RiskComponent,
    RiskReport,
    StressResult,
    VarBacktest,
    to_cents_that_sum,
)
from trading.units import ZERO, to_cents

PAIRS_OF: Final = 15  # the largest positions, whose correlations are told
RATIO: Final = Decimal("0.000001")
SCENARIOS: Final = 1000  # days
CONFIDENCE_LEAST: Final = Decimal("0.95")
MILLION: Final = 1_000_000


def measured(blank: RiskReport, book: Book, histories: Mapping[str, History]) -> RiskReport:
    """Return the report whose day, confidence, horizon and method `blank` says, with its figures.

    Of an empty book there are only scenarios. InvalidInput names the position that has no past, or too short a one.
    """
    symbols, known = tuple(book.exposures), scenarios(book, histories)
    if not symbols:
        return replace(blank, scenarios=known)
    days, returns = shared_past(symbols, histories, observations_least(float(blank.confidence)))
    exposures = [float(book.exposures[symbol]) for symbol in symbols]
    found = measure(
        symbols,
        exposures,
        returns,
        days,
        method=blank.method,
        confidence=float(blank.confidence),
        horizon_days=blank.horizon_days,
    )
    return replace(_told(blank, book, found), scenarios=known)


def scenarios(book: Book, histories: Mapping[str, History]) -> dict[str, list[int]]:
    """Return what symbols would do tomorrow by each of the last 1,000 days that the book's share, in millionths.

    Days are rescaled to the book's volatility of now, as its own tail is. With nothing held the days are those of the
    symbol with the longest past, as they were; symbols that miss one of the days are left out.
    """
    held = tuple(book.exposures) or tuple(sorted(histories, key=lambda symbol: -len(histories[symbol].days))[:1])
    if not held:
        return {}
    days, past = shared_past(held, histories, observations_least(float(CONFIDENCE_LEAST)))
    profit = past @ np.array([float(book.exposures[symbol]) for symbol in book.exposures]) if book.exposures else None
    scales = np.ones(len(days)) if profit is None else filter_scales(profit)
    days, scales = days[-SCENARIOS:], scales[-SCENARIOS:]
    moves = {symbol: _moves(history, days) for symbol, history in histories.items()}
    return {
        symbol: [round(each * MILLION) for each in (found * scales).tolist()]
        for symbol, found in moves.items()
        if found is not None
    }


def _moves(history: History, days: list[date]) -> NDArray[np.float64] | None:
    """Return a symbol's total returns on days and since the day before each; None where it missed one it needs."""
    series = series_of(history)
    wanted = np.array([day.toordinal() for day in days])
    places = np.searchsorted(series.days, wanted)
    if places[0] == 0 or places[-1] >= len(series) or (series.days[places] != wanted).any():
        return None
    before = np.concatenate([[places[0] - 1], places[:-1]])
    moved: NDArray[np.float64] = series.prices.close[places] / series.prices.close[before] - 1
    return moved


def shared_past(
    symbols: tuple[str, ...], histories: Mapping[str, History], least: int
) -> tuple[list[date], NDArray[np.float64]]:
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
    if len(common) <= least:
        young = min(series, key=len)
        raise InvalidInput(f"{young.symbol} has traded for {len(young)} days; {least + 1} in common are needed.")
    closes = [each.prices.close[np.searchsorted(each.days, common)] for each in series]
    prices = np.column_stack(closes)
    return [date.fromordinal(int(day)) for day in common[1:]], prices[1:] / prices[:-1] - 1


def _told(blank: RiskReport, book: Book, measured: Measured) -> RiskReport:
    """Put the numbers into exact amounts that sum: what is told of the parts is what is told of the whole."""
    symbols = tuple(book.exposures)
    values = to_cents_that_sum([_decimal(part) for part in measured.value_at_risk])
    shortfalls = to_cents_that_sum([_decimal(part) for part in measured.expected_shortfall])
    return replace(
        blank,
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


def _pairs(book: Book, measured: Measured) -> tuple[CorrelationPair, ...]:
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
