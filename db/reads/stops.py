"""The stop that applies to a portfolio, and the receipts that stops left."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.models import Stop, StopReceipt
from db.reads.facts import DESK
from trading.stop import SEVERITY, StopScope, TradingState


@dataclass(frozen=True, slots=True)
class Standstill:
    """A stop row as it is seen from a portfolio; `portfolio_id` None: as the desk sees it."""

    row: Stop
    portfolio_id: str | None

    @property
    def target(self) -> str:
        return self.row.target


async def applying(portfolio_ids: Sequence[str]) -> list[Standstill]:
    """Return the strictest stop of each portfolio in one query; ACTIVE with epoch 0 where there is none."""
    rows = {row.target: row for row in await Stop.filter(target__in=[DESK, *portfolio_ids])}
    return [Standstill(_strictest(rows, portfolio_id), portfolio_id) for portfolio_id in portfolio_ids]


def _strictest(rows: dict[str, Stop], portfolio_id: str) -> Stop:
    own = rows.get(portfolio_id) or Stop(target=portfolio_id, scope=StopScope.PORTFOLIO, state=TradingState.ACTIVE)
    desk = rows.get(DESK)
    return desk if desk is not None and SEVERITY[desk.state] > SEVERITY[own.state] else own


async def standstill(target: str) -> Standstill:
    """Return the stop of one target as it stands: the desk's, a portfolio's own, or a strategy's."""
    scope = StopScope.GLOBAL if target == DESK else StopScope.PORTFOLIO
    row = await Stop.get_or_none(target=target) or Stop(target=target, scope=scope, state=TradingState.ACTIVE)
    return Standstill(row, None if target == DESK else row.portfolio_id or target)


async def last_receipt(portfolio_id: str) -> StopReceipt | None:
    """Return the newest receipt of a portfolio, whoever stopped it."""
    return await StopReceipt.filter(portfolio_id=portfolio_id).order_by("-engaged_at", "-id").first()
