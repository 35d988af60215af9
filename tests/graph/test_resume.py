"""Proves that a stream goes on where its client was: all that was missed once and in order, or else a snapshot."""

from typing import Any

import pytest

import db.models as rows
from actions import analyses, orders, stops
from actions.setup import SYSTEM
from actions.unit import unit
from db.reads import events
from graph import cursors, ids
from graph import place as places
from graph.cursors import CURSOR_MAX, Resumes, encode
from tests.graph.conftest import World
from tests.graph.test_subscriptions import TERMS, following
from trading.alerts import AlertCode
from trading.stop import StopLevel, StopScope

ORDERS = """subscription ($id: ID!, $after: String) { orderUpdates(portfolioId: $id, after: $after) { kind sequence
    cursor orders { id } executions { id } } }"""
SIGNALS = """subscription ($id: ID!, $after: String, $min: Decimal) {
    signals(portfolioId: $id, after: $after, minConfidence: $min) { kind cursor } }"""
ALERTS = """subscription ($id: ID!, $after: String) { riskAlerts(portfolioId: $id, after: $after, minSeverity: INFO) {
    kind cursor alerts { id message } } }"""
STOPS = "subscription ($id: ID!, $after: String) { stopUpdates(portfolioId: $id, after: $after) { kind cursor } }"
JOB = "subscription ($id: ID!, $after: String) { jobProgress(jobId: $id, after: $after) { kind cursor stage } }"
PNL = "subscription ($id: ID!, $after: String) { portfolioPnl(portfolioId: $id, after: $after) { kind cursor } }"


async def place(world: World, key: str) -> str:
    return ids.encode(
        "Order", (await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key=key)).order.id
    )


async def first(world: World, document: str, **variables: Any) -> dict[str, Any]:
    """Return the first update of a subscription, and leave."""
    async with following(world, document, **variables) as updates:
        return await updates.next()


async def test_who_comes_back_is_told_each_missed_event_once_and_then_the_live_ones(world: World) -> None:
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        seen = [await updates.next()]
        placed = [await place(world, "live")]
        seen.append(await updates.next())
    placed += [await place(world, f"missed {number}") for number in range(3)]
    async with following(world, ORDERS, id=world.portfolio_id, after=seen[-1]["cursor"]) as updates:
        seen += [await updates.next() for _ in range(4)]
        placed.append(await place(world, "live again"))
        seen.append(await updates.next())
    assert [update["kind"] for update in seen] == ["SNAPSHOT"] + ["CHANGE"] * 4 + ["HEARTBEAT", "CHANGE"]
    assert [order["id"] for update in seen for order in update["orders"]] == placed
    sequences = [update["sequence"] for update in seen]
    assert sequences == sorted(set(sequences))


async def test_every_cursor_of_a_stream_goes_on_right_after_its_update(world: World) -> None:
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        cursors = [(await updates.next())["cursor"]]
        placed = []
        for number in range(4):
            placed.append(await place(world, f"{number}"))
            cursors.append((await updates.next())["cursor"])
    for number, cursor in enumerate(cursors[:-1]):
        async with following(world, ORDERS, id=world.portfolio_id, after=cursor) as updates:
            missed = [(await updates.next())["orders"] for _ in placed[number:]]
        assert [order["id"] for each in missed for order in each] == placed[number:]


async def test_who_missed_nothing_hears_a_heartbeat_at_once(world: World) -> None:
    for document in (ORDERS, SIGNALS, ALERTS, STOPS):
        cursor = (await first(world, document, id=world.portfolio_id))["cursor"]
        again = await first(world, document, id=world.portfolio_id, after=cursor)
        assert again["kind"] == "HEARTBEAT", document
        assert (await first(world, document, id=world.portfolio_id, after=again["cursor"]))["kind"] == "HEARTBEAT"


