"""Proves that of fifty at the same moment exactly as many win as there is room for: headroom, cash, key, approval.

One of fifty may find the portfolio busy for too long on a slow machine: it repeats its key, as clients do.
"""

import asyncio
from collections import Counter

from actions import approvals
from actions.orders import Placed
from db.models import Order, Outbox, OutboxKind, Portfolio, Role
from tests.desks import LOOSE, D, Stage, buy
from trading.errors import Conflict
from trading.orders import Terms

FIFTY = 50


async def at_once(desk: Stage, terms: Terms, *, one_key: bool = False) -> list[Placed]:
    """Place the same order fifty times in the same moment."""
    keys = ["the one" if one_key else f"race-{number}" for number in range(FIFTY)]
    return await asyncio.gather(*(desk.insist(terms, key=key, allow_duplicate=True) for key in keys))


async def limit(desk: Stage, **changed: str) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, **changed})


def outcomes(placed: list[Placed]) -> Counter[str | None]:
    return Counter(each.order.denial for each in placed)


async def test_one_headroom(desk: Stage) -> None:
    await limit(desk, max_position_ratio="0.01")
    assert outcomes(await at_once(desk, buy("AAA", "6", limit="100"))) == {None: 1, "CONCENTRATION": 49}
    await desk.sound()


async def test_one_days_risk(desk: Stage) -> None:
    await limit(desk, daily_risk_budget_ratio="0.001")  # 100 for the day; each may lose 35
    assert outcomes(await at_once(desk, buy("AAA", "7", limit="100"))) == {None: 2, "DAILY_RISK_BUDGET": 48}
    await desk.sound()


async def test_one_cash_balance(desk: Stage) -> None:
    await limit(desk)
    assert outcomes(await at_once(desk, buy("AAA", "300", limit="100"))) == {None: 3, "INSUFFICIENT_CASH": 47}
    assert (await desk.portfolio()).reserved == D(90_000)
    await desk.sound()


async def test_one_throttle(desk: Stage) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(limits={**LOOSE, "orders_per_second": 5})
    assert outcomes(await at_once(desk, buy("AAA", "1"))) == {None: 5, "RATE_LIMITED": 45}


async def test_one_key(desk: Stage) -> None:
    await limit(desk)
    placed = await at_once(desk, buy("AAA", "1"), one_key=True)
    assert [each.replayed for each in placed].count(False) == 1
    assert await Order.all().count() == 1
    assert await Outbox.filter(kind=OutboxKind.JOB, topic="submit_order").count() == 1


async def test_one_approval(desk: Stage) -> None:
    await limit(desk, approval_above_ratio="0.001")
    order, colleague = (await desk.place(buy("AAA", "10"))).order, await desk.person("Tess", Role.TRADER)
    assert order.approval_pending
    deciding = [approvals.decide(desk.desk, colleague, order.id, approve=n % 2 == 0) for n in range(FIFTY)]
    decided = await asyncio.gather(*deciding, return_exceptions=True)
    assert Counter(type(each) for each in decided) == {Order: 1, Conflict: 49}
    await desk.work()
    assert await desk.held("AAA") in (D(0), D(10))
    await desk.sound()
