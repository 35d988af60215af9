"""Engage and release the emergency stop, and what the loop that carries it out needs."""

from dataclasses import dataclass
from datetime import timedelta

from tortoise.expressions import Q

from actions.access import permissions_in
from actions.audit import Deed
from actions.equity import rebase_peak
from actions.orders import Intent, deny_unsent, place_within
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Order, Portfolio, Position, Stop, StopReceipt, User
from db.reads.facts import DESK, halt_of, stops_for
from trading.errors import (
    AdapterError,
    Conflict,
    DenialCode,
    FieldProblem,
    InvalidInput,
    NotAllowed,
    NotFound,
    Permission,
    Unreachable,
)
from trading.orders import Ended, OrderOrigin, OrderSide, Terms
from trading.ports import Desk
from trading.stop import StopLevel, StopReason, StopScope, TradingState, state_for

SINGLE_USER_WAIT = timedelta(minutes=5)
LEASE = timedelta(seconds=10)  # renewed while the work goes on: what a killed worker left is soon taken up
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
) -> Engaged:
    """Stop trading in one transaction: halt row with a new epoch, unsent orders denied, audit.

    Idempotent: a stop that is already at least this strict is returned as it stands, so a
    repeated request needs no key. Works with the broker and Redis down; `workers/stop` cancels and verifies.
    """
    await _may_stop(viewer, scope, portfolio_id)
    _validate_note(note)
    target = DESK if scope is StopScope.GLOBAL else portfolio_id or ""
    async with transaction():
        began = desk.clock.now()
        stop = await _stop_row(target, scope)
        fresh = _strictness(level, reason) > _strictness(stop.level, stop.reason)
        if fresh:
            stop.state = state_for(level)
            stop.reason, stop.note, stop.since, stop.by_id = reason, note, began, viewer.user_id
            stop.epoch += 1
            stop.level, stop.pending, stop.lease_until = level, True, None
            await stop.save()
        units = [await _halt_portfolio(desk, viewer, stop, pid, fresh=fresh) for pid in await _portfolios(target)]
        if fresh and scope is StopScope.GLOBAL:
            await _record_on_desk(desk, viewer, _engagement(stop, stop.epoch))
    for opened in units:
        await opened.announce()
    await desk.bus.publish(f"plimsoll:{target}:stop", {"sequence": None, "payload": {}})
    await desk.bus.publish("plimsoll:stop", {"epoch": stop.epoch})
    receipts = await StopReceipt.filter(target=target, epoch=stop.epoch).order_by("portfolio_id")
    return Engaged([stop], receipts)


def _strictness(level: StopLevel | None, reason: StopReason | None) -> tuple[int, bool]:
    """How strict a stop is: by its level (none is the least), then whether it waits for a person to release it."""
    levels = [None, StopLevel.PAUSE, StopLevel.STOP, StopLevel.FLATTEN]
    return levels.index(level), reason is not StopReason.DAILY_LOSS


def _validate_note(note: str) -> None:
    if not note.strip() or len(note) > NOTE_MAX:
        raise InvalidInput("Say in the note why.", FieldProblem(("note",), f"1 to {NOTE_MAX} characters."))


async def _may_stop(viewer: Viewer, scope: StopScope, portfolio_id: str | None) -> None:
    """The desk's stop needs STOP and ADMIN; a portfolio's needs STOP there."""
    if scope is StopScope.STRATEGY:
        raise InvalidInput("Strategies cannot be stopped one by one yet.", FieldProblem(("scope",), "Not yet."))
    if scope is StopScope.GLOBAL:
        _needs_desk(viewer, Permission.STOP)
        return
    if portfolio_id is None:
        raise InvalidInput("Name the portfolio to stop.", FieldProblem(("portfolioId",), "Needed for this scope."))
    await _needs(viewer, portfolio_id, Permission.STOP)


