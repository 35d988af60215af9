"""Proves that every mutation does one thing, or says in data why not, and that a refusal writes nothing else."""

from decimal import Decimal
from typing import Any

import pytest
from tortoise.exceptions import OperationalError

import db.models as rows
from actions import drills, members, orders
from graph import ids
from tests.graph.conftest import World
from tests.graph.test_queries import run_analysis
from trading.errors import LimitReached, Unreachable
from trading.orders import OrderSide, Terms

PLACE = """mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
    ... on OrderPlaced { replayed order { id status portfolio { reservedCash { amount } } } }
    ... on OrderDeniedProblem { message code replayed largestQuantityNow order { id status denial }
        checks { code passed observed limit message } }
    ... on StoppedProblem { message stop { state scope reason } denied: order { status } }
    ... on IdempotencyProblem { code }
    ... on InvalidInputProblem { message fields { path message } }
    ... on NotFoundProblem { id } ... on NotAllowedProblem { needs } ... on ConflictProblem { rule: code message }
    ... on LimitReachedProblem { message } ... on UnavailableProblem { message } } }"""


async def place(world: World, key: str = "k", **terms: Any) -> dict[str, Any]:
    wanted = {"portfolioId": world.portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "1", **terms}
    answer: dict[str, Any] = (await world.data(PLACE, input={"terms": wanted, "idempotencyKey": key}))["placeOrder"]
    return answer


async def test_an_order_is_placed_once_per_key(world: World) -> None:
    first = await place(world)
    assert first["__typename"] == "OrderPlaced"
    assert first["replayed"] is False
    assert first["order"]["status"] == "NEW"
    assert Decimal(first["order"]["portfolio"]["reservedCash"]["amount"]) > 0
    second = await place(world)
    assert second["replayed"] is True
    assert second["order"]["id"] == first["order"]["id"]
    assert await place(world, quantity="2") == {"__typename": "IdempotencyProblem", "code": "IDEMPOTENCY_MISMATCH"}
    assert await rows.Order.all().count() == 1


async def test_a_denial_carries_its_numbers_and_the_largest_quantity_passes(world: World) -> None:
    denied = await place(world, quantity="1000")
    assert denied["__typename"] == "OrderDeniedProblem"
    assert denied["code"] == denied["order"]["denial"] == "MAX_ORDER_VALUE"
    assert denied["order"]["status"] == "DENIED"
    failed = next(check for check in denied["checks"] if not check["passed"])
    assert Decimal(failed["observed"]) > Decimal(failed["limit"])
    assert denied["message"] == failed["message"]
    again = await place(world, quantity="1000")
    assert (again["__typename"], again["replayed"]) == ("OrderDeniedProblem", True)
    passed = await place(world, "k2", quantity=denied["largestQuantityNow"])
    assert passed["__typename"] == "OrderPlaced"


async def test_two_mutations_of_one_document_do_not_share_what_was_loaded(world: World) -> None:
    document = """mutation ($id: ID!) {
        a: placeOrder(input: {idempotencyKey: "a", terms: {portfolioId: $id, symbol: "AAPL", side: BUY, quantity: "1"}})
            { ... on OrderPlaced { order { portfolio { reservedCash { amount } } } } }
        b: placeOrder(input: {idempotencyKey: "b", terms: {portfolioId: $id, symbol: "MSFT", side: BUY, quantity: "1"}})
            { ... on OrderPlaced { order { portfolio { reservedCash { amount } } } } } }"""
    answer = await world.data(document, id=world.portfolio_id)
    first, second = (Decimal(answer[name]["order"]["portfolio"]["reservedCash"]["amount"]) for name in ("a", "b"))
    assert 0 < first < second


