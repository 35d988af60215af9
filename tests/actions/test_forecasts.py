"""Proves that every forecast is kept once, scored when its horizon has passed and not before, and added up rightly."""

from decimal import Decimal
from typing import Any

from actions import forecasts
from db.models import Forecast, OutboxKind, Signal, SignalAction
from db.models import Outbox as Row
from db.reads.forecasts import scorecards
from tests.actions.test_analyses import opinion, run
from tests.desks import DAYS, Stage, changes, sqlite_only, tables

D = Decimal


def score(source: str, chance: str | None, weight: str = "0.2") -> dict[str, object]:
    return {
        "source": source, "probability_up": chance, "contribution": "0", "weight": weight,
        "abstained": chance is None, "reasons": [],
    }  # fmt: skip


def said(symbol: str, action: SignalAction, *scores: dict[str, object], up: str = "0.6", **more: Any) -> Any:
    return opinion(
        symbol, action, probability_up=D(up), base_rate=D("0.55"), horizon_days=2, scores=list(scores), **more
    )


BOTH = (score("TECHNICAL", "0.6"), score("NEWS", None), score("REGIME", "0.4", weight="0.05"))


async def test_a_signal_is_scored_when_its_horizon_has_passed_and_not_before(desk: Stage) -> None:
    await desk.close()
    await run(desk, said("AAA", SignalAction.BUY, *BOTH), said("BBB", SignalAction.SELL, up="0.3"))
    await desk.tick(AAA="99", BBB="45")
    await desk.close()
    assert not await Signal.exclude(scored_at=None).exists()  # one of two days
    await desk.tick(AAA="103", BBB="55")
    assert not await Signal.exclude(scored_at=None).exists()  # the second day is open
    await desk.close()
    found = {signal.symbol: signal for signal in await Signal.all()}
    assert (found["AAA"].as_of, found["AAA"].realized_return, found["AAA"].correct) == (DAYS[0], D("0.03"), True)
    assert found["AAA"].brier == D("0.16")  # (1 - 0.6)^2
    assert (found["BBB"].realized_return, found["BBB"].correct, found["BBB"].brier) == (D("0.1"), False, D("0.49"))
    assert found["AAA"].scored_at == await desk.desk.market_clock.now()
    told = await Row.filter(kind=OutboxKind.EVENT, topic="signals").order_by("-sequence").first()
    assert told is not None
    assert told.payload["signals"] == [found["AAA"].id, found["BBB"].id]


@sqlite_only
async def test_scoring_again_changes_nothing(desk: Stage) -> None:
    await desk.close()
    await run(desk, said("AAA", SignalAction.BUY, *BOTH))
    for _ in range(2):
        await desk.tick(AAA="120")
        await desk.close()
    before = await tables()
    assert await forecasts.score(desk.desk, desk.crew.viewer, desk.day) == 0
    assert changes(before, await tables()) == {}


async def test_each_source_has_a_card_of_what_it_said(desk: Stage) -> None:
    await desk.close()
    await run(desk, said("AAA", SignalAction.BUY, *BOTH), said("BBB", SignalAction.BUY, *BOTH))
    await run(desk, said("AAA", SignalAction.BUY, score("TECHNICAL", "0.9")))  # the same day again: not counted twice
    waiting = {card.source: card for card in await scorecards(2)}
    assert (waiting["TECHNICAL"].forecasts, waiting["TECHNICAL"].brier) == (0, None)
    assert waiting["TECHNICAL"].weight == D("0.2")
    for price in ("101", "102"):
        await desk.tick(AAA=price, BBB="49")
        await desk.close()
    cards = {card.source: card for card in await scorecards(2)}
    assert sorted(cards) == ["REGIME", "TECHNICAL"]  # who abstained has said nothing
    technical, regime = cards["TECHNICAL"], cards["REGIME"]
    # AAA rose, BBB fell: 0.6 errs by 0.4 and 0.6; 0.4 by 0.6 and 0.4; the base rate of 0.55 by 0.45 and 0.55
    assert (technical.forecasts, technical.brier, technical.base_brier) == (2, D("0.26"), D("0.2525"))
    assert (regime.brier, regime.weight, regime.edge) == (D("0.26"), D("0.05"), D(0))
    assert (technical.edge, technical.edge_low) == (D(0), None)  # one month says nothing of the range
    assert sum(each.count for each in technical.reliability) == 2
    assert {each.predicted for each in technical.reliability} == {D("0.6")}
    assert not await scorecards(5)
    assert not await scorecards(2, before=DAYS[0])  # a replay that began again does not know them yet
    assert {card.forecasts for card in await scorecards(2, before=DAYS[1])} == {2}
    assert await Forecast.all().count() == 4


@sqlite_only
async def test_equal_forecasts_fall_into_bins_regardless_of_their_time(desk: Stage) -> None:
    rows = [
        Forecast(
            id=number + 1, source="NEWS", symbol=f"S{number}", horizon_days=5, made_on=DAYS[0], month=24000,
            chance=500_000, base_rate=500_000, weight=0, up=int(number >= 100), brier=250_000, base_brier=250_000,
            loss=693_147, base_loss=693_147, edge=0,
        )
        for number in range(200)
    ]  # fmt: skip
    await Forecast.bulk_create(rows)
    [card] = await scorecards(5)
    assert [each.count for each in card.reliability] == [20] * 10
    assert all(D("0.2") <= each.observed <= D("0.8") for each in card.reliability)  # in time order: 0 and 1
