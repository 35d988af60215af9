"""The emergency stop as values: states, scopes, levels, and which state applies."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class TradingState(StrEnum):
    ACTIVE = "ACTIVE"
    REDUCING = "REDUCING"
    HALTED = "HALTED"


class StopReason(StrEnum):
    MANUAL = "MANUAL"
    DAILY_LOSS = "DAILY_LOSS"
    DRAWDOWN = "DRAWDOWN"
    RECONCILE_BREAK = "RECONCILE_BREAK"
    FEED_SILENT = "FEED_SILENT"
    REJECT_RATE = "REJECT_RATE"
    THROTTLE = "THROTTLE"
    CLOCK_SKEW = "CLOCK_SKEW"


class StopScope(StrEnum):
    GLOBAL = "GLOBAL"
    PORTFOLIO = "PORTFOLIO"
    STRATEGY = "STRATEGY"


class StopLevel(StrEnum):
    """PAUSE: no opening orders. STOP: cancel everything and block. FLATTEN: stop, then close positions."""

    PAUSE = "PAUSE"
    STOP = "STOP"
    FLATTEN = "FLATTEN"


SEVERITY = {TradingState.ACTIVE: 0, TradingState.REDUCING: 1, TradingState.HALTED: 2}


@dataclass(frozen=True, slots=True)
class Halt:
    """The stop that applies to an order: the strictest of its scopes. Epochs add up, so any engagement shows."""

    state: TradingState = TradingState.ACTIVE
    reason: StopReason | None = None
    epoch: int = 0


def strictest(halts: Iterable[Halt]) -> Halt:
    """Return the halt that applies where several scopes overlap; its epoch is the sum of theirs."""
    result, epoch = Halt(), 0
    for halt in halts:
        epoch += halt.epoch
        if SEVERITY[halt.state] > SEVERITY[result.state]:
            result = halt
    return Halt(result.state, result.reason, epoch)


def state_for(level: StopLevel) -> TradingState:
    """PAUSE reduces; STOP and FLATTEN halt."""
    return TradingState.REDUCING if level is StopLevel.PAUSE else TradingState.HALTED


def engaged(level: StopLevel | None) -> bool:
    """Whether somebody has stopped it; a strategy that the gate has only disabled has no level."""
    return level is not None
