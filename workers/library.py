"""The past as the models want it: one history per symbol, extended day by day."""

from datetime import date

from ai.facts import History
from trading.ports import Market


class Library:
    """The bars of every listing as the models want them, kept and extended from day to day."""

    def __init__(self, market: Market) -> None:
        self._market = market
        self._kept: dict[str, History] = {}

    def until(self, as_of: date) -> dict[str, History]:
        """Return each symbol's whole history up to the day's close and nothing later."""
        found = {each.symbol: self._history(each.symbol, as_of) for each in self._market.listings()}
        return {symbol: history for symbol, history in found.items() if history.days}

    def _history(self, symbol: str, as_of: date) -> History:
        kept = self._kept.get(symbol)
        last = date.fromordinal(kept.days[-1]) if kept and kept.days else None
        bars = self._market.bars(symbol, until=as_of)
        if kept is None or last is None or last > as_of:
            history = History.of(symbol, bars)
        else:
            history = kept.extended(bars[len(kept.days) :])
        self._kept[symbol] = history
        return history
