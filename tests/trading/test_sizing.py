"""Sizing stays under the cap, does not churn, never shorts, and scores risk between 0 and 1."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.orders import OrderSide
from trading.sizing import Sizing, risk_score, size

D = Decimal
USUAL: dict[str, Any] = {
    "side": OrderSide.BUY,
    "equity": D(100000),
    "price": D(100),
    "position_quantity": D(0),
    "expected_return": D("0.002"),
    "volatility": D("0.40"),
    "atr": D("2.5"),
}


def sized(**changes: Any) -> Sizing:
    sizing = size(**{**USUAL, **changes})
    assert sizing is not None
    return sizing


def test_a_buy_by_hand() -> None:
    # variance 0.16 x 5 / 252 = 0.003175; edge 0.25 x 0.002 / 0.003175 = 0.1575; weight 0.25 x 0.1575 = 3.9375%
    sizing = sized()
    assert sizing.target_weight == D("0.039375")
    assert sizing.quantity == 38  # 3937.5 / 102 = 38.6
    assert (sizing.stop_loss, sizing.take_profit) == (D("93.75"), D("112.50"))
    # u = 38 x 102 / 10000 = 0.3876, v = 0.4 / 0.8; 1 - 0.6124 x 0.5
    assert sizing.risk_score == D("0.693800")
    assert sizing.expected_return == D("0.002")


def test_the_cap_binds_with_a_margin() -> None:
    sizing = sized(volatility=D("0.15"), expected_return=D("0.005"))
    assert sizing.target_weight == D("0.095")
    assert sizing.quantity == 93  # 9500 / 102
    assert sizing.quantity * D(102) <= D("0.10") * 100000


@pytest.mark.parametrize("limit", ["loss_budget", "volatility_cap", "move_cap", "name_cap", "value_max", "volume_max"])
def test_a_limit_of_nothing_is_used_up_by_anything(limit: str) -> None:
    sizing = size(**{**USUAL, limit: D(0)})
    assert sizing is None or sizing.risk_score == 1


def test_more_volatility_means_less() -> None:
    weights = [sized(volatility=D(v) / 100, band=D(0)).target_weight for v in (20, 30, 40, 60, 90)]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == D("0.095")
    assert weights[-1] < D("0.01")


def test_the_band_stops_churning() -> None:
    target = sized().target_weight * 1000  # shares of 100 in 100,000
    assert size(**{**USUAL, "position_quantity": target - 19}) is None
    assert size(**{**USUAL, "position_quantity": target + 19}) is None
    assert sized(position_quantity=target - 21).side is OrderSide.BUY
    reduced = sized(position_quantity=target + 21)
    assert (reduced.side, reduced.quantity) == (OrderSide.SELL, D(21))
    assert reduced.reason.startswith("reduce: ")


def test_a_sale_closes_whatever_the_band_and_never_shorts() -> None:
    sale = sized(side=OrderSide.SELL, position_quantity=D(3))
    assert (sale.side, sale.quantity, sale.target_weight) == (OrderSide.SELL, D(3), D(0))
    assert (sale.stop_loss, sale.take_profit, sale.risk_score) == (None, None, D(0))
    assert size(**{**USUAL, "side": OrderSide.SELL}) is None


@pytest.mark.parametrize("name", ["equity", "price", "volatility", "atr"])
def test_what_cannot_be_measured_is_not_traded(name: str) -> None:
    assert size(**{**USUAL, name: D(0)}) is None
    assert size(**{**USUAL, name: D(-1)}) is None


def test_no_edge_no_trade_and_no_short_is_touched() -> None:
    assert size(**{**USUAL, "expected_return": D(0)}) is None
    assert size(**{**USUAL, "expected_return": D("-0.01")}) is None
    assert size(**{**USUAL, "position_quantity": D(-5)}) is None
    assert size(**{**USUAL, "price": D(60000), "atr": D(900), "volatility": D("0.15")}) is None  # not one share


def test_the_stop_is_never_too_far_for_risk() -> None:
    sizing = sized(atr=D(30))
    assert sizing.stop_loss == D(82)
    assert sizing.take_profit == D(136)


def test_high_risk_trades_score_high() -> None:
    calm = risk_score(name_use=D("0.3"), loss_use=D("0.1"), volatility_use=D("0.2"))
    assert calm == D("0.44")
    assert risk_score(name_use=D("0.3"), loss_use=D("0.1"), volatility_use=D("0.9")) == D("0.93")
    assert risk_score(name_use=D("0.3"), loss_use=D("0.95"), volatility_use=D("0.2")) == D("0.96")
    assert risk_score(name_use=D("1.4"), loss_use=D(0), volatility_use=D(0)) == 1
    assert risk_score(name_use=D("0.01"), loss_use=D(0), volatility_use=D("1.5")) == 1
    wild = sized(volatility=D("0.9"), expected_return=D("0.08"), atr=D(8))
    assert wild.risk_score == 1


RISKS = {
    "concentration": {"position_quantity": D(30), "expected_return": D("0.02")},
    "volatility": {"volatility": D("0.75"), "expected_return": D("0.02")},
    "illiquidity": {"volume_max": D(40)},
    "gap": {"day_move": D("-0.09")},
    "one large order": {"value_max": D(4100)},
    "a far stop": {"atr": D(7), "loss_budget": D("0.005")},
}


@pytest.mark.parametrize("name", RISKS)
def test_each_kind_of_high_risk_scores_above_its_harmless_twin(name: str) -> None:
    calm: dict[str, Any] = {
        "volatility": D("0.20"),
        "expected_return": D("0.0005"),
        "band": D(0),
        "volume_max": D(10_000),
    }
    harmless = sized(**calm)
    risky = sized(**{**calm, **RISKS[name]})
    assert risky.risk_score > harmless.risk_score + D("0.1"), (risky, harmless)


def test_one_order_stays_below_what_the_limits_let_pass() -> None:
    assert sized(value_max=D(2040)).quantity == 19  # 95% of 20 shares at 102
    assert sized(volume_max=D(10)).quantity == 9
    assert size(**{**USUAL, "volume_max": D(0)}) is None  # nobody trades it, or nobody knows how much
    assert sized(value_max=D(2040)).risk_score > D("0.95")


def test_the_loss_at_the_stop_can_be_the_tightest_limit() -> None:
    # 93 x (102 - 82) / 2000 = 0.93 against 93 x 102 / 10000 = 0.9486; with half the budget it is over
    tight = sized(volatility=D("0.15"), expected_return=D("0.005"), atr=D(30), loss_budget=D("0.01"))
    assert tight.risk_score == 1


POSITIVE = st.decimals(min_value="0.01", max_value="2", places=4)


@given(
    price=st.decimals(min_value=1, max_value=5000, places=2),
    held=st.integers(0, 300),
    expected=st.decimals(min_value="-0.1", max_value="0.1", places=5),
    volatility=POSITIVE,
    atr=POSITIVE,
    side=st.sampled_from(OrderSide),
)
def test_any_trade_is_whole_bounded_and_protected(
    *,
    price: Decimal,
    held: int,
    expected: Decimal,
    volatility: Decimal,
    atr: Decimal,
    side: OrderSide,
) -> None:
    sizing = size(
        side=side, equity=D(100000), price=price, position_quantity=D(held), expected_return=expected,
        volatility=volatility, atr=atr,
    )  # fmt: skip
    if sizing is None:
        return
    assert sizing.quantity >= 1
    assert sizing.quantity == int(sizing.quantity)
    assert 0 <= sizing.risk_score <= 1
    if sizing.side is OrderSide.SELL:
        assert sizing.quantity <= held
        assert replace(sizing, stop_loss=None, take_profit=None) == sizing
    else:
        assert side is OrderSide.BUY
        assert held * price + sizing.quantity * price * D("1.02") <= D(10000)
        assert sizing.stop_loss is not None
        assert sizing.take_profit is not None
        assert price * D("0.8") < sizing.stop_loss <= price <= sizing.take_profit
