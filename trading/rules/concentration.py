"""How much of the book one name may be, working orders included and never netted."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.units import ZERO, share


def concentration(ask: Ask) -> RiskCheck | None:
    """|position| x mark + same-side opening leaves x ref + quantity x ref <= ratio x equity; equality passes.

    `observed` and `limit` are fractions of equity; the comparison itself is made in money, without division.
    """
    equity = ask.book.equity
    if ask.reducing or equity is None or ask.mark is None:
        return None
    working = sum(
        (
            resting.opening * resting.reference_price
            for resting in ask.book.resting
            if resting.symbol == ask.terms.symbol and resting.side is ask.terms.side
        ),
        ZERO,
    )
    exposure = abs(ask.held) * ask.mark.price + working + ask.opening * ask.reference_price
    ratio = ask.book.limits.max_position_ratio
    return RiskCheck(
        code=DenialCode.CONCENTRATION,
        passed=equity > 0 and exposure <= ratio * equity,
        observed=share(exposure, equity) if equity > 0 else None,
        limit=ratio,
        message=f"Share of equity in {ask.terms.symbol} after the trade, working orders included.",
    )
