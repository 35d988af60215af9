"""Proves that an order's status follows from its facts by the table, first match first, and so do its leaves."""

from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from trading.orders import TERMINAL, Ended, Facts, OrderSide, OrderStatus, leaves, status

D = Decimal
NOON = datetime(2011, 3, 1, 17, tzinfo=UTC)
SENT = {"sent_at": NOON}
ACKED = {"sent_at": NOON, "acked_at": NOON}


@pytest.mark.parametrize(
    ("facts", "expected", "left"),
    [
        ({}, OrderStatus.NEW, "10"),
        (SENT, OrderStatus.SUBMITTED, "10"),
        (ACKED, OrderStatus.WORKING, "10"),
        ({**ACKED, "filled": D("0.000000001")}, OrderStatus.PARTIALLY_FILLED, "9.999999999"),
        ({**ACKED, "filled": D(10)}, OrderStatus.FILLED, "0"),
        ({**ACKED, "filled": D(11)}, OrderStatus.FILLED, "0"),
        ({"filled": D(10)}, OrderStatus.FILLED, "0"),
        ({"approval_pending": True}, OrderStatus.PENDING_APPROVAL, "10"),
        ({"approval_pending": True, "ended": Ended.DENIED}, OrderStatus.DENIED, "0"),
        ({"ended": Ended.DENIED, "filled": D(10)}, OrderStatus.DENIED, "0"),
        ({**ACKED, "cancel_pending": True}, OrderStatus.PENDING_CANCEL, "10"),
        ({**ACKED, "cancel_pending": True, "replace_pending": True}, OrderStatus.PENDING_CANCEL, "10"),
        ({**ACKED, "cancel_pending": True, "filled": D(4)}, OrderStatus.PENDING_CANCEL, "6"),
        ({**ACKED, "cancel_pending": True, "filled": D(10)}, OrderStatus.FILLED, "0"),
        ({**ACKED, "replace_pending": True}, OrderStatus.PENDING_REPLACE, "10"),
        ({**ACKED, "ended": Ended.CANCELED}, OrderStatus.CANCELED, "0"),
        ({**ACKED, "ended": Ended.CANCELED, "filled": D(4)}, OrderStatus.CANCELED, "0"),
        ({**ACKED, "ended": Ended.CANCELED, "filled": D(10)}, OrderStatus.FILLED, "0"),
        ({**ACKED, "ended": Ended.CANCELED, "cancel_pending": True}, OrderStatus.CANCELED, "0"),
        ({**ACKED, "ended": Ended.EXPIRED, "filled": D(4)}, OrderStatus.EXPIRED, "0"),
        ({**SENT, "ended": Ended.REJECTED}, OrderStatus.REJECTED, "0"),
        ({**ACKED, "ended": Ended.REJECTED, "filled": D(4)}, OrderStatus.PARTIALLY_FILLED, "6"),
    ],
)
def test_status_and_leaves(facts: dict[str, Any], expected: OrderStatus, left: str) -> None:
    known = Facts(quantity=D(10), **facts)
    assert status(known) is expected
    assert leaves(known) == D(left)


def test_every_combination_of_facts_has_a_status_and_terminal_ones_leave_nothing() -> None:
    axes = product([D(0), D(4), D(10), D(12)], [None, NOON], [None, NOON], [None, *Ended], *[[False, True]] * 3)
    for filled, sent, acked, ended, cancel, replace, approval in axes:
        facts = Facts(
            quantity=D(10),
            filled=filled,
            sent_at=sent,
            acked_at=acked,
            ended=ended,
            cancel_pending=cancel,
            replace_pending=replace,
            approval_pending=approval,
        )
        left = leaves(facts)
        assert left == 0 if status(facts) in TERMINAL else left == max(D(0), D(10) - filled)


def test_sides_are_opposite() -> None:
    assert [side.sign for side in (OrderSide.BUY, OrderSide.SELL)] == [1, -1]
    assert OrderSide.BUY.opposite is OrderSide.SELL
    assert OrderSide.SELL.opposite is OrderSide.BUY
