"""The risk gate: one pure function over a book, rules in a fixed order, every number in the answer."""

from dataclasses import replace
from decimal import Decimal

from trading.book import Ask, Book, PreviewDecision, RiskCheck, Verdict
from trading.errors import DenialCode
from trading.orders import Terms
from trading.rules import RULES
from trading.units import NANO, QUANTITY_MAX, ZERO, to_quantity_down

__all__ = ["PreviewDecision", "RiskCheck", "Verdict", "check", "largest_quantity"]


def check(terms: Terms, book: Book, *, search: bool = True) -> Verdict:
    """Ask every rule in order. Pure; raises nothing for valid terms.

    With `search` a denial also carries the largest quantity that would pass, found by bisection on
    whole 1e-9 steps: every rule is monotone in quantity.
    """
    ask = Ask(terms=terms, book=book, mark=book.marks.get(terms.symbol))
    checks = tuple(_answers(ask))
    denial = next((c.code for c in checks if not c.passed), None)
    largest = ZERO
    if search:
        largest = largest_quantity(terms, book)
    elif denial is None:
        largest = terms.quantity
    return Verdict(
        decision=PreviewDecision.DENY if denial else PreviewDecision.ACCEPT,
        denial=denial,
        checks=checks,
        largest_quantity=largest,
        reference_price=ask.reference_price if ask.mark else None,
        cost=ask.cost if ask.mark else None,
        reducing=ask.reducing,
    )


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


def largest_quantity(terms: Terms, book: Book) -> Decimal:
    """Return the largest quantity of these terms that passes every rule now; zero when none does."""

    def passes(quantity: Decimal) -> bool:
        ask = Ask(terms=replace(terms, quantity=quantity), book=book, mark=book.marks.get(terms.symbol))
        return all(answer.passed for answer in _answers(ask))

    if not passes(NANO):
        return ZERO
    low, high = NANO, QUANTITY_MAX
    if passes(high):
        return high
    while high - low > NANO:
        middle = to_quantity_down((low + high) / 2)
        low, high = (middle, high) if passes(middle) else (low, middle)
    return low
