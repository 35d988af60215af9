"""Where a return came from: Brinson effects and contributions, and how periods are linked so that they still sum.

Returns and weights are fractions; the effects of a period sum to its active return, the contributions to its return,
and linked effects to the active return of the whole.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, floats, table, vector
from quant.returns import wealth_returns
from trading.errors import InvalidInput

SUMS: Final = 1e-6
FLAT: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Effects:
    """The (n,) effects of n sectors, and the returns of portfolio and benchmark that they explain."""

    allocation: Floats
    selection: Floats
    interaction: Floats
    portfolio_return: float
    benchmark_return: float

    @property
    def total(self) -> Floats:
        """Each sector's effects together; they sum to the active return."""
        return self.allocation + self.selection + self.interaction

    @property
    def active_return(self) -> float:
        return self.portfolio_return - self.benchmark_return


def brinson_fachler(
    weights: ArrayLike, benchmark_weights: ArrayLike, returns: ArrayLike, benchmark_returns: ArrayLike
) -> Effects:
    """Return the effects of (n,) sectors; weights sum to 1, sectors without a weight on one side may be there.

    Allocation is judged against the whole benchmark: overweighting what beat it is a gain. Brinson & Fachler (1985).
    """
    return _effects(weights, benchmark_weights, returns, benchmark_returns, lambda sectors, whole: sectors - whole)


def brinson_hood_beebower(
    weights: ArrayLike, benchmark_weights: ArrayLike, returns: ArrayLike, benchmark_returns: ArrayLike
) -> Effects:
    """Return the effects of (n,) sectors as `brinson_fachler`, but allocation judged against zero.

    Brinson, Hood & Beebower (1986).
    """
    return _effects(weights, benchmark_weights, returns, benchmark_returns, lambda sectors, _: sectors)


def _effects(
    weights: ArrayLike,
    benchmark_weights: ArrayLike,
    returns: ArrayLike,
    benchmark_returns: ArrayLike,
    judged: Callable[[Floats, float], Floats],
) -> Effects:
    held, base = _shares(weights, "weights"), _shares(benchmark_weights, "benchmark_weights")
    if len(held) != len(base):
        raise InvalidInput(
            f"There are {len(held)} weights and {len(base)} benchmark weights: give both for every sector."
        )
    own = vector(returns, "returns", size=len(held))
    other = vector(benchmark_returns, "benchmark_returns", size=len(held))
    whole = float(base @ other)
    return Effects(
        allocation=(held - base) * judged(other, whole),
        selection=base * (own - other),
        interaction=(held - base) * (own - other),
        portfolio_return=float(held @ own),
        benchmark_return=whole,
    )


def geometric(
    weights: ArrayLike, benchmark_weights: ArrayLike, returns: ArrayLike, benchmark_returns: ArrayLike
) -> Effects:
    """Return geometric effects: (1 + sum of allocation) x (1 + sum of selection) = (1 + R) / (1 + B).

    Selection holds the interaction. Burnie, Knowles & Teder (1998); Bacon (2008), 5.
    """
    plain = brinson_fachler(weights, benchmark_weights, returns, benchmark_returns)
    held, other = vector(weights, "weights"), vector(benchmark_returns, "benchmark_returns")
    own, notional = vector(returns, "returns"), float(held @ other)
    return Effects(
        allocation=plain.allocation / (1 + plain.benchmark_return),
        selection=held * (own - other) / (1 + notional),
        interaction=np.zeros(len(held)),
        portfolio_return=plain.portfolio_return,
        benchmark_return=plain.benchmark_return,
    )


def contributions(weights: ArrayLike, returns: ArrayLike) -> Floats:
    """Return what each of (n,) positions with its weight at the start added to the period's return."""
    held = vector(weights, "weights")
    return held * vector(returns, "returns", size=len(held))


def of_contributions(
    weights: ArrayLike, benchmark_weights: ArrayLike, parts: ArrayLike, benchmark_returns: ArrayLike
) -> tuple[Floats, Floats]:
    """Return (t, n) allocation and selection, interaction included, of t periods from what n sectors contributed.

    As `brinson_fachler`, where a sector's return is its contribution over its weight; what was traded within the period
    in a sector that had no weight is selection. They sum to the active return where both rows of weights sum to 1.
    """
    held, added = table(weights, "weights", least=1), table(parts, "contributions", least=1)
    base = table(benchmark_weights, "benchmark_weights", least=1, columns=held.shape[1])
    moves = table(benchmark_returns, "benchmark_returns", least=1, columns=held.shape[1])
    whole = (base * moves).sum(axis=1, keepdims=True)
    return (held - base) * (moves - whole), added - held * moves