@pytest.mark.parametrize(
    ("terms", "path"),
    [
        ({"quantity": "-5"}, ["terms", "quantity"]),
        ({"quantity": "0"}, ["terms", "quantity"]),
        ({"quantity": "0.1234567891"}, ["terms", "quantity"]),
        ({"type": "LIMIT"}, ["terms", "limitPrice"]),
        ({"type": "LIMIT", "limitPrice": "0"}, ["terms", "limitPrice"]),
        ({"symbol": ""}, ["terms", "symbol"]),
    ],
)
async def test_terms_that_make_no_sense_name_their_field(world: World, terms: dict[str, str], path: list[str]) -> None:
    audited = await rows.AuditEntry.all().count()
    problem = await place(world, **terms)
    assert problem["__typename"] == "InvalidInputProblem"
    assert [field["path"] for field in problem["fields"]] == [path]
    assert await rows.Order.all().count() == 0
    assert await rows.AuditEntry.all().count() == audited


async def test_an_unknown_symbol_is_denied_and_kept(world: World) -> None:
    denied = await place(world, symbol="NOPE")
    assert (denied["__typename"], denied["code"]) == ("OrderDeniedProblem", "UNKNOWN_SYMBOL")
    document = """query ($id: ID!) { portfolio(id: $id) { orders { nodes { status
        instrument { symbol name tradable quote { last } bars { close } news { totalCount } } } } } }"""
    listed = (await world.data(document, id=world.portfolio_id))["portfolio"]["orders"]["nodes"]
    nothing_known = {"name": "NOPE", "tradable": False, "quote": None, "bars": [], "news": {"totalCount": 0}}
    assert listed == [{"status": "DENIED", "instrument": {"symbol": "NOPE", **nothing_known}}]


@pytest.mark.parametrize("foreign", [ids.encode("Portfolio", "0" * 32), ids.encode("Order", "1"), "nonsense"])
async def test_a_foreign_portfolio_is_not_found_and_named_as_it_was_asked_for(world: World, foreign: str) -> None:
    assert await place(world, portfolioId=foreign) == {"__typename": "NotFoundProblem", "id": foreign}
    assert await rows.Order.all().count() == 0


@pytest.mark.parametrize(
    ("raised", "problem"),
    [
        (OperationalError("disk /secret"), "UnavailableProblem"),
        (ConnectionError("10.0.0.1"), "UnavailableProblem"),
        (Unreachable("The broker is away."), "UnavailableProblem"),
        (LimitReached("Too many."), "LimitReachedProblem"),
    ],
)
async def test_what_cannot_be_done_now_is_data_too(
    world: World, monkeypatch: pytest.MonkeyPatch, raised: Exception, problem: str
) -> None:
    async def refuse(*_: Any, **__: Any) -> Any:
        raise raised

    monkeypatch.setattr(orders, "place", refuse)
    answer = await place(world)
    assert answer["__typename"] == problem
    assert "secret" not in answer["message"]
    assert "10.0" not in answer["message"]


async def test_cancel_ends_an_unsent_order_and_refuses_an_ended_one(world: World) -> None:
    placed = await place(world)
    document = """mutation ($id: ID!) { cancelOrder(input: {orderId: $id}) { __typename
        ... on OrderChanged { order { status } } ... on ConflictProblem { message } ... on NotFoundProblem { id } } }"""
    answer = await world.data(document, id=placed["order"]["id"])
    assert answer["cancelOrder"] == {"__typename": "OrderChanged", "order": {"status": "CANCELED"}}
    again = await world.data(document, id=placed["order"]["id"])
    assert again["cancelOrder"]["__typename"] == "ConflictProblem"
    foreign = await world.ask(document, viewer=world.stranger, id=placed["order"]["id"])
    assert foreign.data == {"cancelOrder": {"__typename": "NotFoundProblem", "id": placed["order"]["id"]}}


REPLACE = """mutation ($input: ReplaceOrderInput!) { replaceOrder(input: $input) { __typename
    ... on OrderChanged { order { status quantity limitPrice timeInForce } }
    ... on OrderDeniedProblem { code largestQuantityNow order { id status quantity } checks { code passed } }
    ... on StoppedProblem { stop { state } denied: order { status quantity } }
    ... on InvalidInputProblem { fields { path message } } ... on ConflictProblem { message }
    ... on NotFoundProblem { id } ... on NotAllowedProblem { needs } ... on UnavailableProblem { message } } }"""


