"""How much the book may lose on a bad day after the order, where the portfolio has such limits."""

from decimal import Decimal

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.tails import Tail

MESSAGES = {
    DenialCode.VALUE_AT_RISK: "Value at risk of a day after the trade, working orders included, of equity.",
    DenialCode.EXPECTED_SHORTFALL: "Expected shortfall of a day after the trade, working orders included, of equity.",
}


def value_at_risk(ask: Ask) -> Answer | None:
    """VaR after <= ratio x equity, by the scenarios of the last risk report; unknown is no. Equality passes."""
    return _answer(ask, DenialCode.VALUE_AT_RISK, ask.book.limits.max_value_at_risk_ratio)


def expected_shortfall(ask: Ask) -> Answer | None:
    """The same of the mean loss beyond it."""
    return _answer(ask, DenialCode.EXPECTED_SHORTFALL, ask.book.limits.max_expected_shortfall_ratio)


def _answer(ask: Ask, code: DenialCode, ratio: Decimal | None) -> Answer | None:
    equity = ask.book.equity
    if ratio is None or ask.reducing or equity is None:
        return None
    found = _after(ask)
    if found is None or equity <= 0:
        return code, False, None, ratio, f"{MESSAGES[code]} It is not known: no risk report covers what is held.", None
    seen = found.value_at_risk if code is DenialCode.VALUE_AT_RISK else found.expected_shortfall
    return code, seen <= ratio * equity, seen, ratio, MESSAGES[code], equity


def _after(ask: Ask) -> Tail | None:
    outlook = ask.book.outlook
    return None if outlook is None else outlook.tail(ask.terms.symbol, ask.terms.side.sign * ask.value)