class Linking(StrEnum):
    CARINO = "CARINO"
    MENCHERO = "MENCHERO"
    FRONGELLO = "FRONGELLO"


def linked_effects(
    effects: ArrayLike, returns: ArrayLike, benchmark_returns: ArrayLike, linking: Linking = Linking.CARINO
) -> Floats:
    """Return the (n,) effects of the whole time from (t, n) of its periods, which sum to each one's active return.

    They sum to the difference of the compound (t,) returns. Carino (1999); Menchero (2000); Frongello (2002).
    """
    parts = table(effects, "effects", least=1)
    own = wealth_returns(vector(returns, "returns", size=len(parts)))
    base = wealth_returns(vector(benchmark_returns, "benchmark_returns", size=len(parts)))
    if not np.allclose(parts.sum(axis=1), own - base, atol=SUMS):
        raise InvalidInput("The effects of a period do not sum to its active return: attribute the whole of it first.")
    if linking is Linking.FRONGELLO:
        return _frongello(parts, own, base)
    factors = _carino(own, base) if linking is Linking.CARINO else _menchero(own, base)
    return floats(factors @ parts)


def linked_contributions(parts: ArrayLike, returns: ArrayLike) -> Floats:
    """Return the (n,) contributions over all periods from (t, n) of each; they sum to the compound return.

    Each period's are counted as money that then earned the returns of the periods after it.
    """
    added = table(parts, "contributions", least=1)
    own = wealth_returns(vector(returns, "returns", size=len(added)))
    if not np.allclose(added.sum(axis=1), own, atol=SUMS):
        raise InvalidInput(
            "The contributions of a period do not sum to its return: give every position, cash and cost."
        )
    before = np.concatenate([[1.0], np.cumprod(1 + own)[:-1]])
    return floats(before @ added)


def _carino(own: Floats, base: Floats) -> Floats:
    """Return the (t,) factors k_t / k, k = (ln(1 + R) - ln(1 + B)) / (R - B)."""
    if (own <= -1).any() or (base <= -1).any():
        raise InvalidInput("Everything was lost in a period: logarithmic linking has no meaning after it.")
    whole = _slope(np.array([np.prod(1 + own) - 1]), np.array([np.prod(1 + base) - 1]))
    return floats(_slope(own, base) / whole[0])


def _slope(own: Floats, base: Floats) -> Floats:
    apart = own - base
    near = np.abs(apart) < FLAT
    safe = np.where(near, 1.0, apart)
    return np.where(near, 1 / (1 + own), (np.log1p(own) - np.log1p(base)) / safe)


def _menchero(own: Floats, base: Floats) -> Floats:
    """Return the (t,) factors M + alpha_t: one scale for all, and the least correction that makes them sum."""
    count = len(own)
    whole, other = np.prod(1 + own) - 1, np.prod(1 + base) - 1
    apart, active = whole - other, own - base
    if abs(apart) < FLAT:
        scale = (1 + whole) ** ((count - 1) / count)
    else:
        scale = apart / count / ((1 + whole) ** (1 / count) - (1 + other) ** (1 / count))
    squares = float(active @ active)
    if squares < FLAT**2:
        return np.full(count, scale)
    return floats(scale + (apart - scale * active.sum()) * active / squares)


def _frongello(parts: Floats, own: Floats, base: Floats) -> Floats:
    """Each period's effects grow with the portfolio before it; earlier effects earn the benchmark's return after."""
    total = np.zeros(parts.shape[1])
    grown = 1.0
    for effects, gain, other in zip(parts, own, base, strict=True):
        total = total * (1 + other) + effects * grown
        grown *= 1 + gain
    return total


def _shares(values: ArrayLike, name: str) -> Floats:
    held = vector(values, name)
    if abs(held.sum() - 1) > SUMS:
        raise InvalidInput(f"{name} sum to {held.sum():.6f} and must sum to 1: give cash a sector of its own.")
    return held