async def test_a_working_order_is_replaced_or_stays_as_it_is(world: World) -> None:
    order = (await place(world, type="LIMIT", limitPrice="320"))["order"]

    async def replaced(**new: Any) -> Any:
        return (await world.data(REPLACE, input={"orderId": order["id"], **new}))["replaceOrder"]

    assert (await replaced(quantity="2"))["__typename"] == "ConflictProblem"  # the broker does not have it yet
    now = world.desk.clock.now()
    await rows.Order.filter(id=ids.decode("Order", order["id"])).update(sent_at=now, acked_at=now)
    denied = await replaced(quantity="1000")
    assert (denied["__typename"], denied["code"]) == ("OrderDeniedProblem", "MAX_ORDER_VALUE")
    assert denied["order"] == {"id": order["id"], "status": "WORKING", "quantity": "1"}
    assert next(check["code"] for check in denied["checks"] if not check["passed"]) == "MAX_ORDER_VALUE"
    wrong = await replaced(quantity="0", stopPrice="300", stopLoss="300")
    assert [field["path"] for field in wrong["fields"]] == [["stopLoss"]]
    wrong = await replaced(quantity="0", stopPrice="300")
    assert sorted(field["path"] for field in wrong["fields"]) == [["quantity"], ["stopPrice"]]
    passed = await replaced(quantity=denied["largestQuantityNow"], timeInForce="GTC")
    shown = {"status": "PENDING_REPLACE", "quantity": "1", "limitPrice": "320", "timeInForce": "DAY"}
    assert passed == {"__typename": "OrderChanged", "order": shown}
    foreign = await world.ask(REPLACE, viewer=world.stranger, input={"orderId": order["id"], "quantity": "1"})
    assert foreign.data == {"replaceOrder": {"__typename": "NotFoundProblem", "id": order["id"]}}


async def test_under_a_stop_no_order_is_replaced(world: World) -> None:
    order = (await place(world, type="LIMIT", limitPrice="320"))["order"]
    now = world.desk.clock.now()
    await rows.Order.filter(id=ids.decode("Order", order["id"])).update(sent_at=now, acked_at=now)
    engage = """mutation ($id: ID!) { engageStop(input: {portfolioId: $id, level: PAUSE, note: "Wait."}) {
        __typename } }"""
    await world.data(engage, id=world.portfolio_id)
    stopped = (await world.data(REPLACE, input={"orderId": order["id"], "quantity": "2"}))["replaceOrder"]
    assert (stopped["__typename"], stopped["stop"]["state"]) == ("StoppedProblem", "REDUCING")
    assert stopped["denied"] == {"status": "WORKING", "quantity": "1"}