@pytest.mark.parametrize("lost", ["redis", "both"])
async def test_with_redis_forgetful_the_database_tells_and_with_both_there_is_a_snapshot(
    world: World, lost: str
) -> None:
    cursor = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    placed = [await place(world, "1"), await place(world, "2")]
    await world.desk.bus._redis.delete(f"plimsoll:{world.portfolio.id}:orders:kept")  # type: ignore[attr-defined]
    if lost == "both":
        await rows.Outbox.all().delete()
    async with following(world, ORDERS, id=world.portfolio_id, after=cursor) as updates:
        if lost == "both":
            snapshot = await updates.next()
            assert (snapshot["kind"], len(snapshot["orders"])) == ("SNAPSHOT", 2)
        else:
            assert [(await updates.next())["orders"] for _ in placed] == [[{"id": order}] for order in placed]


async def test_too_much_to_tell_becomes_a_snapshot_and_never_a_part_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "REPLAY_MAX", 2)
    cursor = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    await place(world, "1")
    await place(world, "2")
    assert (await first(world, ORDERS, id=world.portfolio_id, after=cursor))["kind"] == "CHANGE"
    await place(world, "3")
    assert (await first(world, ORDERS, id=world.portfolio_id, after=cursor))["kind"] == "SNAPSHOT"


async def test_a_cursor_of_another_stream_portfolio_or_question_begins_with_a_snapshot(world: World) -> None:
    cursor = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    sure = (await first(world, SIGNALS, id=world.portfolio_id, min="0.5"))["cursor"]
    await place(world, "1")
    assert (await first(world, STOPS, id=world.portfolio_id, after=cursor))["kind"] == "SNAPSHOT"
    assert (await first(world, SIGNALS, id=world.portfolio_id, after=sure))["kind"] == "SNAPSHOT"
    from actions import portfolios

    other = await portfolios.create(world.desk, world.owner, name="Other", opening_cash=TERMS.quantity, key="o")
    other_id = ids.encode("Portfolio", other.portfolio.id)
    assert await first(world, ORDERS, id=other_id, after=cursor) | {"cursor": ""} == {
        "kind": "SNAPSHOT",
        "sequence": other.portfolio.sequence,
        "cursor": "",
        "orders": [],
        "executions": [],
    }


async def test_a_cursor_of_another_history_begins_with_a_snapshot(world: World) -> None:
    await place(world, "1")
    cursor = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    key = cursors.key(world.desk.key_secret, world.portfolio.id, "orders", (world.portfolio.id,), None)
    told = cursors.decode(cursor, key)
    assert told is not None
    sequence = int(told.places[0].partition("-")[0])
    for other in (f"{sequence}-{'0' * 32}", f"{sequence + 50}-{'1' * 32}", "1-" + "2" * 32):
        answer = await first(world, ORDERS, id=world.portfolio_id, after=encode(key, told.sent, [other]))
        assert answer["kind"] == "SNAPSHOT"


