"""The risk gate alone, on one core: `python -m benchmarks.risk`.

A round asks it for every order of a mix (market and limit buys, sales that close, and one in eight that is denied)
against books of twenty positions, ten working orders and a minute of recent ones. Time is the process's own, and the
best of many short rounds counts: what others do on the machine is not the gate's speed.
"""

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from benchmarks.table import Figure, show
from trading.book import Book, Mark, Resting, Verdict
from trading.limits import Limits
from trading.orders import OrderSide, OrderType, Terms
from trading.risk import check
from trading.stop import Halt
from trading.units import ZERO

ROUNDS = 200
D = Decimal
Asked = Sequence[tuple[Terms, Book]]


def mix() -> Asked:
    """Return orders with the book that each is asked against; no two books are the same object."""
    book = _book()
    shapes = [
        (OrderSide.BUY, OrderType.MARKET, "S00", "40"),
        (OrderSide.BUY, OrderType.LIMIT, "S21", "55.5"),
        (OrderSide.SELL, OrderType.LIMIT, "S03", "25"),
        (OrderSide.BUY, OrderType.LIMIT, "S04", "12.123456789"),
        (OrderSide.SELL, OrderType.MARKET, "S05", "50"),
        (OrderSide.BUY, OrderType.MARKET, "S22", "9"),
        (OrderSide.BUY, OrderType.LIMIT, "S07", "1"),
        (OrderSide.BUY, OrderType.MARKET, "S08", "5000"),
    ]
    return [
        (
            Terms(symbol=symbol, side=side, type=kind, quantity=D(quantity), limit_price=_limit(kind)),
            replace(book, reserved=D(number)),
        )
        for number in range(8)
        for side, kind, symbol, quantity in shapes
    ]


def _limit(kind: OrderType) -> Decimal | None:
    return D("100.25") if kind is OrderType.LIMIT else None


def _book() -> Book:
    symbols = [f"S{number:02}" for number in range(24)]
    mark = Mark(
        price=D("100.123456"),
        age_seconds=D("1.5"),
        average_volume=D("1234567.5"),
        volatility=D("0.312345678"),
        day_move=D("0.0123"),
    )
    working = [
        Resting(symbol=each, side=OrderSide.BUY, leaves=D(10), opening=D(10), reference_price=D("101.5"))
        for each in symbols[:10]
    ]
    recent = Terms(symbol="S00", side=OrderSide.SELL, quantity=D(3))
    return Book(
        cash=D("812345.67"),
        reserved=ZERO,
        units=D(1_000_000),
        open_equity=D(915_000),
        open_units=D(1_000_000),
        peak_equity=D(930_000),
        peak_units=D(1_000_000),
        positions={each: D("50") for each in symbols[:20]},
        marks=dict.fromkeys(symbols, mark),
        resting=tuple(working),
        recent=(recent, recent),
        risk_today=D("1500.25"),
        limits=Limits(),
        halt=Halt(),
        known=frozenset(symbols),
        now=datetime(2011, 3, 1, 17, tzinfo=UTC),
    )


def per_second(asked: Asked, once: Callable[[Terms, Book], object]) -> float:
    """Return how many orders a second the best round did."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        for terms, book in asked:
            once(terms, book)
        best = min(best, time.process_time() - began)
    return len(asked) / best


def verdict(terms: Terms, book: Book) -> Verdict:
    return check(terms, book, search=False)


def full(terms: Terms, book: Book) -> object:
    return verdict(terms, book).checks


def own_book(terms: Terms, book: Book) -> object:
    """As an order meets it: the book is made for it, with its equity and the fall of nav."""
    return verdict(terms, replace(book, reserved=ZERO)).checks


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    asked = mix()
    denials = sum(verdict(terms, book).denial is not None for terms, book in asked)
    if denials * 8 != len(asked):
        raise SystemExit(f"{denials} of {len(asked)} orders were denied: this is not the mix that is meant")
    denied = next((terms, book) for terms, book in asked if verdict(terms, book).denial)
    return show(
        [
            Figure(name="verdicts", value=per_second(asked, verdict), unit="/s", goal=100_000, better="more"),
            Figure(
                name="with every check's record", value=per_second(asked, full), unit="/s", goal=20_000, better="more"
            ),
            Figure(
                name="the same, the book made for each order",
                value=per_second(asked, own_book),
                unit="/s",
                goal=20_000,
                better="more",
            ),
            Figure(name="largest quantity that would pass, of a denial", value=per_second([denied], check), unit="/s"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
