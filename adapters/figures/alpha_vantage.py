"""Companies' figures by Alpha Vantage: https://www.alphavantage.co/documentation/#company-overview."""

from functools import partial
from typing import Final

from adapters.budget import Budget
from adapters.door import Door
from adapters.figures.words import figures, inverse, ratio
from adapters.vendor import Vendor, told
from trading.errors import Unavailable
from trading.figures import Figures
from trading.ports import Clock

UNKNOWN: Final[dict[str, object]] = {}  # what it says of a symbol that it does not know


class AlphaVantageFigures(Vendor):
    """Implements trading.ports.Companies. Every number is text; errors come with HTTP 200."""

    name = "alpha_vantage"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Alpha Vantage", url, key, clock), budget, clock)
        self._key = key

    async def figures(self, symbol: str) -> Figures | None:
        """Return the overview of a company; None of one that is not known, and of a fund."""
        answer = await self.ask("/query", {"function": "OVERVIEW", "symbol": symbol, "apikey": self._key})
        if answer == UNKNOWN:
            return None
        row = told(self.door, answer, "Symbol")
        if row["Symbol"] != symbol:
            raise Unavailable(f"Alpha Vantage sent the figures of another company than {symbol}.")
        read = partial(ratio, "Alpha Vantage")
        return figures(
            self.name,
            symbol,
            self.clock.now(),
            row.get("LatestQuarter"),
            earnings_yield=inverse(read("PERatio", row.get("PERatio"))),
            book_yield=inverse(read("PriceToBookRatio", row.get("PriceToBookRatio"))),
            return_on_equity=read("ReturnOnEquityTTM", row.get("ReturnOnEquityTTM")),
            profit_margin=read("ProfitMargin", row.get("ProfitMargin")),
            earnings_growth=read("QuarterlyEarningsGrowthYOY", row.get("QuarterlyEarningsGrowthYOY")),
        )