def _needs_desk(viewer: Viewer, permission: Permission) -> None:
    """The whole desk is for those who administer it, and not for a key that is bound to some portfolios."""
    if not {permission, Permission.ADMIN} <= viewer.permissions or viewer.portfolio_ids is not None:
        raise NotAllowed(f"For the whole desk this needs the permissions {permission} and ADMIN.", Permission.ADMIN)


async def _needs(viewer: Viewer, portfolio_id: str, permission: Permission) -> None:
    granted = await permissions_in(viewer, portfolio_id)
    if Permission.READ not in granted or not await Portfolio.exists(id=portfolio_id):
        raise NotFound("There is no such portfolio.", portfolio_id)
    if permission not in granted:
        raise NotAllowed(f"This needs the permission {permission} in this portfolio.", permission)


async def _stop_row(target: str, scope: StopScope) -> Stop:
    """Return the row of a target, made when absent, locked for update."""
    await Stop.bulk_create([Stop(target=target, scope=scope, state=TradingState.ACTIVE)], ignore_conflicts=True)
    return await Stop.select_for_update().get(target=target)


async def _portfolios(target: str) -> list[str]:
    """Every portfolio under a target, in one order everywhere so that locks cannot cross."""
    if target != DESK:
        return [target]
    return [p.id for p in await Portfolio.all().order_by("id").only("id")]


async def _halt_portfolio(desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str, *, fresh: bool) -> Unit:
    """Deny what was not sent and open the receipt, inside the stop's transaction."""
    portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
    u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
    if not fresh:
        return u
    denied = 0
    halt = halt_of(await stops_for(portfolio_id))
    for order in await Order.filter(portfolio_id=portfolio_id, open=True, sent_at=None).order_by("sequence"):
        if halt.state is TradingState.HALTED or not order.reducing:
            deny_unsent(u, order, halt)
            await order.save()
            denied += 1
    since = stop.since or u.now
    elapsed_ms = max(0, round((desk.clock.now() - since) / timedelta(milliseconds=1)))
    await StopReceipt(
        id=desk.ids.new(),
        portfolio_id=portfolio_id,
        target=stop.target,
        epoch=stop.epoch,
        level=stop.level or StopLevel.STOP,
        engaged_at=since,
        halt_committed_ms=elapsed_ms,
        orders_denied=denied,
        steps=[{"name": "halt", "at_ms": elapsed_ms, "note": f"{denied} unsent orders denied"}],
    ).save(force_create=True)
    u.event("stop")
    await u.alert("STOP_ENGAGED", f"Trading is {stop.state}", stop.note or "", severity="CRITICAL")
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


async def _record_on_desk(desk: Desk, viewer: Viewer, deed: Deed) -> None:
    """Write what concerns the whole desk to its own chain as well, where there may be no portfolio at all."""
    u = Unit(desk, viewer, None, await desk.market_clock.now())
    u.record(deed)
    await u.write()


# ---------------------------------------------------------------- release


async def release(
    desk: Desk,
    viewer: Viewer,
    scope: StopScope,
    portfolio_id: str | None,
    to: TradingState,
    note: str,
    confirmation: str | None = None,
) -> Stop:
    """Take a stop back one step: HALTED to REDUCING, REDUCING to ACTIVE.

    Needs RISK, another person than the one who stopped (on a single-user desk: the typed name and
    five minutes), books that agree with the broker, and a reason. A release starts a new nav peak.
    """
    target = DESK if scope is StopScope.GLOBAL else portfolio_id
    if target is None or scope is StopScope.STRATEGY:
        raise InvalidInput("Name the portfolio to release.", FieldProblem(("portfolioId",), "Needed for this scope."))
    _validate_note(note)
    await _may_release(viewer, target)
    halted = await Stop.exists(target=target, state=TradingState.HALTED)
    portfolios = await _portfolios(target)
    for each in portfolios:
        await _reconciled(desk, await Portfolio.get(id=each), halted=halted)
    async with transaction():
        stop = await _stop_row(target, scope)
        _one_step(stop, to)
        await _second_person(desk, viewer, stop, confirmation)
        before = stop.state
        stop.state, stop.pending = to, False
        stop.level = StopLevel.PAUSE  # what is left of it, so that a STOP can be engaged again
        stop.note = note
        if to is TradingState.ACTIVE:
            stop.reason = stop.level = None  # type: ignore[assignment]  # null=True is not in the enum field's type
            stop.since = stop.by_id = None
        await stop.save()
        units = [await _release_portfolio(desk, viewer, stop, before, pid) for pid in portfolios]
        if target == DESK:
            await _record_on_desk(desk, viewer, _releasing(stop, before))
    for opened in units:
        await opened.announce()
    await desk.bus.publish(f"plimsoll:{target}:stop", {"sequence": None, "payload": {}})
    return stop


