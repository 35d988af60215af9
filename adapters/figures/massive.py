"""Companies' ratios by Massive: https://massive.com/docs/rest/stocks/fundamentals/ratios."""

from functools import partial

from adapters.budget import Budget
from adapters.door import Door
from adapters.figures.words import figures, inverse, ratio
from adapters.news.words import objects
from adapters.vendor import Vendor
from trading.errors import Unavailable
from trading.figures import Figures
from trading.ports import Clock


class MassiveFigures(Vendor):
    """Implements trading.ports.Companies. It tells neither margins nor growth here."""

    name = "massive"

    def __init__(self, url: str, key: str, *, budget: Budget, clock: Clock) -> None:
        super().__init__(Door("Massive", url, key, clock, headers={"Authorization": f"Bearer {key}"}), budget, clock)

    async def figures(self, symbol: str) -> Figures | None:
        """Return the ratios of a company; None of one that is not known."""
        answer = await self.ask("/stocks/financials/v1/ratios", {"ticker": symbol, "limit": "1"})
        if not isinstance(answer, dict) or answer.get("status") != "OK" or not isinstance(answer.get("results"), list):
            said = answer.get("error", "an answer without 'results'") if isinstance(answer, dict) else "no object"
            raise Unavailable(f"Massive: {self.door.quoted(str(said))}")
        rows = objects(answer["results"])
        if not rows:
            return None
        if rows[0].get("ticker") != symbol:
            raise Unavailable(f"Massive sent the ratios of another company than {symbol}.")
        read = partial(ratio, "Massive")
        return figures(
            self.name,
            symbol,
            self.clock.now(),
            rows[0].get("date"),
            earnings_yield=inverse(read("price_to_earnings", rows[0].get("price_to_earnings"))),
            book_yield=inverse(read("price_to_book", rows[0].get("price_to_book"))),
            return_on_equity=read("return_on_equity", rows[0].get("return_on_equity")),
        )
