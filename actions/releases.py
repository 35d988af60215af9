"""Release the emergency stop: one step at a time, by another person, with books that agree."""

from datetime import timedelta

from actions.audit import Deed
from actions.equity import rebase_peak
from actions.stops import locked_row, needs, needs_desk, portfolios_under, record_on_desk, validate_note
from actions.unit import Unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Order, Portfolio, Position, Stop, User
from db.reads.facts import DESK
from trading.alerts import AlertCode
from trading.errors import (
    AdapterError,
    Conflict,
    DenialCode,
    FieldProblem,
    InvalidInput,
    NotAllowed,
    Permission,
    Unreachable,
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
) -> Stop:
    """Take a stop back one step: HALTED to REDUCING, REDUCING to ACTIVE.

    Needs RISK, another person than the one who stopped (on a single-user desk: the typed name and
    five minutes), books that agree with the broker, and a reason. A release starts a new nav peak.
    """
    target = DESK if scope is StopScope.GLOBAL else portfolio_id
    if target is None or scope is StopScope.STRATEGY:
        raise InvalidInput("Name the portfolio to release.", FieldProblem(("portfolioId",), "Needed for this scope."))
    validate_note(note)
    await _may_release(viewer, target)
    halted = await Stop.exists(target=target, state=TradingState.HALTED)
    portfolios = await portfolios_under(target)
    for each in portfolios:
        await _reconciled(desk, await Portfolio.get(id=each), halted=halted)
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
    for opened in units:
        await opened.announce()
    await desk.bus.publish(f"plimsoll:{target}:stop", {"sequence": None, "payload": {}})
    return stop


async def _may_release(viewer: Viewer, target: str) -> None:
    """The release needs RISK; who stopped a portfolio is told first that it takes another person."""
    if target == DESK:
        needs_desk(viewer, Permission.RISK)
        return
    try:
        await needs(viewer, target, Permission.RISK)
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
