"""Whether what was said in a walk forward came true, beside what true probabilities would show on the same days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from ai.ensemble import COST
from ai.walk import Decided, Walk
from quant.calibration import bins_of_equal_count, expected_error

Floats = NDArray[np.float64]
LIVES: Final = 200
BINS: Final = 10
ACTIONS: Final = {"BUY": 1.0, "SELL": -1.0, "HOLD": 0.0}
EVERY: Final = "EVERY"


@dataclass(frozen=True, slots=True)
class Reliability:
    """How often forecasts came true. `said` is their mean, `calibration_error` the expected one in bins of equal count.

    `error_if_true` is the calibration error that these very probabilities would show on average if they were true, and
    `error_if_true_high` what it would stay below in 95 of 100 cases: outcomes overlap and shares move together, so that
    a few hundred weeks show an error even of a perfect forecaster.
    """

    name: str
    forecasts: int
    said: float
    happened: float
    calibration_error: float
    error_if_true: float
    error_if_true_high: float


@dataclass(frozen=True, slots=True, eq=False)
class _Claim:
    """Tables of days by symbols, (t, n): what was `said` (NaN where nothing), of which `action`, what `happened`."""

    name: str
    said: Floats
    action: Floats
    happened: Floats

    @property
    def there(self) -> NDArray[np.bool_]:
        return np.isfinite(self.said) & np.isfinite(self.happened)


def of_chances(walked: Walk, names: Sequence[str], seed: int) -> Mapping[str, Reliability]:
    """Return how reliable the chances of a rise are that each of `names` gave, each at least BINS of them."""
    rises = np.ones_like(walked.base)
    claims = [_Claim(name, walked.chances[name], rises, walked.up) for name in names]
    return {each.name: each for each in _reliabilities(walked, claims, seed)}


def of_actions(walked: Walk, decided: Decided, seed: int) -> tuple[Reliability, ...]:
    """Return how reliable the confidence is: in BUY, in SELL, in HOLD, each if said often enough, and in EVERY action.

    BUY comes true by a rise, SELL by none, HOLD by a move within a round trip's cost.
    """
    moved, action, said = walked.gained, decided.action, decided.confidence
    true = np.where(action == 0, np.abs(moved) <= COST, (moved > 0) == (action > 0))
    happened = np.where(np.isfinite(moved), true, np.nan)
    claims = [_Claim(name, np.where(action == code, said, np.nan), action, happened) for name, code in ACTIONS.items()]
    claims.append(_Claim(EVERY, said, action, happened))
    return tuple(_reliabilities(walked, [each for each in claims if each.there.sum() >= BINS], seed))


def _reliabilities(walked: Walk, claims: Sequence[_Claim], seed: int) -> list[Reliability]:
    lives = _errors_if_true(walked, claims, seed)
    return [
        Reliability(
            name=claim.name,
            forecasts=int(claim.there.sum()),
            said=float(claim.said[claim.there].mean()),
            happened=float(claim.happened[claim.there].mean()),
            calibration_error=_error(claim, claim.happened),
            error_if_true=float(np.mean(errors)),
            error_if_true_high=float(np.percentile(errors, 95)),
        )
        for claim, errors in zip(claims, lives.T, strict=True)
    ]


def _error(claim: _Claim, happened: NDArray[np.float64 | np.bool_]) -> float:
    there = claim.there
    return expected_error(bins_of_equal_count(happened[there].astype(np.float64), claim.said[there], BINS))


def _errors_if_true(walked: Walk, claims: Sequence[_Claim], seed: int) -> Floats:
    """Return (LIVES, n) calibration errors of n claims in lives in which they are true.

    In each, daily moves are drawn normal with the correlations that the symbols have and summed over the horizon:
    outcomes overlap and hang together as the real ones. A share rises where its sum is among the lowest `said` of all,
    does not where it is among the highest, and stays within cost where it is among those in the middle.
    """
    rng, shared, horizon = np.random.default_rng(seed), _factor(walked.next), walked.horizon
    days, count = walked.base.shape
    errors = []
    for _ in range(LIVES):
        moves = rng.standard_normal((days + horizon - 1, count)) @ shared
        sums = np.cumsum(np.vstack([np.zeros((1, count)), moves]), axis=0)
        ranks = ndtr((sums[horizon:] - sums[:-horizon]) / np.sqrt(horizon))
        errors.append([_error(claim, _true(ranks, claim)) for claim in claims])
    return np.array(errors).reshape(LIVES, len(claims))


def _true(ranks: Floats, claim: _Claim) -> NDArray[np.bool_]:
    falls, stays = 1 - ranks, np.abs(2 * ranks - 1)
    return np.asarray(np.where(claim.action > 0, ranks, np.where(claim.action < 0, falls, stays)) < claim.said)


def _factor(returns: Floats) -> Floats:
    """Return (n, n) by which independent moves become moves of variance 1 with the correlations of (t, n) returns.

    A day on which either of two symbols has no return says nothing of the two.
    """
    known = np.isfinite(returns)
    filled = np.where(known, returns, 0.0)
    moves = filled - np.where(known, filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1), 0.0)
    overlaps = known.T.astype(np.float64) @ known
    covariance = moves.T @ moves / np.maximum(overlaps, 1)
    scale = np.sqrt(np.maximum(np.diag(covariance), 1e-18))
    values, vectors = np.linalg.eigh(covariance / np.outer(scale, scale))
    shared = (vectors * np.sqrt(np.maximum(values, 0))).T  # few common days may leave no proper correlations
    lengths = np.linalg.norm(shared, axis=0)
    return np.asarray(np.where(lengths > 1e-6, shared, np.eye(len(scale))) / np.where(lengths > 1e-6, lengths, 1.0))
