"""Strategies that act by themselves: disabled when they act too often, enabled again by a person."""

from actions.audit import Deed
from actions.notes import validate_note
from actions.order_rows import describe
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.models import Order, Portfolio, Stop
from trading.alerts import AlertCode
from trading.errors import Conflict, NotFound, Permission
from trading.ports import Desk
from trading.stop import StopReason, StopScope, TradingState, engaged


def recommender(portfolio_id: str) -> str:
    """Return the id of the strategy that places a portfolio's recommendations by itself."""
    return fingerprint(portfolio_id, "recommendations")[:32]


def rebalancer(portfolio_id: str) -> str:
    """Return the id of the strategy that brings a portfolio to its target weights by itself."""
    return fingerprint(portfolio_id, "rebalancing")[:32]


async def home_of(strategy_id: str) -> str | None:
    """Return the portfolio that a strategy trades in, None for a strategy that there is not."""
    if (stop := await Stop.get_or_none(target=strategy_id, scope=StopScope.STRATEGY)) and stop.portfolio_id:
        return stop.portfolio_id
    if placed := await Order.filter(strategy_id=strategy_id).first().only("id", "portfolio_id"):
        return placed.portfolio_id
    every = await Portfolio.all().only("id")
    return next((each.id for each in every if strategy_id in (recommender(each.id), rebalancer(each.id))), None)


async def disable(u: Unit, order: Order) -> None:
    """Take the strategy of an order out of trading, under the portfolio's lock: the order was one too many."""
    strategy_id = order.strategy_id or ""
    stop = await Stop.get_or_none(target=strategy_id)
    if stop is None:
        stop = Stop(target=strategy_id, scope=StopScope.STRATEGY, portfolio_id=u.portfolio.id)
    note = f"Too many automatic orders: {describe(order)}"
    stop.state = TradingState.HALTED
    stop.epoch += 1
    if not engaged(stop.level):  # else a person has stopped it already, and another has to release it
        stop.reason, stop.note = StopReason.THROTTLE, note
        stop.since, stop.by_id = u.now, u.viewer.user_id
    await stop.save()
    failed = next(check for check in order.checks if check["code"] == order.denial)
    await u.alert(AlertCode.LIMIT_TRIPPED, note, title="A strategy was disabled", order=order, check=failed)
    u.record(
        Deed(
            action="disable_strategy",
            object_type="Stop",
            object_id=strategy_id,
            summary="Disabled after too many automatic orders in one instrument",
            reason=note,
        )
    )


async def enable(desk: Desk, viewer: Viewer, strategy_id: str, note: str) -> Stop:
    """Let a disabled strategy trade again; its orders until now count no more. Needs RISK; repeating it is harmless."""
    validate_note(note)
    found = await Stop.get_or_none(target=strategy_id, scope=StopScope.STRATEGY)
    if found is None or found.portfolio_id is None:
        raise NotFound("There is no such strategy.", strategy_id)
    async with unit(desk, viewer, found.portfolio_id, needs=Permission.RISK) as u:
        stop = await Stop.select_for_update().get(target=strategy_id)
        if stop.state is TradingState.ACTIVE:
            return stop
        if engaged(stop.level):
            raise Conflict("A person has stopped this strategy: release the stop, in two steps.")
        stop.state, stop.note, stop.after_sequence = TradingState.ACTIVE, note, u.portfolio.sequence
        stop.reason = stop.since = stop.by_id = None  # type: ignore[assignment]  # they are null=True
        await stop.save()
        u.record(
            Deed(
                action="enable_strategy",
                object_type="Stop",
                object_id=strategy_id,
                summary="Enabled: automatic orders are counted anew",
                reason=note,
            )
        )
        return stop
