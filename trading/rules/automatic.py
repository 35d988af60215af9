"""Automatic orders: none of a disabled strategy, and only so many in one instrument within a while."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.units import ZERO


def enabled_strategy(ask: Ask) -> RiskCheck | None:
    """A strategy that acted too often stays disabled until a person enables it."""
    strategy = ask.book.strategy
    if strategy is None:
        return None
    return RiskCheck(
        code=DenialCode.STRATEGY_DISABLED,
        passed=strategy.enabled,
        message="A strategy that was disabled trades again when a person has enabled it.",
    )


def automatic_execution(ask: Ask) -> RiskCheck | None:
    """`observed` counts this order; as many as the limit pass."""
    strategy = ask.book.strategy
    if strategy is None:
        return None
    observed, limit = ZERO + strategy.executions + 1, ZERO + ask.book.limits.auto_execution_max
    return RiskCheck(
        code=DenialCode.AUTO_EXEC_LIMIT,
        passed=observed <= limit,
        observed=observed,
        limit=limit,
        message=f"Automatic orders of this strategy in {ask.terms.symbol} "
        f"within {ask.book.limits.auto_execution_window_seconds} seconds.",
    )
