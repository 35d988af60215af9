"""Place, replace, approve and cancel orders."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

import strawberry

import db.models as rows
from actions import approvals, replaces
from actions import orders as actions
from graph import ids
from graph.auth import acting
from graph.context import Info
from graph.problems import (
    ConflictProblem,
    IdempotencyProblem,
    LimitReachedProblem,
    OrderDeniedProblem,
    StoppedProblem,
    Usual,
)
from graph.shapes import known
from graph.types.orders import Order
from graph.types.risk import recorded
from trading.book import RiskCheck
from trading.errors import DenialCode
from trading.orders import OrderSide, OrderType, Terms, TimeInForce

ENDED = {DenialCode.APPROVAL_EXPIRED: "Nobody approved this order in time."}


@strawberry.input(description="What to trade and how.")
class OrderTermsInput:
    portfolio_id: strawberry.ID = strawberry.field(description="The portfolio to trade in.")
    symbol: str = strawberry.field(description="The instrument's symbol.")
    side: OrderSide = strawberry.field(description="Which way.")
    type: OrderType = strawberry.field(default=OrderType.MARKET, description="How it is priced.")
    quantity: Decimal = strawberry.field(description="How much, greater than zero, with at most 9 decimal places.")
    limit_price: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For LIMIT and STOP_LIMIT.")
    stop_price: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For STOP and STOP_LIMIT.")
    trail_by: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For TRAILING_STOP.")
    stop_loss: Decimal | None = strawberry.field(default=strawberry.UNSET, description="Where to cut a loss.")
    take_profit: Decimal | None = strawberry.field(default=strawberry.UNSET, description="Where to take a gain.")
    time_in_force: TimeInForce = strawberry.field(default=TimeInForce.DAY, description="How long it works.")

    def read(self) -> tuple[str, Terms]:
        """Return the portfolio's raw id and the terms. Raise NotFound for an id that is none."""
        return ids.decode("Portfolio", self.portfolio_id), Terms(
            symbol=self.symbol,
            side=self.side,
            type=self.type,
            quantity=self.quantity,
            limit_price=known(self.limit_price),
            stop_price=known(self.stop_price),
            trail_by=known(self.trail_by),
            stop_loss=known(self.stop_loss),
            take_profit=known(self.take_profit),
            time_in_force=self.time_in_force,
        )


@strawberry.input(description="An order to place.")
class PlaceOrderInput:
    terms: OrderTermsInput = strawberry.field(description="What to trade and how.")
    override_id: strawberry.ID | None = strawberry.field(
        default=strawberry.UNSET, description="Leave to pass some limits once, granted by another person."
    )
    allow_duplicate: bool = strawberry.field(
        default=False, description="Places although a look-alike was placed in the last 10 seconds."
    )
    idempotency_key: str = strawberry.field(description="Same key, same order: safe to retry.")


@strawberry.input(description="New terms of a working order; what is left out stays as it is.")
class ReplaceOrderInput:
    order_id: strawberry.ID = strawberry.field(description="The order.")
    quantity: Decimal | None = strawberry.field(
        default=strawberry.UNSET, description="The whole quantity, with what is filled."
    )
    limit_price: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For LIMIT and STOP_LIMIT.")
    stop_price: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For STOP and STOP_LIMIT.")
    trail_by: Decimal | None = strawberry.field(default=strawberry.UNSET, description="For TRAILING_STOP.")
    stop_loss: Decimal | None = strawberry.field(default=strawberry.UNSET, description="Where to cut a loss.")
    take_profit: Decimal | None = strawberry.field(default=strawberry.UNSET, description="Where to take a gain.")
    time_in_force: TimeInForce | None = strawberry.field(default=strawberry.UNSET, description="How long it works.")

    def read(self) -> replaces.NewTerms:
        return replaces.NewTerms(
            quantity=known(self.quantity),
            limit_price=known(self.limit_price),
            stop_price=known(self.stop_price),
            trail_by=known(self.trail_by),
            stop_loss=known(self.stop_loss),
            take_profit=known(self.take_profit),
            time_in_force=known(self.time_in_force),
        )


@strawberry.input(description="An order to cancel.")
class CancelOrderInput:
    order_id: strawberry.ID = strawberry.field(description="The order.")


@strawberry.input(description="What is decided about an order that waits.")
class ApproveOrderInput:
    order_id: strawberry.ID = strawberry.field(description="The order.")
    approve: bool = strawberry.field(description="True sends it if risk still allows it, false denies it.")
    note: str | None = strawberry.field(default=strawberry.UNSET, description="Why, for the record.")


@strawberry.type(description="The order was accepted.")
class OrderPlaced:
    order: rows.Order = strawberry.field(graphql_type=Order, description="The order.")
    replayed: bool = strawberry.field(description="True when the key was seen before.")


