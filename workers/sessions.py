"""When the exchange is open, by the library of exchange calendars; it loads pandas and runs in a process of its own."""

from datetime import date
from typing import Final

import exchange_calendars

EXCHANGE: Final = "XNYS"


def sessions(first: date, last: date) -> list[date]:
    """Return the days from one to another on which the exchange is open."""
    calendar = exchange_calendars.get_calendar(EXCHANGE, start=first.isoformat(), end=last.isoformat())
    return [session.date() for session in calendar.sessions]