async def test_a_stop_blocks_orders_until_it_is_released(world: World) -> None:
    engage = """mutation ($id: ID!) { engageStop(input: {portfolioId: $id, note: "Enough."}) { __typename
        ... on StopEngaged { stops { id scope state reason note by epoch portfolioId openOrdersLeft }
            receipts { level drill haltCommittedMs ordersDenied steps { name atMs note } portfolio { id } } } } }"""
    await place(world, "before")
    stopped = (await world.data(engage, id=world.portfolio_id))["engageStop"]
    [stop], [receipt] = stopped["stops"], stopped["receipts"]
    assert (stop["state"], stop["scope"], stop["reason"], stop["by"]) == ("HALTED", "PORTFOLIO", "MANUAL", "owner")
    assert stop["portfolioId"] == receipt["portfolio"]["id"] == world.portfolio_id
    assert (receipt["ordersDenied"], stop["openOrdersLeft"]) == (1, 0)
    refused = await place(world, "after")
    assert refused["__typename"] == "StoppedProblem"
    assert refused["stop"]["state"] == "HALTED"
    assert refused["denied"]["status"] == "DENIED"
    release = """mutation ($id: ID!, $to: ReleaseTo!) { releaseStop(input: {portfolioId: $id, to: $to, note: "Go."}) {
        __typename ... on ConflictProblem { code message } ... on StopReleased { stop { state } } } }"""
    too_far = (await world.data(release, id=world.portfolio_id, to="ACTIVE"))["releaseStop"]
    assert too_far["__typename"] == "ConflictProblem"
    alone = (await world.data(release, id=world.portfolio_id, to="REDUCING"))["releaseStop"]
    assert (alone["__typename"], alone["code"]) == ("ConflictProblem", "SECOND_PERSON_REQUIRED")
    node = await world.data("query ($id: ID!) { node(id: $id) { ... on StopState { state epoch } } }", id=stop["id"])
    assert node == {"node": {"state": "HALTED", "epoch": 1}}


async def test_a_drill_without_a_worker_or_of_nothing_is_a_problem(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drills, "LOOKS_MAX", 2)
    drill = """mutation ($id: ID!) { drillStop(input: {portfolioId: $id}) { __typename ... on Problem { message } } }"""
    alone = (await world.data(drill, id=world.portfolio_id))["drillStop"]
    assert alone["__typename"] == "UnavailableProblem", alone
    nothing = (await world.data(drill, id=ids.encode("Portfolio", "f" * 32)))["drillStop"]
    assert nothing["__typename"] == "NotFoundProblem"


async def test_the_desks_stop_shows_in_every_portfolio(world: World) -> None:
    engage = """mutation { engageStop(input: {scope: GLOBAL, level: PAUSE, note: "All."}) {
        ... on StopEngaged { stops { scope state } } } }"""
    answer = await world.data(engage)
    assert answer["engageStop"] == {"stops": [{"scope": "GLOBAL", "state": "REDUCING"}]}
    seen = await world.data(
        "query ($id: ID!) { portfolio(id: $id) { stop { scope state portfolioId lastReceipt { level } } } }",
        id=world.portfolio_id,
    )
    assert seen["portfolio"]["stop"] == {
        "scope": "GLOBAL",
        "state": "REDUCING",
        "portfolioId": None,
        "lastReceipt": {"level": "PAUSE"},
    }


async def test_a_portfolio_is_created_once_per_key(world: World) -> None:
    document = """mutation ($input: CreatePortfolioInput!) { createPortfolio(input: $input) { __typename
        ... on PortfolioChanged { replayed portfolio { id mode broker currency equity { amount } } }
        ... on InvalidInputProblem { fields { path } } ... on IdempotencyProblem { code } } }"""
    wanted = {"name": "Second", "openingCash": "500.50", "idempotencyKey": "p"}
    made = (await world.data(document, input=wanted))["createPortfolio"]
    assert made["portfolio"]["equity"] == {"amount": "500.5"}
    assert (made["portfolio"]["mode"], made["portfolio"]["broker"], made["portfolio"]["currency"]) == (
        "PAPER",
        "paper",
        "USD",
    )
    again = (await world.data(document, input=wanted))["createPortfolio"]
    assert (again["replayed"], again["portfolio"]["id"]) == (True, made["portfolio"]["id"])
    bad = (await world.data(document, input={"name": "", "openingCash": "-1"}))["createPortfolio"]
    assert [field["path"] for field in bad["fields"]] == [["name"], ["openingCash"]]


