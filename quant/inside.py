"""What an order sees of the inside of a bar: the prices that it is held against, and what filling costs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from quant.grid import Grid, price_of
from trading.market import Tick
from trading.matching import FillParams, Resting
from trading.orders import OrderType
from trading.units import CENT, ZERO, to_cents

SOURCE: Final = "backtest: a price inside a bar"
BASIS_POINT: Final = Decimal("0.0001")


class Inside:
    """Ticks made of bars. `half_spread_bp` is of the price, at least a cent unless it is zero."""

    def __init__(self, grid: Grid, fills: FillParams, half_spread_bp: Decimal, impact_bp: Decimal) -> None:
        self._grid, self._fills = grid, fills
        self._half_spread, self._impact_bp = half_spread_bp * BASIS_POINT, impact_bp

    def ticks(self, order: Resting, row: int, column: int, volume: int) -> Iterator[Tick]:
        """Yield what an order is held against, in turn: the open (so a gap fills at the open), the level that it waits
        for where the bar reached it, and the close; for a trailing stop low and high before that."""
        symbol, at = self._grid.symbols[column], self._grid.at[row]
        for price in self._prices(order, row, column):
            half = self._half(price)
            yield Tick(symbol, at, price - half, price + half, price, volume, SOURCE)

    def _prices(self, order: Resting, row: int, column: int) -> Iterator[Decimal]:
        grid = self._grid
        yield price_of(int(grid.open[row, column]))
        if order.type is OrderType.MARKET:
            return
        low, high = price_of(int(grid.low[row, column])), price_of(int(grid.high[row, column]))
        level = self._level(order)
        if level is not None and low <= level <= high:
            yield level
        if order.trail_by is not None:
            yield from (low, high)
        yield price_of(int(grid.close[row, column]))

    def _level(self, order: Resting) -> Decimal | None:
        """Return the price at which something happens to an order, None where only open and close matter.

        A limit is reached when the other side's quote is: the last price lies half a spread beyond it then.
        """
        if order.stop_price is not None and not order.triggered:
            return order.stop_price
        if order.limit_price is None:
            return None
        return order.limit_price - self._half(order.limit_price) * order.side.sign

    def _half(self, price: Decimal) -> Decimal:
        return max(CENT, to_cents(price * self._half_spread)) if self._half_spread else ZERO

    def costs(self, left: Decimal, volume: int) -> FillParams:
        """Return what a fill costs, with what an order of this size moves the price of a bar of this volume."""
        fills = self._fills
        if not self._impact_bp or not volume:
            return fills
        share = min(left / volume, fills.volume_share)
        return FillParams(
            slippage_bp=fills.slippage_bp + self._impact_bp * share,
            volume_share=fills.volume_share,
            fee_per_share=fills.fee_per_share,
            fee_min=fills.fee_min,
        )
