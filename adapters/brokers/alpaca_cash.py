"""What Alpaca says of money without an order: account activities become facts, or questions for a person."""

from datetime import datetime
from typing import Any, Final

from adapters.brokers.alpaca_words import NOBODY, Fact, instant, unknown
from adapters.brokers.reading import UNREADABLE, figure
from trading.ledger import Cause
from trading.ports import BrokerEventKind, Json

# What each kind of activity is to the books. What is not here may move shares, or what they have cost: for a person.
CASH_CAUSES: Final = {
    **dict.fromkeys(("FEE", "CFEE", "DIVFEE", "PTC", "PTR"), Cause.FEE),
    **dict.fromkeys(("DIV", "DIVCGL", "DIVCGS", "DIVTXEX"), Cause.DIVIDEND),
    "INT": Cause.INTEREST,
    **dict.fromkeys(("DIVFT", "DIVNRA", "DIVTW", "DIVWH", "INTNRA", "INTTW", "WH"), Cause.WITHHOLDING),
    **dict.fromkeys(("ACATC", "CSD", "CSR", "CSW", "JNLC"), Cause.FLOW),
}
OF_SHARES: Final = frozenset({"ACATS", "JNLS", "MA", "NC", "REORG", "SC", "SPIN", "SPLIT", "SSO", "SSP"})
DONE: Final = (None, "", "executed")
REASON_MAX: Final = 300


def of_cash(activity: Any, now: datetime) -> Fact:
    """Return the money that an activity tells; what cannot be read, is not known or not plainly done is an UNKNOWN.

    Alpaca gives the day of it; where it also says when it booked it, that is the time.
    """
    try:
        return _of_cash(activity)
    except UNREADABLE:
        raw = activity if isinstance(activity, dict) else {"activity": activity}
        return unknown(NOBODY, now.isoformat(), _question(raw), raw)


def _of_cash(activity: Json) -> Fact:
    name, kind = str(activity["id"]), str(activity["activity_type"])
    at, status = activity.get("created_at") or f"{activity['date']}T00:00:00+00:00", activity.get("status")
    instant(at)
    if kind not in CASH_CAUSES or status not in DONE:
        raise ValueError(f"activity {kind} {status} at {at}")
    return Fact(
        kind=BrokerEventKind.CASH,
        keys=(f"cash:{name}",),
        order=NOBODY | {"symbol": activity.get("symbol")},
        at=at,
        amount=figure(activity["net_amount"]),
        cause=CASH_CAUSES[kind],
        activity_id=name,
        reason=str(activity.get("description") or "")[:REASON_MAX] or None,
        raw=activity,
    )


def _question(activity: Json) -> str:
    """Say what an activity is that is not booked, and what a person can do about it."""
    names = ("activity_type", "status", "date", "symbol", "qty", "net_amount", "description")
    said = " ".join(str(activity[name]) for name in names if activity.get(name) not in (None, ""))
    what = f"Alpaca tells of an account activity that the desk does not book: {said[:REASON_MAX]}."
    if activity.get("activity_type") in OF_SHARES:
        return f"{what} Where it moves shares, the books differ until the position is the same on both sides."
    if activity.get("status") not in DONE:
        return f"{what} It is not plainly done: if Alpaca takes back what was booked, record that with recordCash."
    return f"{what} If cash differs by it, record that with recordCash once the break has been found."
