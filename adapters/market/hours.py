"""The regular session of American stocks. A holiday is a day on which nothing is traded."""

from datetime import UTC, date, datetime, time
from typing import Final
from zoneinfo import ZoneInfo

NEW_YORK: Final = ZoneInfo("America/New_York")
OPENS: Final = time(9, 30)
CLOSES: Final = time(16)
FRIDAY: Final = 4


def opening(day: date) -> datetime:
    """Return when a session begins, as UTC."""
    return datetime.combine(day, OPENS, NEW_YORK).astimezone(UTC)


def closing(day: date) -> datetime:
    """Return when a session ends, as UTC."""
    return datetime.combine(day, CLOSES, NEW_YORK).astimezone(UTC)


def session_of(at: datetime) -> date | None:
    """Return the day whose regular session an instant is in, None outside of all."""
    day = at.astimezone(NEW_YORK).date()
    return day if day.weekday() <= FRIDAY and opening(day) <= at < closing(day) else None
