"""Change limits, grant overrides, enable strategies."""

from dataclasses import fields
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import strawberry

from actions import limits, overrides, strategies
from db.reads.stops import Standstill
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.mutations.orders import OrderTermsInput
from graph.mutations.portfolios import PortfolioChanged
from graph.mutations.stops import StopReleased
from graph.problems import (
    ConflictProblem,
    Usual,
)
from trading.errors import DenialCode
from trading.limits import Limits


@strawberry.input(description="Limits to change; those left out stay. Ratios are fractions.")
class SetRiskLimitsInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio.")
    reason: str = strawberry.field(description="Why, for the record.")
    max_position_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="One instrument, of equity."
    )
    max_daily_loss_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The loss of a day, of nav at its open."
    )
    daily_risk_budget_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The day's loss and open risk, of nav at its open."
    )
    max_drawdown_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The fall of nav from its peak."
    )
    max_order_value: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="One order, in the portfolio's currency."
    )
    max_order_volume_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="One order, of the average daily volume."
    )
    collar_aggressive_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="A price beyond the mark, of the mark."
    )
    collar_passive_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="A price short of the mark, of the mark."
    )
    max_quote_age_seconds: int | None = strawberry.field(
        default=strawberry.UNSET, description="The age of a price, in market time."
    )
    max_volatility: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="Annualised volatility over 20 days."
    )
    max_day_move_ratio: Decimal | None = strawberry.field(default=strawberry.UNSET, description="The move of a day.")
    orders_per_second: int | None = strawberry.field(default=strawberry.UNSET, description="Orders within one second.")
    orders_per_minute: int | None = strawberry.field(default=strawberry.UNSET, description="Orders within one minute.")
    auto_execution_max: int | None = strawberry.field(
        default=strawberry.UNSET, description="Automatic orders in one instrument within the window."
    )
    auto_execution_window_seconds: int | None = strawberry.field(default=strawberry.UNSET, description="That window.")
    duplicate_window_seconds: int | None = strawberry.field(
        default=strawberry.UNSET, description="How long a look-alike is suspected."
    )
    market_buffer_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="What is reserved above the mark for a market order."
    )
    default_loss_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The loss reckoned with where there is no stop loss."
    )
    approval_ttl_seconds: int | None = strawberry.field(
        default=strawberry.UNSET, description="How long an order waits for approval."
    )
    approval_drift_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The move of the price that ends an approval."
    )
    allow_short: bool | None = strawberry.field(
        default=strawberry.UNSET, description="Whether positions may be negative."
    )
    approval_above_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="From which share of equity a person must approve; null means never."
    )

    max_value_at_risk_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="Value at risk of a day after an order, of equity; null lifts it."
    )
    max_expected_shortfall_ratio: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="Expected shortfall of a day after an order, of equity; null lifts it."
    )

    def changes(self) -> dict[str, limits.Value]:
        """Return what was given, an explicit null as None."""
        given = {field.name: getattr(self, field.name) for field in fields(Limits)}
        return {name: value for name, value in given.items() if value is not strawberry.UNSET}


@strawberry.input(description="Limits that one order may pass, once.")
class GrantOverrideInput:
    terms: OrderTermsInput = strawberry.field(description="The order, exactly.")
    codes: list[DenialCode] = strawberry.field(description="The checks that it may fail; not every check can be.")
    reason: str = strawberry.field(description="Why, for the record.")


@strawberry.input(description="A strategy that was disabled.")
class EnableStrategyInput:
    strategy_id: strawberry.ID = strawberry.field(description="The strategy.")
    note: str = strawberry.field(description="Why, for the record.")


@strawberry.type(description="The override was granted: another person may place that order with it.")
class OverrideGranted:
    override_id: strawberry.ID = strawberry.field(description="Give it to placeOrder.")
    expires_at: datetime = strawberry.field(description="Until when it can be used.")
    codes: list[DenialCode] = strawberry.field(description="The checks that the order may fail.")


GrantOverrideResult = Annotated[
    OverrideGranted | Usual | ConflictProblem,
    strawberry.union("GrantOverrideResult", description="What came of granting an override."),
]
SetLimits = Annotated[SetRiskLimitsInput, strawberry.argument(name="input", description="The limits.")]
Grant = Annotated[GrantOverrideInput, strawberry.argument(name="input", description="What may be passed.")]
Enable = Annotated[EnableStrategyInput, strawberry.argument(name="input", description="Which strategy.")]


async def set_limits(info: Info, asked: SetLimits) -> PortfolioChanged:
    viewer = acting(info)
    portfolio_id = ids.decode("Portfolio", asked.portfolio_id)
    changed = await limits.change(info.context.desk, viewer, portfolio_id, asked.changes(), asked.reason)
    return PortfolioChanged(portfolio=changed, replayed=False)


async def grant_override(info: Info, asked: Grant) -> OverrideGranted:
    viewer = acting(info)
    portfolio_id, terms = asked.terms.read()
    granted = await overrides.grant(info.context.desk, viewer, portfolio_id, terms, asked.codes, asked.reason)
    return OverrideGranted(
        override_id=strawberry.ID(ids.encode("Override", granted.id)),
        expires_at=granted.expires_at,
        codes=[DenialCode(code) for code in granted.codes],
    )


async def enable_strategy(info: Info, asked: Enable) -> StopReleased:
    viewer = acting(info)
    raw = ids.decode("Strategy", asked.strategy_id)
    stop = await strategies.enable(info.context.desk, viewer, raw, asked.note)
    return StopReleased(stop=Standstill(stop, stop.portfolio_id))
