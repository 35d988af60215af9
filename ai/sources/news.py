"""NEWS: what the headlines of two weeks say of a symbol, the later the more.

Nothing here is fitted: there is no history of headlines to learn from, so the lean is small and fixed, and the weight
stays that of a source without a record.
"""

from decimal import Decimal
from typing import Final

from ai.facts import Facts
from ai.views import ScoreSource, View, log_odds, probability
from trading.news import Impact

SOURCE: Final = ScoreSource.NEWS
LEAN: Final = Decimal("0.4")  # in log-odds, of headlines that are as good as can be: from an even chance to 60%


def view(facts: Facts, symbol: str, base_rate: Decimal) -> View:
    """Return the base rate, moved by the score of the symbol's headlines; abstain without any."""
    said = facts.news.get(symbol)
    if said is None:
        return View(SOURCE, symbol, None, (_nothing(facts, symbol),))
    moved = log_odds(base_rate) + (LEAN * said.score)
    return View(SOURCE, symbol, probability(moved), _reasons(said))


def _nothing(facts: Facts, symbol: str) -> str:
    if not facts.news:
        return "No headline of the last two weeks names any symbol that is analysed."
    return f"No headline of the last two weeks names {symbol}."


def _reasons(said: Impact) -> tuple[str, ...]:
    many = "1 headline" if said.count == 1 else f"{said.count} headlines"
    return (
        f"{many} of the last two weeks, the latest of {said.at:%Y-%m-%d %H:%M} UTC: a score of {said.score:+.2f} with "
        f"a confidence of {said.confidence:.0%}, by {said.scorer}.",
    )
