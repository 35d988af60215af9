"""What every run over a grid needs of it, made once: sessions, closes as plain numbers, how markets had been."""

from datetime import date
from typing import Final

import numpy as np

from quant.conditions import Conditions
from quant.grid import MICROS, Grid, Whole

CENT: Final = MICROS // 100


class Course:
    """A grid made ready to be walked over, by one run or by all of a sweep.

    `first` and `last` say of each row whether it begins or ends a session, `start` (t,) is the first row of its
    session; `sessions` and `ends` are the first and the last row of each.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = len(grid.at)
        first = np.append(True, np.diff(grid.day) != 0)
        self._days = list(map(date.fromordinal, grid.day.tolist()))
        self.first: list[bool] = first.tolist()
        self.last = [*self.first[1:], True]
        self.sessions = np.flatnonzero(first)
        self.ends = np.append(self.sessions[1:], self.rows) - 1
        self.start = np.repeat(self.sessions, np.diff(np.append(self.sessions, self.rows)))
        self.action_rows = sorted(grid.actions)
        self.column = {symbol: column for column, symbol in enumerate(grid.symbols)}
        self.conditions = Conditions(grid, self.sessions, self.ends)
        self._cents, odd = np.divmod(grid.close, CENT)
        self._odd: list[int] = np.concatenate(([0], np.cumsum(odd.any(axis=1)))).tolist()  # rows before
        self._closes: dict[int, list[int]] = {}  # at most one entry a row

    def closes(self, row: int) -> list[int]:
        """Return the closes of a row in millionths, by column."""
        found = self._closes.get(row)
        if found is None:
            found = self._closes[row] = self.grid.close[row].tolist()
        return found

    def day(self, row: int) -> date:
        """Return the session of a row."""
        return self._days[row]

    def cents(self, row: int, end: int) -> Whole | None:
        """Return (end - row, n) closes in cents; None where one of them has parts of a cent."""
        return self._cents[row:end] if self._odd[row] == self._odd[end] else None
