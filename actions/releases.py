"""Release the emergency stop: one step at a time, by another person, with books that agree."""

from datetime import timedelta

from actions import brackets
from actions.audit import Deed
from actions.equity import rebase_peak
from actions.notes import validate_note
from actions.reconcile import require_agreement
from actions.stopping import cut_short
from actions.stops import locked_row, portfolios_under, record_on_desk, strategy_of, target_of
from actions.unit import Unit, announce
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Order, Portfolio, Stop, User
from db.reads.facts import DESK
from db.reads.reconcile import open_break
from trading.alerts import AlertCode
from trading.errors import (
    Conflict,
    DenialCode,
    NotAllowed,
    Permission,
)
from trading.ports import Desk
from trading.stop import StopLevel, StopScope, TradingState

SINGLE_USER_WAIT = timedelta(minutes=5)


async def release(
    desk: Desk,
    viewer: Viewer,
    scope: StopScope,
    portfolio_id: str | None,
    to: TradingState,
    note: str,
    confirmation: str | None = None,
    *,
    strategy_id: str | None = None,
) -> Stop:
    """Take a stop back one step: HALTED to REDUCING, REDUCING to ACTIVE.

    Needs RISK, another person than the one who stopped (on a single-user desk: the typed name and
    five minutes), books that agree with the broker, and a reason. A release starts a new nav peak.
    """
    validate_note(note)
    target = await _may_release(viewer, scope, portfolio_id, strategy_id)
    found = await Stop.get_or_none(target=target)
    if found is None:
        raise _not_a_step(TradingState.ACTIVE)
    portfolios = await portfolios_under(found)
    for each in portfolios:
        await require_agreement(desk, viewer, each)
        if found.state is TradingState.HALTED:
            await _nothing_open(each, strategy_of(found))
    if to is TradingState.ACTIVE and await open_break(target):
        raise Conflict("A person has to clear the break with the broker first.", DenialCode.NOT_RECONCILED)
    async with transaction():
        stop = await locked_row(target, scope)
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
            await record_on_desk(desk, viewer, _releasing(stop, before))
    await announce(units)
    return stop


async def _may_release(viewer: Viewer, scope: StopScope, portfolio_id: str | None, strategy_id: str | None) -> str:
    """Return the target. The release needs RISK; who stopped it is told first that it takes another person."""
    try:
        return await target_of(viewer, scope, portfolio_id, strategy_id, Permission.RISK)
    except NotAllowed:
        own = Stop.filter(target=strategy_id or portfolio_id or "", by_id=viewer.user_id)
        if scope is not StopScope.GLOBAL and await own.exists() and await _several_people():
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
        raise _not_a_step(stop.state)


def _not_a_step(state: TradingState) -> Conflict:
    if state is TradingState.ACTIVE:
        return Conflict("Trading is ACTIVE; there is nothing to release in this scope.")
    return Conflict(f"Trading is {state}; it is released to REDUCING first and to ACTIVE by a second step.")


async def _second_person(desk: Desk, viewer: Viewer, stop: Stop, confirmation: str | None) -> None:
    if stop.by_id != viewer.user_id:
        return
    if await _several_people():
        raise _another_person()
    portfolio = await Portfolio.get_or_none(id=stop.portfolio_id or stop.target)
    name = portfolio.name if portfolio else DESK
    if confirmation != name:
        raise Conflict(f"Type {name!r} as the confirmation to release it.", DenialCode.SECOND_PERSON_REQUIRED)
    if stop.since is not None and desk.clock.now() - stop.since < SINGLE_USER_WAIT:
        raise Conflict("Alone at the desk, wait five minutes after the stop.", DenialCode.SECOND_PERSON_REQUIRED)


async def _nothing_open(portfolio_id: str, strategy_id: str | None) -> None:
    """What was halted is released when no order is open any more."""
    sent = Order.filter(portfolio_id=portfolio_id, open=True).exclude(sent_at=None)
    if left := await (sent.filter(strategy_id=strategy_id) if strategy_id else sent).count():
        raise Conflict(f"{left} orders may still be open at the broker.", DenialCode.NOT_RECONCILED)


async def _release_portfolio(desk: Desk, viewer: Viewer, stop: Stop, before: TradingState, portfolio_id: str) -> Unit:
    portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
    u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
    if stop.scope is not StopScope.STRATEGY:
        await rebase_peak(u)
    if stop.state is TradingState.ACTIVE:
        stop.looked_at, stop.after_sequence = u.now, u.portfolio.sequence  # what led to the stop trips no more
        await stop.save(update_fields=["looked_at", "after_sequence"])
    await cut_short(u, stop)
    await brackets.released(u)
    u.event("stop")
    await u.alert(AlertCode.STOP_RELEASED, stop.note or "", title=f"Trading is {stop.state}")
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
