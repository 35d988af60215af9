"""Proves that a backtest can be asked for in GraphQL, rules and all, followed, and seen by nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

import db.models as rows
from actions import backtests, jobs
from actions.backtests import Filled, Found
from actions.setup import SYSTEM
from graph import ids
from tests.graph.conftest import World
from tests.graph.test_subscriptions import following
from trading.orders import OrderSide
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
        ({**RULES, "stopLoss": "1.5"}, ["rules", "stopLoss"]),
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


async def test_a_job_that_nobody_takes_says_so_and_what_would(world: World) -> None:
    job, told = (await asked(world))["job"]["id"], "query ($id: ID!) { job(id: $id) { state note } }"
    assert (await world.data(told, id=job))["job"] == {"state": "QUEUED", "note": None}
    await rows.Backtest.all().update(requested_at=world.desk.clock.now() - timedelta(seconds=16))
    note = (await world.data(told, id=job))["job"]["note"]
    assert note.startswith("No worker has taken it for 16 s")
    assert "plimsoll worker research" in note
    assert "PLIMSOLL_ANALYSIS_CPU" in note
    assert await jobs.claim(world.desk, SYSTEM, rows.Backtest, ids.decode("Backtest", job)) is not None
    assert (await world.data(told, id=job))["job"] == {"state": "RUNNING", "note": None}


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


async def test_what_varies_is_asked_for_and_what_was_tried_is_told(world: World) -> None:
    vary = [
        {"indicator": {"measure": "RSI", "length": 2}, "values": ["3", "4"]},
        {"value": "10", "values": ["5", "15"]},
    ]
    asked_for = (await asked(world, vary=vary))["job"]["id"]
    kept = await rows.Backtest.get(id=ids.decode("Backtest", asked_for))
    assert len(set(backtests.fingerprints(kept))) == 4
    claimed = await jobs.claim(world.desk, SYSTEM, rows.Backtest, kept.id)
    assert claimed
    at = datetime(2010, 1, 5, 21, tzinfo=UTC)
    fills = [
        Filled(at, "AAPL", side, D(7), D("31.25"), D("0.04"), D("1.5")) for side in (OrderSide.BUY, OrderSide.SELL)
    ]
    told = {"varied": ["RSI(2)", "10"], "trials": TRIED, "walked": WALKED}
    result = replace(found(), ratios=["0.1", "0.2", None, "0.3"], fills=fills)
    assert await backtests.record(
        world.desk, SYSTEM, claimed, replace(result, details={**result.details, "sweep": told})
    )
    assert await rows.Trial.all().count() == 3
    document = """query ($id: ID!, $after: String) { job(id: $id) { ... on Backtest {
        fills(first: 1, after: $after) { totalCount pageInfo { hasNextPage endCursor }
            nodes { at symbol side quantity price fee { amount } realized { amount } } }
        sweep { varied combinations trials { values sharpe finalEquity { amount } } walkForwardReturn walkForwardSharpe
            walkForward { from to values totalReturn } } } } }"""
    first = (await world.data(document, id=asked_for))["job"]
    assert first["fills"]["totalCount"] == 2
    assert first["fills"]["nodes"] == [
        {"at": "2010-01-05T21:00:00+00:00", "symbol": "AAPL", "side": "BUY", "quantity": "7", "price": "31.25",
         "fee": {"amount": "0.04"}, "realized": {"amount": "1.5"}}
    ]  # fmt: skip
    second = (await world.data(document, id=asked_for, after=first["fills"]["pageInfo"]["endCursor"]))["job"]
    assert [fill["side"] for fill in second["fills"]["nodes"]] == ["SELL"]
    assert second["fills"]["pageInfo"]["hasNextPage"] is False
    sweep = first["sweep"]
    assert (sweep["varied"], sweep["combinations"]) == (["RSI(2)", "10"], 3)
    assert [trial["sharpe"] for trial in sweep["trials"]] == ["0.4", "-1.5", None]
    assert sweep["trials"][0] == {"values": ["4", "5"], "sharpe": "0.4", "finalEquity": {"amount": "101000.5"}}
    assert (sweep["walkForwardReturn"], sweep["walkForwardSharpe"]) == ("-0.02", None)
    assert sweep["walkForward"] == [
        {"from": "2010-03-01", "to": "2010-04-30", "values": ["3", "5"], "totalReturn": "-0.02"}
    ]
    missing = await world.ask(document, viewer=world.stranger, id=asked_for)
    assert missing.errors


@pytest.mark.parametrize(
    ("vary", "path"),
    [
        ([{"value": "77", "values": ["5"]}], ["vary", "0"]),
        ([{"values": ["5"]}], ["vary", "0"]),
        ([{"value": "10", "values": []}], ["vary", "0", "values"]),
        ([], None),
    ],
)
async def test_what_cannot_vary_is_named(world: World, vary: Any, path: list[str] | None) -> None:
    problem = await asked(world, vary=vary)
    if path is None:
        assert problem["__typename"] == "JobAccepted"  # nothing varies
    else:
        assert path in [each["path"] for each in problem["fields"]]
    assert await rows.Backtest.exists() == (path is None)


TRIED = [
    {"values": ["3", "5"], "sharpe": "-1.5", "final_equity": "99000"},
    {"values": ["3", "15"], "sharpe": None, "final_equity": "100000"},
    {"values": ["4", "5"], "sharpe": "0.4", "final_equity": "101000.5"},
]
WALKED = {
    "total_return": "-0.02",
    "sharpe": None,
    "parts": [{"first": "2010-03-01", "last": "2010-04-30", "values": ["3", "5"], "total_return": "-0.02"}],
}


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
        ratios=["0.05"],
    )
