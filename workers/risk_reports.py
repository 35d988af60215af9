"""Have measured what portfolios could lose, after every close and whenever what they hold has changed."""

from datetime import date
from decimal import Decimal
from typing import Any, Final

from actions import risk_reports
from db.models import Feed, Portfolio
from db.reads import risk_reports as reads
from trading.errors import InvalidInput
from trading.market import Phase
from trading.ports import Json
from trading.risk_reports import RiskReport, VarMethod
from workers.desk import Crew

METHOD: Final = VarMethod.FILTERED_HISTORICAL
CONFIDENCE: Final = Decimal("0.95")
HORIZON_DAYS: Final = 1
SYMBOLS_MAX: Final = 60  # whose days are kept beside the book's, so that orders in them can be judged


async def measure_risk(ctx: dict[str, Any], payload: Json) -> None:
    """Measure one portfolio. What cannot be measured is said in the log and keeps the last report."""
    crew: Crew = ctx["crew"]
    portfolio_id = str(payload["portfolio_id"])
    await crew.attempt(payload, f"the risk report of {portfolio_id}", lambda: report(crew, portfolio_id))


JOBS = {"measure_risk": measure_risk}


async def report(crew: Crew, portfolio_id: str) -> None:
    """Measure a portfolio's book by the past up to the last close, and keep the report."""
    portfolio = await Portfolio.get(id=portfolio_id)
    book, day = await reads.book(portfolio), await last_close(crew)
    if day is None:
        raise InvalidInput("No day has closed yet.")
    found = RiskReport(day=day, book=book.hash, confidence=CONFIDENCE, horizon_days=HORIZON_DAYS, method=METHOD)
    histories = crew.library.until(day)
    wanted = list(dict.fromkeys((*book.exposures, *portfolio.watchlist, *histories)))[
        : max(SYMBOLS_MAX, len(book.exposures))
    ]
    found = await crew.models.risk(found, book, {each: histories[each] for each in wanted if each in histories})
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
