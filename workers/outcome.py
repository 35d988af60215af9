"""What came of a demo: its figures read from the ledger, beside those of buying everything and holding it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from adapters.brokers.paper_venue import PaperParams
from db.models import Analysis, Decision, EquityPoint, Execution, Order, Portfolio, StopReceipt
from db.reads.digest import ledger_hash
from db.reads.performance import drawdowns
from db.reads.proof import prove
from trading.benchmark import Day, Worth, buy_and_hold
from trading.market import Bar
from trading.ports import Market


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Equity at the closes, from the one before the first trading day on."""

    points: tuple[Worth, ...]

    @property
    def final(self) -> Decimal:
        return self.points[-1].equity

    @property
    def total_return(self) -> Decimal:
        """The change from first to last as a fraction."""
        return self.final / self.points[0].equity - 1

    @property
    def max_drawdown(self) -> Decimal:
        """The deepest fall from a peak as a fraction, to 6 places."""
        return max(drawdowns([point.equity for point in self.points]))


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """Money in the portfolio's currency. `costs` are fees; slippage and spread are in the prices.

    Counts by name: `denials` by the rule that said no, `decisions` by outcome, `analyses` by how they ended,
    `stops_engaged` by cause.
    `stops_released` counts those that the second person brought back to ACTIVE. `failures` are invariants
    of the ledger that do not hold.
    """

    portfolio_id: str
    seed: int
    days: int
    seconds: float
    desk: Curve
    benchmark: Curve
    symbols: tuple[str, ...]
    orders: int
    trades: int
    costs: Decimal
    dividends: Decimal
    denials: dict[str, int]
    decisions: dict[str, int]
    analyses: dict[str, int]
    stops_engaged: dict[str, int]
    stops_released: int
    ledger_hash: str
    failures: tuple[str, ...]

    @property
    def days_per_second(self) -> float:
        return self.days / self.seconds


async def outcome(market: Market, portfolio_id: str, *, seed: int, seconds: float, released: int) -> DemoResult:
    """Read a finished demo. The portfolio has seen at least two closes, the first before it could trade."""
    portfolio = await Portfolio.get(id=portfolio_id)
    points = [Worth(p.day, p.equity) for p in await EquityPoint.filter(portfolio_id=portfolio_id).order_by("day")]
    orders = await Order.filter(portfolio_id=portfolio_id)
    receipts = await StopReceipt.filter(portfolio_id=portfolio_id)
    days = [point.day for point in points[1:]]
    held = buy_and_hold(points[0].equity, market.steps(days[0]), history(market, days), PaperParams().fills)
    return DemoResult(
        portfolio_id=portfolio_id,
        seed=seed,
        days=len(days),
        seconds=seconds,
        desk=Curve(points=tuple(points)),
        benchmark=Curve(points=(points[0], *held)),
        symbols=tuple(tick.symbol for tick in market.steps(days[0])[0].ticks),
        orders=len(orders),
        trades=await Execution.filter(portfolio_id=portfolio_id).count(),
        costs=portfolio.fees,
        dividends=portfolio.dividends,
        denials=dict(Counter(order.denial for order in orders if order.denial).most_common()),
        decisions=dict(
            Counter(d.outcome.value for d in await Decision.filter(portfolio_id=portfolio_id)).most_common()
        ),
        analyses=dict(Counter(a.state.value for a in await Analysis.filter(portfolio_id=portfolio_id)).most_common()),
        stops_engaged=dict(Counter(receipt.reason.value for receipt in receipts).most_common()),
        stops_released=released,
        ledger_hash=await ledger_hash(portfolio_id),
        failures=(await prove(portfolio)).failures,
    )


def history(market: Market, days: Sequence[date]) -> list[Day]:
    """Return what a holder learns on each of these days."""
    closes: dict[date, dict[str, Decimal]] = {day: {} for day in days}
    for listing in market.listings():
        for bar in _bars(market, listing.symbol, days):
            closes[bar.day][listing.symbol] = bar.close
    return [Day(day=day, closes=closes[day], actions=tuple(market.actions(day))) for day in days]


def _bars(market: Market, symbol: str, days: Sequence[date]) -> list[Bar]:
    return [bar for bar in market.bars(symbol, until=days[-1]) if bar.day >= days[0]]
