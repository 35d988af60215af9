"""Proves how a flatten closes a position: inside the collar, again where the market moved on, and not for ever."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.closing import ATTEMPTS_MAX, FRUITLESS_MAX, Attempt, Move, collar, next_move, side_of
from trading.orders import OrderSide

D = Decimal
SELL, BUY = OrderSide.SELL, OrderSide.BUY
FAILED = Attempt(open=False, acked=True, limit_price=D(95), filled=D(0))
PARTLY = Attempt(open=False, acked=True, limit_price=D(95), filled=D(1))


def at_work(limit: str, *, acked: bool = True) -> Attempt:
    return Attempt(open=True, acked=acked, limit_price=D(limit), filled=D(0))


@given(
    side=st.sampled_from(OrderSide),
    mark=st.decimals("0.0002", "100000", places=6),
    ratio=st.decimals("0", "0.2", places=4),
)
def test_the_limit_never_leaves_the_collar(side: OrderSide, mark: Decimal, ratio: Decimal) -> None:
    beyond = (collar(side, mark, ratio) - mark) * side.sign
    assert beyond <= ratio * mark


@pytest.mark.parametrize(
    ("side", "mark", "limit"),
    [(SELL, "100.01", "95.01"), (BUY, "100.01", "105.01"), (SELL, "0.5", "0.4750"), (BUY, "1.01", "1.06")],
)
def test_the_limit_is_on_the_exchanges_step(side: OrderSide, mark: str, limit: str) -> None:
    assert collar(side, D(mark), D("0.05")) == D(limit)


@pytest.mark.parametrize(
    ("attempts", "mark", "move"),
    [
        ([], "100", Move.PLACE),
        ([at_work("95", acked=False)], "90", Move.SEND),
        ([at_work("95")], "95", Move.WAIT),
        ([at_work("95")], "94.99", Move.CANCEL),
        ([at_work("95")], None, Move.WAIT),
        ([FAILED], "100", Move.PLACE),
        ([FAILED] * (FRUITLESS_MAX - 1), "100", Move.PLACE),
        ([FAILED] * (FRUITLESS_MAX - 1) + [at_work("95")], "100", Move.WAIT),
        ([FAILED] * FRUITLESS_MAX, "100", Move.GIVE_UP),
        ([PARTLY] * (ATTEMPTS_MAX - 1), "100", Move.PLACE),
        ([PARTLY] * ATTEMPTS_MAX, "100", Move.GIVE_UP),
    ],
)
def test_what_a_long_position_needs(attempts: list[Attempt], mark: str | None, move: Move) -> None:
    assert next_move(attempts, side_of(D(10)), None if mark is None else D(mark)) is move


def test_a_flatten_gives_up_after_six_in_vain_or_fifty() -> None:
    assert (FRUITLESS_MAX, ATTEMPTS_MAX) == (6, 50)


def test_a_short_position_is_bought_back_and_a_fraction_of_a_long_one_sold() -> None:
    assert [side_of(D(held)) for held in ("-10", "-0.5", "0.5")] == [BUY, BUY, SELL]
    assert next_move([at_work("105")], BUY, D(105)) is Move.WAIT
    assert next_move([at_work("105")], BUY, D("105.01")) is Move.CANCEL
