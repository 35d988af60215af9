"""FUNDAMENTAL: how a company's figures rank among those of the others that the desk knows.

Nothing here is fitted: the figures of former years, as they were told then, are not there to learn from. So the lean is
small and fixed, and the weight is that of a source without a record until it has one. What is told today says nothing
of the past: on days before it was told, the source abstains.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from ai.facts import Facts
from ai.views import ScoreSource, View, log_odds, probability
from trading.figures import Figures

SOURCE: Final = ScoreSource.FUNDAMENTAL
LEAN: Final = Decimal("0.2")  # in log-odds, of the best of all in everything: from an even chance to 55%
PEERS_MIN: Final = 3  # companies with a ratio, or there is nothing to rank
NOTHING: Final = "No figures of the company were known on that day; what is told later must not enter the past."
ALONE: Final = f"Fewer than {PEERS_MIN} companies have figures that could be compared."


def view(facts: Facts, symbol: str, base_rate: Decimal) -> View:
    """Return the base rate, moved by the mean rank of the company's ratios; abstain without any to compare."""
    own = facts.figures.get(symbol)
    if own is None:
        return View(SOURCE, symbol, None, (NOTHING,))
    ranks = _ranks(own, list(facts.figures.values()))
    if not ranks:
        return View(SOURCE, symbol, None, (ALONE,))
    score = sum((rank for rank, _ in ranks), Decimal(0)) / len(ranks)
    reasons = tuple(words for _, words in ranks)
    return View(SOURCE, symbol, probability(log_odds(base_rate) + LEAN * score), (*reasons, _told(own)))


def _ranks(own: Figures, every: Sequence[Figures]) -> list[tuple[Decimal, str]]:
    """Return for each ratio that enough companies have its rank, from -1, the lowest, to 1, the highest, and words."""
    found = []
    for name, value in own.ratios.items():
        others = [each.ratios[name] for each in every if name in each.ratios]
        if len(others) >= PEERS_MIN:
            below, same = sum(each < value for each in others), sum(each == value for each in others) - 1
            rank = Decimal(2 * below + same) / (len(others) - 1) - 1
            better = sum(each > value for each in others)
            words = f"Its {name.replace('_', ' ')} of {value:.1%} is number {better + 1} of {len(others)} companies."
            found.append((rank, words))
    return found


def _told(own: Figures) -> str:
    of = f" as of {own.period_end}" if own.period_end else ""
    return f"Told by {own.source} on {own.told_at:%Y-%m-%d}{of}."
