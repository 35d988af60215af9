"""Proves which stop applies: the strictest scope, with an epoch that every engagement moves."""

from itertools import permutations

import pytest

from trading.stop import Halt, StopLevel, StopReason, TradingState, state_for, strictest

ACTIVE = Halt(TradingState.ACTIVE, None, 3)
REDUCING = Halt(TradingState.REDUCING, StopReason.DAILY_LOSS, 5)
HALTED = Halt(TradingState.HALTED, StopReason.DRAWDOWN, 7)


@pytest.mark.parametrize(
    ("halts", "state", "reason", "epoch"),
    [
        ((), TradingState.ACTIVE, None, 0),
        ((ACTIVE,), TradingState.ACTIVE, None, 3),
        ((ACTIVE, REDUCING), TradingState.REDUCING, StopReason.DAILY_LOSS, 8),
        ((ACTIVE, REDUCING, HALTED), TradingState.HALTED, StopReason.DRAWDOWN, 15),
    ],
)
def test_the_strictest_applies_in_any_order(
    halts: tuple[Halt, ...], state: TradingState, reason: StopReason | None, epoch: int
) -> None:
    for order in permutations(halts):
        assert strictest(order) == Halt(state, reason, epoch)


def test_a_pause_reduces_and_the_rest_halts() -> None:
    assert [state_for(level) for level in StopLevel] == [
        TradingState.REDUCING,
        TradingState.HALTED,
        TradingState.HALTED,
    ]
