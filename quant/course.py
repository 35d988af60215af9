"""What every run over a grid needs of it, made once: sessions, closes as plain numbers, how markets had been."""

import numpy as np

from quant.conditions import Conditions
from quant.grid import Grid


class Course:
    """A grid made ready to be walked over, by one run or by all of a sweep.

    `first` and `last` say of each row whether it begins or ends a session, `start` (t,) is the first row of its
    session; `sessions` and `ends` are the first and the last row of each.
    """

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.rows = len(grid.at)
        first = np.append(True, np.diff(grid.day) != 0)
        self.first: list[bool] = first.tolist()
        self.last = [*self.first[1:], True]
        self.sessions = np.flatnonzero(first)
        self.ends = np.append(self.sessions[1:], self.rows) - 1
        self.start = np.repeat(self.sessions, np.diff(np.append(self.sessions, self.rows)))
        self.action_rows = sorted(grid.actions)
        self.column = {symbol: column for column, symbol in enumerate(grid.symbols)}
        self.conditions = Conditions(grid, self.sessions, self.ends)
        self._closes: dict[int, list[int]] = {}  # at most one entry a row

    def closes(self, row: int) -> list[int]:
        """Return the closes of a row in millionths, by column."""
        found = self._closes.get(row)
        if found is None:
            found = self._closes[row] = self.grid.close[row].tolist()
        return found
