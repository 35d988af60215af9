"""How much of the book one name may be, working orders included and never netted."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def concentration(ask: Ask) -> Answer | None:
    """|position| x mark + same-side opening leaves x ref + quantity x ref <= ratio x equity; equality passes.

    `observed` and `limit` are fractions of equity; the comparison itself is made in money, without division.
    """
    equity = ask.book.equity
    if ask.reducing or equity is None or ask.mark is None:
        return None
    exposure = abs(ask.held) * ask.mark.price + ask.value
    for resting in ask.book.resting:
        if resting.symbol == ask.terms.symbol and resting.side is ask.terms.side:
            exposure += resting.opening * resting.reference_price
    ratio, message = (
        ask.book.limits.max_position_ratio,
        "Share of equity in {terms.symbol} after the trade, working orders included.",
    )
    if equity <= 0:
        return DenialCode.CONCENTRATION, False, None, ratio, message, None
    return DenialCode.CONCENTRATION, exposure <= ratio * equity, exposure, ratio, message, equity
