"""Risk: what a check saw and allows, the limits of a portfolio, and how far it is from its peak."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import strawberry

import db.models as rows
from graph.context import Info
from graph.shapes import Money, derived, money
from trading import book, uses
from trading.errors import DenialCode
from trading.limits import Limits
from trading.uses import LimitName, RiskLevel

Recorded = dict[str, str | bool | None]


@strawberry.type(description="One risk check: what it saw and what it allows. Ratios are fractions, never percent.")
class RiskCheck:
    code: DenialCode = strawberry.field(description="Which rule it was, by the code of its refusal.")
    passed: bool = strawberry.field(description="Whether the rule had nothing against it.")
    observed: Decimal | None = strawberry.field(description="What it saw.")
    limit: Decimal | None = strawberry.field(description="What it allows.")
    message: str = strawberry.field(description="Both in one sentence.")


def recorded(checks: Sequence[Recorded]) -> list[book.RiskCheck]:
    """Return checks as they were stored."""
    return [
        book.RiskCheck(
            code=DenialCode(str(check["code"])),
            passed=bool(check["passed"]),
            observed=_decimal(check["observed"]),
            limit=_decimal(check["limit"]),
            message=str(check["message"]),
        )
        for check in checks
    ]


def _decimal(text: str | bool | None) -> Decimal | None:
    return None if text is None else Decimal(str(text))


def checks_of(root: Any) -> list[book.RiskCheck]:
    """Resolve the checks of a row that keeps them."""
    return recorded(root.checks)


@strawberry.type(description="The limits of a portfolio. Ratios are fractions.")
class RiskLimits:
    max_position_ratio: Decimal = strawberry.field(description="One instrument, of equity.")
    max_daily_loss_ratio: Decimal = strawberry.field(description="The loss of a day, of nav at its open.")
    daily_risk_budget_ratio: Decimal = strawberry.field(description="The day's loss and open risk, of nav at its open.")
    max_drawdown_ratio: Decimal = strawberry.field(description="The fall of nav from its peak.")
    max_order_value: Decimal = strawberry.field(description="One order, in the portfolio's currency.")
    max_order_volume_ratio: Decimal = strawberry.field(description="One order, of the average daily volume.")
    collar_aggressive_ratio: Decimal = strawberry.field(description="A price beyond the mark, of the mark.")
    collar_passive_ratio: Decimal = strawberry.field(description="A price short of the mark, of the mark.")
    max_quote_age_seconds: int = strawberry.field(description="The age of a price, in market time.")
    max_volatility: Decimal = strawberry.field(description="Annualised volatility over 20 days.")
    max_day_move_ratio: Decimal = strawberry.field(description="The move of a day.")
    orders_per_second: int = strawberry.field(description="Orders within one second.")
    orders_per_minute: int = strawberry.field(description="Orders within one minute.")
    auto_execution_max: int = strawberry.field(description="Automatic orders in one instrument within the window.")
    auto_execution_window_seconds: int = strawberry.field(description="That window.")
    duplicate_window_seconds: int = strawberry.field(description="How long a look-alike is suspected.")
    market_buffer_ratio: Decimal = strawberry.field(description="What is reserved above the mark for a market order.")
    default_loss_ratio: Decimal = strawberry.field(description="The loss reckoned with where there is no stop loss.")
    approval_ttl_seconds: int = strawberry.field(description="How long an order waits for approval.")
    approval_drift_ratio: Decimal = strawberry.field(description="The move of the price that ends an approval.")
    allow_short: bool = strawberry.field(description="Whether positions may be negative.")
    approval_above_ratio: Decimal | None = strawberry.field(
        description="The order value, of equity, from which a person must approve; null means never."
    )
    max_value_at_risk_ratio: Decimal | None = strawberry.field(
        description="Value at risk of a day after an order, of equity; null means no limit."
    )
    max_expected_shortfall_ratio: Decimal | None = strawberry.field(
        description="Expected shortfall of a day after an order, of equity; null means no limit."
    )


@dataclass(frozen=True, slots=True)
class Seen:
    """A portfolio whose risk is asked for."""

    portfolio: rows.Portfolio


async def _drawdown(root: Seen, info: Info) -> Decimal:
    return (await info.context.loaders.standing.load(root.portfolio)).drawdown


async def _now(info: Info) -> datetime:
    return await info.context.loaders.now()


async def _level(root: Seen, info: Info) -> RiskLevel:
    return (await info.context.loaders.strain.load(root.portfolio)).level


async def _uses(root: Seen, info: Info) -> Sequence[uses.LimitUse]:
    return (await info.context.loaders.strain.load(root.portfolio)).uses


@strawberry.type(description="What is used of a limit, in the limit's own unit: a fraction, money or a count.")
class LimitUse:
    name: LimitName = strawberry.field(description="Which limit.")
    used: Decimal = strawberry.field(description="How much is used, as the gate reckons it.")
    limit: Decimal = strawberry.field(description="How much may be used.")
    ratio: Decimal = strawberry.field(description="Used / limit; a limit of zero counts as reached.")


@strawberry.type(description="How a portfolio stands against its limits.")
class RiskStatus:
    level: RiskLevel = derived(_level, "How worried to be.")
    limits: RiskLimits = derived(lambda root: Limits.of(root.portfolio.limits), "The limits that apply.")
    uses: list[LimitUse] = derived(
        _uses, "The limits in use; one that cannot be reckoned, since a price is missing, is left out."
    )
    drawdown: Decimal = derived(_drawdown, "How far nav lies below its peak, as a fraction.")
    peak_equity: Money = derived(
        lambda root: money(root.portfolio.peak_equity, root.portfolio.currency), "Equity when nav was highest."
    )
    checked_at: datetime = derived(_now, "The market time of these figures.")
