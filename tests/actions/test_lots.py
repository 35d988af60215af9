"""Proves that lots are stored as the ledger holds them, and that a purchase leaves those of others where they are."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from actions.ledger import keep, stock_of
from actions.unit import unit
from db.models import Lot
from tests.desks import Stage, buy, sell
from trading.ledger import Stock, TaxLot

AT = datetime(2011, 3, 1, 15, tzinfo=UTC)


async def _ids(desk: Stage) -> list[str]:
    lots = Lot.filter(portfolio_id=desk.portfolio_id, symbol="AAA").order_by("opened_at", "sequence")
    return [str(lot_id) for lot_id in await lots.values_list("id", flat=True)]


async def test_a_purchase_adds_its_lot_and_a_sale_takes_the_oldest(desk: Stage) -> None:
    found = []
    for quantity in ("1", "2", "3"):
        await desk.trade(buy("AAA", quantity))
        found.append(await _ids(desk))
    assert [len(each) for each in found] == [1, 2, 3]
    assert found[2][:2] == found[1]
    assert found[1][:1] == found[0]
    await desk.trade(sell("AAA", "2"))
    held = (await stock_of(desk.portfolio_id, "AAA")).lots
    assert [lot.quantity for lot in held] == [1, 3]
    await desk.sound()


async def test_whatever_changes_the_lots_are_read_back_in_their_order(desk: Stage) -> None:
    rng, before = random.Random(5), Stock()
    for _ in range(60):
        lots = [lot for lot in before.lots if rng.random() < 0.8]
        for _ in range(rng.randrange(3)):
            at = AT + timedelta(hours=rng.randrange(3))  # many at the same time: their order is the sequence's
            lots.append(TaxLot(at, Decimal(rng.randrange(1, 9)), Decimal(rng.randrange(1, 9))))
        held = Stock(tuple(sorted(lots, key=lambda lot: lot.opened_at)))
        async with unit(desk.desk, desk.crew.viewer, desk.portfolio_id) as u:
            await keep(u, "AAA", before, held)
        assert await stock_of(desk.portfolio_id, "AAA") == held
        before = held