async def _may_release(viewer: Viewer, target: str) -> None:
    """The release needs RISK; who stopped a portfolio is told first that it takes another person."""
    if target == DESK:
        _needs_desk(viewer, Permission.RISK)
        return
    try:
        await _needs(viewer, target, Permission.RISK)
    except NotAllowed:
        if await Stop.exists(target=target, by_id=viewer.user_id) and await _several_people():
            raise _another_person() from None
        raise


async def _several_people() -> bool:
    return await User.filter(is_system=False).count() > 1


def _another_person() -> Conflict:
    return Conflict(
        "Whoever stopped trading cannot release it; another person must.", DenialCode.SECOND_PERSON_REQUIRED
    )


def _one_step(stop: Stop, to: TradingState) -> None:
    steps = {TradingState.HALTED: TradingState.REDUCING, TradingState.REDUCING: TradingState.ACTIVE}
    if steps.get(stop.state) is not to:
        raise Conflict(f"Trading is {stop.state}; it is released to REDUCING first and to ACTIVE by a second step.")


async def _second_person(desk: Desk, viewer: Viewer, stop: Stop, confirmation: str | None) -> None:
    if stop.by_id != viewer.user_id:
        return
    if await _several_people():
        raise _another_person()
    portfolio = await Portfolio.get_or_none(id=stop.target)
    name = portfolio.name if portfolio else DESK
    if confirmation != name:
        raise Conflict(f"Type {name!r} as the confirmation to release it.", DenialCode.SECOND_PERSON_REQUIRED)
    if stop.since is not None and desk.clock.now() - stop.since < SINGLE_USER_WAIT:
        raise Conflict("Alone at the desk, wait five minutes after the stop.", DenialCode.SECOND_PERSON_REQUIRED)


async def _reconciled(desk: Desk, portfolio: Portfolio, *, halted: bool) -> None:
    """Raise Conflict NOT_RECONCILED unless the broker's cash, positions and orders agree with ours.

    What was halted is released when no order is open any more, here or there.
    """
    try:
        theirs = await desk.brokers[portfolio.broker].account(portfolio.id)
    except AdapterError as error:
        raise Unreachable(f"The broker {portfolio.broker} does not answer: {error}") from error
    ours = {o.client_order_id for o in await Order.filter(portfolio_id=portfolio.id, open=True).exclude(sent_at=None)}
    open_there = {report.client_order_id for report in theirs.open_orders}
    held = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=portfolio.id).exclude(quantity=0)}
    differ = (ours, portfolio.cash, held) != (open_there, theirs.cash, dict(theirs.positions))
    if differ or (halted and (ours or open_there)):
        raise Conflict(
            f"The books differ from the broker's or orders are still open: "
            f"cash {portfolio.cash} against {theirs.cash}, "
            f"{len(held)} positions against {len(theirs.positions)}, "
            f"{len(ours)} open orders against {len(open_there)}.",
            DenialCode.NOT_RECONCILED,
        )


async def _release_portfolio(desk: Desk, viewer: Viewer, stop: Stop, before: TradingState, portfolio_id: str) -> Unit:
    portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
    u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
    await rebase_peak(u)
    u.event("stop")
    await u.alert("STOP_RELEASED", f"Trading is {stop.state}", stop.note or "", severity="INFO")
    u.record(_releasing(stop, before))
    await u.write()
    return u


