"""FUNDAMENTAL: what a company's figures say. No vendor of such figures is connected, so it abstains and says so.

A view would need what was published by the day of the facts, dated: figures that were restated later know the future.
"""

from typing import Final

from ai.facts import Facts
from ai.views import ScoreSource, View

SOURCE: Final = ScoreSource.FUNDAMENTAL
NOTHING: Final = "No vendor of companies' figures is connected."


def view(_: Facts, symbol: str) -> View:
    """Abstain: it never invents."""
    return View(SOURCE, symbol, None, (NOTHING,))
