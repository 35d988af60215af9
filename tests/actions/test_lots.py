"""Proves that lots are stored as the ledger holds them, and that a trade reads and writes only those it can touch."""

import random
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from actions.lots import keep, shelf_of, touched_by
from actions.unit import unit
from db.models import Execution, Lot, LotMethod, Portfolio
from tests.desks import LOOSE, Stage, buy, sell
from trading.ledger import Stock, TaxLot
from trading.orders import OrderSide
from trading.tape import Execution as Done
from trading.tape import Said, Tape

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
    held = (await shelf_of(desk.portfolio_id, "AAA")).stock.lots
    assert [lot.quantity for lot in held] == [1, 3]
    await desk.sound()


async def test_whatever_changes_the_lots_are_read_back_in_their_order(desk: Stage) -> None:
    rng, before = random.Random(5), Stock()
    for _ in range(100):
        lots = [lot for lot in before.lots if rng.random() < 0.8]
        for _ in range(rng.randrange(3)):
            at = AT + timedelta(hours=rng.randrange(3))  # many at the same time: their order is the sequence's
            lots.append(TaxLot(at, Decimal(rng.randrange(1, 9)), Decimal(rng.randrange(1, 9))))
        held = Stock(tuple(sorted(lots, key=lambda lot: lot.opened_at)))
        async with unit(desk.desk, desk.crew.viewer, desk.portfolio_id) as u:
            await keep(u, "AAA", await shelf_of(desk.portfolio_id, "AAA"), held)
        assert (await shelf_of(desk.portfolio_id, "AAA")).stock == held
        before = held


async def test_what_a_trade_cannot_touch_is_read_as_one_lot_and_stays_where_it_is(desk: Stage) -> None:
    lots = tuple(TaxLot(AT + timedelta(minutes=number), Decimal(2), Decimal(number + 1)) for number in range(50))
    async with unit(desk.desk, desk.crew.viewer, desk.portfolio_id) as u:
        await keep(u, "AAA", await shelf_of(desk.portfolio_id, "AAA"), Stock(lots))
    stored = await _ids(desk)

    buying = await touched_by(desk.portfolio_id, "AAA", OrderSide.BUY, Decimal(5))
    assert buying.rows == (None,)
    selling = await touched_by(desk.portfolio_id, "AAA", OrderSide.SELL, Decimal(5))
    assert [lot for lot, row in zip(selling.stock.lots, selling.rows, strict=True) if row] == list(lots[:20])
    for each in (buying, selling):
        assert (each.stock.quantity, each.stock.basis) == (Decimal(100), Decimal(sum(range(51))))
    for quantity in (Decimal(100), Decimal(101)):
        whole = await touched_by(desk.portfolio_id, "AAA", OrderSide.SELL, quantity)
        assert whole.stock == Stock(lots)

    rest = (*lots[3:20], selling.stock.lots[-1])
    async with unit(desk.desk, desk.crew.viewer, desk.portfolio_id) as u:
        await keep(u, "AAA", selling, Stock((TaxLot(lots[2].opened_at, Decimal(1), Decimal("1.50")), *rest)))
    assert await _ids(desk) == stored[2:]


async def test_lots_that_were_not_read_are_never_written_anew(desk: Stage) -> None:
    for _ in range(2):
        await desk.trade(buy("AAA", "2"))
    seen = await touched_by(desk.portfolio_id, "AAA", OrderSide.BUY, Decimal(1))
    with pytest.raises(ValueError, match="not read"):
        async with unit(desk.desk, desk.crew.viewer, desk.portfolio_id) as u:
            await keep(u, "AAA", seen, Stock((TaxLot(AT, Decimal(7), Decimal(7)),)))


@pytest.mark.parametrize("average", [False, True])
async def test_many_trades_leave_the_lots_of_a_replay(desk: Stage, average: bool) -> None:
    method = LotMethod.AVERAGE if average else LotMethod.FIFO
    await Portfolio.filter(id=desk.portfolio_id).update(lot_method=method, limits={**LOOSE, "max_day_move_ratio": "1"})
    rng, held = random.Random(7), Decimal(0)
    for number in range(60):
        size = Decimal(rng.randrange(1, 12))
        if held >= size and rng.random() < 0.45:
            await desk.trade(sell("AAA", str(size)), allow_duplicate=True)
            held -= size
        else:
            await desk.trade(buy("AAA", str(size)), allow_duplicate=True)
            held += size
        if number % 10 == 9:
            await desk.tick(AAA=str(90 + rng.randrange(20)))
    tape = Tape.of(*[_execution(row) for row in await Execution.all()], average=average)
    assert (await shelf_of(desk.portfolio_id, "AAA")).stock == tape.fold.stock
    assert tape.fold.stock.quantity == held
    await desk.sound()


def _execution(row: Execution) -> Done:
    said = Said(row.quantity, row.price, row.fee)
    return Done(
        id=row.id,
        order=row.order_id,
        symbol=row.symbol,
        side=row.side,
        now=said,
        said=said,
        at=row.executed_at,
        number=row.place,
    )