async def test_a_recommendation_is_accepted_or_dismissed_once(world: World) -> None:
    await run_analysis(world, "AAPL", "MSFT")
    listed = await world.data(
        "query ($id: ID!) { portfolio(id: $id) { recommendations { nodes { id } } } }", id=world.portfolio_id
    )
    first, second = (node["id"] for node in listed["portfolio"]["recommendations"]["nodes"])
    accept = """mutation ($id: ID!) { acceptRecommendation(
        input: {recommendationId: $id, quantity: "1", idempotencyKey: "r"}) { __typename
        ... on OrderPlaced { order { quantity origin recommendation { id state order { id } } } } } }"""
    accepted = (await world.data(accept, id=first))["acceptRecommendation"]
    assert accepted["order"]["origin"] == "RECOMMENDATION"
    assert accepted["order"]["recommendation"]["state"] == "ACCEPTED"
    dismiss = """mutation ($id: ID!) { dismissRecommendation(input: {recommendationId: $id}) { __typename
        ... on RecommendationDismissed { recommendation { state } } } }"""
    assert (await world.data(dismiss, id=second))["dismissRecommendation"]["recommendation"]["state"] == "DISMISSED"
    assert (await world.data(dismiss, id=first))["dismissRecommendation"]["__typename"] == "ConflictProblem"


async def test_an_analysis_is_queued_and_its_symbols_must_be_known(world: World) -> None:
    document = """mutation ($input: RequestAnalysisInput!) { requestAnalysis(input: $input) { __typename
        ... on JobAccepted { job { __typename id state } } ... on InvalidInputProblem { fields { path } } } }"""
    wanted = {"portfolioId": world.portfolio_id, "symbols": ["AAPL"]}
    accepted = (await world.data(document, input=wanted))["requestAnalysis"]
    assert accepted["job"]["__typename"] == "Analysis"
    assert accepted["job"]["state"] == "QUEUED"
    unknown = (await world.data(document, input={**wanted, "symbols": ["NOPE"]}))["requestAnalysis"]
    assert unknown == {"__typename": "InvalidInputProblem", "fields": [{"path": ["symbols"]}]}


async def test_a_key_is_shown_once_and_can_be_revoked(world: World) -> None:
    create = """mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { __typename
        ... on ApiKeyCreated { secret apiKey { id prefix permissions portfolios { name } revokedAt } }
        ... on NotAllowedProblem { needs } } }"""
    wanted = {"name": "partner", "permissions": ["READ"], "portfolioIds": [world.portfolio_id]}
    made = (await world.data(create, input=wanted))["createApiKey"]
    assert made["secret"].startswith(made["apiKey"]["prefix"])
    assert made["apiKey"]["portfolios"] == [{"name": "Main"}]
    stored = str(await rows.ApiKey.all().values())
    assert made["secret"] not in stored
    listed = await world.data("{ viewer { name email permissions apiKeys { id } } }")
    assert made["apiKey"]["id"] in [key["id"] for key in listed["viewer"]["apiKeys"]]
    revoke = """mutation ($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { __typename
        ... on ApiKeyRevoked { apiKey { revokedAt } } ... on NotFoundProblem { id } } }"""
    foreign = await world.ask(revoke, viewer=world.stranger, id=made["apiKey"]["id"])
    assert foreign.data == {"revokeApiKey": {"__typename": "NotFoundProblem", "id": made["apiKey"]["id"]}}
    assert (await world.data(revoke, id=made["apiKey"]["id"]))["revokeApiKey"]["apiKey"]["revokedAt"] is not None


# ---------------------------------------------------------------- what people do about the gate


