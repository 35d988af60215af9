"""Proves that returns compound, that flows earn nothing by themselves, and that rates are those of the flows."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quant import returns
from tests.quant.samples import returns_lists
from trading.errors import InvalidInput


def test_prices_make_returns_and_no_price_below_zero_does() -> None:
    assert returns.simple([100, 110, 99]) == pytest.approx([0.1, -0.1])
    assert returns.logarithmic([1, np.e]) == pytest.approx([1.0])
    with pytest.raises(InvalidInput, match="above zero"):
        returns.simple([100, -1])
    with pytest.raises(InvalidInput, match=r"\(1, 0\)"):
        returns.simple([[100.0, 5.0], [0.0, 6.0]])
    with pytest.raises(InvalidInput, match="at least 2"):
        returns.simple([100])


@given(returns_lists(1))
def test_linked_returns_are_the_end_over_the_start(moves: list[float]) -> None:
    end = 1.0
    for move in moves:
        end *= 1 + move
    assert returns.linked(moves) == pytest.approx(end - 1, rel=1e-9, abs=1e-9)
    assert (1 + returns.annual(moves, len(moves))) == pytest.approx(end, rel=1e-9)


def test_more_than_everything_cannot_be_lost() -> None:
    with pytest.raises(InvalidInput, match="fractions, not percent"):
        returns.linked([0.1, -5.0])
    with pytest.raises(InvalidInput, match="everything"):
        returns.annual([0.1, -1.0])


@given(returns_lists(1, 20), st.data())
def test_flows_do_not_change_the_time_weighted_return(moves: list[float], data: st.DataObject) -> None:
    value, values, flows = 100.0, [100.0], []
    for move in moves:
        flow = data.draw(st.floats(-0.9 * value, 1000))
        flows.append(flow)
        value = (value + flow) * (1 + move)
        values.append(value)
    assert returns.time_weighted(values, [*flows, 0]) == pytest.approx(moves, abs=1e-6)


def test_the_first_flow_may_open_the_account_and_nothing_earns_nothing() -> None:
    assert returns.time_weighted([0, 110], [100, 0]) == pytest.approx([0.1])
    with pytest.raises(InvalidInput, match="start anew"):
        returns.time_weighted([100, 0, 5], [-100, 5, 0])
    with pytest.raises(InvalidInput, match="2 entries where 3"):
        returns.time_weighted([100, 110, 120], [0, 0])


def test_modified_dietz_weighs_a_flow_by_the_days_it_was_there() -> None:
    assert returns.flow_weights([10, 30], 30) == pytest.approx([20 / 30, 0])
    assert returns.flow_weights([1, 30], 30, at_end=False) == pytest.approx([1, 1 / 30])
    assert returns.modified_dietz(100, 130, [20], [0.5]) == pytest.approx(10 / 110)
    with pytest.raises(InvalidInput, match="outside the 30 days"):
        returns.flow_weights([31], 30)
    with pytest.raises(InvalidInput, match="nothing was invested"):
        returns.modified_dietz(0, 10, [10], [0.0])


@given(st.floats(-0.5, 1.0), st.integers(1, 3000))
def test_the_money_weighted_rate_of_one_deposit_is_its_yearly_return(rate: float, days: int) -> None:
    start = date(2020, 1, 1)
    end = 1000 * (1 + rate) ** (days / 365)
    found = returns.money_weighted([start, start + timedelta(days=days)], [-1000, end])
    assert found == pytest.approx(rate, abs=1e-6)


@given(st.floats(-0.95, 20.0), st.integers(1, 3000))
def test_the_rate_over_the_time_is_what_was_earned_however_short_it_was(rate: float, days: int) -> None:
    """Told by the rate of a year, a day that lost a tenth would have lost everything."""
    start = date(2020, 1, 1)
    end = start + timedelta(days=days)
    assert returns.money_weighted_over([start, end], [-1000, 1000 * (1 + rate)]) == pytest.approx(rate, abs=1e-9)


def test_the_rate_over_the_time_of_several_flows_leads_to_that_of_a_year() -> None:
    days = [date(2020, 1, 1), date(2020, 5, 7), date(2020, 5, 7), date(2021, 8, 1)]
    flows = [-100, -30, 10, 155]
    yearly = returns.money_weighted(days, flows)
    over = returns.money_weighted_over(days, flows)
    assert over == pytest.approx((1 + yearly) ** ((days[-1] - days[0]).days / 365) - 1, abs=1e-9)
    with pytest.raises(InvalidInput, match="several internal rates"):
        returns.money_weighted_over([date(2020, 1, day) for day in (1, 2, 3)], [-100, 230, -132])
    with pytest.raises(InvalidInput, match="No rate"):
        returns.money_weighted_over([date(2020, 1, 1), date(2020, 1, 2)], [-1000, 0.1])
    with pytest.raises(InvalidInput, match="0 from first to last"):
        returns.money_weighted_over([date(2020, 1, 1)] * 2, [-1000, 10])


def test_flows_with_two_rates_have_none_and_ordinary_ones_have_theirs() -> None:
    with pytest.raises(InvalidInput, match="several internal rates"):
        returns.internal_rate([-100, 230, -132])  # 10% and 20%
    for flows in ([-1000, -500, 200, -300, 1800], [-1000, 100, -200, 700]):
        rate = returns.internal_rate(flows)
        assert sum(flow / (1 + rate) ** when for when, flow in enumerate(flows)) == pytest.approx(0, abs=1e-6)


def test_flows_that_go_one_way_have_no_rate() -> None:
    with pytest.raises(InvalidInput, match="one way"):
        returns.internal_rate([100, 100])
    with pytest.raises(InvalidInput, match="1 days for 2"):
        returns.money_weighted([date(2020, 1, 1)], [-1, 1])
