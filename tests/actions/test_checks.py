"""Proves that a ledger which does not add up is noticed, told once, and opens nothing; traffic alarms nobody."""

import asyncio
from decimal import Decimal

import pytest

from actions import cash, checks
from db.models import Alert, Lot, Order, Portfolio, Position, Stop
from db.reads import proof
from db.reads.proof import prove, proven
from tests.desks import Stage, buy, sell, sqlite_only
from trading.alerts import Severity
from trading.errors import DenialCode
from trading.stop import StopReason, TradingState

D = Decimal


async def check(desk: Stage) -> tuple[str, ...]:
    return await checks.check(desk.desk, desk.crew.viewer, desk.portfolio_id)


async def traded(desk: Stage) -> Portfolio:
    """Buy ten at 100, sell four at 110, with fees."""
    await desk.trade(buy("AAA", "10"))
    await desk.tick(AAA="104")
    await desk.trade(sell("AAA", "4"))
    await desk.tick(AAA="105")
    return await desk.portfolio()


async def test_the_figures_follow_from_the_postings_alone(desk: Stage) -> None:
    """What is stored may say anything; the figures do not change with it."""
    portfolio = await traded(desk)
    found = await proven(desk.portfolio_id)
    assert found.failures == ()
    assert (found.cash, found.realized, found.fees) == (portfolio.cash, portfolio.realized, portfolio.fees)
    quantity, basis = found.positions["AAA"]
    assert quantity == 6
    assert found.unrealized == 630 - basis
    assert found.cash == D(100000) - basis + found.realized - found.fees + found.dividends
    await Portfolio.filter(id=desk.portfolio_id).update(cash=D(1), realized=D(2), fees=D(3), dividends=D(4))
    await Position.filter(portfolio_id=desk.portfolio_id).update(quantity=D(7), basis=D(8))
    again = await proven(desk.portfolio_id)
    assert (again.cash, again.realized, again.fees, again.dividends, again.unrealized) == (
        found.cash,
        found.realized,
        found.fees,
        found.dividends,
        found.unrealized,
    )


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("cash", "L2: cash is"),
        ("realized", "L2: realized is"),
        ("fees", "L2: fees is"),
        ("dividends", "L2: dividends is"),
        ("flows", "L2: flows is"),
        ("reserved", "L6: "),
    ],
)
@sqlite_only
async def test_a_balance_that_is_off_by_a_cent_fails(desk: Stage, column: str, words: str) -> None:
    portfolio = await traded(desk)
    await Portfolio.filter(id=desk.portfolio_id).update(**{column: getattr(portfolio, column) + D("0.01")})
    assert [failure.startswith(words) for failure in await check(desk)] == [True]


@sqlite_only
async def test_lots_positions_and_reservations_are_held_against_each_other(desk: Stage) -> None:
    await traded(desk)
    await desk.trade(buy("BBB", "1", limit="45"))
    lot = await Lot.get(portfolio_id=desk.portfolio_id)
    await Lot.filter(id=lot.id).update(cost=lot.cost + 1)
    assert await check(desk) == ("L2: position AAA differs from its lots",)
    await Lot.filter(id=lot.id).update(cost=lot.cost)
    await Order.filter(portfolio_id=desk.portfolio_id, open=True).update(reserved=D(1))
    [failure] = await check(desk)
    assert failure.startswith("L6")


async def test_a_break_is_told_once_a_day_and_opens_nothing(desk: Stage) -> None:
    await traded(desk)
    assert await check(desk) == ()
    assert not await Stop.all().exists()
    await Portfolio.filter(id=desk.portfolio_id).update(fees=D(999))
    for _ in range(3):
        assert len(await check(desk)) == 1
        desk.later(minutes=1)
    alerts = await Alert.filter(portfolio_id=desk.portfolio_id, code="RECONCILE_BREAK")
    assert [(alert.severity, alert.title) for alert in alerts] == [(Severity.CRITICAL, "The ledger does not add up")]
    assert "L2: fees is 999" in alerts[0].message
    stop = await Stop.get(target=desk.portfolio_id)
    assert (stop.state, stop.reason, stop.epoch) == (TradingState.REDUCING, StopReason.RECONCILE_BREAK, 1)
    await desk.tick()
    refused = await desk.place(buy("AAA", "1"))
    assert refused.order.denial in {DenialCode.NOT_RECONCILED, DenialCode.TRADING_HALTED}
    assert (await desk.place(sell("AAA", "1"))).order.denial is None  # the way out stays open
    desk.later(days=1)
    await check(desk)
    assert await Alert.filter(portfolio_id=desk.portfolio_id, code="RECONCILE_BREAK").count() == 2


async def test_a_proof_while_money_moves_is_no_alarm(desk: Stage) -> None:
    """Ten flows and ten proofs at once: between two reads of a proof something is booked."""

    async def pay(number: int) -> None:
        await cash.record(desk.desk, desk.owner, desk.portfolio_id, D(number), "a test", key=f"{number}")

    both = [work for number in range(1, 6) for work in (pay(number), check(desk))]
    results = await asyncio.gather(*both)
    assert set(results) == {None, ()}
    assert not await Stop.all().exists()


@sqlite_only
async def test_what_was_booked_between_the_reads_is_looked_at_again_under_the_lock(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []

    async def torn(portfolio: Portfolio) -> proof.Proof:
        calls.append(portfolio.id)
        if len(calls) == 1:
            portfolio.cash += 1  # the row as it was before the postings that are read next
        return await prove(portfolio)

    monkeypatch.setattr(proof, "prove", torn)
    assert (await proven(desk.portfolio_id)).failures == ()
    assert len(calls) == 2


@sqlite_only
async def test_a_long_journal_is_folded_page_by_page(desk: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await traded(desk)
    whole = await proven(desk.portfolio_id)
    monkeypatch.setattr(proof, "PAGE", 1)
    assert await proven(desk.portfolio_id) == whole
