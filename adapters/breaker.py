"""A circuit breaker: after some failures in a row a machine is left alone for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from trading.errors import Rejected, Unavailable
from trading.ports import Clock

WISH_MOST_S: Final = 3600.0


class Breaker:
    """Counts `Unavailable` in a row; at `failures_max` it refuses calls for `open_s` seconds.

    Then one call goes through as a trial: its success closes the breaker, its failure opens it again.
    A trial that never reports back (a cancelled call) is replaced by another one `open_s` later.
    """

    def __init__(self, name: str, clock: Clock, *, failures_max: int = 5, open_s: float = 60) -> None:
        self._name = name
        self._clock = clock
        self._failures_max = failures_max
        self._open_for = timedelta(seconds=open_s)
        self._failures = 0
        self._rests_until: datetime | None = None

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Wrap one call. Raises Unavailable without calling while open; a Rejected is an answer, not a failure."""
        self._admit()
        try:
            yield
        except Unavailable:
            self._failures += 1
            if self._failures >= self._failures_max:
                self._rest(self._open_for)
            raise
        except Rejected:
            self._reset()
            raise
        self._reset()

    def leave_alone(self, seconds: float) -> None:
        """Refuse calls for so long, since the machine has asked for it; an hour at most."""
        self._rest(timedelta(seconds=min(seconds, WISH_MOST_S)))

    def _rest(self, span: timedelta) -> None:
        until = self._clock.now() + span
        self._rests_until = until if self._rests_until is None else max(until, self._rests_until)

    def _admit(self) -> None:
        if self._rests_until is None:
            return
        now = self._clock.now()
        if now < self._rests_until:
            raise Unavailable(
                f"{self._name} is left alone until {self._rests_until:%H:%M:%S} UTC: it has failed"
                f" {self._failures} times in a row, or asked for it."
            )
        self._rests_until = now + self._open_for

    def _reset(self) -> None:
        self._failures = 0
        self._rests_until = None
