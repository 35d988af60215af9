"""Proves the venue's fill rules: price, quantity, fee, stops, times in force and splits, by case and by property."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trading.market import Phase, Tick
from trading.matching import Execution, FillParams, Resting, ending, fee, match, split, takes_part
from trading.orders import Ended, OrderSide, OrderType, TimeInForce

D = Decimal
BUY, SELL = OrderSide.BUY, OrderSide.SELL
PRICES = ("limit_price", "stop_price", "trail_by")
FREE = FillParams(slippage_bp=D(0), fee_per_share=D(0))


def tick(bid: str, ask: str, last: str | None = None, volume: int = 10_000) -> Tick:
    at = datetime(2011, 3, 1, 15, tzinfo=UTC)
    return Tick("AAPL", at, bid=D(bid), ask=D(ask), last=D(last or ask), volume=volume, source="test")


def resting(side: OrderSide, kind: OrderType, left: str = "10", **prices: str) -> Resting:
    limit, stop, trail = (D(prices[name]) if name in prices else None for name in PRICES)
    return Resting(side=side, type=kind, left=D(left), limit_price=limit, stop_price=stop, trail_by=trail)


def price(order: Resting, at: Tick, params: FillParams = FREE) -> Decimal | None:
    execution = match(order, at, params)[1]
    return None if execution is None else execution.price


@pytest.mark.parametrize(
    ("side", "bid", "ask", "bp", "expected"),
    [
        (BUY, "99.98", "100.00", "1", "100.01"),
        (SELL, "100.00", "100.02", "1", "99.99"),
        (BUY, "349.9", "350.00", "1", "350.04"),  # 350.035 rounds against the buyer
        (SELL, "350.00", "350.1", "1", "349.96"),  # 349.965 rounds against the seller
        (BUY, "99.98", "100.00", "0", "100.00"),
        (BUY, "0.4998", "0.5", "1", "0.5001"),  # below a dollar the step is a hundredth of a cent
        (BUY, "0.9998", "0.9999", "1", "1.0000"),
        (BUY, "0.9999", "1.00", "1", "1.01"),  # from a dollar on it is a cent
        (SELL, "1.50", "1.51", "1", "1.49"),
        (SELL, "0.0001", "0.0002", "1", "0.0001"),  # never a price of zero
    ],
)
def test_market_price_is_the_touch_plus_slippage(side: OrderSide, bid: str, ask: str, bp: str, expected: str) -> None:
    order = resting(side, OrderType.MARKET)
    assert price(order, tick(bid, ask), FillParams(slippage_bp=D(bp))) == D(expected)


@pytest.mark.parametrize(
    ("side", "limit", "bid", "ask", "expected"),
    [
        (BUY, "100", "99.98", "100.00", "100.00"),
        (BUY, "100", "99.99", "100.01", None),
        (BUY, "100", "94.98", "95.00", "95.00"),
        (SELL, "100", "100.00", "100.02", "100.00"),
        (SELL, "100", "99.99", "100.01", None),
        (SELL, "100", "107.50", "107.52", "107.50"),
    ],
)
def test_limit_fills_at_the_touch_or_not(side: OrderSide, limit: str, bid: str, ask: str, expected: str | None) -> None:
    filled = price(resting(side, OrderType.LIMIT, limit_price=limit), tick(bid, ask), FillParams())
    assert filled == (None if expected is None else D(expected))


def test_stop_sleeps_until_last_reaches_it_and_stays_awake() -> None:
    order = resting(SELL, OrderType.STOP, "2000", stop_price="95")
    order, execution = match(order, tick("94.00", "95.02", last="95.01"), FREE)
    assert execution is None
    assert not order.triggered
    order, execution = match(order, tick("94.98", "95.02", last="95.00"), FREE)
    assert execution == Execution(quantity=D(1000), price=D("94.98"), fee=D("0.00"))
    order, execution = match(order, tick("97.00", "97.02", last="97.01"), FREE)
    assert execution == Execution(quantity=D(1000), price=D("97.00"), fee=D("0.00"))
    assert order.left == 0


def test_gap_through_a_stop_fills_at_the_market() -> None:
    assert price(resting(SELL, OrderType.STOP, stop_price="95"), tick("80.00", "80.02")) == D("80.00")
    assert price(resting(BUY, OrderType.STOP, stop_price="105"), tick("119.98", "120.00")) == D("120.00")


def test_stop_limit_wakes_but_keeps_its_limit() -> None:
    order = resting(SELL, OrderType.STOP_LIMIT, stop_price="95", limit_price="94")
    order, execution = match(order, tick("80.00", "80.02"), FREE)
    assert execution is None
    assert order.triggered
    assert price(order, tick("96.00", "96.02", last="96.01")) == D("96.00")


def test_trailing_stop_follows_only_towards_the_price() -> None:
    order = resting(SELL, OrderType.TRAILING_STOP, trail_by="5")
    levels = []
    for last in ("100", "110", "107", "105.01"):
        order, execution = match(order, tick("90", "91", last=last), FREE)
        assert execution is None
        levels.append(order.stop_price)
    assert levels == [D(95), D(105), D(105), D(105)]
    assert price(order, tick("104.9", "105.1", last="105")) == D("104.9")


def test_trailing_buy_follows_down_and_may_bring_its_first_level() -> None:
    order = resting(BUY, OrderType.TRAILING_STOP, trail_by="5", stop_price="103")
    order, _ = match(order, tick("99", "101", last="100"), FREE)
    assert order.stop_price == D(103)
    order, _ = match(order, tick("89", "91", last="90"), FREE)
    assert order.stop_price == D(95)
    assert price(order, tick("94.9", "95.1", last="95")) == D("95.1")


def test_a_jump_is_held_against_the_level_that_the_ticks_before_it_left() -> None:
    order = resting(SELL, OrderType.TRAILING_STOP, trail_by="5", stop_price="95")
    order, execution = match(order, tick("119", "121", last="120"), FREE)
    assert execution is None
    assert order.stop_price == D(115)


def test_volume_share_caps_a_fill_and_cuts_to_nine_places() -> None:
    params = FillParams(volume_share=D("0.0333333333333"))
    execution = match(resting(BUY, OrderType.MARKET, "100"), tick("9", "10", volume=7), params)[1]
    assert execution is not None
    assert execution.quantity == D("0.233333333")


def test_no_volume_and_no_price_fill_nothing() -> None:
    order = resting(BUY, OrderType.MARKET)
    assert match(order, tick("9", "10", volume=0), FREE) == (order, None)
    assert match(order, tick("0", "0"), FREE) == (order, None)


def test_fill_or_kill_takes_all_or_nothing() -> None:
    whole = Resting(side=BUY, type=OrderType.MARKET, left=D(1001), all_or_none=True)
    assert match(whole, tick("9", "10", volume=10_000), FREE)[1] is None
    assert match(whole, tick("9", "10", volume=10_010), FREE)[0].left == 0


@pytest.mark.parametrize(
    ("quantity", "least", "expected"),
    [("100", "0", "0.50"), ("1", "0", "0.01"), ("0.000000001", "0", "0.01"), ("100", "1", "1"), ("300", "1", "1.50")],
)
def test_fee_is_per_share_with_a_minimum_rounded_up(quantity: str, least: str, expected: str) -> None:
    assert fee(D(quantity), FillParams(fee_min=D(least))) == D(expected)


@pytest.mark.parametrize(
    ("time_in_force", "phases"),
    [
        (TimeInForce.DAY, set(Phase)),
        (TimeInForce.GTC, set(Phase)),
        (TimeInForce.IOC, set(Phase)),
        (TimeInForce.OPG, {Phase.OPEN}),
        (TimeInForce.CLS, {Phase.CLOSE}),
    ],
)
def test_who_takes_part_in_which_phase(time_in_force: TimeInForce, phases: set[Phase]) -> None:
    assert {phase for phase in Phase if takes_part(time_in_force, phase)} == phases


@pytest.mark.parametrize(
    ("time_in_force", "phase", "had_tick", "expected"),
    [
        (TimeInForce.DAY, Phase.OPEN_SESSION, True, None),
        (TimeInForce.DAY, Phase.CLOSE, False, Ended.EXPIRED),
        (TimeInForce.GTC, Phase.CLOSE, True, None),
        (TimeInForce.IOC, Phase.OPEN, True, Ended.CANCELED),
        (TimeInForce.IOC, Phase.OPEN, False, None),
        (TimeInForce.FOK, Phase.CLOSE, False, Ended.EXPIRED),
        (TimeInForce.OPG, Phase.OPEN, False, Ended.CANCELED),
        (TimeInForce.OPG, Phase.CLOSE, True, None),
        (TimeInForce.CLS, Phase.OPEN, True, None),
        (TimeInForce.CLS, Phase.CLOSE, True, Ended.EXPIRED),
    ],
)
def test_how_an_order_ends(time_in_force: TimeInForce, phase: Phase, had_tick: bool, expected: Ended | None) -> None:
    assert ending(time_in_force, phase, had_tick=had_tick) is expected


def test_split_restates_quantity_and_every_price() -> None:
    order = resting(SELL, OrderType.STOP_LIMIT, "10", stop_price="94", limit_price="93", trail_by="1")
    after = split(order, D(7))
    assert after.left == D(70)
    assert (after.stop_price, after.limit_price, after.trail_by) == (D("13.428571"), D("13.285714"), D("0.142857"))
    assert split(resting(SELL, OrderType.MARKET, "1"), 1 / D(3)).left == D("0.333333333")


prices = st.integers(1, 10**9).map(lambda n: D(n).scaleb(-4))
ticks = st.builds(
    lambda bid, spread, last, volume: Tick(
        "AAPL", datetime(2011, 3, 1, tzinfo=UTC), bid, bid + spread, last, volume, "test"
    ),
    prices,
    prices,
    prices,
    st.integers(0, 10**8),
)
orders = st.builds(
    Resting,
    side=st.sampled_from(OrderSide),
    type=st.sampled_from(OrderType),
    left=st.integers(1, 10**16 - 1).map(lambda n: D(n).scaleb(-9)),
    limit_price=st.none() | prices,
    stop_price=st.none() | prices,
    trail_by=st.none() | prices,
    triggered=st.booleans(),
    all_or_none=st.booleans(),
)


@given(orders, ticks)
def test_no_execution_is_better_than_the_touch_worse_than_the_limit_or_above_the_share(
    order: Resting, at: Tick
) -> None:
    params = FillParams()
    after, execution = match(order, at, params)
    if execution is None:
        assert after.left == order.left
        return
    sign = order.side.sign
    touch = at.ask if order.side is BUY else at.bid
    assert execution.price > 0
    assert (execution.price - touch) * sign >= 0
    if order.limit_price is not None:
        assert (execution.price - order.limit_price) * sign <= 0
    assert 0 < execution.quantity <= min(order.left, at.volume * params.volume_share)
    assert after.left == order.left - execution.quantity
    assert after.left == 0 or not order.all_or_none
    assert execution.fee >= params.fee_per_share * execution.quantity


@given(orders, st.lists(ticks, max_size=8))
def test_quantity_is_never_made_or_lost_over_many_ticks(order: Resting, path: list[Tick]) -> None:
    now, filled = order, D(0)
    for at in path:
        now, execution = match(now, at, FillParams())
        filled += execution.quantity if execution else 0
    assert now.left + filled == order.left
    assert now.triggered >= order.triggered


@given(st.lists(st.integers(1, 10**15), min_size=1, max_size=5), st.integers(1, 100), st.integers(1, 100))
@example([108_653_388_360] * 2, 16, 12)  # whose ratio and products have more digits than Decimal keeps by itself
def test_orders_restated_by_a_split_never_sell_more_than_the_position(parts: list[int], more: int, fewer: int) -> None:
    ratio = D(more) / D(fewer)
    whole = Resting(side=SELL, type=OrderType.MARKET, left=D(sum(parts)).scaleb(-9))
    pieces = [Resting(side=SELL, type=OrderType.MARKET, left=D(part).scaleb(-9)) for part in parts]
    assert sum((split(piece, ratio).left for piece in pieces), D(0)) <= split(whole, ratio).left
