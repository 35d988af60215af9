"""The size of one order: in money, and against what its market trades in a day."""

from trading.book import Ask, RiskCheck
from trading.errors import DenialCode
from trading.units import share


def order_value(ask: Ask) -> RiskCheck | None:
    """Opening quantity x reference price against the limit; equality passes."""
    if ask.reducing:
        return None
    value = ask.opening * ask.reference_price
    limit = ask.book.limits.max_order_value
    return RiskCheck(
        code=DenialCode.MAX_ORDER_VALUE,
        passed=value <= limit,
        observed=value,
        limit=limit,
        message="Value of the order at its reference price.",
    )


def order_volume(ask: Ask) -> RiskCheck | None:
    """Opening quantity <= ratio x average volume; equality passes, an unknown volume does not."""
    if ask.reducing or ask.mark is None:
        return None
    ratio, volume = ask.book.limits.max_order_volume_ratio, ask.mark.average_volume
    return RiskCheck(
        code=DenialCode.MAX_ORDER_VOLUME,
        passed=volume is not None and ask.opening <= ratio * volume,
        observed=share(ask.opening, volume) if volume else None,
        limit=ratio,
        message="The order as a share of the average daily volume"
        + ("." if volume is not None else ", which is not known."),
    )
