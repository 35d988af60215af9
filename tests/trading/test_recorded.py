"""Proves that a replay ends what the venue ended: of two exits one that is canceled takes the other with it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from trading.condition import Condition
from trading.limits import Limits
from trading.market import Phase, Step, Tick
from trading.orders import Ended, OrderSide, OrderType, Terms
from trading.recorded import Happening, Input, Replayed, Session, replay

DAY, D = date(2011, 3, 1), Decimal
OPEN = datetime(2011, 3, 1, 14, 30, tzinfo=UTC)
PRICES = ("100", "100", "99", "80", "120")


def step(index: int) -> Step:
    at, price = OPEN + timedelta(hours=index), D(PRICES[index])
    phase = Phase.OPEN if index == 0 else Phase.OPEN_SESSION
    return Step(DAY, index, at, phase, (Tick("AAA", at, price, price, price, 10_000_000, "hand"),))


def terms(side: OrderSide, **prices: Any) -> Terms:
    kind = OrderType.STOP if "stop_price" in prices else OrderType.LIMIT if prices else OrderType.MARKET
    return Terms(symbol="AAA", side=side, type=kind, quantity=D(10), **prices)


def played(canceled: str | None) -> Replayed:
    """Buy ten, protect them, and cancel one of both exits before the price comes to either."""
    exits = terms(OrderSide.SELL, limit_price=D(110)), terms(OrderSide.SELL, stop_price=D(90))
    inputs = [
        Input(at=OPEN, kind=Happening.PLACED, orders=("entry",), terms=(terms(OrderSide.BUY),)),
        Input(at=OPEN, kind=Happening.ARRIVED, orders=("entry",)),
        Input(at=OPEN + timedelta(hours=1), kind=Happening.ARRIVED, orders=("target", "stop"), terms=exits),
    ]
    if canceled:
        inputs.append(Input(at=OPEN + timedelta(hours=2), kind=Happening.CANCELED, orders=(canceled,)))
    session = Session(cash=D(100_000), limits=Limits(), average=False, known=frozenset({"AAA"}), inputs=tuple(inputs))
    return replay(
        session, map(step, range(len(PRICES))), lambda *_: Condition(D(10_000_000), D("0.2"), D(100)), lambda _: OPEN
    )


@pytest.mark.parametrize("canceled", ["target", "stop"])
def test_an_exit_that_is_canceled_takes_the_other_with_it(canceled: str) -> None:
    after = played(canceled)
    assert (after.orders["target"].ended, after.orders["stop"].ended) == (Ended.CANCELED, Ended.CANCELED)
    assert after.account.held["AAA"] == 10
    assert not after.account.working


def test_of_two_exits_that_work_the_one_whose_price_comes_sells() -> None:
    after = played(None)
    assert "AAA" not in after.account.held
    assert after.orders["stop"].filled == 10
    assert after.orders["target"].ended is Ended.CANCELED
