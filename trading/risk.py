"""The risk gate: one pure function over a book, rules in a fixed order, every number in the answer."""

from dataclasses import replace
from decimal import Decimal, getcontext, setcontext
from typing import Final

from trading.book import Answer, Ask, Book, PreviewDecision, RiskCheck, Verdict, ask_of
from trading.errors import DenialCode
from trading.orders import Terms
from trading.rules import RULES, known_price
from trading.units import EXACT, NANO, QUANTITY_MAX, ZERO, to_quantity_down

__all__ = ["SOFT", "PreviewDecision", "RiskCheck", "Verdict", "check", "largest_quantity"]

# What an override may let pass: limits of judgement, never of arithmetic, halt or right.
SOFT: Final = frozenset(
    {
        DenialCode.CONCENTRATION,
        DenialCode.MARKET_CONDITION,
        DenialCode.PRICE_COLLAR,
        DenialCode.MAX_ORDER_VALUE,
        DenialCode.MAX_ORDER_VOLUME,
        DenialCode.DAILY_RISK_BUDGET,
        DenialCode.VALUE_AT_RISK,
        DenialCode.EXPECTED_SHORTFALL,
    }
)


def check(terms: Terms, book: Book, *, search: bool = True, waived: frozenset[DenialCode] = frozenset()) -> Verdict:
    """Ask every rule in order. Pure; raises nothing for valid terms.

    `waived` are the soft codes of an override: their checks are made and recorded, and do not deny. With
    `search` a denial also carries the largest quantity that would pass, found by bisection on whole 1e-9
    steps: every rule is monotone in quantity.
    """
    before = getcontext()
    setcontext(EXACT)  # localcontext would copy it, which costs as much as three rules
    try:
        return _judge(terms, book, search, waived)
    finally:
        setcontext(before)


def _judge(terms: Terms, book: Book, search: bool, waived: frozenset[DenialCode]) -> Verdict:
    ask = ask_of(terms, book)
    answers = _answers(ask)
    failed = [answer[0] for answer in answers if not answer[1]]
    denial = next((code for code in failed if code not in waived), None) if failed else None
    largest = ZERO if denial else terms.quantity
    if search:
        largest = largest_quantity(terms, book, waived)
    return Verdict(
        ask, answers, _decision(ask, denial), denial, largest, waived.intersection(failed) if waived else waived
    )


def _decision(ask: Ask, denial: DenialCode | None) -> PreviewDecision:
    if denial is not None:
        return PreviewDecision.DENY
    return PreviewDecision.NEEDS_APPROVAL if needs_approval(ask) else PreviewDecision.ACCEPT


def needs_approval(ask: Ask) -> bool:
    """Whether a person must say yes: to what opens beyond a share of equity, or to all that opens by itself."""
    if ask.reducing:
        return False
    if ask.book.approve_automatic and ask.book.strategy is not None:
        return True
    above, equity = ask.book.limits.approval_above_ratio, ask.book.equity
    if above is None:
        return False
    return equity is None or ask.value > above * equity


def _answers(ask: Ask) -> list[Answer]:
    """Return every rule's answer; without a known price that answer alone, since the others mean nothing then."""
    price = known_price(ask)
    if not price[1]:
        return [price]
    return [price, *filter(None, [rule(ask) for rule in RULES])]


def largest_quantity(terms: Terms, book: Book, waived: frozenset[DenialCode] = frozenset()) -> Decimal:
    """Return the largest quantity of these terms that passes every rule now; zero when none does."""

    def passes(quantity: Decimal) -> bool:
        ask = ask_of(replace(terms, quantity=quantity), book)
        return all(answer[1] or answer[0] in waived for answer in _answers(ask))

    if not passes(NANO):
        return ZERO
    low, high = NANO, QUANTITY_MAX
    if passes(high):
        return high
    while high - low > NANO:
        middle = to_quantity_down((low + high) / 2)
        low, high = (middle, high) if passes(middle) else (low, middle)
    return low
