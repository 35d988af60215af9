"""What Alpaca says of money without an order: account activities become facts."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Final

from adapters.brokers.alpaca_words import NOBODY, Fact, instant, unknown
from trading.ledger import Cause
from trading.ports import BrokerEventKind, Json

# What moves cash without an order, and is booked; the others are for a person.
CASH_CAUSES: Final = {"FEE": Cause.FEE, "DIV": Cause.DIVIDEND}
REASON_MAX: Final = 300


def of_cash(activity: Any, now: datetime) -> Fact:
    """Return the fee or dividend that an activity tells; what is none, or not plainly done, is an UNKNOWN.

    Alpaca gives the day of it; where it also says when it booked it, that is the time.
    """
    try:
        return _of_cash(activity)
    except (KeyError, TypeError, ValueError, ArithmeticError, AttributeError):
        raw = activity if isinstance(activity, dict) else {"activity": activity}
        return unknown(NOBODY, now.isoformat(), "an account activity that cannot be read", raw)


def _of_cash(activity: Json) -> Fact:
    name, kind = str(activity["id"]), str(activity["activity_type"])
    at, status = activity.get("created_at") or f"{activity['date']}T00:00:00+00:00", activity.get("status")
    if kind not in CASH_CAUSES or status not in (None, "", "executed") or instant(at).tzinfo is None:
        raise ValueError(f"activity {kind} {status} at {at}")
    return Fact(
        kind=BrokerEventKind.CASH,
        keys=(f"cash:{name}",),
        order=NOBODY | {"symbol": activity.get("symbol")},
        at=at,
        amount=Decimal(activity["net_amount"]),
        cause=CASH_CAUSES[kind],
        activity_id=name,
        reason=str(activity.get("description") or "")[:REASON_MAX] or None,
        raw=activity,
    )
