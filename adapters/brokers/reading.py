"""Read what a broker has said and was kept as it came: what cannot be read is told too, and keeps nothing behind it."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from trading.ports import BrokerEvent, BrokerEventKind, Json

# What reading a message of somebody else's can come to, whatever is in it.
UNREADABLE: Final = (KeyError, TypeError, ValueError, ArithmeticError, AttributeError, RecursionError)
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)


def kept(account: str, cursor: int, text: str, read: Callable[[str, int, Json], BrokerEvent]) -> BrokerEvent:
    """Return the event that a kept message is; one that cannot be read is an UNKNOWN that says why."""
    said: Any = None
    try:
        said = json.loads(text)
        return read(account, cursor, said)
    except UNREADABLE as error:
        raw = said if isinstance(said, dict) else {"message": text}
        return BrokerEvent(
            cursor=cursor,
            account=account,
            kind=BrokerEventKind.UNKNOWN,
            client_order_id=name_in(raw),
            broker_order_id="",
            at=NEVER,
            unread=why(error),
            raw=raw,
        )


def name_in(said: Json) -> str:
    """Return the client order id that a message names, "" where it names none."""
    name = said.get("client_order_id")
    return name if isinstance(name, str) else ""


def why(error: Exception) -> str:
    """Say in a few words why something could not be read."""
    return f"{type(error).__name__}: {error}"[:200]


def figure(text: Any) -> Decimal:
    """Read a figure; raise ValueError for what is none: NaN and infinity are not, and compare with nothing."""
    value = Decimal(text)
    if not value.is_finite():
        raise ValueError(f"{text!r} is no figure")
    return value
