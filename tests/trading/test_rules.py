"""Proves the rules that look beyond the one order: pace, strategies, collar, volume, condition, budget, approval."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.trading.test_risk import BUY, LOOSE, SELL, answer, book, limit, mark, market, numbers
from trading.book import PreviewDecision, Resting, Strategy
from trading.errors import DenialCode
from trading.limits import Limits
from trading.orders import OrderType, Terms
from trading.risk import SOFT, check
from trading.tails import outlook
from trading.units import ZERO

D = Decimal


def test_the_fifth_message_of_a_second_and_the_thirtieth_of_a_minute_pass() -> None:
    code = DenialCode.RATE_LIMITED
    assert numbers(code, limit(BUY, "1"), book(messages_second=4, messages_minute=29)) == (True, D(5), D(5))
    assert numbers(code, limit(BUY, "1"), book(messages_second=5, messages_minute=5)) == (False, D(6), D(5))
    assert numbers(code, limit(BUY, "1"), book(messages_second=0, messages_minute=30)) == (False, D(31), D(30))
    sale = check(market(SELL, "1"), book(positions={"AAA": D(1)}, messages_second=5))
    assert (sale.reducing, sale.denial) == (True, code)


def test_the_third_automatic_order_passes_and_a_disabled_strategy_none() -> None:
    code = DenialCode.AUTO_EXEC_LIMIT
    assert numbers(code, limit(BUY, "1"), book(strategy=Strategy(enabled=True, executions=2)))[0]
    assert numbers(code, limit(BUY, "1"), book(strategy=Strategy(enabled=True, executions=3))) == (False, D(4), D(3))
    disabled = book(strategy=Strategy(enabled=False, executions=9))
    assert check(limit(BUY, "1"), disabled).denial is DenialCode.STRATEGY_DISABLED


@pytest.mark.parametrize(
    ("side", "price", "passed"),
    [
        (BUY, "105", True),
        (BUY, "105.000001", False),
        (BUY, "80", True),
        (BUY, "79.999999", False),
        (SELL, "95", True),
        (SELL, "94.999999", False),
        (SELL, "120", True),
        (SELL, "120.000001", False),
    ],
)
def test_the_collar_is_tight_where_an_order_trades_and_wide_where_it_waits(side: str, price: str, passed: bool) -> None:
    where = book(positions={"AAA": D(9)})
    assert answer(DenialCode.PRICE_COLLAR, limit(BUY if side == BUY else SELL, "1", price), where).passed is passed


def test_the_collar_of_a_stop_limit_is_measured_from_its_stop() -> None:
    prices: dict[str, Any] = {"stop_price": D(110), "limit_price": D("115.5")}
    terms = Terms(symbol="AAA", side=BUY, type=OrderType.STOP_LIMIT, quantity=D(1), **prices)
    assert answer(DenialCode.PRICE_COLLAR, terms, book()).passed
    assert not answer(DenialCode.PRICE_COLLAR, replace(terms, limit_price=D("115.500001")), book()).passed


def test_an_order_may_be_a_share_of_the_average_volume_and_of_an_unknown_one_nothing() -> None:
    code, where = DenialCode.MAX_ORDER_VOLUME, book(marks={"AAA": mark(average_volume=D(5000))})
    assert numbers(code, limit(BUY, "50"), where) == (True, D("0.01"), D("0.01"))
    assert not answer(code, limit(BUY, "50.000000001"), where).passed
    assert numbers(code, limit(BUY, "1"), book(marks={"AAA": mark(average_volume=None)})) == (False, None, D("0.01"))


@pytest.mark.parametrize(
    ("condition", "passed", "observed", "allowed"),
    [
        ({"volatility": D("0.8"), "day_move": D("-0.1")}, True, "0.8", "0.8"),
        ({"volatility": D("0.800000001")}, False, "0.800000001", "0.8"),
        ({"day_move": D("-0.100000001")}, False, "0.100000001", "0.1"),
        ({"volatility": None}, False, None, "0.8"),
        ({"day_move": None}, False, None, "0.1"),
    ],
)
def test_a_wild_or_unknown_market_is_for_exits_only(
    condition: dict[str, Any], passed: bool, observed: str | None, allowed: str
) -> None:
    where = book(marks={"AAA": mark(**condition)}, positions={"AAA": D(10)})
    seen = None if observed is None else D(observed)
    assert numbers(DenialCode.MARKET_CONDITION, limit(BUY, "1"), where) == (passed, seen, D(allowed))
    assert check(limit(SELL, "10"), where).denial is None


def test_the_days_risk_is_its_loss_and_what_its_orders_may_lose() -> None:
    code = DenialCode.DAILY_RISK_BUDGET
    assert numbers(code, limit(BUY, "400"), book(limits=LIMITS)) == (True, D("0.02"), D("0.02"))
    assert not answer(code, limit(BUY, "400.000000001"), book(limits=LIMITS)).passed
    with_stop = replace(limit(BUY, "1000"), stop_loss=D(98))
    assert answer(code, with_stop, book(limits=LIMITS)).passed
    lost = book(limits=LIMITS, cash=D(99_000), risk_today=D(500))
    assert numbers(code, limit(BUY, "100"), lost) == (True, D("0.02"), D("0.02"))
    assert not answer(code, limit(BUY, "100.000000001"), lost).passed


LIMITS = replace(LOOSE, daily_risk_budget_ratio=D("0.02"))


def test_a_gain_makes_no_room_for_risk() -> None:
    rich = book(limits=LIMITS, cash=D(150_000))
    assert not answer(DenialCode.DAILY_RISK_BUDGET, limit(BUY, "400.000000001"), rich).passed


def test_a_third_of_a_unit_is_compared_exactly() -> None:
    """Equity of 98,000 on 99,999.999999999 units is a hair above 98% of nav at the open, and no more is lost."""
    where = book(cash=D(98_000), units=D("99999.999999999"))
    assert answer(DenialCode.DAILY_LOSS_LIMIT, limit(BUY, "1"), where).passed
    assert not answer(DenialCode.DAILY_LOSS_LIMIT, limit(BUY, "1"), replace(where, units=D(100_000))).passed


@pytest.mark.parametrize(
    ("quantity", "above", "automatic", "decision"),
    [
        ("20", "0.02", False, PreviewDecision.ACCEPT),
        ("20.000000001", "0.02", False, PreviewDecision.NEEDS_APPROVAL),
        ("90", None, False, PreviewDecision.ACCEPT),
        ("1", None, True, PreviewDecision.NEEDS_APPROVAL),
        ("101", "0.02", True, PreviewDecision.DENY),
    ],
)
def test_a_person_must_approve(quantity: str, above: str | None, automatic: bool, decision: PreviewDecision) -> None:
    limits = Limits(approval_above_ratio=None if above is None else D(above))
    strategy = Strategy(enabled=True, executions=0) if automatic else None
    where = book(limits=limits, strategy=strategy, approve_automatic=True)
    assert check(limit(BUY, quantity), where).decision is decision


def test_what_reduces_needs_no_approval() -> None:
    where = book(
        limits=Limits(approval_above_ratio=ZERO),
        positions={"AAA": D(50)},
        strategy=Strategy(enabled=True, executions=0),
        approve_automatic=True,
    )
    assert check(limit(SELL, "50"), where).decision is PreviewDecision.ACCEPT


def test_an_override_lets_pass_what_it_names_and_the_check_stays_on_record() -> None:
    order = limit(BUY, "110")
    verdict = check(order, book(), waived=frozenset({DenialCode.CONCENTRATION, DenialCode.PRICE_COLLAR}))
    assert verdict.denial is None
    assert verdict.waived == frozenset({DenialCode.CONCENTRATION})
    assert not next(each for each in verdict.checks if each.code is DenialCode.CONCENTRATION).passed
    assert verdict.largest_quantity == 250  # the value of an order binds next
    assert check(order, book(reserved=D(89_001)), waived=SOFT).denial is DenialCode.INSUFFICIENT_CASH


def test_of_an_order_that_turns_a_position_only_the_opening_part_counts() -> None:
    """Of 20 short the resting order closes 10 and opens 40; of another 50 there are 10 left to close."""
    resting = Resting(symbol="AAA", side=BUY, leaves=D(50), opening=D(40), reference_price=D(100))
    where = book(resting=(resting,), limits=Limits(allow_short=True), positions={"AAA": D(-20)}, cash=D(102_000))
    assert numbers(DenialCode.CONCENTRATION, limit(BUY, "50"), where) == (True, D("0.1"), D("0.10"))
    assert check(limit(BUY, "50"), where, search=False).opening == 40


FALLING = {"AAA": [-20_000] * 40, "BBB": [20_000] * 40}  # two percent every day, and what hedges it
TAILS = replace(LOOSE, max_value_at_risk_ratio=D("0.002"), max_expected_shortfall_ratio=D("0.002"))


@pytest.mark.parametrize("code", [DenialCode.VALUE_AT_RISK, DenialCode.EXPECTED_SHORTFALL])
def test_the_tail_of_the_book_passes_at_its_limit(code: DenialCode) -> None:
    where = book(limits=TAILS, outlook=outlook([], FALLING, D("0.95")))
    assert numbers(code, limit(BUY, "100"), where) == (True, D("0.002"), D("0.002"))
    passed, seen, most = numbers(code, limit(BUY, "100.01"), where)
    assert (passed, seen, most) == (False, D("0.0020002"), D("0.002"))
    denied = check(limit(BUY, "200"), where)
    assert denied.denial is DenialCode.VALUE_AT_RISK  # asked first
    assert denied.largest_quantity == D(100)
    held = book(
        limits=TAILS, cash=D(95_000), positions={"AAA": D(50)}, outlook=outlook([("AAA", D(5000))], FALLING, D("0.95"))
    )
    assert numbers(code, limit(BUY, "50"), held)[0]
    assert not numbers(code, limit(BUY, "51"), held)[0]
    assert numbers(code, limit(BUY, "200", symbol="BBB", price="50"), held)[1] == D("-0.001")


def test_a_tail_that_is_not_known_is_no_and_reducing_orders_are_not_asked() -> None:
    orders = [limit(BUY, "1")]
    for seen in (None, outlook([], {}, D("0.95")), outlook([("ZZZ", D(1))], FALLING, D("0.95"))):
        verdict = check(orders[0], book(limits=TAILS, outlook=seen))
        assert (verdict.denial, verdict.largest_quantity) == (DenialCode.VALUE_AT_RISK, ZERO)
        assert (
            "It is not known"
            in answer(DenialCode.EXPECTED_SHORTFALL, orders[0], book(limits=TAILS, outlook=seen)).message
        )
    sale = check(market(SELL, "10"), book(limits=TAILS, positions={"AAA": D(10)}))
    assert sale.denial is None
    assert all(each.code not in (DenialCode.VALUE_AT_RISK, DenialCode.EXPECTED_SHORTFALL) for each in sale.checks)
    assert DenialCode.VALUE_AT_RISK not in {each.code for each in check(orders[0], book(limits=LOOSE)).checks}
    waived = check(limit(BUY, "200"), book(limits=TAILS, outlook=outlook([], FALLING, D("0.95"))), waived=SOFT)
    assert waived.denial is None
