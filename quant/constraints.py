"""What weights must satisfy, and how it is told to a solver: bounds, groups, turnover, cost and a least return."""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from cvxpy.atoms.affine.sum import Sum
from cvxpy.atoms.norm1 import norm1
from numpy.typing import ArrayLike

from quant.arrays import Floats, floats, vector
from trading.errors import InvalidInput

NEAR: Final = 1e-4
ROUNDING: Final = 1e-7
ROUNDS: Final = 100  # halvings: more than a double has digits


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Assets (indices) whose weights together must lie between `least` and `most`."""

    members: tuple[int, ...]
    least: float = 0.0
    most: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Constraints:
    """What weights must satisfy: bounds for each asset (a number or (n,)), groups, and what trading may cost.

    `turnover` is the most that the sum of absolute changes from `held` (n,) may be; `cost` a fraction of what is
    traded, taken from the expected return of one period.
    """

    least: ArrayLike = 0.0
    most: ArrayLike = 1.0
    groups: tuple[Group, ...] = ()
    held: Floats | None = None
    turnover: float | None = None
    cost: float = 0.0
    min_return: float | None = None


FREE: Final = Constraints()


def obeyed(found: Floats, constraints: Constraints, told: dict[str, Any]) -> bool:
    """Return whether weights, in one row or several, are what was asked for, to a hundredth of a percent."""
    kept = bool(np.isfinite(found).all()) and np.abs(found.sum(axis=-1) - 1).max() < NEAR
    kept &= bool((found >= told["min_weights"] - NEAR).all() and (found <= told["max_weights"] + NEAR).all())
    if told["left_inequality"] is not None:
        kept &= bool((found @ told["left_inequality"].T <= told["right_inequality"] + NEAR).all())
    if constraints.turnover is not None and constraints.held is not None:
        kept &= bool((np.abs(found - constraints.held).sum(axis=-1) <= constraints.turnover + NEAR).all())
    return kept


def options(constraints: Constraints, count: int) -> dict[str, Any]:
    left, right = _inequalities(constraints.groups, count)
    told: dict[str, Any] = {
        "min_weights": _bounds(constraints.least, "least", count),
        "max_weights": _bounds(constraints.most, "most", count),
        "left_inequality": left if len(right) else None,
        "right_inequality": right if len(right) else None,
        "min_return": constraints.min_return,
    }
    if constraints.held is not None:
        held = vector(constraints.held, "held", size=count)
        told |= {"previous_weights": held, "transaction_costs": constraints.cost}
        if constraints.turnover is not None:
            told["add_constraints"] = _turnover(held, constraints.turnover)
    return told


def _turnover(held: Floats, most: float) -> Any:
    """Limit the sum of changes. A ratio is maximised in scaled weights, whose sum is the scale: it is 1 elsewhere."""

    def limit(weights: Any) -> Any:
        scale = Sum(weights)
        return norm1(weights - held * scale) <= most * scale

    return limit


def _inequalities(groups: tuple[Group, ...], count: int) -> tuple[Floats, Floats]:
    rows, limits = [], []
    for group in groups:
        if not group.members or not all(0 <= each < count for each in group.members) or group.least > group.most:
            raise InvalidInput(f"A group must name some of the {count} assets, and its least be at most its most.")
        row = np.zeros(count)
        row[list(group.members)] = 1
        rows += [row, -row]
        limits += [group.most, -group.least]
    return np.array(rows).reshape(-1, count), np.array(limits)


def _bounds(values: ArrayLike, name: str, count: int) -> Floats:
    return vector(
        np.broadcast_to(np.asarray(values, np.float64), (count,)) if np.ndim(values) == 0 else values, name, size=count
    )


def feasible(constraints: Constraints, count: int) -> None:
    """Say which constraint cannot hold where that can be seen without solving."""
    least, most = _bounds(constraints.least, "least", count), _bounds(constraints.most, "most", count)
    if (least > most).any():
        raise InvalidInput(f"Asset {int(np.argmax(least > most))} must have at least more than it may have at most.")
    if least.sum() > 1 + ROUNDING:
        raise InvalidInput(f"The least weights sum to {least.sum():.4f}, more than everything: lower them.")
    if most.sum() < 1 - ROUNDING:
        raise InvalidInput(f"The most weights sum to {most.sum():.4f}, less than everything: raise them.")
    if constraints.turnover is not None and (constraints.held is None or constraints.turnover < 0):
        raise InvalidInput("A turnover limit needs the weights held now, and must not be negative.")
    if constraints.cost < 0:
        raise InvalidInput("cost must not be negative.")


def capped(weights: ArrayLike, constraints: Constraints) -> Floats:
    """Return (n,) weights, sum 1, within the bounds: one multiple of those given for all that touch no bound.

    InvalidInput where bounds cannot hold, as in `feasible`. Groups, turnover and cost are not looked at.
    """
    wanted = vector(weights, "weights")
    feasible(constraints, len(wanted))
    if (wanted <= 0).any():
        raise InvalidInput("Weights that are scaled into bounds must be above zero.")
    least, most = _bounds(constraints.least, "least", len(wanted)), _bounds(constraints.most, "most", len(wanted))
    low, high = 0.0, float(np.max(most / wanted))
    for _ in range(ROUNDS):
        scale = (low + high) / 2
        low, high = (scale, high) if np.clip(wanted * scale, least, most).sum() < 1 else (low, scale)
    found = np.clip(wanted * high, least, most)
    return floats(found / found.sum())
