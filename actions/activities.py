"""Book money that came or went at the broker without an order: fees, dividends, interest, taxes, deposits."""

from actions.audit import Deed
from actions.equity import take_flow, valuation
from actions.ledger import post
from actions.unit import Unit
from db.models import JournalEntry
from trading.alerts import AlertCode
from trading.errors import Conflict
from trading.ledger import Cause
from trading.ports import BrokerEvent
from trading.state import Entry
from trading.units import ZERO, plain


async def book(u: Unit, entry: Entry, event: BrokerEvent) -> None:
    """Post an activity once by the broker's name for it.

    A deposit or withdrawal has happened already, so it is never refused for an old price: units come and go at the nav
    that all limits are measured by at that moment. Where there is no nav to reckon with it is left out, so that the
    books differ until a person looks.
    """
    known = JournalEntry.filter(portfolio_id=u.portfolio.id, cause=entry.cause, reference=entry.reference)
    if await known.exists():
        return
    amount = event.amount or ZERO
    if entry.cause is Cause.FLOW:
        try:
            await _take(u, event)
        except Conflict as no:
            message = f"The broker tells of a flow of {plain(amount)} ({entry.reference}), not booked: {no.message}"
            await u.alert(AlertCode.UNKNOWN_BROKER_VALUE, message, title="A deposit or withdrawal cannot be booked")
            return
    await post(u, entry.cause, entry.reference, entry.legs, event.at)
    u.record(
        Deed(
            action="book_cash_activity",
            object_type="Portfolio",
            object_id=u.portfolio.id,
            summary=f"{entry.cause} {plain(amount)} {event.symbol or ''}".rstrip() + " by the broker",
            reason=event.reason,
            after={"activity": entry.reference, "amount": plain(amount), "units": plain(u.portfolio.units)},
        )
    )


async def _take(u: Unit, event: BrokerEvent) -> None:
    worth = await valuation(u.portfolio)
    amount = event.amount or ZERO
    if worth.market_value and worth.equity + amount <= 0:
        raise Conflict("Positions are open, and no equity would stay with them.")
    take_flow(u.portfolio, worth.equity, amount)
