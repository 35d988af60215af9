"""Proves the yardstick by hand-computed cases: whole shares at the venue's costs, dividends to cash, splits, closes."""

from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from trading.benchmark import Day, Worth, affordable, buy_and_hold
from trading.market import CorporateAction, CorporateActionKind, Phase, Step, Tick
from trading.matching import FillParams, fee
from trading.units import ZERO, gross

D = Decimal
FIRST, SECOND, THIRD = date(2011, 3, 1), date(2011, 3, 2), date(2011, 3, 3)
FILLS = FillParams(slippage_bp=D(0), fee_per_share=D("0.01"))


def tick(symbol: str, ask: str, *, volume: int = 1_000_000, index: int = 0) -> Tick:
    at = datetime(2011, 3, 1, 14, 30 + index, tzinfo=UTC)
    return Tick(symbol, at, bid=D(ask) - D("0.02"), ask=D(ask), last=D(ask) - D("0.01"), volume=volume, source="test")


def session(*moments: tuple[Tick, ...]) -> list[Step]:
    return [
        Step(FIRST, index, ticks[0].at, Phase.OPEN if index == 0 else Phase.OPEN_SESSION, ticks)
        for index, ticks in enumerate(moments)
    ]


def dividend(symbol: str, day: date, amount: str) -> CorporateAction:
    return CorporateAction(f"{symbol}-{day}", symbol, day, CorporateActionKind.DIVIDEND, amount=D(amount))


def split(symbol: str, day: date, ratio: str) -> CorporateAction:
    return CorporateAction(f"{symbol}-{day}", symbol, day, CorporateActionKind.SPLIT, ratio=D(ratio))


def test_each_symbol_gets_an_equal_share_in_whole_shares_and_pays_its_commission() -> None:
    opening = session((tick("A", "30.00"), tick("B", "7.00")))
    days = [Day(day=FIRST, closes={"A": D("31.00"), "B": D("6.50")})]
    # A: 500 / 30.01 = 16 shares, 480.00 + 0.16; B: 500 / 7.01 = 71 shares, 497.00 + 0.71; left 22.13
    assert buy_and_hold(D(1000), opening, days, FILLS) == [Worth(FIRST, D("22.13") + 16 * 31 + 71 * D("6.50"))]


def test_slippage_and_commission_are_the_venues_own() -> None:
    opening = session((tick("A", "100.00"),))
    days = [Day(day=FIRST, closes={"A": D(100)})]
    # 1 basis point on the ask of 100.00 is 100.01; 5 shares pay 0.03 (0.005 each, rounded up)
    assert buy_and_hold(D("500.08"), opening, days) == [Worth(FIRST, D("500.00"))]
    assert buy_and_hold(D("500.07"), opening, days) == [Worth(FIRST, D("500.07") - D("0.04") - D("0.02"))]


def test_a_dividend_goes_to_cash_on_the_shares_held_at_the_close_before() -> None:
    opening = session((tick("A", "100.00"),))
    closes = {"A": D(100)}
    days = [
        Day(day=FIRST, closes=closes, actions=[dividend("A", FIRST, "5.00")]),  # bought on the ex day: not entitled
        Day(day=SECOND, closes=closes, actions=[dividend("A", SECOND, "0.333")]),
    ]
    before, after = buy_and_hold(D(1000), opening, days, FILLS)
    assert before.equity == D(1000) - D("0.09")
    assert after.equity == before.equity + D("3.00")  # 9 x 0.333 = 2.997


def test_a_split_changes_shares_and_not_the_worth() -> None:
    opening = session((tick("A", "100.00"), tick("B", "100.00")))
    days = [
        Day(day=FIRST, closes={"A": D(100), "B": D(100)}),
        Day(day=SECOND, closes={"A": D(50), "B": D(100)}, actions=[split("A", SECOND, "2")]),
        Day(day=THIRD, closes={"B": D(100)}, actions=[split("A", THIRD, "2")]),  # no trade: the last close counts
    ]
    first, second, third = buy_and_hold(D(2000), opening, days, FILLS)
    assert first.equity == second.equity == third.equity


def test_what_a_ticks_volume_cannot_give_is_bought_at_the_next() -> None:
    opening = session((tick("A", "10.00", volume=105),), (tick("A", "20.00", index=1),))
    days = [Day(day=FIRST, closes={"A": D(20)})]
    # 10 of the 105 shares may be taken (a tenth, whole): 100.00 + 0.10; 899.90 / 20.01 = 44 more: 880.00 + 0.44
    assert buy_and_hold(D(1000), opening, days, FILLS) == [Worth(FIRST, D("19.46") + 54 * 20)]


def test_without_a_listed_symbol_the_cash_stays() -> None:
    assert buy_and_hold(D(1000), [], [Day(day=FIRST, closes={})], FILLS) == [Worth(FIRST, D(1000))]


@given(money=st.decimals(0, 1_000_000, places=2), ask=st.decimals("0.50", 5000, places=2))
def test_affordable_is_the_largest_number_that_the_money_pays(money: Decimal, ask: Decimal) -> None:
    fills = FillParams()
    offered = tick("A", str(ask), volume=10**12)
    quantity = affordable(money, offered, fills)
    step = D("0.01") if ask >= 1 else D("0.0001")
    price = (ask * D("1.0001")).quantize(step, "ROUND_CEILING")
    assert quantity == quantity.to_integral_value()
    assert quantity == ZERO or gross(quantity, price) + fee(quantity, fills) <= money
    assert gross(quantity + 1, price) + fee(quantity + 1, fills) > money