@strawberry.type(description="The order was changed.")
class OrderChanged:
    order: rows.Order = strawberry.field(graphql_type=Order, description="The order as it is now.")


PlaceOrderResult = Annotated[
    OrderPlaced
    | Usual
    | OrderDeniedProblem
    | IdempotencyProblem
    | StoppedProblem
    | LimitReachedProblem
    | ConflictProblem,
    strawberry.union("PlaceOrderResult", description="What came of placing an order."),
]
ReplaceOrderResult = Annotated[
    OrderChanged | Usual | OrderDeniedProblem | StoppedProblem | ConflictProblem,
    strawberry.union("ReplaceOrderResult", description="What came of replacing an order."),
]
CancelOrderResult = Annotated[
    OrderChanged | Usual | ConflictProblem,
    strawberry.union("CancelOrderResult", description="What came of canceling an order."),
]
ApproveOrderResult = Annotated[
    OrderChanged | Usual | OrderDeniedProblem | StoppedProblem | ConflictProblem,
    strawberry.union("ApproveOrderResult", description="What came of deciding about an order."),
]
PlaceOrder = Annotated[PlaceOrderInput, strawberry.argument(name="input", description="The order.")]
ReplaceOrder = Annotated[
    ReplaceOrderInput, strawberry.argument(name="input", description="Which order, and its new terms.")
]
CancelOrder = Annotated[CancelOrderInput, strawberry.argument(name="input", description="Which order.")]

ApproveOrder = Annotated[ApproveOrderInput, strawberry.argument(name="input", description="Which order, and how.")]


async def place(info: Info, asked: PlaceOrder) -> OrderPlaced | OrderDeniedProblem | StoppedProblem:
    viewer = acting(info)
    portfolio_id, terms = asked.terms.read()
    override = known(asked.override_id)
    placed = await actions.place(
        info.context.desk,
        viewer,
        portfolio_id,
        terms,
        key=asked.idempotency_key,
        allow_duplicate=asked.allow_duplicate,
        override_id=None if override is None else ids.decode("Override", override),
    )
    return await answer(info, placed)


async def answer(info: Info, placed: actions.Placed) -> OrderPlaced | OrderDeniedProblem | StoppedProblem:
    """Turn a placed order into its result: a denial is a problem that carries the order."""
    if placed.order.denial is None:
        return OrderPlaced(order=placed.order, replayed=placed.replayed)
    return await denied(info, placed.order, replayed=placed.replayed)


async def denied(info: Info, order: rows.Order, *, replayed: bool) -> OrderDeniedProblem | StoppedProblem:
    """Say why an order was denied: by the check that failed, or by whoever was to approve it."""
    code, checks = DenialCode(order.denial or ""), tuple(recorded(order.checks))
    return await _denial(info, order, code, checks, order.largest_quantity, replayed=replayed)


async def _denial(
    info: Info, order: rows.Order, code: DenialCode, checks: Sequence[RiskCheck], largest: Decimal, *, replayed: bool
) -> OrderDeniedProblem | StoppedProblem:
    failed = next((check.message for check in checks if not check.passed), "Risk said no to this order.")
    message = ENDED.get(code, failed)
    if code is DenialCode.TRADING_HALTED:
        stop = await info.context.loaders.stop.load(order.portfolio_id)
        return StoppedProblem(message=message, stop=stop, order=order)
    return OrderDeniedProblem(
        message=message,
        code=code,
        order=order,
        checks=list(checks),
        largest_quantity_now=largest,
        replayed=replayed,
    )


async def replace(info: Info, asked: ReplaceOrder) -> OrderChanged | OrderDeniedProblem | StoppedProblem:
    viewer = acting(info)
    done = await replaces.ask(info.context.desk, viewer, ids.decode("Order", asked.order_id), asked.read())
    verdict = done.verdict
    if verdict is None or verdict.denial is None:
        return OrderChanged(order=done.order)
    return await _denial(info, done.order, verdict.denial, verdict.checks, verdict.largest_quantity, replayed=False)


async def approve(info: Info, asked: ApproveOrder) -> OrderChanged | OrderDeniedProblem | StoppedProblem:
    viewer = acting(info)
    order = await approvals.decide(
        info.context.desk,
        viewer,
        ids.decode("Order", asked.order_id),
        approve=asked.approve,
        note=known(asked.note),
    )
    if order.denial is None or order.denial == DenialCode.APPROVAL_REJECTED:
        return OrderChanged(order=order)
    return await denied(info, order, replayed=False)


async def cancel(info: Info, asked: CancelOrder) -> OrderChanged:
    viewer = acting(info)
    order = await actions.cancel(info.context.desk, viewer, ids.decode("Order", asked.order_id))
    return OrderChanged(order=order)
