"""Hold a portfolio's books against the broker's: find what differs, keep it as a break, let a person clear it."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Final

from actions import asides
from actions.audit import Deed
from actions.executions import again, answered, drain, learn
from actions.notes import validate_note
from actions.stops import locked_row, needs
from actions.trips import trip
from actions.unit import Unit, unit
from actions.viewer import Viewer
from db.engine import transaction
from db.models import Portfolio, ReconcileBreak
from db.reads.proof import proven
from db.reads.reconcile import books_of, open_break
from trading.alerts import AlertCode
from trading.errors import AdapterError, Conflict, DenialCode, Permission, Rejected, Unreachable
from trading.ports import Broker, Desk
from trading.reconcile import Books, Difference, Subject, compare, of_account, still
from trading.stop import StopReason, StopScope, TradingState
from trading.units import plain

# Between the takes of one comparison. Alone it waits for what a broker tells late (a fill that shows in the
# cash before it is listed, a fee that settles); a person who waits for the answer is told of it instead.
PATIENT: Final = tuple(timedelta(seconds=number) for number in (1, 2, 4))
AT_ONCE: Final = (timedelta(milliseconds=200),)
STILL_MAX: Final = 5  # readings of the broker until one falls between two equal ones of ours
KEPT_MAX: Final = 100
UNDER_WAY: Final = (
    "A deposit or withdrawal is on its way to the broker, so that cash cannot be compared; try again in a moment."
)


async def differing(
    desk: Desk, viewer: Viewer, portfolio_id: str, pauses: Sequence[timedelta] = AT_ONCE, *, whole: bool = False
) -> tuple[Difference, ...]:
    """Return what differs between our books and the broker's, () when nothing does.

    What the broker has said is booked first, also what is aside where it can be by now. A difference counts only if it
    is there, and as large, in every take: one before and one after each pause. Of an order that is over there without a
    word, the broker is asked. Raise Unreachable when the broker does not answer or the books never rest, and, where the
    `whole` is to be compared, Conflict NOT_RECONCILED while a flow is on its way, of which cash could say nothing.
    """
    portfolio = await Portfolio.get(id=portfolio_id)
    broker = desk.brokers.get(portfolio.broker)
    if broker is None:
        raise Unreachable(f"This desk has no broker {portfolio.broker}.")
    try:
        await again(desk, viewer, broker, portfolio_id)
        found = await _take(desk, viewer, broker, portfolio_id, whole=whole)
        for pause in pauses:
            if not found:
                break
            await asyncio.sleep(pause.total_seconds())
            found = still(found, await _take(desk, viewer, broker, portfolio_id, whole=whole))
            if await _learned(desk, viewer, broker, portfolio_id, found):
                found = still(found, await _take(desk, viewer, broker, portfolio_id, whole=whole))
    except AdapterError as error:
        raise Unreachable(f"The broker {broker.name} does not answer: {error}") from error
    return found


async def _learned(desk: Desk, viewer: Viewer, broker: Broker, portfolio_id: str, found: Sequence[Difference]) -> bool:
    """Ask how the orders ended that are open here and not at the broker; tell whether that is booked of any."""
    over = [each.name for each in found if each.subject is Subject.ORDER_OPEN and each.theirs is None]
    reports = [await answered(broker, broker.lookup(portfolio_id, name)) for name in over[:KEPT_MAX]]
    return any([await learn(desk, viewer, portfolio_id, report) for report in reports if report is not None])


async def _take(
    desk: Desk, viewer: Viewer, broker: Broker, portfolio_id: str, *, whole: bool
) -> tuple[Difference, ...]:
    """Compare the broker's word with books that did not move around it.

    After its word everything is heard and booked once more: had a fill come in between, ours would have moved.
    """
    for _ in range(STILL_MAX):
        await drain(desk, viewer, broker, portfolio_id)
        before = await books_of(portfolio_id)
        if whole and before.cash_under_way:
            raise Conflict(UNDER_WAY, DenialCode.NOT_RECONCILED)
        theirs = await _word(broker, portfolio_id)
        await drain(desk, viewer, broker, portfolio_id)
        if await books_of(portfolio_id) == before:
            return compare(before, theirs)
    raise Unreachable("The books move too fast to be compared with the broker's; try again.")


async def _word(broker: Broker, portfolio_id: str) -> Books | None:
    """Ask the broker for its side; None when it says that there is no such account."""
    try:
        return of_account(await answered(broker, broker.account(portfolio_id)))
    except Rejected:
        return None


def words(differences: Sequence[Difference]) -> str:
    """One line for people."""
    return "; ".join(each.words for each in differences)


# ---------------------------------------------------------------- a break


async def found(desk: Desk, viewer: Viewer, portfolio_id: str, differences: Sequence[Difference]) -> None:
    """Stop what opens, and keep what differs: one break until it is cleared, one alert for each thing that differs.

    The stop comes first, so that a crash in between leaves the portfolio stopped, and the next round writes the break.
    """
    await trip(desk, viewer, portfolio_id, StopReason.RECONCILE_BREAK, words(differences))
    async with unit(desk, viewer, portfolio_id) as u:
        kept = await open_break(portfolio_id)
        known = [_read(each) for each in kept.differences] if kept else []
        named = {(each.subject, each.name) for each in known}
        news = [each for each in differences if (each.subject, each.name) not in named][: KEPT_MAX - len(known)]
        if not news:
            return
        row = kept or ReconcileBreak(id=desk.ids.new(), portfolio_id=portfolio_id, found_at=u.now)
        row.differences = [_stored(each) for each in (*known, *news)]
        await row.save(force_create=kept is None)
        message = f"{words(news)}. {_advice(u, news)}"
        await u.alert(AlertCode.RECONCILE_BREAK, message, title="The books differ from the broker's")
        _record(u, row, "find_break", f"The books differ from the broker's in {len(news)} figures")


def _advice(u: Unit, news: Sequence[Difference]) -> str:
    """Say what a person can do about it."""
    broker = u.portfolio.broker
    if u.desk.brokers[broker].capabilities.tells_cash and any(each.subject is Subject.CASH for each in news):
        return (
            f"What {broker} tells of its account, deposits too, is booked as it tells it: wait for that. If cash "
            "differs for good, recordCash books what is left: a deposit where it came, a cost where it went. Then "
            "clear the break."
        )
    return f"Nothing opens until {broker} and the books agree and a person has cleared the break."


async def clear(desk: Desk, viewer: Viewer, portfolio_id: str, note: str) -> Portfolio:
    """Let a portfolio open positions again once its ledger holds and agrees with the broker's; repeating is harmless.

    Needs RISK. Nothing is booked by it, so units and nav stay as they are. Raise Conflict NOT_RECONCILED with what
    differs, or while a flow is on its way. What was stopped for another reason stays stopped.
    """
    validate_note(note)
    await needs(viewer, portfolio_id, Permission.RISK)
    await require_agreement(desk, viewer, portfolio_id)
    if failures := (await proven(portfolio_id)).failures:
        raise Conflict(f"The ledger does not add up: {'; '.join(failures)}.", DenialCode.NOT_RECONCILED)
    async with transaction():
        stop = await locked_row(portfolio_id, StopScope.PORTFOLIO)
        portfolio = await Portfolio.select_for_update().get(id=portfolio_id)
        u = Unit(desk, viewer, portfolio, await desk.market_clock.now())
        row = await open_break(portfolio_id)
        if row is not None:
            row.cleared_at, row.cleared_by_id, row.note = u.now, viewer.user_id, note
            await row.save()
            _record(u, row, "clear_break", "The books agree with the broker's again", note)
        if given_up := await asides.given_up(portfolio_id):
            deed = "The books agree without what could not be booked"
            u.record(Deed(action="drop_unbooked_events", summary=deed, reason=note, after={"events": list(given_up)}))
        if stop.reason is StopReason.RECONCILE_BREAK and stop.state is TradingState.REDUCING:
            stop.state, stop.pending = TradingState.ACTIVE, False
            stop.reason = stop.level = stop.since = stop.by_id = None  # type: ignore[assignment]  # they are null=True
            await stop.save()
            u.event("stop")
            await u.alert(AlertCode.STOP_RELEASED, note, title=f"Trading is {stop.state}")
        await u.write()
    await u.announce()
    return portfolio


async def require_agreement(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Raise Conflict NOT_RECONCILED, with what differs, unless our books agree with the broker's now."""
    differences = await differing(desk, viewer, portfolio_id, whole=True)
    if differences:
        message = f"The books differ from the broker's: {words(differences)}."
        raise Conflict(message, DenialCode.NOT_RECONCILED)


def _record(u: Unit, row: ReconcileBreak, action: str, summary: str, note: str | None = None) -> None:
    after: dict[str, object] = {"differences": row.differences}
    u.record(Deed(action=action, object_type="Break", object_id=row.id, summary=summary, reason=note, after=after))


def _stored(each: Difference) -> dict[str, str | None]:
    ours, theirs = (None if figure is None else plain(figure) for figure in (each.ours, each.theirs))
    return {"subject": each.subject.value, "name": each.name, "ours": ours, "theirs": theirs}


def _read(stored: dict[str, str | None]) -> Difference:
    ours, theirs = (None if (text := stored[side]) is None else Decimal(text) for side in ("ours", "theirs"))
    return Difference(subject=Subject(stored["subject"] or ""), name=stored["name"] or "", ours=ours, theirs=theirs)
