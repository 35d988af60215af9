"""The regular session of American stocks. A holiday is a day on which nothing is traded."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

NEW_YORK: Final = ZoneInfo("America/New_York")
OPENS: Final = time(9, 30)
CLOSES: Final = time(16)
CLOSES_EARLY: Final = time(13)
THURSDAY, FRIDAY = 3, 4
EVES: Final = frozenset({(7, 3), (12, 24)})
NOVEMBER: Final = 11
THANKSGIVING: Final = range(22, 29)  # its Thursday


def opening(day: date) -> datetime:
    """Return when a session begins, as UTC."""
    return datetime.combine(day, OPENS, NEW_YORK).astimezone(UTC)


def ex_date(day: date) -> datetime:
    """Return when what is traded begins to be without the dividend, or in the new shares, of that day, as UTC."""
    return datetime.combine(day, time.min, NEW_YORK).astimezone(UTC)


def closing(day: date) -> datetime:
    """Return when a session ends, as UTC: at 16:00 in New York, on half days at 13:00."""
    return datetime.combine(day, CLOSES_EARLY if is_half(day) else CLOSES, NEW_YORK).astimezone(UTC)


def is_half(day: date) -> bool:
    """Whether a session is one of the exchange's half days, as they have been since 2004.

    They are the day after Thanksgiving, and July 3 and December 24 from Monday to Thursday: on a Friday they are
    holidays themselves. What the exchange may proclaim once is not known here.
    """
    if (day.month, day.day) in EVES:
        return day.weekday() <= THURSDAY
    return day.month == NOVEMBER and day.weekday() == FRIDAY and day.day - 1 in THANKSGIVING


def session_of(at: datetime) -> date | None:
    """Return the day whose regular session an instant is in, None outside of all."""
    day = at.astimezone(NEW_YORK).date()
    return day if day.weekday() <= FRIDAY and opening(day) <= at < closing(day) else None
