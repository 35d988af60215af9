"""Whether an order's terms make sense by themselves, before any book is looked at."""

import re
from collections.abc import Iterator
from dataclasses import fields
from decimal import Decimal

from trading.book import reference_price, trigger
from trading.errors import FieldProblem, InvalidInput
from trading.orders import OrderSide, OrderType, Terms, TimeInForce
from trading.units import NANO, PRICE_MAX, QUANTITY_MAX, TICK, plain

SYMBOL = re.compile(r"[A-Z][A-Z0-9.\-/]{0,14}")
NEEDS_LIMIT = frozenset({OrderType.LIMIT, OrderType.STOP_LIMIT})
NEEDS_STOP = frozenset({OrderType.STOP, OrderType.STOP_LIMIT})
AT_ONCE = frozenset({OrderType.MARKET, OrderType.LIMIT})


def validate(terms: Terms) -> None:
    """Raise InvalidInput with one problem per wrong field; paths are in GraphQL names under `terms`."""
    problems = tuple(_problems(terms))
    if problems:
        raise InvalidInput(" ".join(p.message for p in problems), *problems)


def wording(terms: Terms) -> tuple[str, ...]:
    """Return the terms as text, the same for equal terms however their numbers are written."""
    values = (getattr(terms, f.name) for f in fields(terms))
    return tuple(plain(value) if isinstance(value, Decimal) else str(value) for value in values)


def _problems(terms: Terms) -> Iterator[FieldProblem]:
    if not SYMBOL.fullmatch(terms.symbol):
        yield _problem("symbol", "A symbol is a capital letter and up to 14 more of A-Z, 0-9, dot, hyphen and slash.")
    yield from _number("quantity", terms.quantity, QUANTITY_MAX, NANO, "9 decimal places")
    yield from _prices(terms)
    for name, price in (("stopLoss", terms.stop_loss), ("takeProfit", terms.take_profit)):
        if price is not None:
            yield from _number(name, price, PRICE_MAX, TICK, "6 decimal places")
    if terms.time_in_force in (TimeInForce.OPG, TimeInForce.CLS) and terms.type not in AT_ONCE:
        yield _problem("timeInForce", f"{terms.time_in_force} is for MARKET and LIMIT orders.")


def _prices(terms: Terms) -> Iterator[FieldProblem]:
    """Each type has the prices that it needs, and no others."""
    prices = {
        "limitPrice": (terms.limit_price, terms.type in NEEDS_LIMIT),
        "stopPrice": (terms.stop_price, terms.type in NEEDS_STOP),
        "trailBy": (terms.trail_by, terms.type is OrderType.TRAILING_STOP),
    }
    for name, (price, needed) in prices.items():
        if price is None and needed:
            yield _problem(name, f"A {terms.type} order needs {name}.")
        elif price is not None and not needed:
            yield _problem(name, f"A {terms.type} order has no {name}; leave it out.")
        elif price is not None:
            yield from _number(name, price, PRICE_MAX, TICK, "6 decimal places")


def _number(name: str, value: Decimal, largest: Decimal, step: Decimal, places: str) -> Iterator[FieldProblem]:
    if not value.is_finite() or value <= 0:
        yield _problem(name, f"{name} must be greater than zero.")
    elif value > largest:
        yield _problem(name, f"{name} must be at most {plain(largest)}.")
    elif value % step:
        yield _problem(name, f"{name} has at most {places}.")


def validate_against_mark(terms: Terms, mark: Decimal, buffer: Decimal) -> None:
    """Raise InvalidInput when a trigger is on the wrong side of the mark or more than 20% from it.

    A stop loss is held against the reference price, for which `buffer` is the portfolio's market buffer.
    """
    sign, wakes_at = terms.side.sign, trigger(terms, mark)
    if wakes_at is not None:
        distance, name = (wakes_at - mark) * sign, "stopPrice" if terms.trail_by is None else "trailBy"
        if distance < 0:
            side = "above" if terms.side is OrderSide.BUY else "below"
            raise _invalid(name, f"The stop of a {terms.side} order lies {side} the price, now {plain(mark)}.")
        if distance > mark * Decimal("0.20"):
            raise _invalid(name, f"The stop must be within 20% of the price, now {plain(mark)}.")
    reference = reference_price(terms, mark, buffer)
    if terms.stop_loss is not None and (reference - terms.stop_loss) * sign <= 0:
        raise _invalid("stopLoss", f"The stop loss must limit a loss against {plain(reference)}.")
    entry = terms.limit_price or mark
    if terms.take_profit is not None and (terms.take_profit - entry) * sign <= 0:
        raise _invalid("takeProfit", f"The take profit must lie on the winning side of {plain(entry)}.")


def _invalid(name: str, message: str) -> InvalidInput:
    return InvalidInput(message, _problem(name, message))


def _problem(name: str, message: str) -> FieldProblem:
    return FieldProblem(("terms", name), message)
