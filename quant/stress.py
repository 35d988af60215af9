"""What would be lost if it came again: past episodes and a user's own shocks applied to today's exposures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, covariance_matrix, distinct, floats, table, vector
from trading.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Episode:
    """A stretch of history: the close before `first` is where it starts, the close of `last` where it ends."""

    name: str
    first: date
    last: date


EPISODES: tuple[Episode, ...] = (
    Episode("Black Monday 1987", date(1987, 10, 14), date(1987, 10, 19)),
    Episode("Russia and LTCM 1998", date(1998, 7, 20), date(1998, 10, 8)),
    Episode("Bursting of the dot-com bubble", date(2000, 3, 27), date(2002, 10, 9)),
    Episode("After 11 September 2001", date(2001, 9, 17), date(2001, 9, 21)),
    Episode("Financial crisis 2008", date(2008, 9, 12), date(2008, 11, 20)),
    Episode("Flash crash and euro fears 2010", date(2010, 4, 26), date(2010, 7, 2)),
    Episode("Downgrade of the US 2011", date(2011, 7, 25), date(2011, 8, 8)),
    Episode("Yuan devaluation 2015", date(2015, 8, 18), date(2015, 8, 25)),
    Episode("Volatility spike February 2018", date(2018, 1, 29), date(2018, 2, 8)),
    Episode("Pandemic crash 2020", date(2020, 2, 20), date(2020, 3, 23)),
    Episode("Inflation and rates 2022", date(2022, 1, 4), date(2022, 10, 12)),
)


def loss(exposures: ArrayLike, shocks: ArrayLike) -> float:
    """Return what (n,) exposures lose under (n,) shocks, returns as fractions of at least -1; a gain is negative."""
    held = vector(exposures, "exposures")
    moves = vector(shocks, "shocks", size=len(held))
    if (moves < -1).any():
        raise InvalidInput(f"A shock of {moves.min():.0%} takes more than everything: use fractions from -1.")
    return float(-(held @ moves))


def replay(returns: ArrayLike, days: Sequence[date], episode: Episode) -> Floats:
    """Return the (n,) compound returns of (t, n) daily returns on (t,) rising days within an episode.

    InvalidInput when the history does not reach over the whole of it.
    """
    checked = table(returns, "returns", least=1)
    if len(days) != len(checked) or any(a >= b for a, b in pairwise(days)):
        raise InvalidInput("days must be as many as the rows of returns and rise from each to the next.")
    if days[0] > episode.first or days[-1] < episode.last:
        raise InvalidInput(f"The history from {days[0]} to {days[-1]} does not hold the episode {episode.name!r}.")
    within = np.array([episode.first <= day <= episode.last for day in days])
    return floats(np.prod(1 + checked[within], axis=0) - 1)


def scenario(symbols: Sequence[str], given: Mapping[str, float]) -> Floats:
    """Return the (n,) shocks of a user's scenario; symbols it does not name stay where they are.

    InvalidInput names what the portfolio does not hold.
    """
    known = distinct(symbols, len(symbols))
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise InvalidInput(f"The scenario moves {', '.join(unknown)}, which the portfolio does not hold.")
    return vector([given.get(symbol, 0.0) for symbol in known], "shocks")


def propagated(covariance: ArrayLike, moved: Mapping[int, float]) -> Floats:
    """Return the (n,) shocks to expect when some assets (index -> return) move: the rest follow their betas to them.

    The conditional mean of a normal distribution. Kupiec (1998), Stress testing in a value at risk framework.
    """
    checked = covariance_matrix(covariance)
    if not moved or not all(0 <= index < len(checked) for index in moved):
        raise InvalidInput(f"Say which of the {len(checked)} assets move.")
    index = sorted(moved)
    core = covariance_matrix(checked[np.ix_(index, index)], "the covariance of the assets that move")
    push = vector([moved[each] for each in index], "shocks")
    if np.linalg.cond(core) > 1e12:
        raise InvalidInput("The assets that move repeat each other: name one of them.")
    shocks = floats(checked[:, index] @ np.linalg.solve(core, push))
    shocks[index] = push
    return shocks