@pytest.mark.parametrize("known", [False, True], ids=["from the beginning", "from an event"])
async def test_an_event_that_is_committed_while_what_was_missed_is_read_is_no_reason_for_a_snapshot(
    world: World, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    if known:
        await place(world, "0")
    after = await events.head(world.portfolio.id, "orders")
    asked = events.head

    async def head(portfolio_id: str | None, topic: str) -> str:
        await place(world, "meanwhile")
        return await asked(portfolio_id, topic)

    monkeypatch.setattr(events, "head", head)
    found = await events.stored(world.portfolio.id, "orders", after, 10)
    assert found
    assert events.linked(after, found)


async def test_a_cursor_that_was_made_up_tells_nothing_and_moves_no_sequence(world: World) -> None:
    await place(world, "1")
    genuine = await first(world, ORDERS, id=world.portfolio_id)
    forged = encode(b"a guess", 2**31 - 10, [""])
    answer = await first(world, ORDERS, id=world.portfolio_id, after=forged)
    assert (answer["kind"], answer["sequence"]) == ("SNAPSHOT", genuine["sequence"])


@pytest.mark.parametrize(
    "cursor",
    ["x", "NTA=", "é", "A" * (CURSOR_MAX + 1), encode(b"", 1, ["1-zz"]), encode(b"", 1, ["", "", ""])],
)
async def test_what_was_never_a_cursor_is_refused_with_what_to_do(world: World, cursor: str) -> None:
    for document in (ORDERS, PNL):
        async with following(world, document, id=world.portfolio_id, after=cursor) as updates:
            [error] = (await updates.result()).errors
        assert error.extensions["code"] == "BAD_USER_INPUT"
        assert "leave it out" in error.message
        assert error.extensions["fields"][0]["path"] == ["after"]


async def test_alerts_of_the_portfolio_and_of_the_desk_are_both_gone_on_with(world: World) -> None:
    cursor = (await first(world, ALERTS, id=world.portfolio_id))["cursor"]
    async with unit(world.desk, SYSTEM) as u:
        await u.alert(AlertCode.MODEL_FAILING, "desk")
    async with unit(world.desk, SYSTEM, world.portfolio.id) as u:
        await u.alert(AlertCode.MODEL_FAILING, "portfolio")
    async with following(world, ALERTS, id=world.portfolio_id, after=cursor) as updates:
        told = [await updates.next(), await updates.next()]
        assert [update["kind"] for update in told] == ["CHANGE"] * 2
        assert {alert["message"] for update in told for alert in update["alerts"]} == {"desk", "portfolio"}
    assert (await first(world, ALERTS, id=world.portfolio_id, after=told[-1]["cursor"]))["kind"] == "HEARTBEAT"


async def test_a_stop_and_the_stages_of_a_job_are_gone_on_with(world: World) -> None:
    job = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    job_id = ids.encode("Analysis", job.id)
    stopped = (await first(world, STOPS, id=world.portfolio_id))["cursor"]
    stage = (await first(world, JOB, id=job_id))["cursor"]
    assert await analyses.claim(world.desk, SYSTEM, job.id)
    await stops.engage(world.desk, world.owner, StopScope.GLOBAL, None, StopLevel.STOP, "Enough.")
    assert (await first(world, STOPS, id=world.portfolio_id, after=stopped))["kind"] == "CHANGE"
    told = await first(world, JOB, id=job_id, after=stage)
    assert (told["kind"], told["stage"]) == ("CHANGE", "started")


async def test_profit_and_loss_always_begins_with_the_full_state(world: World) -> None:
    cursor = (await first(world, PNL, id=world.portfolio_id))["cursor"]
    assert (await first(world, PNL, id=world.portfolio_id, after=cursor))["kind"] == "SNAPSHOT"


# ---------------------------------------------------------------- clients that cannot change variables


async def test_a_cursor_of_the_socket_wins_over_the_variable_and_needs_none(world: World) -> None:
    stale = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    await place(world, "1")
    newest = (await first(world, ORDERS, id=world.portfolio_id))["cursor"]
    for variables in ({"id": world.portfolio_id, "after": stale}, {"id": world.portfolio_id}):
        results = await world.schema.subscribe(
            ORDERS, variable_values=variables, context_value=world.context(world.owner, resume=newest)
        )
        update = await anext(results)
        assert update.data is not None
        assert update.data["orderUpdates"]["kind"] == "HEARTBEAT"
        await results.aclose()


def test_a_cursor_is_given_to_the_first_subscription_of_its_id_only() -> None:
    resumes = Resumes()
    assert resumes.take({"a": "c"}) is None
    assert [resumes.give(identity) for identity in ("b", "a", "a")] == [None, "c", None]
    assert resumes.take(None) is None


@pytest.mark.parametrize("resume", [1, ["a"], {"a": 1}, {str(n): "c" for n in range(21)}])
def test_a_resume_that_is_none_is_refused(resume: object) -> None:
    problem = Resumes().take(resume)
    assert problem is not None
    assert "resume" in problem


async def test_what_is_committed_between_two_looks_is_told_and_no_reason_for_a_snapshot(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was missed at the first look, and the end of the chain has moved by the second."""
    async with following(world, ORDERS, id=world.portfolio_id) as updates:
        seen = await updates.next()
    honest, asked = events.head, []

    async def moving(portfolio_id: str | None, topic: str) -> str:
        asked.append(topic)
        if len(asked) == 1:
            await place(world, "meanwhile")
        return await honest(portfolio_id, topic)

    monkeypatch.setattr(events, "head", moving)
    async with following(world, ORDERS, id=world.portfolio_id, after=seen["cursor"]) as updates:
        came = [await updates.next() for _ in range(2)]
    assert asked
    assert [(update["kind"], len(update["orders"])) for update in came] == [("CHANGE", 1), ("HEARTBEAT", 0)]
