"""Engage the emergency stop: one transaction halts, denies what was not sent, and opens the receipts."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import assert_never

from actions import brackets
from actions.access import permissions_in
from actions.audit import Deed
from actions.notes import validate_note
from actions.order_rows import deny_unsent
from actions.strategies import home_of
from actions.unit import CheckJson, Unit, announce
from actions.viewer import Viewer
from db.engine import transaction
from db.line import haste
from db.models import Order, Portfolio, Stop, StopReceipt
from db.reads.facts import DESK, halt_of, stops_for
from trading.alerts import AlertCode
from trading.errors import (
    FieldProblem,
    InvalidInput,
    NotAllowed,
    NotFound,
    Permission,
)
from trading.ports import Desk
from trading.stop import SEVERITY, StopLevel, StopReason, StopScope, TradingState, state_for


@dataclass(frozen=True, slots=True)
class Engaged:
    """The stop's rows and one receipt per portfolio; the receipts fill in while the stop runs."""

    stops: list[Stop]
    receipts: list[StopReceipt]


async def engage(
    desk: Desk,
    viewer: Viewer,
    scope: StopScope,
    portfolio_id: str | None,
    level: StopLevel,
    note: str,
    *,
    strategy_id: str | None = None,
    reason: StopReason = StopReason.MANUAL,
    check: CheckJson | None = None,
) -> Engaged:
    """Stop trading in one transaction: halt row with a new epoch, unsent orders denied, audit.

    Idempotent: a stop that is already at least this strict is returned as it stands, so a
    repeated request needs no key. Works with the broker and Redis down; `workers/stop` cancels and verifies.
    It takes no turn at its portfolios and the first connection that is free, so that it waits behind no orders.
    """
    validate_note(note)
    with haste():
        target = await target_of(viewer, scope, portfolio_id, strategy_id, Permission.STOP)
        if scope is StopScope.STRATEGY and level is StopLevel.FLATTEN:
            message = "A strategy has no positions of its own: stop it, or flatten the portfolio."
            raise InvalidInput(message, FieldProblem(("level",), message))
        began = desk.clock.now()
        async with transaction():
            stop = await locked_row(target, scope)
            fresh = stricter(level, reason, stop)
            if fresh:
                stop.state = max(stop.state, state_for(level), key=lambda state: SEVERITY[state])
                stop.reason, stop.note, stop.since, stop.by_id = reason, note, began, viewer.user_id
                stop.epoch += 1
                stop.level, stop.pending, stop.lease_until = level, True, None
                await stop.save()
            targets = await portfolios_under(stop)
            units = [await _halt_portfolio(desk, viewer, stop, each, check, fresh=fresh) for each in targets]
            if fresh and scope is StopScope.GLOBAL:
                await record_on_desk(desk, viewer, _engagement(stop, stop.epoch))
        # Together: the caller waits, and a Redis that is mute costs a second each.
        await asyncio.gather(announce(units), desk.bus.publish("plimsoll:stop", {"epoch": stop.epoch}))
        receipts = await StopReceipt.filter(target=target, epoch=stop.epoch).order_by("portfolio_id")
        return Engaged([stop], receipts)


def stricter(level: StopLevel, reason: StopReason, than: Stop | None) -> bool:
    """Whether engaging this would change anything about a stop as it stands."""
    return than is None or _strictness(level, reason) > _strictness(than.level, than.reason)


def _strictness(level: StopLevel | None, reason: StopReason | None) -> tuple[int, bool]:
    """How strict a stop is: by its level (none is the least), then whether it waits for a person to release it."""
    levels = [None, StopLevel.PAUSE, StopLevel.STOP, StopLevel.FLATTEN]
    return levels.index(level), reason is not StopReason.DAILY_LOSS


async def target_of(
    viewer: Viewer, scope: StopScope, portfolio_id: str | None, strategy_id: str | None, permission: Permission
) -> str:
    """Return what a stop's row is named by, if the viewer has the permission there; the whole desk needs ADMIN too."""
    match scope:
        case StopScope.GLOBAL:
            needs_desk(viewer, permission)
            return DESK
        case StopScope.PORTFOLIO:
            if portfolio_id is None:
                raise InvalidInput("Name the portfolio.", FieldProblem(("portfolioId",), "Needed for this scope."))
            await needs(viewer, portfolio_id, permission)
            return portfolio_id
        case StopScope.STRATEGY:
            if strategy_id is None:
                raise InvalidInput("Name the strategy.", FieldProblem(("strategyId",), "Needed for this scope."))
            await _needs_strategy(viewer, strategy_id, permission)
            return strategy_id
        case _:
            assert_never(scope)


