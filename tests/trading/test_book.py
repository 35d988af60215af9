"""Proves the figures that the gate reckons with: what an order closes and opens and costs, and how far nav fell."""

from decimal import Decimal

import pytest

from tests.trading.test_risk import BUY, SELL, book, limit, market, numbers
from trading.book import Fall, PreviewDecision, Resting, Strategy, ask_of, fall
from trading.errors import DenialCode
from trading.limits import Limits
from trading.orders import OrderSide, Terms
from trading.risk import check
from trading.units import ZERO

D = Decimal
SHORTS = Limits(allow_short=True)


def resting(side: OrderSide, leaves: str, opening: str, symbol: str = "AAA") -> Resting:
    return Resting(symbol=symbol, side=side, leaves=D(leaves), opening=D(opening), reference_price=D(100))


@pytest.mark.parametrize(
    ("held", "others", "terms", "closable", "opening"),
    [
        ("10", (), limit(SELL, "10"), "10", "0"),
        ("10", (), limit(SELL, "12"), "10", "2"),
        ("10", (resting(SELL, "4", "0"),), limit(SELL, "8"), "6", "2"),
        ("10", (resting(SELL, "4", "0", "BBB"),), limit(SELL, "10"), "10", "0"),  # closes another position
        ("10", (resting(BUY, "4", "0"),), limit(SELL, "10"), "10", "0"),  # closed a short that is gone
        ("10", (resting(BUY, "4", "4"),), limit(SELL, "10"), "10", "0"),  # an opposite order is never netted
        ("10", (resting(SELL, "14", "4"),), limit(SELL, "1"), "0", "1"),  # closes all of it, and opens
        ("10", (resting(SELL, "4", "4"),), limit(SELL, "10"), "10", "0"),  # closes nothing
        ("10", (resting(SELL, "7", "0"), resting(SELL, "7", "0")), limit(SELL, "1"), "0", "1"),
        ("0.5", (), limit(BUY, "0.5"), "0", "0.5"),
        ("-0.5", (), limit(SELL, "0.5"), "0", "0.5"),
        ("-10", (resting(BUY, "4", "0"), resting(SELL, "9", "9")), limit(BUY, "6"), "6", "0"),
        ("0", (), limit(SELL, "1"), "0", "1"),
    ],
)
def test_an_order_closes_what_others_of_its_side_leave_and_opens_the_rest(
    held: str, others: tuple[Resting, ...], terms: Terms, closable: str, opening: str
) -> None:
    ask = ask_of(terms, book(positions={"AAA": D(held)}, resting=others, limits=SHORTS))
    assert (ask.closable, ask.opening, ask.reducing) == (D(closable), D(opening), not D(opening))


def test_what_only_closes_is_asked_for_nothing_that_opening_orders_are() -> None:
    where = book(cash=ZERO, positions={"AAA": D(1000)}, open_equity=D(500_000), peak_equity=D(100_000))
    closes = [each.code for each in check(market(SELL, "1000"), where).checks]
    opens = [each.code for each in check(market(BUY, "1"), where).checks]
    assert " ".join(closes) == (
        "NO_PRICE TRADING_HALTED TRADING_HALTED RATE_LIMITED DUPLICATE_SUSPECTED STALE_PRICE INSUFFICIENT_QTY"
    )
    assert " ".join(code for code in opens if code not in closes) == (
        "MAX_ORDER_VALUE MAX_ORDER_VOLUME MARKET_CONDITION INSUFFICIENT_CASH DAILY_LOSS_LIMIT DAILY_RISK_BUDGET"
        " CONCENTRATION"
    )


def test_a_purchase_costs_what_it_opens_rounded_up_and_a_sale_nothing() -> None:
    assert check(limit(BUY, "0.333"), book(limits=SHORTS)).cost == D("33.30")
    assert check(limit(BUY, "0.33333"), book(limits=SHORTS)).cost == D("33.34")
    assert check(limit(SELL, "10"), book(limits=SHORTS)).cost == ZERO
    assert check(limit(BUY, "10", symbol="NEW"), book()).cost is None


def test_only_orders_that_open_by_themselves_wait_for_a_person_and_only_where_that_is_asked_for() -> None:
    acts = Strategy(enabled=True, executions=0)
    assert check(limit(BUY, "1"), book(strategy=acts)).decision is PreviewDecision.ACCEPT
    asks = book(strategy=acts, approve_automatic=True, positions={"AAA": D(1)})
    assert check(limit(BUY, "1"), asks).decision is PreviewDecision.NEEDS_APPROVAL
    assert check(market(SELL, "1"), asks).decision is PreviewDecision.ACCEPT
    assert check(limit(BUY, "1"), book(approve_automatic=True)).decision is PreviewDecision.ACCEPT


@pytest.mark.parametrize("figures", [("0", "1", "1"), ("1", "0", "1"), ("1", "1", "0"), ("-1", "1", "1")])
def test_there_is_no_fall_without_something_to_fall_from(figures: tuple[str, str, str]) -> None:
    units, then_equity, then_units = map(D, figures)
    nothing = fall(D(5), units, then_equity, then_units)
    assert (nothing, nothing.trips(D("0.02"))) == (Fall(ZERO, None), False)


def test_a_fall_is_one_of_nav_however_small_the_figures_are() -> None:
    found = fall(D("0.45"), D("0.5"), D("0.5"), D("0.5"))
    assert (found, found.trips(D("0.1")), found.trips(D("0.11"))) == (Fall(D("0.025"), D("0.25")), True, False)


@pytest.mark.parametrize("cash", ["0", "-10", "0.5"])
def test_without_equity_nothing_is_opened(cash: str) -> None:
    """Of half a dollar a tenth may be in one name, of nothing or less than that nothing."""
    where = book(cash=D(cash), open_equity=ZERO, peak_equity=ZERO)
    passed, observed, allowed = numbers(DenialCode.CONCENTRATION, limit(BUY, "0.0005"), where)
    assert (passed, observed, allowed) == (cash == "0.5", D("0.1") if cash == "0.5" else None, D("0.10"))


def test_the_risk_budget_of_a_day_without_a_nav_at_its_open_is_nothing() -> None:
    code = DenialCode.DAILY_RISK_BUDGET
    assert numbers(code, limit(BUY, "1"), book(open_equity=ZERO)) == (False, None, D("0.02"))
    small = book(cash=D("0.5"), units=D("0.5"), open_equity=D("0.5"), open_units=D("0.5"))
    assert numbers(code, limit(BUY, "0.002"), small) == (True, D("0.02"), D("0.02"))
