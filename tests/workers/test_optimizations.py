"""Proves optimisations on real bars: every method within its constraints, as trades through the gate, or nothing."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from actions import jobs, optimizations
from actions import rebalancing as planning
from db.models import (
    Alert,
    Analysis,
    AuditEntry,
    Autonomy,
    IdempotencyKey,
    JobState,
    Optimization,
    Order,
    Outbox,
    OutboxKind,
    Portfolio,
    Quote,
    Recommendation,
    RecommendationState,
    Signal,
)
from tests.workers.benches import DAY, KNOWN, ON_SQLITE, Bench
from trading.errors import Conflict, InvalidInput
from trading.optimisation import Bound, Constraints, CovarianceMethod, OptimizationMethod, Plan
from trading.orders import OrderOrigin, OrderSide
from workers import optimizations as work
from workers import rebalancing
from workers.models import Models
from workers.optimizations import run_optimization

pytestmark = ON_SQLITE
D = Decimal
HALVES = Constraints(most=D("0.5"))


@pytest.fixture(autouse=True)
def solver(closed: Bench, models: Models) -> None:
    """One process solves for all tests."""
    closed.crew = replace(closed.crew, solver=models)


async def asked(made: Bench, method: OptimizationMethod = OptimizationMethod.MIN_VARIANCE, **more: Any) -> Optimization:
    more.setdefault("symbols", KNOWN)
    return await optimizations.request(made.crew.desk, made.owner, made.portfolio_id, method, **more)


async def carry_out(made: Bench, wanted: Optimization) -> Optimization:
    for job in await Outbox.filter(kind=OutboxKind.JOB, topic="run_optimization", done_at=None):
        if job.payload["optimization_id"] == wanted.id:
            await run_optimization({"crew": made.crew}, {**job.payload, "outbox_id": job.id})
    return await Optimization.get(id=wanted.id)


async def autonomy(made: Bench, wanted: Autonomy) -> None:
    await Portfolio.filter(id=made.portfolio_id).update(autonomy=wanted)


def weights(done: Optimization) -> dict[str, Decimal]:
    return {each["symbol"]: D(each["target"]) for each in done.weights}


@pytest.mark.parametrize(
    "method", [each for each in OptimizationMethod if each is not OptimizationMethod.BLACK_LITTERMAN]
)
async def test_every_method_finds_weights_within_the_bounds(closed: Bench, method: OptimizationMethod) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    done = await carry_out(closed, await asked(closed, method, constraints=HALVES))
    assert (done.state, done.failure) == (JobState.SUCCEEDED, None)
    found = weights(done)
    assert set(found) == set(KNOWN)
    assert all(0 <= weight <= D("0.500001") for weight in found.values())
    assert abs(sum(found.values(), D(0)) - D("0.98")) < D("0.00001")
    assert abs(sum((D(each["risk"]) for each in done.weights), D(0)) - 1) < D("0.00001")
    assert done.point is not None
    assert done.free is not None
    assert D(done.point["volatility"]) > 0
    risks = [D(each["volatility"]) for each in done.frontier]
    assert risks == sorted(risks)
    assert len(risks) > 1


async def test_the_trades_are_recommendations_and_none_is_an_opinion(closed: Bench) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    done = await carry_out(closed, await asked(closed))
    assert max(weights(done).values()) == D("0.095")  # of 10% in one name
    proposed = await Recommendation.filter(optimization_id=done.id)
    assert {each.symbol for each in proposed} == set(KNOWN)
    for each in proposed:
        price, signal = (await Quote.get(symbol=each.symbol)).price, await Signal.get(id=each.signal_id)
        assert each.state is RecommendationState.OPEN
        assert each.side is OrderSide.BUY
        assert each.quantity * price * D("1.02") <= 10_000
        assert (signal.analysis_id, signal.scores, signal.confidence) == (None, [], D("0.5"))
    assert not await Order.exists()
    again = await carry_out(closed, await asked(closed))
    assert again.weights == done.weights
    states = [each.state for each in await Recommendation.filter(optimization_id=done.id)]
    assert set(states) == {RecommendationState.EXPIRED}


async def test_limits_of_nothing_make_every_trade_one_of_the_highest_risk(closed: Bench) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    limits = {"daily_risk_budget_ratio": "0", "max_volatility": "0"}
    await Portfolio.filter(id=closed.portfolio_id).update(limits=limits)
    done = await carry_out(closed, await asked(closed))
    assert {each.risk_score for each in await Recommendation.filter(optimization_id=done.id)} == {D(1)}


async def test_with_autonomy_the_trades_go_through_the_gate_as_a_rebalance(closed: Bench) -> None:
    await autonomy(closed, Autonomy.AUTOMATIC)
    await carry_out(closed, await asked(closed))
    orders = await Order.filter(portfolio_id=closed.portfolio_id)
    assert len(orders) == len(KNOWN)
    for order in orders:
        assert order.origin is OrderOrigin.REBALANCE
        assert order.strategy_id is not None
        assert order.checks


async def test_signals_tilt_black_litterman_and_without_any_it_fails_and_says_so(closed: Bench) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    method = OptimizationMethod.BLACK_LITTERMAN
    failed = await carry_out(closed, await asked(closed, method, constraints=Constraints()))
    assert failed.state is JobState.FAILED
    assert failed.failure == "No signal of these symbols says anything now: ask for an analysis first."
    assert not await Alert.filter(code="MODEL_FAILING").exists()
    await closed.analysed()
    signals = {each.symbol: each for each in await Signal.filter(analysis_id__isnull=False)}
    even = await carry_out(closed, await asked(closed, method, constraints=Constraints()))
    await Signal.filter(id=signals["IBM"].id).update(probability_up=D("0.9"))
    sure = await carry_out(closed, await asked(closed, method, constraints=Constraints()))
    assert even.state is sure.state is JobState.SUCCEEDED
    assert weights(sure)["IBM"] > weights(even)["IBM"]
    for chance in ("0.999999", "1"):  # what contradicts it moves with it, for certain
        await Signal.filter(id=signals["IBM"].id).update(probability_up=D(chance))
        await Signal.filter(id=signals["MSFT"].id).update(probability_up=1 - D(chance))
        torn = await carry_out(closed, await asked(closed, method, constraints=Constraints(cash=D(0), most=D("0.6"))))
        assert torn.state is JobState.SUCCEEDED, torn.failure
        assert weights(torn)["IBM"] == D("0.6")
        assert weights(torn)["MSFT"] < D("0.00001")


async def test_constraints_hold_and_tell_what_they_cost(closed: Bench) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    wish = Constraints(
        most=D("0.6"),
        cash=D("0.1"),
        bounds=(Bound(sector="Technology", most=D("0.5")), Bound(symbols=("GOOG",), most=D("0.4"))),
        covariance=CovarianceMethod.EWMA,
        lookback_days=252,
    )
    done = await carry_out(closed, await asked(closed, constraints=wish))
    found = weights(done)
    assert done.state is JobState.SUCCEEDED, done.failure
    assert found["AAPL"] + found["IBM"] + found["MSFT"] <= D("0.500001")
    assert found["GOOG"] <= D("0.400001")
    assert done.point is not None
    assert done.free is not None
    assert D(done.point["volatility"]) > D(done.free["volatility"])


async def test_a_limit_on_turnover_leads_there_in_steps(closed: Bench) -> None:
    await autonomy(closed, Autonomy.OBSERVE)
    wish = Constraints(turnover=D("0.2"))
    done = await carry_out(closed, await asked(closed, constraints=wish))
    assert done.state is JobState.SUCCEEDED, done.failure
    assert sum(weights(done).values(), D(0)) == pytest.approx(D("0.1"), abs=D("0.00001"))


@pytest.mark.parametrize(
    ("symbols", "wish", "words"),
    [
        (["AAPL", "FB"], HALVES, "FB has traded for 10 days; 61 in common are needed."),
        (KNOWN, Constraints(least=D("0.3"), most=D("0.5")), "The least weights sum to"),
        (KNOWN, Constraints(most=D("0.5"), min_return=D(1)), "No weights satisfy these constraints"),
    ],
)
async def test_what_cannot_be_found_fails_with_the_reason_and_leaves_nothing(
    closed: Bench, symbols: list[str], wish: Constraints, words: str
) -> None:
    done = await carry_out(closed, await asked(closed, symbols=symbols, constraints=wish))
    assert done.state is JobState.FAILED
    assert done.failure is not None
    assert done.failure.startswith(words)
    assert (done.weights, done.point) == ([], None)
    assert not await Recommendation.exists()
    assert not await Signal.exists()


async def test_what_cannot_be_asked_for_is_refused_at_once(closed: Bench) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"symbols": ["AAPL"]},
        {"symbols": ["AAPL", "NOSUCH"]},
        {"constraints": Constraints(most=D(2))},
    )
    for more in wrong:
        with pytest.raises(InvalidInput):
            await asked(closed, **more)
    first = await asked(closed, key="once")
    assert (await asked(closed, key="once")).id == first.id
    for _ in range(optimizations.WAITING_MAX - 1):
        await asked(closed)
    with pytest.raises(Conflict, match="are waiting"):
        await asked(closed)
    await Portfolio.filter(id=closed.portfolio_id).update(archived_at=closed.clock.now())
    with pytest.raises(Conflict, match="archived"):
        await asked(closed)


async def test_a_search_that_is_canceled_stops_and_leaves_nothing(
    closed: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "LOOK_S", 0.02)
    wanted = await asked(closed)
    running = asyncio.create_task(carry_out(closed, wanted))
    async with asyncio.timeout(60):
        while not await Optimization.exists(id=wanted.id, stage="weights"):
            await asyncio.sleep(0.01)
        await jobs.cancel(closed.crew.desk, closed.owner, Optimization, wanted.id)
        done = await running
    assert (done.state, done.weights) == (JobState.CANCELED, [])
    assert not await Recommendation.exists()
    assert not await Analysis.filter(state=JobState.RUNNING).exists()
    assert not await Outbox.exists(topic="run_optimization", done_at=None)


async def test_the_past_ends_with_the_day_that_has_closed(closed: Bench) -> None:
    assert (await asked(closed)).as_of == DAY


async def test_a_portfolio_rebalances_by_itself_once_a_close_and_again_when_it_has_drifted(closed: Bench) -> None:
    desk, waiting = closed.crew.desk, Optimization.filter(portfolio_id=closed.portfolio_id).order_by("sequence")
    await autonomy(closed, Autonomy.OBSERVE)
    await Portfolio.filter(id=closed.portfolio_id).update(watchlist=KNOWN)
    await rebalancing.ask(closed.crew, closed.portfolio_id)
    assert not await waiting.exists()  # nobody has planned it
    wanted = Plan(method=OptimizationMethod.HRP, every_days=30, drift=D("0.05"))
    await planning.plan(desk, closed.owner, closed.portfolio_id, wanted)
    for _ in range(2):
        await rebalancing.ask(closed.crew, closed.portfolio_id)
    [first] = await waiting
    assert (first.trigger, first.as_of) == ("CALENDAR", DAY)
    assert (await carry_out(closed, first)).state is JobState.SUCCEEDED
    await rebalancing.ask(closed.crew, closed.portfolio_id)
    assert await waiting.count() == 1
    await Optimization.filter(id=first.id).update(as_of=DAY - timedelta(days=1))  # nothing was bought: all has drifted
    await IdempotencyKey.filter(operation="requestOptimization").delete()  # that of another day is another
    await rebalancing.ask(closed.crew, closed.portfolio_id)
    assert [each.trigger for each in await waiting] == ["CALENDAR", "DRIFT"]
    with pytest.raises(InvalidInput, match="how far"):
        await planning.plan(desk, closed.owner, closed.portfolio_id, Plan(method=OptimizationMethod.HRP))
    await planning.plan(desk, closed.owner, closed.portfolio_id, None)
    assert (await Portfolio.get(id=closed.portfolio_id)).rebalancing is None
    assert await AuditEntry.filter(chain=closed.portfolio_id, action="set_rebalancing").count() == 2
