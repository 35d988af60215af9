"""Proves that an optimisation is asked for as it is meant and told as it was found, with its trades in it."""

from decimal import Decimal
from typing import Any

import db.models as rows
from actions import jobs, optimizations
from actions.setup import SYSTEM
from graph import ids
from tests.graph.conftest import World
from trading.optimisation import Constraints, Optimum, Point, Target

D = Decimal
REQUEST = """mutation ($input: RequestOptimizationInput!) { requestOptimization(input: $input) { __typename
    ... on JobAccepted { job { id state } } ... on InvalidInputProblem { fields { path message } }
    ... on Problem { message } } }"""
ASKED = """query ($id: ID!) { job(id: $id) { state progress ... on Optimization { method symbols
    weights { symbol current target riskContribution } expectedReturn expectedVolatility turnover
    frontier { expectedReturn expectedVolatility } constraintCost { expectedReturn expectedVolatility }
    rebalance { side quantity state signal { confidence analysis { id } scores { source } } instrument: portfolio { id }
        preview { decision } } portfolio { optimizations(first: 5) { totalCount nodes { id } } } } } }"""
FOUND = Optimum(
    targets=(
        Target(symbol="AAPL", current=D(0), target=D("0.095"), risk=D("0.6")),
        Target(symbol="IBM", current=D("0.001"), target=D("0.05"), risk=D("0.4")),
    ),
    point=Point(expected_return=D("0.05"), volatility=D("0.04")),
    free=Point(expected_return=D("0.11"), volatility=D("0.03")),
    frontier=(Point(expected_return=D("0.01"), volatility=D("0.02")),),
)


async def request(world: World, **more: Any) -> Any:
    wanted = {"portfolioId": world.portfolio_id, "method": "MIN_VARIANCE", "symbols": ["AAPL", "IBM"], **more}
    return (await world.data(REQUEST, input=wanted))["requestOptimization"]


async def test_what_was_found_is_told_with_its_trades(world: World) -> None:
    accepted = await request(world, idempotencyKey="once")
    assert (await request(world, idempotencyKey="once"))["job"]["id"] == accepted["job"]["id"]
    waiting = (await world.data(ASKED, id=accepted["job"]["id"]))["job"]
    assert (waiting["state"], waiting["weights"], waiting["expectedReturn"], waiting["turnover"]) == (
        "QUEUED", [], None, None,
    )  # fmt: skip
    claimed = await jobs.claim(world.desk, SYSTEM, rows.Optimization, ids.decode("Optimization", accepted["job"]["id"]))
    assert claimed is not None
    assert await optimizations.record(world.desk, SYSTEM, claimed, FOUND)
    assert not await optimizations.record(world.desk, SYSTEM, claimed, FOUND)
    told = (await world.data(ASKED, id=accepted["job"]["id"]))["job"]
    assert told["state"] == "SUCCEEDED"
    assert told["weights"][0] == {"symbol": "AAPL", "current": "0", "target": "0.095", "riskContribution": "0.6"}
    assert (told["expectedReturn"], told["expectedVolatility"], told["turnover"]) == ("0.05", "0.04", "0.144")
    assert told["frontier"] == [{"expectedReturn": "0.01", "expectedVolatility": "0.02"}]
    assert told["constraintCost"] == {"expectedReturn": "-0.06", "expectedVolatility": "0.01"}
    assert [each["side"] for each in told["rebalance"]] == ["BUY", "BUY"]
    for each in told["rebalance"]:
        assert each["signal"] == {"confidence": "0.5", "analysis": None, "scores": []}
        assert each["preview"]["decision"] == "ACCEPT"
    assert told["portfolio"]["optimizations"] == {"totalCount": 1, "nodes": [{"id": accepted["job"]["id"]}]}


async def test_constraints_are_taken_as_they_were_said(world: World) -> None:
    wish = {
        "maxWeight": "0.6",
        "bounds": [
            {"sector": "Technology", "maxWeight": "0.5"},
            {"symbols": ["AAPL"], "minWeight": "0.1"},
            {"sector": "Communication"},  # of which nothing is asked for
        ],
        "maxTurnover": "0.4",
        "covariance": "EWMA",
    }
    accepted = await request(world, constraints=wish)
    kept = await rows.Optimization.get(id=ids.decode("Optimization", accepted["job"]["id"]))
    found = Constraints.of(kept.constraints)
    assert [(each.symbols, each.least, each.most) for each in found.bounds] == [
        (("AAPL", "IBM"), D(0), D("0.5")),
        (("AAPL",), D("0.1"), D(1)),
    ]
    assert (found.most, found.turnover, found.cash, found.lookback_days) == (D("0.6"), D("0.4"), D("0.02"), 504)


async def test_what_makes_no_sense_is_refused_field_by_field(world: World) -> None:
    refused = await request(world, constraints={"maxWeight": "1.5", "lookbackDays": 3})
    assert refused["__typename"] == "InvalidInputProblem"
    assert {tuple(each["path"]) for each in refused["fields"]} == {
        ("constraints", "maxWeight"),
        ("constraints", "lookbackDays"),
    }
    unheard = await request(world, method="HRP", constraints={"maxTurnover": "0.1"})
    assert unheard["fields"][0]["path"] == ["constraints", "maxTurnover"]
    nowhere = await request(world, constraints={"bounds": [{"sector": "Tecnology", "maxWeight": "0.1"}]})
    assert nowhere["fields"][0]["path"] == ["constraints", "bounds"]
    assert nowhere["fields"][0]["message"].startswith("There is no sector 'Tecnology'; there are Communication, Tech")
    assert (await request(world, symbols=["AAPL", "NOSUCH"]))["fields"][0]["path"] == ["symbols"]
    assert not await rows.Optimization.exists()


async def test_a_plan_to_rebalance_is_told_as_it_was_set(world: World) -> None:
    change = """mutation ($input: SetRebalancingInput!) { setRebalancing(input: $input) { __typename
        ... on PortfolioChanged { portfolio { rebalancing { method everyDays driftRatio } } }
        ... on InvalidInputProblem { fields { path } } } }"""

    async def told(**wanted: Any) -> Any:
        return (await world.data(change, input={"portfolioId": world.portfolio_id, **wanted}))["setRebalancing"]

    plan = {"method": "HRP", "everyDays": None, "driftRatio": "0.05"}
    assert (await told(method="HRP", driftRatio="0.05"))["portfolio"]["rebalancing"] == plan
    assert (await told())["fields"] == [{"path": ["method"]}]
    assert (await told(method="HRP", driftRatio="7"))["fields"] == [{"path": ["driftRatio"]}]
    assert (await told(method=None))["portfolio"]["rebalancing"] is None