def _releasing(stop: Stop, before: TradingState) -> Deed:
    return Deed(
        action="release_stop",
        object_type="Stop",
        object_id=stop.target,
        summary=f"Released from {before} to {stop.state}",
        reason=stop.note,
        halt_epoch=stop.epoch,
    )


# ---------------------------------------------------------------- what the loop needs


async def lease(desk: Desk, stop: Stop, holder: str) -> bool:
    """Take a pending stop for this worker, or go on holding it; False when another has it."""
    now = desk.clock.now()
    free = Q(lease=holder) | Q(lease_until=None) | Q(lease_until__lt=now)
    pending = Stop.filter(free, target=stop.target, epoch=stop.epoch, pending=True)
    return bool(await pending.update(lease=holder, lease_until=now + LEASE))


async def carried_out(target: str, epoch: int) -> None:
    """Note that a stop has done all it was asked to; a newer epoch stays pending."""
    await Stop.filter(target=target, epoch=epoch).update(pending=False, lease_until=None)


async def portfolios_under(target: str) -> list[str]:
    """Return the portfolios that a stop bears on."""
    return await _portfolios(target)


async def still_open(portfolio_id: str) -> list[Order]:
    """Return the orders that may be at the broker, but for the closing orders of the stop in force."""
    epoch = halt_of(await stops_for(portfolio_id)).epoch
    sent = Order.filter(portfolio_id=portfolio_id, open=True).exclude(sent_at=None)
    return await sent.exclude(origin=OrderOrigin.STOP, halt_epoch=epoch).order_by("sequence")


async def flatten(desk: Desk, viewer: Viewer, stop: Stop, portfolio_id: str) -> int:
    """Place one reducing market order per position; return how many. The key makes a repeat harmless."""
    placed = 0
    async with unit(desk, viewer, portfolio_id) as u:
        for position in await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0).order_by("symbol"):
            side = OrderSide.SELL if position.quantity > 0 else OrderSide.BUY
            terms = Terms(symbol=position.symbol, side=side, quantity=abs(position.quantity))
            key = f"flatten-{stop.target}-{stop.epoch}-{fingerprint(portfolio_id, position.symbol)[:32]}"
            done = await place_within(u, Intent(terms, key, True, OrderOrigin.STOP))
            placed += done.order.denial is None
    return placed


async def report(
    desk: Desk,
    stop: Stop,
    portfolio_id: str,
    step: str,
    *,
    first_cancel: bool = False,
    asked: set[str] | None = None,
    verified: bool = False,
    positions_closed: int | None = None,
    finished: bool = False,
) -> None:
    """Add a step to the receipt: when it happened, and the fate of every order that was open."""
    async with transaction():
        receipt = await StopReceipt.select_for_update().get_or_none(
            portfolio_id=portfolio_id, target=stop.target, epoch=stop.epoch
        )
        if receipt is None:
            return
        at_ms = max(0, round((desk.clock.now() - receipt.engaged_at) / timedelta(milliseconds=1)))
        receipt.steps = [*receipt.steps, {"name": step, "at_ms": at_ms, "note": None}]
        if first_cancel:
            receipt.first_cancel_ms = at_ms
        if verified:
            left = await still_open(portfolio_id)
            receipt.orders_still_open = sum(order.acked_at is not None for order in left)
            receipt.orders_unknown = len(left) - receipt.orders_still_open
            canceled = await Order.filter(id__in=list(asked or ()), ended=Ended.CANCELED).count()
            receipt.orders_canceled = canceled
            receipt.all_confirmed_ms = None if left else at_ms
        if positions_closed is not None:
            receipt.positions_closed = positions_closed
        await receipt.save()
    if finished:
        await desk.bus.publish(f"plimsoll:{portfolio_id}:stop", {"sequence": None, "payload": {}})