async def _needs_strategy(viewer: Viewer, strategy_id: str, permission: Permission) -> None:
    home = await home_of(strategy_id)
    try:
        await needs(viewer, home or "", permission)
    except NotFound:
        raise NotFound("There is no such strategy.", strategy_id) from None


def needs_desk(viewer: Viewer, permission: Permission) -> None:
    """The whole desk is for those who administer it, and not for a key that is bound to some portfolios."""
    if permission not in viewer.permissions or not viewer.runs_the_desk:
        raise NotAllowed(f"For the whole desk this needs the permissions {permission} and ADMIN.", Permission.ADMIN)


async def needs(viewer: Viewer, portfolio_id: str, permission: Permission) -> None:
    granted = await permissions_in(viewer, portfolio_id)
    if Permission.READ not in granted or not await Portfolio.exists(id=portfolio_id):
        raise NotFound("There is no such portfolio.", portfolio_id)
    if permission not in granted:
        raise NotAllowed(f"This needs the permission {permission} in this portfolio.", permission)


async def locked_row(target: str, scope: StopScope) -> Stop:
    """Return the row of a target, made when absent, locked for update.

    A row of the desk or a portfolio is locked before portfolios. A strategy's is locked after its portfolio, under
    whose lock the gate disables it.
    """
    home = None
    if scope is StopScope.STRATEGY:
        home = await home_of(target)
        await Portfolio.select_for_update().get(id=home)
    row = Stop(target=target, scope=scope, state=TradingState.ACTIVE, portfolio_id=home)
    await Stop.bulk_create([row], ignore_conflicts=True)
    return await Stop.select_for_update().get(target=target)


async def portfolios_under(stop: Stop) -> list[str]:
    """Every portfolio under a stop, in one order everywhere so that locks cannot cross."""
    match stop.scope:
        case StopScope.GLOBAL:
            return [p.id for p in await Portfolio.all().order_by("id").only("id")]
        case StopScope.PORTFOLIO:
            return [stop.target]
        case StopScope.STRATEGY:
            return [stop.portfolio_id or ""]
        case _:
            assert_never(stop.scope)


def strategy_of(stop: Stop) -> str | None:
    """Return the strategy whose orders alone a stop bears on, None for all of them."""
    return stop.target if stop.scope is StopScope.STRATEGY else None


async def _halt_portfolio(
    desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str, check: CheckJson | None, *, fresh: bool
) -> Unit:
    """Deny what was not sent and open the receipt, inside the stop's transaction."""
    portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
    u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
    if not fresh:
        return u
    denied = 0
    strategy_id = strategy_of(stop)
    halt = halt_of(await stops_for(portfolio_id, strategy_id))
    symbols = set()
    unsent = Order.filter(portfolio_id=portfolio_id, open=True, sent_at=None).order_by("sequence")
    for order in await (unsent.filter(strategy_id=strategy_id) if strategy_id else unsent):
        if halt.state is TradingState.HALTED or not order.reducing:
            deny_unsent(u, order, halt)
            await order.save()
            symbols.add(order.symbol)
            denied += 1
    await brackets.tend(u, symbols)
    since = stop.since or u.now
    elapsed_ms = max(0, round((desk.clock.now() - since) / timedelta(milliseconds=1)))
    await StopReceipt(
        id=desk.ids.new(),
        portfolio_id=portfolio_id,
        target=stop.target,
        epoch=stop.epoch,
        level=stop.level or StopLevel.STOP,
        reason=stop.reason or StopReason.MANUAL,
        drill=portfolio.drill_of is not None and stop.target == portfolio_id,
        engaged_at=since,
        halt_committed_ms=elapsed_ms,
        orders_denied=denied,
        steps=[{"name": "halt", "at_ms": elapsed_ms, "note": f"{denied} unsent orders denied"}],
    ).save(force_create=True)
    u.event("stop")
    await u.alert(AlertCode.STOP_ENGAGED, stop.note or "", title=f"Trading is {stop.state}", check=check)
    u.record(_engagement(stop, halt.epoch))
    await u.write()
    return u


def _engagement(stop: Stop, epoch: int) -> Deed:
    return Deed(
        action="engage_stop",
        object_type="Stop",
        object_id=stop.target,
        summary=f"{stop.level} ({stop.reason}): trading is {stop.state}",
        reason=stop.note,
        halt_epoch=epoch,
    )


async def record_on_desk(desk: Desk, viewer: Viewer, deed: Deed) -> None:
    """Write what concerns the whole desk to its own chain as well, where there may be no portfolio at all."""
    u = Unit(desk, viewer, None, await desk.market_clock.now())
    u.record(deed)
    await u.write()
