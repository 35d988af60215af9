"""Proves what becomes of opinions: a decision for every symbol, orders only through risk, and none from silence."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from actions import analyses, jobs, stops
from actions.analyses import Finding, Findings
from db.models import (
    Analysis,
    Autonomy,
    Decision,
    DecisionOutcome,
    Feed,
    JobState,
    Order,
    Portfolio,
    Quote,
    Recommendation,
    RecommendationState,
    Role,
    Signal,
    SignalAction,
)
from tests.desks import DAYS, SYMBOLS, Stage, buy, changes, sqlite_only, tables
from trading.errors import Conflict, DenialCode, IdempotencyRefused, InvalidInput, NotAllowed, NotFound
from trading.orders import OrderOrigin, OrderSide, OrderStatus
from trading.stop import StopLevel, StopScope

D = Decimal
OUTCOME = DecisionOutcome


def silent(symbol: str) -> Finding:
    return Finding(symbol=symbol, action=None, summary="Every source abstained.", reasons=("too little history",))


def opinion(symbol: str, action: SignalAction, **other: Any) -> Finding:
    values: dict[str, Any] = {
        "symbol": symbol,
        "action": action,
        "summary": "an opinion",
        "confidence": D("0.9"),
        "probability_up": D("0.9"),
        "expected_return": D("0.05"),
        "volatility": D("0.20"),
        "atr": D(2),
    }
    return Finding(**(values | other))


async def run(desk: Stage, *findings: Finding) -> Analysis:
    """Request an analysis, claim it as a worker, and record hand-made findings."""
    requested = await analyses.request(desk.desk, desk.owner, desk.portfolio_id, [each.symbol for each in findings])
    claimed = await analyses.claim(desk.desk, desk.crew.viewer, requested.id)
    assert claimed is not None
    assert await analyses.record(desk.desk, desk.crew.viewer, claimed, Findings(each=findings))
    return await Analysis.get(id=requested.id)


async def decisions() -> dict[str, tuple[DecisionOutcome, str | None]]:
    return {each.symbol: (each.outcome, each.stopped_by) for each in await Decision.all().order_by("sequence")}


async def autonomy(desk: Stage, how: Autonomy, **limits: str) -> None:
    await Portfolio.filter(id=desk.portfolio_id).update(autonomy=how, limits=limits)


# ---------------------------------------------------------------- recording


async def test_silence_trades_nothing_and_positions_stay(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await autonomy(desk, Autonomy.AUTOMATIC)
    before = await tables()
    done = await run(desk, *map(silent, SYMBOLS))
    after = changes(before, await tables())
    assert done.state is JobState.SUCCEEDED
    assert await decisions() == dict.fromkeys(SYMBOLS, (OUTCOME.ABSTAINED, "ABSTAINED"))
    assert not after.keys() & {"orders", "executions", "signals", "recommendations", "positions", "journal_entries"}
    assert await desk.held("AAA") == 10
    assert [each.explanation for each in await Decision.all()] == ["too little history"] * 3


async def test_every_symbol_has_a_decision_traded_or_not(desk: Stage) -> None:
    await run(
        desk,
        opinion("AAA", SignalAction.BUY),
        opinion("BBB", SignalAction.HOLD),
        silent("CCC"),
    )
    assert await decisions() == {
        "AAA": (OUTCOME.RECOMMENDED, None),
        "BBB": (OUTCOME.HELD, "EDGE_BELOW_COST"),
        "CCC": (OUTCOME.ABSTAINED, "ABSTAINED"),
    }
    assert {each.symbol for each in await Signal.all()} == {"AAA", "BBB"}
    [advice] = await Recommendation.all()
    assert (advice.symbol, advice.side, advice.state) == ("AAA", OrderSide.BUY, RecommendationState.OPEN)
    assert advice.stop_loss is not None
    assert advice.take_profit is not None
    assert advice.stop_loss < 100 < advice.take_profit
    assert await Order.all().count() == 0  # the portfolio only observes
    await desk.sound()


async def test_an_automatic_portfolio_places_through_risk(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC)
    await run(desk, opinion("AAA", SignalAction.BUY))
    assert await decisions() == {"AAA": (OUTCOME.ORDERED, None)}
    [order] = await Order.all()
    decision, advice = await Decision.get(symbol="AAA"), await Recommendation.get(symbol="AAA")
    assert (order.origin, order.recommendation_id) == (OrderOrigin.RECOMMENDATION, advice.id)
    assert (decision.order_id, decision.checks) == (order.id, order.checks)
    assert advice.state is RecommendationState.ACCEPTED
    await desk.work()
    assert await desk.status(order.id) is OrderStatus.FILLED
    await desk.sound()


@sqlite_only
async def test_a_second_run_before_the_open_buys_and_sells_nothing_twice(desk: Stage) -> None:
    await desk.trade(buy("BBB", "10"))
    await autonomy(desk, Autonomy.AUTOMATIC)
    small = {"expected_return": D("0.001")}  # far below the cap on one name: risk would let it be bought again
    both = opinion("AAA", SignalAction.BUY, **small), opinion("BBB", SignalAction.SELL)
    await run(desk, *both)
    assert await decisions() == {"AAA": (OUTCOME.ORDERED, None), "BBB": (OUTCOME.ORDERED, None)}
    await run(desk, *both)
    assert await decisions() == {"AAA": (OUTCOME.HELD, "WITHIN_BAND"), "BBB": (OUTCOME.HELD, "NOTHING_TO_SELL")}
    await desk.work()
    bought = (await Recommendation.filter(symbol="AAA").order_by("sequence"))[0].quantity
    assert (await desk.held("AAA"), await desk.held("BBB")) == (bought, D(0))
    await desk.sound()


@sqlite_only
async def test_an_automatic_portfolio_is_throttled_and_then_waits_for_a_person(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC, auto_execution_max="1")
    await run(desk, opinion("AAA", SignalAction.BUY))
    await desk.work()
    await run(desk, opinion("AAA", SignalAction.SELL))
    assert await decisions() == {"AAA": (OUTCOME.DENIED, DenialCode.AUTO_EXEC_LIMIT.value)}
    await run(desk, opinion("BBB", SignalAction.BUY))
    assert (await decisions())["BBB"] == (OUTCOME.DENIED, DenialCode.STRATEGY_DISABLED.value)
    await desk.sound()


@sqlite_only
async def test_an_automatic_portfolio_that_is_stopped_trades_nothing(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC)
    await stops.engage(desk.desk, desk.owner, StopScope.PORTFOLIO, desk.portfolio_id, StopLevel.STOP, "enough")
    await run(desk, opinion("AAA", SignalAction.BUY))
    assert await decisions() == {"AAA": (OUTCOME.DENIED, DenialCode.TRADING_HALTED.value)}
    assert (await desk.portfolio()).reserved == 0


@sqlite_only
async def test_with_approval_a_proposal_waits_as_an_order_and_observing_makes_none(desk: Stage) -> None:
    await autonomy(desk, Autonomy.APPROVE)
    await run(desk, opinion("AAA", SignalAction.BUY))
    [waiting] = await Order.all()
    assert (await desk.status(waiting.id), waiting.sent_at) == (OrderStatus.PENDING_APPROVAL, None)
    assert await decisions() == {"AAA": (OUTCOME.RECOMMENDED, None)}
    await autonomy(desk, Autonomy.OBSERVE)
    await run(desk, opinion("BBB", SignalAction.BUY))
    assert await Order.all().count() == 1


@sqlite_only
async def test_what_is_proposed_fits_the_limits_of_one_name_one_order_and_the_market(desk: Stage) -> None:
    """A small limit makes a small trade; it used to make one that risk denied, day after day."""
    limits = {"max_position_ratio": "0.05", "max_order_value": "3000", "max_order_volume_ratio": "0.0002"}
    for (name, value), most in zip(limits.items(), (D(5000), D(3000), D(20) * 100), strict=True):
        await autonomy(desk, Autonomy.AUTOMATIC, **{name: value})
        await run(desk, opinion("AAA", SignalAction.BUY))
        order = await Order.all().order_by("-sequence").first()
        assert order is not None
        assert order.denial is None, name
        assert most * D("0.9") <= order.quantity * D(102) <= most * D("1.02"), name
        await Order.filter(id=order.id).update(open=False)  # as if it had never been


@sqlite_only
async def test_what_risk_denies_is_a_denied_decision(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC, daily_risk_budget_ratio="0.000001")
    await run(desk, opinion("AAA", SignalAction.BUY), opinion("BBB", SignalAction.BUY))
    assert await decisions() == dict.fromkeys(("AAA", "BBB"), (OUTCOME.DENIED, DenialCode.DAILY_RISK_BUDGET.value))
    assert {each.denial for each in await Order.all()} == {DenialCode.DAILY_RISK_BUDGET}
    assert {each.state for each in await Recommendation.all()} == {RecommendationState.OPEN}
    assert (await desk.portfolio()).reserved == 0
    await desk.sound()


@sqlite_only
async def test_an_opinion_to_sell_closes_what_is_held_and_nothing_else(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await autonomy(desk, Autonomy.AUTOMATIC)
    await run(desk, opinion("AAA", SignalAction.SELL), opinion("BBB", SignalAction.SELL))
    assert await decisions() == {"AAA": (OUTCOME.ORDERED, None), "BBB": (OUTCOME.HELD, "NOTHING_TO_SELL")}
    await desk.work()
    assert await desk.held("AAA") == 0
    await desk.sound()


@sqlite_only
async def test_an_automatic_order_has_its_exits_at_the_broker(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC, max_daily_loss_ratio="0.5")
    await run(desk, opinion("AAA", SignalAction.BUY))
    await desk.work()
    advice = await Recommendation.get(symbol="AAA")
    target, stop = await Order.filter(parent_id=advice.order_id).order_by("sequence")
    assert (target.limit_price, stop.stop_price) == (advice.take_profit, advice.stop_loss)
    assert target.acked_at is not None
    assert (target.origin, target.strategy_id) == (OrderOrigin.RECOMMENDATION, None)
    await desk.tick(AAA=str(advice.stop_loss))
    assert await desk.held("AAA") == 0  # nobody was asked
    await run(desk, opinion("AAA", SignalAction.BUY))
    last = await Decision.all().order_by("-sequence").first()
    assert last is not None
    assert last.stopped_by == "COOLING_OFF"
    await desk.sound()


@sqlite_only
async def test_without_exits_at_the_broker_a_stop_loss_that_was_reached_closes_whatever_the_opinion(
    desk: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk.broker, "capabilities", replace(desk.broker.capabilities, bracket=False))
    await autonomy(desk, Autonomy.AUTOMATIC, max_daily_loss_ratio="0.5")
    await run(desk, opinion("AAA", SignalAction.BUY))
    await desk.work()
    bought = await desk.held("AAA")
    assert bought > 0
    advice = await Recommendation.get(symbol="AAA")
    assert advice.stop_loss is not None
    await desk.tick(AAA=str(advice.stop_loss))
    await run(desk, opinion("AAA", SignalAction.HOLD))
    await desk.work()
    assert await desk.held("AAA") == 0
    last = await Decision.all().order_by("-sequence").first()
    assert last is not None
    assert "stop loss" in last.explanation


async def position_of_a_day(desk: Stage) -> Decimal:
    """Buy on an opinion that looks one day ahead, and let that day pass without a level being reached."""
    await autonomy(desk, Autonomy.AUTOMATIC, max_daily_loss_ratio="0.5")
    await run(desk, opinion("AAA", SignalAction.BUY, horizon_days=1))
    await desk.work()
    bought = await desk.held("AAA")
    assert bought > 0
    await run(desk, opinion("AAA", SignalAction.HOLD))
    await desk.work()
    assert await desk.held("AAA") == bought  # its time is not over
    await next_close(desk)
    return bought


async def next_close(desk: Stage) -> None:
    await desk.close()
    await desk.tick()
    await desk.close()


async def explanation() -> str:
    last = await Decision.all().order_by("-sequence").first()
    assert last is not None
    return last.explanation


async def test_a_position_that_nobody_would_buy_again_is_closed_when_its_time_is_over(desk: Stage) -> None:
    await position_of_a_day(desk)
    assert await Order.filter(parent_id__isnull=False, open=True).count() == 2
    await run(desk, opinion("AAA", SignalAction.HOLD))
    assert "the time stop, 1 trading days after" in await explanation()
    await desk.work()
    await desk.tick()
    assert await desk.held("AAA") == 0
    await desk.work()
    assert not await Order.filter(open=True).exists()  # its exits are gone with it
    await desk.sound()


@sqlite_only
async def test_an_opinion_to_buy_again_gives_a_position_new_time(desk: Stage) -> None:
    bought = await position_of_a_day(desk)
    await run(desk, opinion("AAA", SignalAction.BUY, horizon_days=2))
    await next_close(desk)
    await run(desk, opinion("AAA", SignalAction.HOLD))
    await desk.work()
    await desk.tick()
    assert await desk.held("AAA") >= bought


@sqlite_only
async def test_silence_closes_nothing_whose_time_is_over(desk: Stage) -> None:
    bought = await position_of_a_day(desk)
    await run(desk, silent("AAA"))
    await desk.work()
    await desk.tick()
    assert await desk.held("AAA") == bought


@sqlite_only
async def test_what_a_person_bought_last_has_no_time_stop(desk: Stage) -> None:
    bought = await position_of_a_day(desk)
    await desk.trade(buy("AAA", "1"))
    await desk.tick()
    assert await desk.held("AAA") == bought + 1
    await run(desk, opinion("AAA", SignalAction.HOLD))
    await desk.work()
    await desk.tick()
    assert await desk.held("AAA") == bought + 1


@sqlite_only
async def test_what_was_just_sold_is_not_bought_straight_back(desk: Stage) -> None:
    await desk.trade(buy("AAA", "10"))
    await autonomy(desk, Autonomy.AUTOMATIC)
    await run(desk, opinion("AAA", SignalAction.SELL))
    await desk.work()
    await run(desk, opinion("AAA", SignalAction.BUY), opinion("BBB", SignalAction.BUY))
    assert (await decisions()) == {"AAA": (OUTCOME.HELD, "COOLING_OFF"), "BBB": (OUTCOME.ORDERED, None)}


@sqlite_only
async def test_a_run_that_the_market_has_overtaken_trades_nothing(desk: Stage) -> None:
    await desk.close()
    requested = await analyses.request(desk.desk, desk.owner, desk.portfolio_id)
    for _ in range(analyses.BEHIND_MAX + 1):
        await desk.tick()
        await desk.close()
    assert await analyses.claim(desk.desk, desk.crew.viewer, requested.id) is None
    done = await Analysis.get(id=requested.id)
    assert done.state is JobState.FAILED
    assert "ask again" in (done.failure or "")
    assert not await Order.exists()


@sqlite_only
async def test_a_new_run_replaces_open_advice(desk: Stage) -> None:
    await run(desk, opinion("AAA", SignalAction.BUY))
    await run(desk, opinion("AAA", SignalAction.BUY))
    states = [each.state for each in await Recommendation.all().order_by("sequence")]
    assert states == [RecommendationState.EXPIRED, RecommendationState.OPEN]


@sqlite_only
async def test_without_a_price_nothing_is_sized(desk: Stage) -> None:
    await Quote.filter(symbol="AAA").delete()
    await run(desk, opinion("AAA", SignalAction.BUY))
    assert await decisions() == {"AAA": (OUTCOME.HELD, "NO_PRICE")}


# ---------------------------------------------------------------- once


async def test_a_run_is_recorded_once_and_by_who_holds_it(desk: Stage) -> None:
    await autonomy(desk, Autonomy.AUTOMATIC)
    requested = await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["AAA"])
    slow = await analyses.claim(desk.desk, desk.crew.viewer, requested.id)
    assert slow is not None
    assert await analyses.claim(desk.desk, desk.crew.viewer, requested.id) is None
    desk.later(seconds=121)
    await desk.tick()
    quick = await analyses.claim(desk.desk, desk.crew.viewer, requested.id)
    assert quick is not None
    findings = Findings(each=(opinion("AAA", SignalAction.BUY),))
    assert not await analyses.record(desk.desk, desk.crew.viewer, slow, findings)
    assert await analyses.record(desk.desk, desk.crew.viewer, quick, findings)
    before = await tables()
    assert not await analyses.record(desk.desk, desk.crew.viewer, quick, findings)
    assert changes(before, await tables()) == {}
    assert await Order.all().count() == 1


@sqlite_only
async def test_after_three_lost_attempts_a_run_is_given_up(desk: Stage) -> None:
    requested = await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["AAA"])
    for _ in range(3):
        assert await analyses.claim(desk.desk, desk.crew.viewer, requested.id) is not None
        desk.later(seconds=121)
    assert await analyses.claim(desk.desk, desk.crew.viewer, requested.id) is None
    assert (await Analysis.get(id=requested.id)).state is JobState.FAILED
    assert await jobs.over(Analysis, requested.id)


# ---------------------------------------------------------------- requests


async def test_the_same_key_is_the_same_run(desk: Stage) -> None:
    first = await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["AAA"], key="k")
    before = await tables()
    again = await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["AAA"], key="k")
    assert again.id == first.id
    with pytest.raises(IdempotencyRefused):
        await analyses.request(desk.desk, desk.owner, desk.portfolio_id, ["BBB"], key="k")
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_a_run_sees_the_last_closed_day(desk: Stage) -> None:
    await desk.close()
    await desk.tick()
    during = await analyses.request(desk.desk, desk.owner, desk.portfolio_id)
    assert (during.as_of, during.symbols) == (DAYS[0], [*SYMBOLS])
    await desk.close()
    after = await Analysis.all().order_by("-sequence").first()
    assert after is not None
    assert (after.as_of, after.requested_by_id) == (desk.day, desk.crew.viewer.user_id)


@pytest.mark.parametrize("symbols", [["NIX"], [], ["AAA", "A\x00"], ["A" * 21]])
async def test_symbols_that_are_unknown_are_refused(desk: Stage, symbols: list[str]) -> None:
    before = await tables()
    with pytest.raises(InvalidInput):
        await analyses.request(desk.desk, desk.owner, desk.portfolio_id, symbols)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_who_may_ask(desk: Stage) -> None:
    stranger, onlooker = await desk.person("Sam", None), await desk.person("Vera", Role.VIEWER)
    before = await tables()
    with pytest.raises(NotFound):
        await analyses.request(desk.desk, stranger, desk.portfolio_id)
    with pytest.raises(NotAllowed):
        await analyses.request(desk.desk, onlooker, desk.portfolio_id)
    assert changes(before, await tables()) == {}


@sqlite_only
async def test_before_the_market_has_a_day_nothing_can_be_asked(desk: Stage) -> None:
    await Feed.all().delete()
    with pytest.raises(Conflict):
        await analyses.request(desk.desk, desk.owner, desk.portfolio_id)
