"""What risk would say of recommendations now, with one reading of each portfolio's book."""

from collections.abc import Sequence
from datetime import datetime

from db.models import Portfolio, Recommendation
from db.reads.books import book
from trading.book import Book, Verdict
from trading.orders import Terms
from trading.risk import check


async def verdicts(
    recommendations: Sequence[Recommendation], portfolios: dict[str, Portfolio], now: datetime, real_now: datetime
) -> list[Verdict]:
    """Return the gate's answer to each recommendation by itself, as if it were accepted now; `portfolios` by id."""
    symbols: dict[str, set[str]] = {}
    for each in recommendations:
        symbols.setdefault(each.portfolio_id, set()).add(each.symbol)
    books: dict[str, Book] = {}
    for portfolio_id, wanted in symbols.items():
        books[portfolio_id] = await book(portfolios[portfolio_id], wanted, now, real_now, alike=False)
    return [check(terms(each), books[each.portfolio_id]) for each in recommendations]


def terms(recommendation: Recommendation) -> Terms:
    """Return the order that accepting a recommendation places."""
    return Terms(
        symbol=recommendation.symbol,
        side=recommendation.side,
        type=recommendation.type,
        quantity=recommendation.quantity,
        limit_price=recommendation.limit_price,
    )
