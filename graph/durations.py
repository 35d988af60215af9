"""How long something takes, counted by bounds: cheap to add to, and whole whenever it is read."""

from bisect import bisect_left
from typing import Final

BOUNDS_MS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
BOUNDS_US: Final = tuple(1000 * each for each in BOUNDS_MS)


class Durations:
    """`counts` says of each bound how many took at most so long and longer than the one before; the last has none."""

    __slots__ = ("counts", "total_us")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS_US) + 1)
        self.total_us = 0

    def add(self, took_us: int) -> None:
        self.counts[bisect_left(BOUNDS_US, took_us)] += 1
        self.total_us += took_us
