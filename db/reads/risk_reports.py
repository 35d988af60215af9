"""Risk reports, the newest of a portfolio, and the book that one is made of."""

import hashlib
from collections.abc import Sequence
from datetime import date

from tortoise.functions import Max

from db.models import Portfolio, Position, Quote, RiskReport, RiskScenarios
from trading.book import Book as GateBook
from trading.errors import InvalidInput
from trading.limits import Limits
from trading.risk_reports import Book
from trading.tails import Outlook, outlook
from trading.units import ZERO, plain
from trading.valuation import Holding, value


async def latest(portfolio_ids: Sequence[str]) -> list[RiskReport | None]:
    """Return the newest report of each portfolio, None before its first, in two queries for all of them."""
    ends = RiskReport.filter(portfolio_id__in=portfolio_ids).annotate(end=Max("sequence")).group_by("portfolio_id")
    places = await ends.values_list("portfolio_id", "end")
    rows = await RiskReport.filter(portfolio_id__in=portfolio_ids, sequence__in=[end for _, end in places])
    found = {(row.portfolio_id, row.sequence): row for row in rows}
    newest = {portfolio_id: found[portfolio_id, end] for portfolio_id, end in places}
    return [newest.get(each) for each in portfolio_ids]


async def book(portfolio: Portfolio) -> Book:
    """Return a portfolio's book at the last known prices; InvalidInput names what has none."""
    held = await _held(portfolio.id)
    quotes = {quote.symbol: quote.price for quote in await Quote.filter(symbol__in=[each.symbol for each in held])}
    unknown = [each.symbol for each in held if each.symbol not in quotes]
    if unknown:
        raise InvalidInput(f"There is no price of {', '.join(unknown)}: its risk cannot be measured yet.")
    holdings = [Holding(each.symbol, each.quantity, each.basis, quotes[each.symbol]) for each in held]
    exposures = {each.symbol: each.value or ZERO for each in holdings}
    return Book(exposures=exposures, equity=value(portfolio.cash, holdings).equity, hash=_hash(held))


async def scenarios(portfolio_ids: Sequence[str]) -> list[RiskScenarios | None]:
    """Return the scenarios of each portfolio's newest report, None before its first."""
    rows = {row.portfolio_id: row for row in await RiskScenarios.filter(portfolio_id__in=portfolio_ids)}
    return [rows.get(each) for each in portfolio_ids]


def held_outlook(seen: GateBook, known: RiskScenarios) -> Outlook:
    """Return the outlook of what a book holds at its marks, without its working orders."""
    held = [(symbol, quantity * seen.marks[symbol].price) for symbol, quantity in seen.positions.items() if quantity]
    return outlook(held, known.returns, known.confidence)


async def due(portfolio_id: str, day: date) -> str | None:
    """Return the hash of the book when a close has passed, or the positions have changed, since the newest report."""
    held, [last] = await _held(portfolio_id), await latest([portfolio_id])
    now = _hash(held)
    known = not held and not await _limited(portfolio_id) if last is None else last.day >= day and last.book == now
    return None if known else now


async def _limited(portfolio_id: str) -> bool:
    """Whether the gate asks for the tail: then it is measured before anything was ever held."""
    limits = Limits.of((await Portfolio.get(id=portfolio_id)).limits)
    return (limits.max_value_at_risk_ratio, limits.max_expected_shortfall_ratio) != (None, None)


async def _held(portfolio_id: str) -> list[Position]:
    return await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0).order_by("symbol")


def _hash(held: list[Position]) -> str:
    return hashlib.sha256(";".join(f"{each.symbol} {plain(each.quantity)}" for each in held).encode()).hexdigest()
