"""Proves what clients see of forecasts: a signal's sub-scores and outcome, and the scorecard of every source."""

from datetime import timedelta
from decimal import Decimal

from actions import analyses, stabilities
from actions.analyses import Findings
from actions.setup import SYSTEM
from db.models import Analysis, Forecast, Signal, SignalAction
from tests.actions.test_analyses import opinion
from tests.actions.test_forecasts import score
from tests.graph.conftest import START, World

D = Decimal
SIGNALS = """query ($id: ID!) { portfolio(id: $id) { signals { nodes {
    technicalScore sentimentScore fundamentalScore outcome { realizedReturn correct brier scoredAt } } } } }"""
CARDS = """query ($days: Int = 5) { scorecards(horizonDays: $days) {
    source horizonDays forecasts brier brierOfBaseRate logLoss edge edgeLow edgeHigh weight
    reliability { from to count predicted observed } } }"""


async def signal(world: World) -> Signal:
    requested = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    claimed = await analyses.claim(world.desk, SYSTEM, requested.id)
    assert claimed is not None
    scores = [score("TECHNICAL", "0.6"), score("NEWS", "0.45"), score("FUNDAMENTAL", None)]
    found = opinion("AAPL", SignalAction.BUY, probability_up=D("0.55"), base_rate=D("0.5"), scores=scores)
    assert await analyses.record(world.desk, SYSTEM, claimed, Findings(each=(found,)))
    return await Signal.get(analysis_id=requested.id)


async def test_a_signal_says_its_parts_and_later_what_came_of_it(world: World) -> None:
    made = await signal(world)
    [before] = (await world.data(SIGNALS, id=world.portfolio_id))["portfolio"]["signals"]["nodes"]
    assert [D(before["technicalScore"]), D(before["sentimentScore"])] == [D("0.2"), D("-0.1")]
    assert (before["fundamentalScore"], before["outcome"]) == (None, None)
    made.realized_return, made.correct, made.brier = D("-0.012"), False, D("0.3025")
    made.scored_at = made.created_at + timedelta(days=7)
    await made.save()
    [after] = (await world.data(SIGNALS, id=world.portfolio_id))["portfolio"]["signals"]["nodes"]
    assert after["outcome"] == {
        "realizedReturn": "-0.012", "correct": False, "brier": "0.3025", "scoredAt": made.scored_at.isoformat(),
    }  # fmt: skip


async def test_a_signal_shows_what_asking_again_has_shown_last(world: World) -> None:
    query = """query ($id: ID!) { portfolio(id: $id) { signals { nodes {
        stability { times usable sameAction lowestScore highestScore model failure at } } } } }"""
    made = await signal(world)
    [before] = (await world.data(query, id=world.portfolio_id))["portfolio"]["signals"]["nodes"]
    assert before["stability"] is None
    run = await Analysis.get(id=made.analysis_id)
    await stabilities.begin(world.desk, SYSTEM, run, "m", 2)
    row = await stabilities.begin(world.desk, SYSTEM, run, "m", 4)
    row.usable, row.symbols = 4, {"AAPL": {"same_action": "0.75", "lowest": "-0.1", "highest": "0.2"}}
    await stabilities.keep(world.desk, SYSTEM, row)
    [after] = (await world.data(query, id=world.portfolio_id))["portfolio"]["signals"]["nodes"]
    assert after["stability"] == {
        "times": 4, "usable": 4, "sameAction": "0.75", "lowestScore": "-0.1", "highestScore": "0.2", "model": "m",
        "failure": None, "at": row.at.isoformat(),
    }  # fmt: skip


async def test_every_source_that_spoke_has_a_card(world: World) -> None:
    await signal(world)
    cards = (await world.data(CARDS))["scorecards"]
    assert [(card["source"], card["forecasts"], card["brier"]) for card in cards] == [
        ("NEWS", 0, None), ("TECHNICAL", 0, None),
    ]  # fmt: skip
    await Forecast.filter(source="NEWS").update(
        up=0, brier=202_500, base_brier=250_000, loss=597_837, base_loss=693_147, edge=1, made_on=START
    )
    news = (await world.data(CARDS))["scorecards"][0]
    assert (news["forecasts"], D(news["brier"]), D(news["logLoss"]), D(news["edge"])) == (
        1, D("0.2025"), D("0.597837"), D(1),
    )  # fmt: skip
    assert (news["edgeLow"], D(news["brierOfBaseRate"]), D(news["weight"])) == (None, D("0.25"), D("0.2"))
    [only] = news["reliability"]
    assert [D(only[name]) for name in ("from", "to", "predicted", "observed")] == [D("0.45")] * 3 + [D(0)]
    assert (await world.data(CARDS, days=10))["scorecards"] == []
