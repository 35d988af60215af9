"""How much of a backtest is fitting: splits that leave out what overlaps, and the probability of overfitting."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from quant.arrays import Floats, Indices, table, whole
from trading.errors import InvalidInput

BLOCKS_MAX: Final = 20  # 184,756 splits


@dataclass(frozen=True, slots=True)
class Overfit:
    """`probability` that the best in sample is below the median out of sample; logits and pairs of all splits.

    `in_sample` and `out_of_sample` are the Sharpe ratios per period of each split's winner, (splits,).
    """

    probability: float
    logits: Floats
    in_sample: Floats
    out_of_sample: Floats

    @property
    def loss_probability(self) -> float:
        """The share of splits in which the winner loses money out of sample."""
        return float(np.mean(self.out_of_sample < 0))


def backtest_overfit(returns: ArrayLike, blocks: int = 16) -> Overfit:
    """Return the probability of backtest overfitting of (t, n) returns, n >= 2 strategies.

    Combinatorially symmetric cross-validation: an even number of equal blocks (the first t mod blocks periods are
    left out), every half of them once as sample; strategies are ranked by Sharpe ratio. Bailey, Borwein, Lopez de
    Prado & Zhu (2017), The probability of backtest overfitting.
    """
    if blocks % 2 or not 2 <= blocks <= BLOCKS_MAX:
        raise InvalidInput(f"blocks must be an even number from 2 to {BLOCKS_MAX}, not {blocks}.")
    checked = table(returns, "returns", least=2 * blocks)
    if checked.shape[1] < 2:
        raise InvalidInput("Overfitting is a choice among strategies: give the returns of at least two.")
    length = len(checked) // blocks
    parts = checked[len(checked) - length * blocks :].reshape(blocks, length, -1)
    sums, squares = parts.sum(axis=1), (parts**2).sum(axis=1)
    halves = np.array(list(combinations(range(blocks), blocks // 2)), dtype=np.intp)
    chosen = np.zeros((len(halves), blocks))
    np.put_along_axis(chosen, halves, 1.0, axis=1)
    count = length * blocks // 2
    inside = _ratios(chosen @ sums, chosen @ squares, count)
    outside = _ratios((1 - chosen) @ sums, (1 - chosen) @ squares, count)
    return _judge(inside, outside)


def _judge(inside: Floats, outside: Floats) -> Overfit:
    """Rank each split's winner out of sample: relative rank w in (0, 1), logit ln(w / (1 - w))."""
    rows = np.arange(len(inside))
    winner = inside.argmax(axis=1)
    earned = outside[rows, winner]
    rank = (outside < earned[:, None]).sum(axis=1) + ((outside == earned[:, None]).sum(axis=1) + 1) / 2
    share = rank / (outside.shape[1] + 1)
    logits = np.log(share / (1 - share))
    return Overfit(float(np.mean(logits <= 0)), logits, inside[rows, winner], earned)


def _ratios(sums: Floats, squares: Floats, count: int) -> Floats:
    mean = sums / count
    variance = (squares - count * mean**2) / (count - 1)
    if (variance <= 1e-12 * squares / count).any():
        raise InvalidInput("A strategy's returns do not differ within a block: leave it out, or use fewer blocks.")
    return mean / np.sqrt(variance)


def split_count(groups: int, tested: int) -> int:
    """Return the number of splits of combinatorial cross-validation: groups over tested."""
    _groups(groups, tested)
    return comb(groups, tested)


def path_count(groups: int, tested: int) -> int:
    """Return the number of whole backtest paths that the splits make. Lopez de Prado (2018), 12.3."""
    return split_count(groups, tested) * tested // groups


def splits(
    length: int, groups: int, tested: int, *, purge: int = 0, embargo: int = 0
) -> Iterator[tuple[Indices, Indices]]:
    """Yield (train, test) indices of every split of `length` periods into equal groups, `tested` of them held out.

    `purge` periods before each test group are left out of training, since their outcomes reach into it; `embargo`
    periods after it as well (and the purge, for outcomes that reach out of it). Lopez de Prado (2018), 7.4 and 12.
    """
    _groups(groups, tested)
    whole(length, "length", least=groups)
    whole(purge, "purge", least=0)
    whole(embargo, "embargo", least=0)
    parts = np.array_split(np.arange(length), groups)
    for held in combinations(range(groups), tested):
        allowed = np.ones(length, np.bool_)
        for each in held:
            first, last = int(parts[each][0]), int(parts[each][-1])
            allowed[max(0, first - purge) : last + 1 + purge + embargo] = False
        yield np.flatnonzero(allowed), np.concatenate([parts[each] for each in held])


def _groups(groups: int, tested: int) -> None:
    whole(groups, "groups", least=2)
    if not 1 <= tested < groups:
        raise InvalidInput(f"Of {groups} groups between 1 and {groups - 1} can be held out, not {tested}.")
