"""What makes the desk stop opening positions by itself, as decisions over a few figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

SILENCE_MAX: Final = timedelta(seconds=30)
REJECTS_MAX: Final = 5
LAST_ORDERS: Final = 10
DENIALS_MAX: Final = 20
DENIALS_WITHIN: Final = timedelta(seconds=60)
SKEW_MAX: Final = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class Silence:
    """How long a feed has been silent while somebody listened: since `beat_at`, for `lasted`."""

    beat_at: datetime | None = None
    lasted: timedelta = timedelta(0)

    def listen(self, beat_at: datetime | None, passed: timedelta, look: timedelta) -> "Silence":
        """Return the silence after another look, `passed` since the last one; a sign of life ends it.

        More than twice the pause between two looks does not count: then it was the listener who was away (asleep,
        stopped, or on a clock that is set from step to step), and nothing is known of that time.
        """
        if beat_at != self.beat_at:
            return Silence(beat_at)
        return Silence(beat_at, self.lasted + min(max(passed, timedelta(0)), 2 * look))


def feed_silent(silence: Silence, *, in_session: bool, working: bool) -> bool:
    """Thirty seconds without a price trip, if the market is open and orders are working."""
    return in_session and working and silence.lasted >= SILENCE_MAX


def too_many_rejects(last: Sequence[bool]) -> bool:
    """The fifth reject among the last ten orders sent trips; `last` tells of each, newest first, if it was rejected."""
    return sum(last[:LAST_ORDERS]) >= REJECTS_MAX


def too_many_denials(within_a_minute: int) -> bool:
    """The twentieth throttle denial within 60 s trips; one that is exactly that old counts no more."""
    return within_a_minute >= DENIALS_MAX


def skew(before: datetime, theirs: datetime, after: datetime) -> timedelta:
    """Return by how much another clock, read between two readings of ours, is certainly off ours; never negative."""
    return max(before - theirs, theirs - after, timedelta(0))


def clock_off(by: timedelta) -> bool:
    """More than two seconds trip."""
    return by > SKEW_MAX
