"""When a lease, or a pause before the next attempt, is over, though the clock may have been set back since."""

from datetime import datetime, timedelta
from typing import Final

ASTRAY: Final = timedelta(minutes=1)  # clocks of two machines are never so far apart at a desk that trades


def over(until: datetime | None, now: datetime, longest: timedelta) -> bool:
    """Whether something that lasts `longest` at most has ended at `until`; None was never taken.

    What would last a minute longer than it ever does was written before the clock was set back, and holds nobody up.
    """
    return until is None or until <= now or until > latest(now, longest)


def latest(now: datetime, longest: timedelta) -> datetime:
    """Return the last end that a clock which is right can have written for what lasts `longest` at most."""
    return now + longest + ASTRAY
