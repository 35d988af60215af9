"""The limits of a portfolio with their defaults: ratios are fractions, money in the portfolio's currency."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Names are those of RiskLimits in the API, in snake case; `approval_above_ratio` None means never."""

    max_position_ratio: Decimal = Decimal("0.10")
    max_daily_loss_ratio: Decimal = Decimal("0.02")
    daily_risk_budget_ratio: Decimal = Decimal("0.02")
    max_drawdown_ratio: Decimal = Decimal("0.05")
    max_order_value: Decimal = Decimal(25000)
    max_order_volume_ratio: Decimal = Decimal("0.01")
    collar_aggressive_ratio: Decimal = Decimal("0.05")
    collar_passive_ratio: Decimal = Decimal("0.20")
    max_quote_age_seconds: int = 60
    max_volatility: Decimal = Decimal("0.80")
    max_day_move_ratio: Decimal = Decimal("0.10")
    orders_per_second: int = 5
    orders_per_minute: int = 30
    auto_execution_max: int = 3
    auto_execution_window_seconds: int = 900
    duplicate_window_seconds: int = 10
    market_buffer_ratio: Decimal = Decimal("0.02")
    default_loss_ratio: Decimal = Decimal("0.05")
    approval_ttl_seconds: int = 900
    approval_drift_ratio: Decimal = Decimal("0.02")
    allow_short: bool = False
    approval_above_ratio: Decimal | None = None
    max_value_at_risk_ratio: Decimal | None = None
    max_expected_shortfall_ratio: Decimal | None = None

    @classmethod
    def of(cls, stored: Mapping[str, str | int | bool | None]) -> Self:
        """Build from the JSON of a portfolio: decimals are strings, what is absent has its default."""
        known = {f.name for f in fields(cls)}
        return cls(
            **{
                name: Decimal(value) if isinstance(value, str) else value
                for name, value in stored.items()
                if name in known
            }  # type: ignore[arg-type]
        )
