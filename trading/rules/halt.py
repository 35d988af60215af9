"""Trading that is stopped: HALTED refuses everything, REDUCING only what opens."""

from trading.book import Answer, Ask
from trading.errors import DenialCode
from trading.stop import SEVERITY, Halt, StopReason, TradingState

CAUSES = {
    StopReason.DAILY_LOSS: DenialCode.DAILY_LOSS_LIMIT,
    StopReason.RECONCILE_BREAK: DenialCode.NOT_RECONCILED,
}


def refusal(applies: Halt) -> DenialCode:
    """Return the code of what a stop refuses: while reducing its cause's, where it has one of its own."""
    if applies.state is not TradingState.REDUCING or applies.reason is None:
        return DenialCode.TRADING_HALTED
    return CAUSES.get(applies.reason, DenialCode.TRADING_HALTED)


def lost_today(applies: Halt) -> bool:
    """Whether it is the day's loss that leaves nothing but reducing, until the next session."""
    return applies.state is TradingState.REDUCING and applies.reason is StopReason.DAILY_LOSS


def halt(ask: Ask) -> Answer:
    """`observed` is the state's severity: 0 active, 1 reducing, 2 halted; `limit` what this order may meet.

    What the day's loss refuses, its own rule does in its place.
    """
    state, reason = ask.book.halt.state, ask.book.halt.reason
    allowed = 1 if ask.reducing or lost_today(ask.book.halt) else 0
    passed = SEVERITY[state] <= allowed
    code = DenialCode.TRADING_HALTED if passed else refusal(ask.book.halt)
    message = "Trading is {book.halt.state} ({book.halt.reason})." if reason else "Trading is {book.halt.state}."
    return code, passed, SEVERITY[state], allowed, message, None