async def test_limits_overrides_and_approvals_through_the_door(world: World) -> None:
    """An officer narrows a limit and grants an override; the order then waits for a second person."""
    officer = await members.add(world.desk, world.owner, world.portfolio.id, "Rita", rows.Role.RISK_OFFICER)
    change = """mutation ($input: SetRiskLimitsInput!) { setRiskLimits(input: $input) { __typename
        ... on PortfolioChanged { portfolio { risk { limits { maxPositionRatio approvalAboveRatio } } } }
        ... on InvalidInputProblem { fields { path } } } }"""
    limits = {"portfolioId": world.portfolio_id, "reason": "calmer", "maxPositionRatio": "0.01"}
    changed = await world.ask(change, viewer=officer, input={**limits, "approvalAboveRatio": "0.001"})
    assert changed.data is not None
    assert changed.data["setRiskLimits"]["portfolio"]["risk"]["limits"] == {
        "maxPositionRatio": "0.01",
        "approvalAboveRatio": "0.001",
    }
    wrong = await world.ask(change, viewer=officer, input={**limits, "maxPositionRatio": None})
    assert wrong.data == {
        "setRiskLimits": {"__typename": "InvalidInputProblem", "fields": [{"path": ["maxPositionRatio"]}]}
    }
    terms = {"portfolioId": world.portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "4"}
    grant = """mutation ($input: GrantOverrideInput!) { grantOverride(input: $input) { __typename
        ... on OverrideGranted { overrideId codes } ... on ConflictProblem { code } } }"""
    wanted = {"terms": terms, "codes": ["CONCENTRATION"], "reason": "index rebalance"}
    granted = await world.ask(grant, viewer=officer, input=wanted)
    assert granted.data is not None
    override = granted.data["grantOverride"]["overrideId"]
    hard = await world.ask(grant, viewer=officer, input={**wanted, "codes": ["TRADING_HALTED"]})
    assert hard.data == {"grantOverride": {"__typename": "ConflictProblem", "code": "OVERRIDE_REFUSED"}}
    place = """mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
        ... on OrderPlaced { order { id status approvalExpiresAt } } ... on OrderDeniedProblem { code } } }"""
    denied = (await world.data(place, input={"terms": terms, "idempotencyKey": "a"}))["placeOrder"]
    assert denied == {"__typename": "OrderDeniedProblem", "code": "CONCENTRATION"}
    placed = await world.data(place, input={"terms": terms, "idempotencyKey": "b", "overrideId": override})
    order = placed["placeOrder"]["order"]
    assert (order["status"], order["approvalExpiresAt"] is None) == ("PENDING_APPROVAL", False)
    approve = """mutation ($input: ApproveOrderInput!) { approveOrder(input: $input) { __typename
        ... on OrderChanged { order { status decidedBy { name } } } ... on ConflictProblem { code } } }"""
    yes = {"orderId": order["id"], "approve": True}
    own = await world.data(approve, input=yes)
    assert own == {"approveOrder": {"__typename": "ConflictProblem", "code": "SELF_APPROVAL"}}
    decided = await world.ask(approve, viewer=officer, input=yes)
    assert decided.data == {
        "approveOrder": {"__typename": "OrderChanged", "order": {"status": "NEW", "decidedBy": {"name": "Rita"}}}
    }


async def test_a_disabled_strategy_is_enabled_through_the_door(world: World) -> None:
    officer = await members.add(world.desk, world.owner, world.portfolio.id, "Rita", rows.Role.RISK_OFFICER)
    terms, denials = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1)), []
    for number in range(4):
        more: dict[str, Any] = {"allow_duplicate": True, "strategy_id": "s1"}
        placed = await orders.place(world.desk, world.owner, world.portfolio.id, terms, key=f"{number}", **more)
        denials.append(placed.order.denial)
    assert denials == [None, None, None, "AUTO_EXEC_LIMIT"]
    document = """mutation ($input: EnableStrategyInput!) { enableStrategy(input: $input) { __typename
        ... on StopReleased { stop { id scope state strategyId } } ... on NotAllowedProblem { needs } } }"""
    strategy = ids.encode("Strategy", "s1")
    released = await world.ask(document, viewer=officer, input={"strategyId": strategy, "note": "looked at it"})
    assert released.data is not None
    stop = released.data["enableStrategy"]["stop"]
    assert (stop["scope"], stop["state"], stop["strategyId"]) == ("STRATEGY", "ACTIVE", strategy)
    again = await world.data("query ($id: ID!) { node(id: $id) { id } }", id=stop["id"])
    assert again == {"node": {"id": stop["id"]}}
