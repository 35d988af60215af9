"""Proves that a backtest can be asked for in GraphQL, rules and all, followed, and seen by nobody else."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import db.models as rows
from actions import backtests, jobs
from actions.backtests import Found
from actions.setup import SYSTEM
from graph import ids
from tests.graph.conftest import World
from tests.graph.test_subscriptions import following
from trading.performance import Figures
from trading.strategies import of_json

D = Decimal
ASK = """mutation ($input: RequestBacktestInput!) { requestBacktest(input: $input) { __typename
    ... on JobAccepted { job { __typename id state } } ... on InvalidInputProblem { fields { path message } } } }"""
PERIOD = {"from": "2010-01-04", "to": "2011-01-04"}
RSI = {"indicator": {"measure": "RSI", "length": 2}}
RULES = {
    "enter": {"all": [{"compare": {"left": RSI, "comparison": "BELOW", "right": {"value": "10"}}}]},
    "exit": {"not": {"compare": {"left": RSI, "comparison": "BELOW", "right": {"value": "60"}}}},
    "stopLoss": "0.08",
}


async def asked(world: World, **other: Any) -> Any:
    wanted = {"strategy": "dips", "symbols": ["AAPL"], **PERIOD, "rules": RULES, **other}
    return (await world.data(ASK, input=wanted))["requestBacktest"]


async def test_rules_arrive_as_they_were_asked_for(world: World) -> None:
    job = (await asked(world))["job"]
    assert (job["__typename"], job["state"]) == ("Backtest", "QUEUED")
    kept = await rows.Backtest.get(id=ids.decode("Backtest", job["id"]))
    assert kept.rules is not None
    assert of_json(kept.rules).sentence == (
        "Buy an equal share of equity, with a stop loss at 8% when (RSI(2) is below 10); "
        "sell when not RSI(2) is below 60."
    )


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ({"enter": {"all": []}}, ["rules", "enter", "all"]),
        ({**RULES, "weight": "1.5"}, ["rules", "weight"]),
        (
            {"enter": {"compare": {"left": {"value": "1"}, "comparison": "ABOVE", "right": {"value": "2"}}}},
            ["rules", "enter", "compare"],
        ),
        (
            {"enter": {"compare": {"left": {"indicator": {"measure": "SMA", "length": 501}}, "comparison": "ABOVE",
             "right": {"value": "2"}}}},
            ["rules", "enter", "compare", "left", "indicator", "length"],
        ),
    ],
)  # fmt: skip
async def test_what_is_wrong_in_a_tree_is_named_by_its_path(world: World, rules: Any, path: list[str]) -> None:
    problem = await asked(world, rules=rules)
    assert problem["__typename"] == "InvalidInputProblem"
    assert path in [each["path"] for each in problem["fields"]]
    assert not await rows.Backtest.exists()


async def test_exactly_one_kind_of_condition(world: World) -> None:
    two = {"enter": {"all": [RULES["enter"]], "any": [RULES["enter"]]}}
    result = await world.ask(ASK, input={"strategy": "s", "symbols": ["AAPL"], **PERIOD, "rules": two})
    assert result.errors


async def test_a_result_is_told_and_is_its_owners_alone(world: World) -> None:
    asked_for = (await asked(world))["job"]["id"]
    claimed = await jobs.claim(world.desk, SYSTEM, rows.Backtest, ids.decode("Backtest", asked_for))
    assert claimed
    assert await backtests.record(world.desk, SYSTEM, claimed, found())
    document = """query ($id: ID!) { job(id: $id) { state progress ... on Backtest { from to sentence trades trials
        finalEquity { amount } performance { sharpe totalReturn profit { amount } } equityCurve { equity drawdown }
        denials { name count } ruleDays { name count } laggedSharpe runHash } } }"""
    told = (await world.data(document, id=asked_for))["job"]
    assert (told["state"], told["progress"], told["from"], told["to"]) == ("SUCCEEDED", "1", "2010-01-04", "2011-01-04")
    assert told["performance"] == {"sharpe": "1.2", "totalReturn": "0.1", "profit": {"amount": "10000"}}
    assert told["equityCurve"] == [{"equity": "110000", "drawdown": "0"}, {"equity": "99000", "drawdown": "0.1"}]
    assert (told["denials"], told["trades"]) == ([{"name": "CONCENTRATION", "count": 2}], 7)
    listed = "{ backtests { totalCount nodes { id } } }"
    assert (await world.data(listed))["backtests"] == {"totalCount": 1, "nodes": [{"id": asked_for}]}
    others = await world.ask(listed, viewer=world.stranger)
    assert others.data == {"backtests": {"totalCount": 0, "nodes": []}}
    foreign = await world.ask(document, viewer=world.stranger, id=asked_for)
    missing = await world.ask(document, id=ids.encode("Backtest", "0" * 32))
    assert foreign.errors
    assert missing.errors
    assert foreign.errors[0].message == missing.errors[0].message


async def test_its_progress_is_told_to_its_owner_alone(world: World) -> None:
    document = "subscription ($id: ID!) { jobProgress(jobId: $id) { kind stage note job { id state progress } } }"
    mine, other = (await asked(world))["job"]["id"], (await asked(world))["job"]["id"]
    async with following(world, document, id=mine) as updates:
        assert (await updates.next())["job"]["state"] == "QUEUED"
        assert await jobs.claim(world.desk, SYSTEM, rows.Backtest, ids.decode("Backtest", other))
        claimed = await jobs.claim(world.desk, SYSTEM, rows.Backtest, ids.decode("Backtest", mine))
        assert claimed
        change = await updates.next()
        assert (change["kind"], change["job"]["id"], change["stage"]) == ("CHANGE", mine, "started")
        await jobs.progress(world.desk, SYSTEM, claimed, "run", D("0.5"), "about 3 s left")
        change = await updates.next()
        assert (change["stage"], change["note"], change["job"]["progress"]) == ("run", "about 3 s left", "0.5")
        await jobs.cancel(world.desk, world.owner, rows.Backtest, claimed.id)
        assert (await updates.next())["job"]["state"] == "CANCELED"
    stream: Any = await world.schema.subscribe(
        document, variable_values={"id": mine}, context_value=world.context(world.stranger)
    )
    first = await anext(aiter(stream))
    assert [(error.extensions or {})["code"] for error in first.errors] == ["NOT_FOUND"]


def found() -> Found:
    return Found(
        figures=Figures(
            first=(day := date(2010, 1, 4)),
            last=day,
            profit=D(10_000),
            costs=D(5),
            total_return=D("0.1"),
            max_drawdown=D("0.1"),
            sharpe=D("1.2"),
        ),
        details={
            "final_equity": "99000",
            "lagged_sharpe": "1.1",
            "orders": 9,
            "denials": {"CONCENTRATION": 2},
            "stops": {},
            "rule_days": {"enter: x": 3},
            "trials": 1,
            "hash": "h" * 64,
        },
        equity=[["2010-01-04", "110000"], ["2010-01-05", "99000"]],
        trades=7,
        ratio="0.05",
    )
