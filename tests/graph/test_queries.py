"""Proves that queries tell what the database knows, page by page, and never one query per row."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import db.models as rows
from actions import analyses, orders, portfolios, recommendations, sending, strategies
from actions.analyses import Finding, Findings
from actions.executions import book
from actions.setup import SYSTEM
from graph import ids
from tests.graph.conftest import World
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import BrokerEvent, BrokerEventKind
from trading.units import ZERO

EVERYTHING = """query ($id: ID!) { portfolio(id: $id) {
    id name autonomy mode broker currency lotMethod createdAt
    members { role since user { id name } }
    cash { amount currency } reservedCash { amount } buyingPower { amount } equity { amount }
    pnl { day { amount } dayRatio unrealized { amount } realized { amount } total { amount } markedAt stale }
    position(symbol: "AAPL") { quantity averageCost marketPrice marketValue { amount } weight
        pnl { day { amount } total { amount } stale } instrument { symbol quote { last stale } } }
    risk { limits { maxPositionRatio allowShort } drawdown peakEquity { amount } checkedAt }
    stop { id state epoch openOrdersLeft lastReceipt { id } }
    performance { totalReturn } equityCurve { equity }
} }"""

LISTS = """query ($id: ID!) { portfolio(id: $id) {
    positions(first: 10) { totalCount
        nodes { instrument { name } marketValue { amount } weight pnl { total { amount } } } }
    orders(first: 10) { totalCount
        nodes { id status fees { amount } instrument { symbol quote { last } } requestedBy { name }
        executions { id fee { amount } order { id } } portfolio { name } checks { code passed } children { id } } }
    executions(first: 10) { nodes { id price realized { amount } order { status } } }
    ledger(first: 10) { nodes { cause postings { account amount { amount } quantity instrument { symbol } } } }
    audit(first: 10) { nodes { sequence actor action hash previousHash apiKey { id } } }
} }"""


async def fill(world: World, symbol: str, quantity: int, price: str, key: str) -> rows.Order:
    """Place a market order and let the broker fill it."""
    terms = Terms(symbol=symbol, side=OrderSide.BUY, quantity=Decimal(quantity))
    order = (
        await orders.place(world.desk, world.owner, world.portfolio.id, terms, key=key, allow_duplicate=True)
    ).order
    assert order.denial is None
    await sending.claim(world.desk, SYSTEM, order.id)
    cursor = (await rows.Portfolio.get(id=world.portfolio.id)).broker_cursor + 1
    filled = BrokerEvent(
        cursor=cursor,
        account=world.portfolio.id,
        kind=BrokerEventKind.FILL,
        client_order_id=order.client_order_id,
        broker_order_id=f"b{cursor}",
        at=await world.desk.market_clock.now(),
        execution_id=f"e{cursor}",
        symbol=symbol,
        side=OrderSide.BUY,
        quantity=Decimal(quantity),
        price=Decimal(price),
        fee=Decimal("1.25"),
    )
    await book(world.desk, SYSTEM, world.portfolio.id, [filled])
    return await rows.Order.get(id=order.id)


async def test_a_portfolio_shows_what_follows_from_its_books(world: World) -> None:
    quote = await rows.Quote.get(symbol="AAPL")
    await fill(world, "AAPL", 10, "300", "k1")
    seen = (await world.data(EVERYTHING, id=world.portfolio_id))["portfolio"]
    value = 10 * quote.price
    assert Decimal(seen["cash"]["amount"]) == Decimal(100000) - 3000 - Decimal("1.25")
    assert Decimal(seen["buyingPower"]["amount"]) == Decimal(seen["cash"]["amount"])
    assert Decimal(seen["equity"]["amount"]) == Decimal(seen["cash"]["amount"]) + round(value, 2)
    assert Decimal(seen["pnl"]["unrealized"]["amount"]) == round(value, 2) - 3000
    assert Decimal(seen["pnl"]["total"]["amount"]) == round(value, 2) - 3000 - Decimal("1.25")
    assert Decimal(seen["pnl"]["day"]["amount"]) == Decimal(seen["equity"]["amount"]) - 100000
    assert seen["pnl"]["stale"] is False
    assert Decimal(seen["position"]["averageCost"]) == 300
    assert Decimal(seen["position"]["marketPrice"]) == quote.price
    assert seen["position"]["pnl"]["day"] == seen["position"]["pnl"]["total"]
    assert Decimal(seen["position"]["weight"]) == round(value / Decimal(seen["equity"]["amount"]), 6)
    owner = {"id": ids.encode("User", world.owner.user_id), "name": "owner"}
    assert seen["members"] == [{"role": "OWNER", "since": seen["createdAt"], "user": owner}]
    assert seen["stop"]["state"] == "ACTIVE"
    assert seen["stop"]["epoch"] == 0
    assert seen["performance"] is None


async def test_lists_cost_the_same_number_of_queries_for_one_row_and_for_many(
    world: World, queries: Callable[[], Any]
) -> None:
    await rows.Portfolio.filter(id=world.portfolio.id).update(limits={"orders_per_second": 100})
    await fill(world, "AAPL", 1, "300", "k0")
    with queries() as few:
        first = await world.data(LISTS, id=world.portfolio_id)
    for number, symbol in enumerate(["AAPL", "MSFT", "IBM", "GOOG", "AAPL", "MSFT"]):
        await fill(world, symbol, 1 + number, "100", f"k{number + 1}")
    with queries() as many:
        second = await world.data(LISTS, id=world.portfolio_id)
    assert first["portfolio"]["orders"]["totalCount"] == 1
    assert second["portfolio"]["orders"]["totalCount"] == 7
    assert second["portfolio"]["positions"]["totalCount"] == 4
    assert len(many) == len(few)
    assert all(node["status"] == "FILLED" for node in second["portfolio"]["orders"]["nodes"])


async def test_several_portfolios_are_valued_in_as_many_queries_as_one(
    world: World, queries: Callable[[], Any]
) -> None:
    document = "{ portfolios { nodes { equity { amount } pnl { total { amount } } stop { state } members { role } } } }"
    with queries() as one:
        await world.data(document)
    for number in range(4):
        await portfolios.create(
            world.desk, world.owner, name=f"P{number}", opening_cash=Decimal(1000), key=f"p{number}"
        )
    with queries() as five:
        assert len((await world.data(document))["portfolios"]["nodes"]) == 5
    assert len(five) == len(one)


async def test_the_count_of_a_list_is_asked_for_only_when_selected(world: World, queries: Callable[[], Any]) -> None:
    with queries() as without:
        await world.data("{ portfolios { nodes { name } } }")
    with queries() as counted:
        await world.data("{ portfolios { totalCount nodes { name } } }")
    assert not [sql for sql in without if "COUNT" in sql]
    assert len(counted) == len(without) + 1


async def test_pages_follow_each_other_without_gap_or_overlap(world: World) -> None:
    for number in range(5):
        terms = Terms(
            symbol=["AAPL", "MSFT"][number % 2],
            side=OrderSide.BUY,
            type=OrderType.LIMIT,
            quantity=Decimal(1),
            limit_price=Decimal(100 + number),
        )
        await orders.place(world.desk, world.owner, world.portfolio.id, terms, key=f"k{number}")
    document = """query ($id: ID!, $after: String, $by: OrderOrderField!, $way: Direction!) { portfolio(id: $id) {
        orders(first: 2, after: $after, orderBy: {field: $by, direction: $way}) {
            pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node { id idempotencyKey } } } } }"""
    for by in ("PLACED_AT", "UPDATED_AT", "SYMBOL"):
        found: dict[str, list[str]] = {}
        for way in ("ASC", "DESC"):
            keys, after, pages = [], None, 0
            while True:
                answer = await world.data(document, id=world.portfolio_id, after=after, by=by, way=way)
                page = answer["portfolio"]["orders"]
                keys += [edge["node"]["idempotencyKey"] for edge in page["edges"]]
                assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
                after, pages = page["pageInfo"]["endCursor"], pages + 1
                if not page["pageInfo"]["hasNextPage"]:
                    break
            assert pages == 3
            found[way] = keys
        assert found["ASC"] == found["DESC"][::-1]
        assert sorted(found["ASC"]) == [f"k{number}" for number in range(5)]


async def test_orders_are_found_by_status_symbol_side_and_key(world: World) -> None:
    await fill(world, "AAPL", 1, "300", "bought")
    resting = Terms(
        symbol="MSFT", side=OrderSide.BUY, type=OrderType.LIMIT, quantity=Decimal(1), limit_price=Decimal(26)
    )
    await orders.place(world.desk, world.owner, world.portfolio.id, resting, key="resting")
    document = """query ($id: ID!, $filter: OrderFilter) { portfolio(id: $id) {
        orders(filter: $filter) { nodes { idempotencyKey } } } }"""

    async def keys(**wanted: Any) -> list[str]:
        answer = await world.data(document, id=world.portfolio_id, filter=wanted)
        return [node["idempotencyKey"] for node in answer["portfolio"]["orders"]["nodes"]]

    assert await keys(status=["FILLED"]) == ["bought"]
    assert await keys(status=["NEW", "FILLED"]) == ["resting", "bought"]
    assert await keys(status=[]) == []
    assert await keys(symbol="MSFT", side="BUY") == ["resting"]
    assert await keys(side="SELL") == []
    by_key = """query ($id: ID!, $key: String!) { orderByKey(portfolioId: $id, idempotencyKey: $key) { status } }"""
    assert (await world.data(by_key, id=world.portfolio_id, key="bought")) == {"orderByKey": {"status": "FILLED"}}
    assert (await world.data(by_key, id=world.portfolio_id, key="other")) == {"orderByKey": None}


async def test_a_preview_says_what_placing_would_and_writes_nothing(world: World) -> None:
    document = """query ($t: OrderTermsInput!) { previewOrder(terms: $t) {
        decision denial largestQuantityNow estimatedCost { amount } checks { code passed observed limit }
        estimatedPrice estimatedFees { amount } weightAfter cashAfter { amount currency } } }"""
    terms = {"portfolioId": world.portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "1000"}
    seen = (await world.data(document, t=terms))["previewOrder"]
    assert (seen["decision"], seen["denial"]) == ("DENY", "MAX_ORDER_VALUE")
    paid = Decimal(seen["estimatedFees"]["amount"]) + 1000 * Decimal(seen["estimatedPrice"])
    assert Decimal(seen["estimatedFees"]["amount"]) == 5
    assert seen["cashAfter"]["currency"] == "USD"
    assert 0 <= 100000 - paid - Decimal(seen["cashAfter"]["amount"]) < Decimal("0.01")
    assert Decimal(seen["weightAfter"]) > 3
    again = (await world.data(document, t={**terms, "quantity": seen["largestQuantityNow"]}))["previewOrder"]
    assert again["decision"] == "ACCEPT"
    assert await rows.Order.all().count() == 0


async def test_bars_end_before_the_session_that_is_still_open(world: World) -> None:
    document = '{ instrument(symbol: "AAPL") { bars(period: ALL) { at close } quote { last at source stale } } }'
    bars = (await world.data(document))["instrument"]["bars"]
    assert len(bars) <= 600
    assert bars[-1]["at"] == "2011-02-28T00:00:00+00:00"
    await world.step(100)
    closed = (await world.data(document))["instrument"]["bars"]
    assert closed[-1]["at"] == "2011-03-01T00:00:00+00:00"


async def test_an_analysis_leads_to_its_signals_recommendations_and_decisions(
    world: World, queries: Callable[[], Any]
) -> None:
    analysis = await run_analysis(world, "AAPL", "MSFT")
    document = """query ($id: ID!, $p: ID!) { job(id: $id) { id state progress ... on Analysis {
            symbols marketCondition cost { amount }
            signals { instrument { symbol } action confidence scores { source contribution probabilityUp reasons } }
            recommendations { id side quantity state preview { decision largestQuantityNow } signal { id } } } }
        portfolio(id: $p) { decisions { nodes { symbol outcome signal { analysis { id } } recommendation { id } } }
            signals(symbol: "MSFT") { nodes { summary } }
            recommendations(state: OPEN) { nodes { id preview { decision } } } } }"""
    with queries() as sent:
        seen = await world.data(document, id=analysis, p=world.portfolio_id)
    assert seen["job"]["state"] == "SUCCEEDED"
    assert [signal["instrument"]["symbol"] for signal in seen["job"]["signals"]] == ["AAPL", "MSFT"]
    assert seen["job"]["signals"][0]["scores"][0]["source"] == "MOMENTUM"
    assert {decision["symbol"] for decision in seen["portfolio"]["decisions"]["nodes"]} == {"AAPL", "MSFT"}
    assert len(seen["portfolio"]["signals"]["nodes"]) == 1
    proposed = seen["portfolio"]["recommendations"]["nodes"]
    assert [each["preview"]["decision"] for each in proposed] == ["ACCEPT"] * len(proposed)
    assert len([sql for sql in sent if '"quotes"' in sql]) == 1
    dismissed = seen["job"]["recommendations"][0]["id"]
    await recommendations.dismiss(world.desk, world.owner, ids.decode("Recommendation", dismissed), "no")
    seen = await world.data(document, id=analysis, p=world.portfolio_id)
    assert len(seen["portfolio"]["recommendations"]["nodes"]) == len(proposed) - 1


def findings(*symbols: str) -> Findings:
    """An opinion to buy each symbol."""
    score = {
        "source": "MOMENTUM",
        "probability_up": "0.600000",
        "contribution": "0.405465",
        "weight": "1",
        "abstained": False,
        "reasons": ["It rose."],
    }
    found = [
        Finding(
            symbol=symbol,
            action=rows.SignalAction.BUY,
            summary=f"{symbol} looks good.",
            confidence=Decimal("0.6"),
            probability_up=Decimal("0.6"),
            log_odds=Decimal("0.405465"),
            base_rate=Decimal("0.5"),
            scores=[score],
            expected_return=Decimal("0.02"),
            volatility=Decimal("0.2"),
            atr=Decimal(5),
            evidence="e" * 64,
        )
        for symbol in symbols
    ]
    return Findings(each=tuple(found))


async def run_analysis(world: World, *symbols: str) -> str:
    """Request an analysis and record an opinion to buy each symbol; return its global id."""
    requested = await analyses.request(world.desk, world.owner, world.portfolio.id, list(symbols))
    claimed = await analyses.claim(world.desk, SYSTEM, requested.id)
    assert claimed
    assert await analyses.record(world.desk, SYSTEM, claimed, findings(*symbols))
    return ids.encode("Analysis", requested.id)


async def test_the_use_of_limits_follows_the_book_and_costs_one_reading(
    world: World, queries: Callable[[], Any]
) -> None:
    document = "query ($id: ID!) { portfolio(id: $id) { risk { level uses { name used limit ratio } } } }"
    await fill(world, "AAPL", 20, "300", "k1")
    with queries() as both:
        risk = (await world.data(document, id=world.portfolio_id))["portfolio"]["risk"]
    with queries() as one:
        await world.data("query ($id: ID!) { portfolio(id: $id) { risk { level } } }", id=world.portfolio_id)
    assert len(both) == len(one)
    used = {each["name"]: Decimal(each["used"]) for each in risk["uses"]}
    quote, home = await rows.Quote.get(symbol="AAPL"), await rows.Portfolio.get(id=world.portfolio.id)
    equity = home.cash + 20 * quote.price
    assert round(used["CONCENTRATION"], 9) == round(20 * quote.price / equity, 9)
    assert [used[name] for name in ("MESSAGES", "AUTO_EXECUTION", "ORDER_VALUE")] == [Decimal(1), ZERO, ZERO]
    assert risk["level"] == "CALM"
    strategy = strategies.recommender(world.portfolio.id)
    for number in range(3):
        terms = Terms(symbol="MSFT", side=OrderSide.BUY, quantity=Decimal(1))
        await orders.place(
            world.desk,
            world.owner,
            world.portfolio.id,
            terms,
            key=f"s{number}",
            strategy_id=strategy,
            allow_duplicate=True,
        )
    risk = (await world.data(document, id=world.portfolio_id))["portfolio"]["risk"]
    used = {each["name"]: Decimal(each["used"]) for each in risk["uses"]}
    assert [used[name] for name in ("MESSAGES", "AUTO_EXECUTION")] == [Decimal(4), Decimal(3)]
    assert risk["level"] == "ELEVATED"
