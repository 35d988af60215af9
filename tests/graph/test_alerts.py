"""Proves that alerts are listed, read and streamed to whom they concern, and that the stream equals a fresh look."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

import db.models as rows
from actions import alerts, analyses, checks, executions, jobs, lookups, orders, releases, sending, stops, strategies
from actions.analyses import Finding, Findings
from actions.setup import SYSTEM
from actions.unit import unit
from actions.viewer import Viewer
from adapters.system import SimulatedClock
from graph import ids
from tests.graph.conftest import World
from tests.graph.test_queries import fill
from tests.graph.test_subscriptions import TERMS, Followed, following
from trading.alerts import ALERTS, AlertCode, Severity
from trading.errors import NotFound
from trading.ports import BrokerEvent, BrokerEventKind
from trading.stop import StopLevel, StopScope, TradingState

FIELDS = """id severity code title message portfolio { id } order { id } instrument { symbol }
    check { code passed observed limit } createdAt readAt"""
LIST = f"""query ($id: ID!, $first: Int!, $after: String, $unread: Boolean) {{ portfolio(id: $id) {{
    alerts(first: $first, after: $after, unreadOnly: $unread) {{ totalCount pageInfo {{ hasNextPage endCursor }}
        nodes {{ {FIELDS} }} }} }} }}"""
READ = f"""mutation ($id: ID!) {{ markAlertRead(input: {{ alertId: $id }}) {{ __typename
    ... on AlertRead {{ alert {{ {FIELDS} }} }} ... on NotFoundProblem {{ id }} }} }}"""
STREAM = f"""subscription ($id: ID!, $least: Severity) {{ riskAlerts(portfolioId: $id, minSeverity: $least) {{
    kind sequence alerts {{ {FIELDS} }} }} }}"""


async def listed(world: World, viewer: Viewer | None = None, **more: Any) -> list[dict[str, Any]]:
    asked = {"id": world.portfolio_id, "first": 100, **more}
    result = await world.ask(LIST, viewer=viewer, **asked)
    assert not result.errors, result.errors
    found: list[dict[str, Any]] = (result.data or {})["portfolio"]["alerts"]["nodes"]
    return found


async def raised(world: World, code: AlertCode, *, whole_desk: bool = False) -> str:
    """Raise an alert and return its global id."""
    async with unit(world.desk, SYSTEM, None if whole_desk else world.portfolio.id) as u:
        alert = await u.alert(code, "Something to know.", symbol="AAPL")
    return ids.encode("Alert", alert.id)


async def member(world: World, name: str = "reader") -> Viewer:
    """Return somebody who may read the portfolio, and does not run the desk."""
    user = await rows.User.create(id=world.desk.ids.new(), name=name, created_at=world.desk.clock.now())
    await rows.Member.create(
        id=world.desk.ids.new(),
        portfolio_id=world.portfolio.id,
        user_id=user.id,
        role=rows.Role.VIEWER,
        since=world.desk.clock.now(),
    )
    permissions = frozenset(world.owner.permissions - {"ADMIN"})
    return Viewer(user_id=user.id, name=name, permissions=permissions)


# ---------------------------------------------------------------- lists and single alerts


async def test_alerts_are_listed_newest_first_page_by_page_with_severity_and_title_of_their_code(world: World) -> None:
    made = [await raised(world, code) for code in list(AlertCode)[:5]]
    answer = (await world.data(LIST, id=world.portfolio_id, first=2))["portfolio"]["alerts"]
    assert answer["totalCount"] == 5
    found, pages = [node["id"] for node in answer["nodes"]], 1
    while answer["pageInfo"]["hasNextPage"]:
        after = answer["pageInfo"]["endCursor"]
        answer = (await world.data(LIST, id=world.portfolio_id, first=2, after=after))["portfolio"]["alerts"]
        found, pages = found + [node["id"] for node in answer["nodes"]], pages + 1
    assert (found, pages) == (made[::-1], 3)
    for node in await listed(world):
        severity, title = ALERTS[AlertCode(node["code"])]
        assert (node["severity"], node["title"]) == (severity.value, title)
        assert node["instrument"] == {"symbol": "AAPL"}
        assert node["portfolio"] == {"id": world.portfolio_id}


async def test_reading_is_for_everybody_audited_once_and_harmless_to_repeat(world: World) -> None:
    global_id = await raised(world, AlertCode.OVERFILL)
    other = await raised(world, AlertCode.LATE_FILL)
    reader = await member(world)
    first = await world.ask(READ, viewer=reader, id=global_id)
    again = await world.data(READ, id=global_id)
    assert first.data == again
    assert again["markAlertRead"]["alert"]["readAt"] == world.desk.clock.now().isoformat()
    assert [node["id"] for node in await listed(world, unread=True)] == [other]
    assert {node["id"] for node in await listed(world, unread=False)} == {other, global_id}
    entries = await rows.AuditEntry.filter(chain=world.portfolio.id, action="read_alert")
    assert [(entry.actor_id, entry.object_id) for entry in entries] == [
        (reader.user_id, ids.decode("Alert", global_id))
    ]


async def test_a_foreign_alert_is_not_found_and_stays_unread(world: World) -> None:
    global_id = await raised(world, AlertCode.OVERFILL)
    for wanted in (global_id, ids.encode("Alert", "0" * 32), ids.encode("Order", "x"), "nonsense"):
        refused = await world.ask(READ, viewer=world.stranger, id=wanted)
        assert (refused.data or {})["markAlertRead"] == {"__typename": "NotFoundProblem", "id": wanted}
    assert await rows.Alert.filter(read_at=None).count() == 1
    assert not await rows.AuditEntry.exists(action="read_alert")
    node = await world.ask("query ($id: ID!) { node(id: $id) { id } }", viewer=world.stranger, id=global_id)
    assert [(error.extensions or {})["code"] for error in node.errors or []] == ["NOT_FOUND"]


async def test_what_concerns_the_whole_desk_is_seen_and_read_by_who_runs_it_only(world: World) -> None:
    global_id = await raised(world, AlertCode.AUDIT_BROKEN, whole_desk=True)
    reader = await member(world)
    bound = Viewer(
        user_id=world.owner.user_id,
        name="key",
        permissions=world.owner.permissions,
        portfolio_ids=frozenset({world.portfolio.id}),
    )
    document = "query ($id: ID!) { node(id: $id) { id ... on Alert { portfolio { id } } } }"
    assert (await world.data(document, id=global_id))["node"] == {"id": global_id, "portfolio": None}
    assert [node["id"] for node in await listed(world)] == [global_id]
    for viewer in (reader, bound):
        assert await listed(world, viewer) == []
        assert (await world.ask(document, viewer=viewer, id=global_id)).data == {"node": None}
        with pytest.raises(NotFound):
            await alerts.read(world.desk, viewer, ids.decode("Alert", global_id))
    assert (await world.data(READ, id=global_id))["markAlertRead"]["alert"]["readAt"] is not None
    assert await rows.AuditEntry.filter(chain="desk", action="read_alert").count() == 1


# ---------------------------------------------------------------- live equals fresh


async def engage(world: World) -> None:
    for scope, target in ((StopScope.PORTFOLIO, world.portfolio.id), (StopScope.GLOBAL, None)):
        await stops.engage(world.desk, world.owner, scope, target, StopLevel.PAUSE, "Enough.")


async def engage_and_release(world: World) -> None:
    await stops.engage(world.desk, world.owner, StopScope.PORTFOLIO, world.portfolio.id, StopLevel.PAUSE, "Enough.")
    clock = world.desk.clock
    assert isinstance(clock, SimulatedClock)
    clock.set(clock.now() + timedelta(minutes=10))
    await rows.User.filter(name="stranger").delete()
    to = TradingState.ACTIVE
    scope, target = StopScope.PORTFOLIO, world.portfolio.id
    await releases.release(world.desk, world.owner, scope, target, to, "Fine again.", confirmation="Main")


async def strange_fills(world: World) -> None:
    """A fill of an order that is not ours, one that makes no sense, and a bust of one that was."""
    order = await fill(world, "AAPL", 1, "300", "k1")
    portfolio = await rows.Portfolio.get(id=world.portfolio.id)
    known = await rows.Execution.get(order_id=order.id)
    base: dict[str, Any] = {
        "account": portfolio.id,
        "at": await world.desk.market_clock.now(),
        "symbol": "AAPL",
        "side": order.side,
        "fee": Decimal(0),
    }
    fills = [
        ("stranger", "e-x", Decimal(1), Decimal(1), BrokerEventKind.FILL),
        (order.client_order_id, "e-y", Decimal(-1), Decimal(1), BrokerEventKind.FILL),
        (order.client_order_id, "e-z", Decimal(3), Decimal(1), BrokerEventKind.FILL),
        (order.client_order_id, known.broker_execution_id, None, None, BrokerEventKind.BUST),
    ]
    events = [
        BrokerEvent(
            cursor=portfolio.broker_cursor + 1 + number,
            client_order_id=name,
            broker_order_id=f"b-{name}",
            execution_id=execution,
            quantity=quantity,
            price=price,
            kind=kind,
            **base,
        )
        for number, (name, execution, quantity, price, kind) in enumerate(fills)
    ]
    await executions.book(world.desk, SYSTEM, portfolio.id, events)


async def place(world: World, **more: Any) -> rows.Order:
    key = world.desk.ids.new()
    return (await orders.place(world.desk, world.owner, world.portfolio.id, TERMS, key=key, **more)).order


async def lost_order(world: World) -> None:
    order = await place(world)
    assert await sending.claim(world.desk, SYSTEM, order.id)
    clock = world.desk.clock
    assert isinstance(clock, SimulatedClock)
    for _ in range(3):
        clock.set(clock.now() + timedelta(seconds=30))
        await lookups.missed(world.desk, SYSTEM, order.id)


async def eager_strategy(world: World) -> None:
    strategy = strategies.recommender(world.portfolio.id)
    for _ in range(4):
        await place(world, strategy_id=strategy, allow_duplicate=True)


async def broken_ledger(world: World) -> None:
    await rows.Portfolio.filter(id=world.portfolio.id).update(reserved=Decimal(1))
    assert await checks.check(world.desk, SYSTEM, world.portfolio.id)


async def failed_analysis(world: World) -> None:
    run = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    claimed = await analyses.claim(world.desk, SYSTEM, run.id)
    assert claimed
    await jobs.fail(world.desk, SYSTEM, claimed, "no models")


async def silent_analysis(world: World) -> None:
    run = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    claimed = await analyses.claim(world.desk, SYSTEM, run.id)
    assert claimed
    findings = Findings(each=(Finding(symbol="AAPL", action=None, summary="No data."),))
    assert await analyses.record(world.desk, SYSTEM, claimed, findings)


async def desk_alert(world: World) -> None:
    await raised(world, AlertCode.AUDIT_BROKEN, whole_desk=True)


async def read_all(world: World) -> None:
    for alert in await rows.Alert.filter(read_at=None):
        await alerts.read(world.desk, world.owner, alert.id)


RAISERS: list[tuple[Callable[[World], Awaitable[None]], set[str]]] = [
    (engage, {"STOP_ENGAGED"}),
    (engage_and_release, {"STOP_ENGAGED", "STOP_RELEASED"}),
    (strange_fills, {"EXTERNAL_ORDER", "INVALID_FILL", "OVERFILL", "TRADE_BUST"}),
    (lost_order, {"NOT_RECEIVED"}),
    (eager_strategy, {"LIMIT_TRIPPED"}),
    (broken_ledger, {"RECONCILE_BREAK"}),
    (failed_analysis, {"MODEL_FAILING"}),
    (silent_analysis, {"MODEL_FAILING"}),
    (desk_alert, {"AUDIT_BROKEN"}),
    (read_all, set()),
]


async def applied(snapshot: dict[str, Any], updates: Followed, until: str) -> list[dict[str, Any]]:
    """Apply updates to a snapshot as a client would, until it has the last alert; return what is unread then."""
    known = {alert["id"]: alert for alert in snapshot["alerts"]}
    sequences = [snapshot["sequence"]]
    while until not in known:
        update = await updates.next()
        assert update["kind"] in ("CHANGE", "HEARTBEAT")
        sequences.append(update["sequence"])
        known |= {alert["id"]: alert for alert in update["alerts"]}
    assert sequences == sorted(set(sequences))
    return [alert for alert in known.values() if alert["readAt"] is None]


@pytest.mark.parametrize(("action", "codes"), RAISERS, ids=[action.__name__ for action, _ in RAISERS])
@pytest.mark.parametrize("least", ["INFO", "CRITICAL"])
async def test_the_stream_says_what_a_fresh_look_says(
    world: World, action: Callable[[World], Awaitable[None]], codes: set[str], least: str
) -> None:
    await raised(world, AlertCode.OVERFILL)
    await raised(world, AlertCode.AUDIT_BROKEN, whole_desk=True)
    async with following(world, STREAM, id=world.portfolio_id, least=least) as updates:
        first = await updates.next()
        assert (first["kind"], len(first["alerts"])) == ("SNAPSHOT", 2)
        await action(world)
        assert codes <= {alert.code for alert in await rows.Alert.all()}
        last = await raised(world, AlertCode.RECONCILE_BREAK)
        live = await applied(first, updates, last)
    async with following(world, STREAM, id=world.portfolio_id, least=least) as updates:
        fresh = (await updates.next())["alerts"]
    assert sorted(live, key=lambda alert: alert["id"]) == sorted(fresh, key=lambda alert: alert["id"])
    severities = set(Severity(least).and_worse)
    assert {alert["severity"] for alert in fresh} <= severities
    unread = [alert for alert in await listed(world, unread=True) if alert["severity"] in severities]
    assert fresh == unread


async def test_a_strangers_stream_of_alerts_ends_at_once(world: World) -> None:
    results: Any = await world.schema.subscribe(
        STREAM, variable_values={"id": world.portfolio_id}, context_value=world.context(world.stranger)
    )
    [only] = [result async for result in results]
    assert [(error.extensions or {})["code"] for error in only.errors or []] == ["NOT_FOUND"]


async def test_a_snapshot_is_bounded_and_holds_the_newest(world: World) -> None:
    async with unit(world.desk, SYSTEM, world.portfolio.id) as u:
        for number in range(205):
            await u.alert(AlertCode.LATE_FILL, str(number))
    async with following(world, STREAM, id=world.portfolio_id) as updates:
        messages = [alert["message"] for alert in (await updates.next())["alerts"]]
    assert messages == [str(number) for number in range(204, 4, -1)]


# ---------------------------------------------------------------- links


async def test_an_alert_leads_to_its_order_instrument_and_check(world: World) -> None:
    await strange_fills(world)
    await eager_strategy(world)
    found = {node["code"]: node for node in await listed(world)}
    assert found["OVERFILL"]["order"] is not None
    assert found["OVERFILL"]["instrument"] == {"symbol": "AAPL"}
    tripped = found["LIMIT_TRIPPED"]
    assert tripped["order"] is not None
    assert tripped["check"] == {"code": "AUTO_EXEC_LIMIT", "passed": False, "observed": "4", "limit": "3"}
