"""Engage the emergency stop: one transaction halts, denies what was not sent, and opens the receipts."""

from dataclasses import dataclass
from datetime import timedelta

from actions import brackets
from actions.access import permissions_in
from actions.audit import Deed
from actions.order_rows import deny_unsent
from actions.unit import CheckJson, Unit
from actions.viewer import Viewer
from db.engine import transaction
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
from trading.stop import StopLevel, StopReason, StopScope, TradingState, state_for

NOTE_MAX = 500


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
    reason: StopReason = StopReason.MANUAL,
    check: CheckJson | None = None,
) -> Engaged:
    """Stop trading in one transaction: halt row with a new epoch, unsent orders denied, audit.

    Idempotent: a stop that is already at least this strict is returned as it stands, so a
    repeated request needs no key. Works with the broker and Redis down; `workers/stop` cancels and verifies.
    """
    await _may_stop(viewer, scope, portfolio_id)
    validate_note(note)
    target = DESK if scope is StopScope.GLOBAL else portfolio_id or ""
    began = desk.clock.now()
    async with transaction():
        stop = await locked_row(target, scope)
        fresh = stricter(level, reason, stop)
        if fresh:
            stop.state = state_for(level)
            stop.reason, stop.note, stop.since, stop.by_id = reason, note, began, viewer.user_id
            stop.epoch += 1
            stop.level, stop.pending, stop.lease_until = level, True, None
            await stop.save()
        targets = await portfolios_under(target)
        units = [await _halt_portfolio(desk, viewer, stop, each, check, fresh=fresh) for each in targets]
        if fresh and scope is StopScope.GLOBAL:
            await record_on_desk(desk, viewer, _engagement(stop, stop.epoch))
    for opened in units:
        await opened.announce()
    await desk.bus.publish(f"plimsoll:{target}:stop", {"sequence": None, "payload": {}})
    await desk.bus.publish("plimsoll:stop", {"epoch": stop.epoch})
    receipts = await StopReceipt.filter(target=target, epoch=stop.epoch).order_by("portfolio_id")
    return Engaged([stop], receipts)


def stricter(level: StopLevel, reason: StopReason, than: Stop | None) -> bool:
    """Whether engaging this would change anything about a stop as it stands."""
    return than is None or _strictness(level, reason) > _strictness(than.level, than.reason)


def _strictness(level: StopLevel | None, reason: StopReason | None) -> tuple[int, bool]:
    """How strict a stop is: by its level (none is the least), then whether it waits for a person to release it."""
    levels = [None, StopLevel.PAUSE, StopLevel.STOP, StopLevel.FLATTEN]
    return levels.index(level), reason is not StopReason.DAILY_LOSS


def validate_note(note: str) -> None:
    if not note.strip() or len(note) > NOTE_MAX:
        raise InvalidInput("Say in the note why.", FieldProblem(("note",), f"1 to {NOTE_MAX} characters."))


async def _may_stop(viewer: Viewer, scope: StopScope, portfolio_id: str | None) -> None:
    """The desk's stop needs STOP and ADMIN; a portfolio's needs STOP there."""
    if scope is StopScope.STRATEGY:
        raise InvalidInput("Strategies cannot be stopped one by one yet.", FieldProblem(("scope",), "Not yet."))
    if scope is StopScope.GLOBAL:
        needs_desk(viewer, Permission.STOP)
        return
    if portfolio_id is None:
        raise InvalidInput("Name the portfolio to stop.", FieldProblem(("portfolioId",), "Needed for this scope."))
    await needs(viewer, portfolio_id, Permission.STOP)


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
    """Return the row of a target, made when absent, locked for update."""
    await Stop.bulk_create([Stop(target=target, scope=scope, state=TradingState.ACTIVE)], ignore_conflicts=True)
    return await Stop.select_for_update().get(target=target)


async def portfolios_under(target: str) -> list[str]:
    """Every portfolio under a target, in one order everywhere so that locks cannot cross."""
    if target != DESK:
        return [target]
    return [p.id for p in await Portfolio.all().order_by("id").only("id")]


async def _halt_portfolio(
    desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str, check: CheckJson | None, *, fresh: bool
) -> Unit:
    """Deny what was not sent and open the receipt, inside the stop's transaction."""
    portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
    u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
    if not fresh:
        return u
    denied = 0
    halt = halt_of(await stops_for(portfolio_id))
    symbols = set()
    for order in await Order.filter(portfolio_id=portfolio_id, open=True, sent_at=None).order_by("sequence"):
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
