"""Proves that a recommendation is accepted once, through the same risk gate, and that dismissing it is final."""

import asyncio
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import recommendations
from actions.orders import Placed
from db.models import Analysis, JobState, Order, Recommendation, RecommendationState, Role, Signal, SignalAction
from tests.desks import DAYS, Stage, changes, sqlite_only, tables
from trading.errors import Conflict, DenialCode, IdempotencyRefused, InvalidInput, NotAllowed, NotFound
from trading.orders import OrderOrigin, OrderSide, OrderStatus, OrderType

D = Decimal
OPEN, ACCEPTED, DISMISSED = (RecommendationState(name) for name in ("OPEN", "ACCEPTED", "DISMISSED"))


@pytest.fixture
async def advice(desk: Stage) -> Recommendation:
    """BUY 10 AAA, good for a day of the market."""
    return await advise(desk)


async def advise(desk: Stage, **other: Any) -> Recommendation:
    made, number = await desk.desk.market_clock.now(), 10_000 + next(desk.keys)
    analysis = await Analysis.create(
        id=desk.desk.ids.new(),
        portfolio_id=desk.portfolio_id,
        sequence=number,
        requested_by_id=desk.owner.user_id,
        symbols=["AAA"],
        as_of=DAYS[0],
        state=JobState.SUCCEEDED,
        requested_at=desk.clock.now(),
    )
    signal = await Signal.create(
        id=desk.desk.ids.new(),
        portfolio_id=desk.portfolio_id,
        sequence=number,
        analysis_id=analysis.id,
        symbol="AAA",
        action=SignalAction.BUY,
        confidence=D("0.6"),
        probability_up=D("0.6"),
        log_odds=D("0.4"),
        base_rate=D("0.5"),
        horizon_days=5,
        summary="up",
        scores=[],
        evidence="0" * 64,
        created_at=made,
        expires_at=made + timedelta(days=7),
        as_of=DAYS[0],
    )
    values: dict[str, Any] = {
        "id": desk.desk.ids.new(),
        "portfolio_id": desk.portfolio_id,
        "sequence": number,
        "signal_id": signal.id,
        "symbol": "AAA",
        "side": OrderSide.BUY,
        "type": OrderType.MARKET,
        "quantity": D(10),
        "risk_score": D("0.5"),
        "expected_return": D("0.01"),
        "reasoning": "up",
        "state": OPEN,
        "created_at": made,
        "expires_at": made + timedelta(days=1),
    }
    return await Recommendation.create(**(values | other))


async def accept(desk: Stage, advice: Recommendation, key: str = "k", **more: Any) -> Placed:
    viewer = more.pop("viewer", desk.owner)
    return await recommendations.accept(desk.desk, viewer, advice.id, key=key, **more)


async def state(advice: Recommendation) -> RecommendationState:
    return (await Recommendation.get(id=advice.id)).state


async def test_accepting_places_the_order(desk: Stage, advice: Recommendation) -> None:
    placed = await accept(desk, advice)
    assert (placed.order.origin, placed.order.recommendation_id) == (OrderOrigin.RECOMMENDATION, advice.id)
    assert await state(advice) is ACCEPTED
    await desk.work()
    assert await desk.status(placed.order.id) is OrderStatus.FILLED
    assert await desk.held("AAA") == 10
    await desk.sound()


async def test_accepting_again_with_the_same_key_is_the_same_order(desk: Stage, advice: Recommendation) -> None:
    first = await accept(desk, advice, quantity=D(4))
    before = await tables()
    again = await accept(desk, advice, quantity=D(4))
    assert (again.replayed, again.order.id, again.order.quantity) == (True, first.order.id, D(4))
    with pytest.raises(IdempotencyRefused) as refused:
        await accept(desk, advice, quantity=D(5))
    assert refused.value.code is DenialCode.IDEMPOTENCY_MISMATCH
    with pytest.raises(Conflict, match="ACCEPTED"):
        await accept(desk, advice, key="other", quantity=D(4))
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_denial_leaves_it_open_and_is_kept_even_when_the_time_is_over(desk: Stage) -> None:
    advice = await advise(desk, quantity=D(500))
    denied = await accept(desk, advice)
    assert denied.order.denial == DenialCode.MAX_ORDER_VALUE
    assert await state(advice) is OPEN
    smaller = await accept(desk, advice, key="smaller", quantity=denied.order.largest_quantity)
    assert smaller.order.denial is None
    await desk.close()
    await desk.tick()
    again = await accept(desk, advice)
    assert (again.replayed, again.order.id) == (True, denied.order.id)


@sqlite_only
async def test_an_old_one_cannot_be_accepted(desk: Stage, advice: Recommendation) -> None:
    await desk.close()
    await desk.tick()
    before = await tables()
    with pytest.raises(Conflict, match="EXPIRED"):
        await accept(desk, advice)
    with pytest.raises(Conflict, match="EXPIRED"):
        await recommendations.dismiss(desk.desk, desk.owner, advice.id, None)
    assert changes(before, await tables()) == {}


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN"])
@sqlite_only
async def test_a_quantity_that_cannot_be_is_refused(desk: Stage, advice: Recommendation, quantity: str) -> None:
    before = await tables()
    with pytest.raises(InvalidInput):
        await accept(desk, advice, quantity=D(quantity))
    assert changes(before, await tables()) == {}


async def test_dismissing_is_final_and_harmless_to_repeat(desk: Stage, advice: Recommendation) -> None:
    with pytest.raises(InvalidInput, match="Say why"):
        await recommendations.dismiss(desk.desk, desk.owner, advice.id, "x" * 501)
    await recommendations.dismiss(desk.desk, desk.owner, advice.id, "x" * 500)
    before = await tables()
    assert (await recommendations.dismiss(desk.desk, desk.owner, advice.id, None)).state is DISMISSED
    with pytest.raises(Conflict, match="DISMISSED"):
        await accept(desk, advice)
    assert changes(before, await tables()) == {}
    assert await Order.all().count() == 0
    await desk.sound()


@sqlite_only
async def test_strangers_do_not_see_it_and_onlookers_do_not_accept_it(desk: Stage, advice: Recommendation) -> None:
    stranger, onlooker = await desk.person("Sam", None), await desk.person("Vera", Role.VIEWER)
    before = await tables()
    for act in (accept, _dismiss):
        with pytest.raises(NotFound):
            await act(desk, advice, viewer=stranger)
        with pytest.raises(NotAllowed):
            await act(desk, advice, viewer=onlooker)
    with pytest.raises(NotFound):
        await accept(desk, Recommendation(id="f" * 32))
    assert changes(before, await tables()) == {}


async def _dismiss(desk: Stage, advice: Recommendation, **more: Any) -> Recommendation:
    return await recommendations.dismiss(desk.desk, more["viewer"], advice.id, None)


async def test_two_who_accept_at_once_make_one_order(desk: Stage, advice: Recommendation) -> None:
    tess = await desk.person("Tess", Role.TRADER)
    answers = await asyncio.gather(
        *(accept(desk, advice, key=f"k{n}", viewer=who) for n, who in enumerate([desk.owner, tess] * 5)),
        return_exceptions=True,
    )
    assert [type(each) for each in answers].count(Conflict) == 9
    assert await Order.all().count() == 1
