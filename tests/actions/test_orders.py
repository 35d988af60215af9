"""Smoke."""
from tests.desks import Stage, buy

async def test_smoke(desk: Stage) -> None:
    order = await desk.trade(buy("AAA", "10"))
    print(order.filled, order.denial, order.checks)
    await desk.sound()
