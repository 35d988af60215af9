"""Proves the gate: each rule at equality and one step beyond, their order, the numbers, and the largest quantity."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.book import Book, Mark, PreviewDecision, Resting, RiskCheck, reference_price
from trading.errors import DenialCode
from trading.limits import Limits
from trading.orders import OrderSide, OrderType, Terms
from trading.risk import check
from trading.stop import Halt, StopReason, TradingState
from trading.units import CENT, NANO, QUANTITY_MAX, ZERO

D = Decimal
BUY, SELL = OrderSide.BUY, OrderSide.SELL
LOOSE = Limits(max_position_ratio=D(1), max_order_value=D(10**9), daily_risk_budget_ratio=D(9))


def mark(price: str | Decimal = "100", **other: Any) -> Mark:
    """A calm and busy market, just quoted."""
    plainly: dict[str, Any] = {
        "age_seconds": ZERO,
        "average_volume": D(10**12),
        "volatility": D("0.3"),
        "day_move": D("0.01"),
    }
    return Mark(price=D(price), **(plainly | other))


def book(**other: Any) -> Book:
    """100,000 in cash, AAA at 100, BBB at 50, nothing held."""
    plainly: dict[str, Any] = {
        "cash": D(100_000),
        "reserved": ZERO,
        "units": D(100_000),
        "open_equity": D(100_000),
        "open_units": D(100_000),
        "peak_equity": D(100_000),
        "peak_units": D(100_000),
        "positions": {},
        "marks": {"AAA": mark(), "BBB": mark("50")},
        "resting": (),
        "limits": Limits(),
        "halt": Halt(),
        "known": frozenset({"AAA", "BBB", "NEW"}),
        "now": datetime(2011, 3, 1, 17, tzinfo=UTC),
    }
    return Book(**(plainly | other))


def limit(side: OrderSide, quantity: str, price: str = "100", symbol: str = "AAA") -> Terms:
    """A limit order at the mark: its reference price is the price itself."""
    return Terms(symbol=symbol, side=side, type=OrderType.LIMIT, quantity=D(quantity), limit_price=D(price))


def market(side: OrderSide, quantity: str, symbol: str = "AAA") -> Terms:
    return Terms(symbol=symbol, side=side, quantity=D(quantity))


def answer(code: DenialCode, terms: Terms, where: Book) -> RiskCheck:
    return next(each for each in check(terms, where, search=False).checks if each.code is code)


def numbers(code: DenialCode, terms: Terms, where: Book) -> tuple[bool, Decimal | None, Decimal | None]:
    found = answer(code, terms, where)
    return found.passed, found.observed, found.limit


# ---------------------------------------------------------------- at equality and beyond


def test_order_value_passes_at_its_limit() -> None:
    code = DenialCode.MAX_ORDER_VALUE
    assert numbers(code, limit(BUY, "250"), book()) == (True, D(25_000), D(25_000))
    assert numbers(code, limit(BUY, "250.000000001"), book()) == (False, D("25000.0000001"), D(25_000))


def test_cash_is_needed_rounded_up_and_without_what_is_reserved() -> None:
    code, poor = DenialCode.INSUFFICIENT_CASH, book(cash=D(1000), reserved=D(200))
    assert numbers(code, limit(BUY, "8"), poor) == (True, D(800), D(800))
    assert numbers(code, limit(BUY, "8.000000001"), poor) == (False, D("800.01"), D(800))


def test_concentration_passes_at_its_limit() -> None:
    code = DenialCode.CONCENTRATION
    assert numbers(code, limit(BUY, "100"), book()) == (True, D("0.1"), D("0.10"))
    assert not answer(code, limit(BUY, "100.000000001"), book()).passed


def test_concentration_counts_what_is_held_and_what_is_working() -> None:
    resting = (
        Resting(symbol="AAA", side=BUY, leaves=D(20), opening=D(20), reference_price=D(110)),
        Resting(symbol="AAA", side=SELL, leaves=D(50), opening=ZERO, reference_price=D(102)),  # never netted
        Resting(symbol="BBB", side=BUY, leaves=D(20), opening=D(20), reference_price=D(50)),
    )
    where = book(cash=D(95_000), positions={"AAA": D(50)}, resting=resting)
    assert numbers(DenialCode.CONCENTRATION, limit(BUY, "28"), where) == (True, D("0.1"), D("0.10"))  # 5000+2200+2800
    assert not answer(DenialCode.CONCENTRATION, limit(BUY, "28.000000001"), where).passed


def test_daily_loss_trips_at_its_limit() -> None:
    code = DenialCode.DAILY_LOSS_LIMIT
    assert numbers(code, limit(BUY, "1"), book(cash=D(98_000))) == (False, D("0.02"), D("0.02"))
    assert numbers(code, limit(BUY, "1"), book(cash=D("98000.01")))[0]


def test_drawdown_trips_at_its_limit_and_stops_sales_too() -> None:
    fallen = book(cash=D(94_000), positions={"AAA": D(10)}, open_equity=D(95_000), open_units=D(100_000))
    assert check(market(SELL, "1"), fallen).denial is DenialCode.TRADING_HALTED
    a_cent_more = replace(fallen, cash=D("94000.01"))
    assert check(market(SELL, "1"), a_cent_more).denial is None


def test_deposits_hide_no_loss_and_make_none() -> None:
    doubled = {"units": D(200_000), "cash": D(196_000)}  # nav 0.98, after another 100,000 came in
    assert not answer(DenialCode.DAILY_LOSS_LIMIT, limit(BUY, "1"), book(**doubled)).passed
    assert answer(DenialCode.DAILY_LOSS_LIMIT, limit(BUY, "1"), book(**(doubled | {"cash": D("196000.01")}))).passed


def test_a_quote_may_be_as_old_as_the_limit() -> None:
    code = DenialCode.STALE_PRICE
    for age, passed in (("60", True), ("60.000001", False)):
        where = book(marks={"AAA": mark(age_seconds=D(age))})
        assert numbers(code, limit(BUY, "1"), where) == (passed, D(age), D(60))


def test_without_short_selling_no_more_is_sold_than_held_and_free() -> None:
    code = DenialCode.INSUFFICIENT_QTY
    selling = Resting(symbol="AAA", side=SELL, leaves=D(4), opening=ZERO, reference_price=D(102))
    where = book(positions={"AAA": D(10)}, resting=(selling,))
    assert numbers(code, market(SELL, "6"), where) == (True, D(6), D(6))
    assert numbers(code, market(SELL, "6.000000001"), where) == (False, D("6.000000001"), D(6))
    assert numbers(code, market(SELL, "1", "BBB"), where) == (False, D(1), ZERO)


def test_a_look_alike_is_refused_and_anything_else_is_none() -> None:
    code, known = DenialCode.DUPLICATE_SUSPECTED, limit(BUY, "5")
    where = book(recent=(known,))
    assert numbers(code, known, where) == (False, D(1), ZERO)
    for other in (limit(BUY, "6"), limit(BUY, "5", "99"), market(BUY, "5"), limit(BUY, "5", symbol="BBB")):
        assert answer(code, other, where).passed


@pytest.mark.parametrize(
    ("state", "reason", "opening", "reducing"),
    [
        (TradingState.ACTIVE, None, None, None),
        (TradingState.REDUCING, StopReason.MANUAL, DenialCode.TRADING_HALTED, None),
        (TradingState.REDUCING, StopReason.DAILY_LOSS, DenialCode.DAILY_LOSS_LIMIT, None),
        (TradingState.REDUCING, StopReason.RECONCILE_BREAK, DenialCode.NOT_RECONCILED, None),
        (TradingState.HALTED, StopReason.DAILY_LOSS, DenialCode.TRADING_HALTED, DenialCode.TRADING_HALTED),
    ],
)
def test_a_stop_refuses_what_it_must(
    state: TradingState, reason: StopReason | None, opening: DenialCode | None, reducing: DenialCode | None
) -> None:
    where = book(positions={"AAA": D(10)}, halt=Halt(state, reason))
    assert check(market(BUY, "1"), where).denial is opening
    assert check(market(SELL, "10"), where).denial is reducing


def test_what_the_loss_of_the_day_refuses_has_its_place_in_the_order() -> None:
    where = book(positions={"AAA": D(10)}, halt=Halt(TradingState.REDUCING, StopReason.DAILY_LOSS))
    assert check(market(SELL, "11"), where).denial is DenialCode.INSUFFICIENT_QTY
    verdict = check(limit(BUY, "1000"), where)
    codes = [each.code for each in verdict.checks if not each.passed]
    assert codes[0] is verdict.denial is DenialCode.MAX_ORDER_VALUE
    assert codes.count(DenialCode.DAILY_LOSS_LIMIT) == 1
    assert codes == sorted(codes, key=list(DenialCode).index)
    assert verdict.largest_quantity == 0


def test_no_price_and_no_equity_are_refusals() -> None:
    nothing = check(market(BUY, "1", "NIX"), book())
    assert (nothing.denial, nothing.largest_quantity, len(nothing.checks)) == (DenialCode.UNKNOWN_SYMBOL, ZERO, 1)
    assert check(market(BUY, "1", "NEW"), book()).denial is DenialCode.NO_PRICE
    unmarked = book(positions={"NEW": D(1)})
    assert check(market(BUY, "1"), unmarked).denial is DenialCode.NO_PRICE
    assert check(market(BUY, "1"), book(positions={"NEW": ZERO})).denial is None


def test_reducing_orders_skip_the_limits_on_opening() -> None:
    limits = Limits(max_order_value=D(1), max_position_ratio=D("0.0001"))
    where = book(cash=D(-5), positions={"AAA": D(1000)}, limits=limits, peak_equity=ZERO, open_equity=D(150_000))
    verdict = check(market(SELL, "1000"), where)
    assert verdict.denial is None
    assert verdict.reducing
    assert verdict.cost == 0


# ---------------------------------------------------------------- the answer as a whole


def test_the_first_rule_that_says_no_names_the_denial_and_all_are_asked() -> None:
    terms = limit(BUY, "1000")
    where = book(
        cash=D(94_000),
        marks={"AAA": mark(age_seconds=D(61))},
        recent=(terms,),
        halt=Halt(TradingState.REDUCING, StopReason.RECONCILE_BREAK),
    )
    verdict = check(terms, where)
    assert verdict.decision is PreviewDecision.DENY
    assert verdict.denial is DenialCode.NOT_RECONCILED
    assert [each.code for each in verdict.checks if not each.passed] == [
        DenialCode.NOT_RECONCILED,
        DenialCode.TRADING_HALTED,
        DenialCode.DUPLICATE_SUSPECTED,
        DenialCode.STALE_PRICE,
        DenialCode.MAX_ORDER_VALUE,
        DenialCode.INSUFFICIENT_CASH,
        DenialCode.DAILY_LOSS_LIMIT,
        DenialCode.DAILY_RISK_BUDGET,
        DenialCode.CONCENTRATION,
    ]
    order = list(DenialCode)
    places = [order.index(c.code) for c in verdict.checks if c.code is not DenialCode.NOT_RECONCILED]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("kind", "side", "prices", "expected"),
    [
        (OrderType.MARKET, BUY, {}, "102"),
        (OrderType.LIMIT, BUY, {"limit_price": D(90)}, "100"),
        (OrderType.LIMIT, BUY, {"limit_price": D(110)}, "110"),
        (OrderType.STOP, BUY, {"stop_price": D(110)}, "112.2"),
        (OrderType.STOP, BUY, {"stop_price": D(90)}, "102"),
        (OrderType.STOP_LIMIT, BUY, {"stop_price": D(110), "limit_price": D(115)}, "115"),
        (OrderType.TRAILING_STOP, BUY, {"trail_by": D(5)}, "107.1"),
        (OrderType.TRAILING_STOP, SELL, {"trail_by": D(5)}, "102"),
        (OrderType.LIMIT, SELL, {"limit_price": D(90)}, "102"),
        (OrderType.LIMIT, SELL, {"limit_price": D(110)}, "110"),
    ],
)
def test_reference_price(kind: OrderType, side: OrderSide, prices: dict[str, Any], expected: str) -> None:
    terms = Terms(symbol="AAA", side=side, type=kind, quantity=D(1), **prices)
    assert reference_price(terms, D(100), D("0.02")) == D(expected)


@pytest.mark.parametrize(
    ("terms", "where", "denial", "largest"),
    [
        (market(BUY, "1000"), book(), DenialCode.MAX_ORDER_VALUE, "98.039215686"),  # 10,000 / 102 binds
        (limit(BUY, "101"), book(), DenialCode.CONCENTRATION, "100"),
        (limit(BUY, "300"), book(limits=LOOSE, cash=D(1000), positions={"BBB": D(9999)}), None, "10"),
        (market(SELL, "11"), book(positions={"AAA": D(10)}), DenialCode.INSUFFICIENT_QTY, "10"),
        (market(SELL, "1"), book(), DenialCode.INSUFFICIENT_QTY, "0"),
        (limit(BUY, "1"), book(halt=Halt(TradingState.HALTED)), DenialCode.TRADING_HALTED, "0"),
    ],
)
def test_a_denial_says_the_largest_quantity_that_passes(
    terms: Terms, where: Book, denial: DenialCode | None, largest: str
) -> None:
    verdict = check(terms, where)
    assert verdict.denial is (denial or DenialCode.INSUFFICIENT_CASH)
    assert verdict.largest_quantity == D(largest)


def test_the_largest_quantity_steps_around_a_look_alike() -> None:
    alike = limit(BUY, "100")
    verdict = check(alike, book(recent=(alike,)))
    assert verdict.denial is DenialCode.DUPLICATE_SUSPECTED
    again = check(replace(alike, quantity=verdict.largest_quantity), book(recent=(alike,)))
    assert again.denial is None


# ---------------------------------------------------------------- by property

amounts = st.decimals("0", "200000", places=2, allow_nan=False)
quantities = st.integers(1, 10**12).map(lambda n: n * NANO)
prices = st.decimals("0.01", "500", places=6, allow_nan=False).filter(bool)


@st.composite
def books(draw: st.DrawFn) -> Book:
    held = draw(st.dictionaries(st.sampled_from(["AAA", "BBB"]), quantities))
    cash = draw(amounts)
    resting = draw(
        st.lists(
            st.builds(
                Resting,
                symbol=st.sampled_from(["AAA", "BBB"]),
                side=st.sampled_from(OrderSide),
                leaves=quantities,
                opening=st.just(ZERO) | quantities,
                reference_price=prices,
            ),
            max_size=3,
        )
    )
    marks = {symbol: mark(draw(prices)) for symbol in ("AAA", "BBB")}
    limits = Limits(
        max_position_ratio=draw(st.sampled_from([D("0.1"), D("0.5"), D(1)])),
        max_order_value=draw(amounts),
        max_drawdown_ratio=D("0.99"),
        max_daily_loss_ratio=D("0.99"),
        daily_risk_budget_ratio=D(10**9),
        collar_aggressive_ratio=D(10**9),
        collar_passive_ratio=D(1),
        allow_short=draw(st.booleans()),
    )
    reserved = min(cash, draw(amounts))
    halt = Halt(draw(st.sampled_from([TradingState.ACTIVE, TradingState.ACTIVE, TradingState.REDUCING])))
    given_book: dict[str, Any] = {
        "positions": held,
        "resting": tuple(resting),
        "marks": marks,
        "limits": limits,
        "halt": halt,
    }
    return book(cash=cash, reserved=reserved, peak_equity=ZERO, open_equity=ZERO, **given_book)


@given(books(), st.sampled_from(OrderSide), quantities, prices | st.none())
def test_the_largest_quantity_passes_and_one_step_more_does_not(
    where: Book, side: OrderSide, quantity: Decimal, price: Decimal | None
) -> None:
    terms = limit(side, "1", str(price)) if price is not None else market(side, "1")
    terms = replace(terms, quantity=quantity)
    verdict = check(terms, where)
    largest = verdict.largest_quantity
    assert ZERO <= largest <= QUANTITY_MAX
    assert (verdict.denial is None) == (quantity <= largest)
    if largest:
        assert check(replace(terms, quantity=largest), where).denial is None
    if largest < QUANTITY_MAX:
        assert check(replace(terms, quantity=largest + NANO), where).denial is not None


@given(books(), quantities, prices)
def test_an_accepted_purchase_never_costs_more_than_free_cash(where: Book, quantity: Decimal, price: Decimal) -> None:
    verdict = check(replace(limit(BUY, "1", str(price)), quantity=quantity), where, search=False)
    if verdict.denial is None:
        assert verdict.cost is not None
        assert verdict.cost % CENT == 0
        assert verdict.cost <= max(ZERO, where.cash - where.reserved)
