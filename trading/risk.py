"""The risk gate: one pure function over a book, rules in a fixed order, every number in the answer."""

from dataclasses import replace
from decimal import Decimal, localcontext
from typing import Final

from trading.book import Ask, Book, PreviewDecision, RiskCheck, Verdict
from trading.errors import DenialCode
from trading.orders import Terms
from trading.rules import RULES
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
    }
)


def check(terms: Terms, book: Book, *, search: bool = True, waived: frozenset[DenialCode] = frozenset()) -> Verdict:
    """Ask every rule in order. Pure; raises nothing for valid terms.

    `waived` are the soft codes of an override: their checks are made and recorded, and do not deny. With
    `search` a denial also carries the largest quantity that would pass, found by bisection on whole 1e-9
    steps: every rule is monotone in quantity.
    """
    with localcontext(EXACT):
        ask = Ask(terms=terms, book=book, mark=book.marks.get(terms.symbol))
        checks = tuple(_answers(ask))
        failed = [c.code for c in checks if not c.passed]
        denial = next((code for code in failed if code not in waived), None)
        largest = ZERO
        if search:
            largest = largest_quantity(terms, book, waived)
        elif denial is None:
            largest = terms.quantity
        return Verdict(
            decision=_decision(ask, denial),
            denial=denial,
            checks=checks,
            largest_quantity=largest,
            reference_price=ask.reference_price if ask.mark else None,
            cost=ask.cost if ask.mark else None,
            opening=ask.opening,
            waived=waived.intersection(failed),
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
    return equity is None or ask.opening * ask.reference_price > above * equity


def _answers(ask: Ask) -> list[RiskCheck]:
    """Answers up to and including the first that makes the later ones meaningless (no known price)."""
    answers: list[RiskCheck] = []
    for rule in RULES:
        answer = rule(ask)
        if answer is None:
            continue
        answers.append(answer)
        if not answer.passed and answer.code in (DenialCode.UNKNOWN_SYMBOL, DenialCode.NO_PRICE):
            break
    return answers


def largest_quantity(terms: Terms, book: Book, waived: frozenset[DenialCode] = frozenset()) -> Decimal:
    """Return the largest quantity of these terms that passes every rule now; zero when none does."""

    def passes(quantity: Decimal) -> bool:
        ask = Ask(terms=replace(terms, quantity=quantity), book=book, mark=book.marks.get(terms.symbol))
        return all(answer.passed or answer.code in waived for answer in _answers(ask))

    if not passes(NANO):
        return ZERO
    low, high = NANO, QUANTITY_MAX
    if passes(high):
        return high
    while high - low > NANO:
        middle = to_quantity_down((low + high) / 2)
        low, high = (middle, high) if passes(middle) else (low, middle)
    return low
