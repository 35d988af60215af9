"""Automatic orders: none of a disabled strategy, and only so many in one instrument within a while."""

from trading.book import Answer, Ask
from trading.errors import DenialCode


def enabled_strategy(ask: Ask) -> Answer | None:
    """A strategy that acted too often stays disabled until a person enables it."""
    strategy = ask.book.strategy
    if strategy is None:
        return None
    message = "A strategy that was disabled trades again when a person has enabled it."
    return DenialCode.STRATEGY_DISABLED, strategy.enabled, None, None, message, None


def automatic_execution(ask: Ask) -> Answer | None:
    """`observed` counts this order; as many as the limit pass."""
    strategy = ask.book.strategy
    if strategy is None:
        return None
    observed, limit = strategy.executions + 1, ask.book.limits.auto_execution_max
    window = "within {book.limits.auto_execution_window_seconds} seconds."
    message = "Automatic orders of this strategy in {terms.symbol} " + window
    return DenialCode.AUTO_EXEC_LIMIT, observed <= limit, observed, limit, message, None
