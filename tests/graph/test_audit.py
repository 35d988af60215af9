"""Proves that every mutation leaves a row in an audit chain: each is carried out on a real desk, and none is left out.

A mutation without an example here fails. Run by hand with `-s` to see which leaves the largest row.
"""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import pytest

import db.models as rows
from actions import analyses, keys, members, orders, reconcile, sessions, stops
from actions.audit import first_bad
from actions.setup import SYSTEM, SYSTEM_ID
from actions.tries import Origin
from actions.unit import unit
from actions.viewer import Viewer
from adapters.brokers.paper import PaperBroker
from adapters.patience import end
from graph import ids
from graph.schema import build
from settings import Settings
from tests.graph.conftest import START, World
from tests.graph.test_queries import run_analysis
from trading.alerts import AlertCode
from trading.errors import Permission
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import Venue
from trading.stop import StopLevel, StopScope
from workers.desk import Crew
from workers.library import Library
from workers.models import Models
from workers.orders import carry

Asked = tuple[Viewer, dict[str, Any]]
Example = Callable[[World], Awaitable[Asked]]
MUTATION: Final = build()._schema.mutation_type
NAMES: Final = sorted(MUTATION.fields) if MUTATION else []
# What may leave no row, and why. Marks of prices and claims of workers are no mutations.
EXEMPT: Final[dict[str, str]] = {
    "refreshSession": "it comes every 15 minutes of a session whose beginning and end are told"
}
# Where the actor is the person who has just been made.
NEWCOMERS: Final = {"signUp"}
# What the desk itself does a part of, and which.
HELPED: Final[dict[str, str]] = {"drillStop": "it stages the orders of the drill"}
EXAMPLES: Final[dict[str, Example]] = {}


def example(make: Example) -> Example:
    """Keep a function under the mutation that it has its name from: place_order is an example of placeOrder."""
    first, *rest = make.__name__.split("_")
    EXAMPLES[first + "".join(word.capitalize() for word in rest)] = make
    return make


@pytest.fixture(scope="module")
def sizes() -> Iterator[dict[str, int]]:
    """Bytes of the largest row that each mutation left."""
    found: dict[str, int] = {}
    yield found
    if found:
        largest = max(found, key=lambda name: found[name])
        sys.stdout.write(f"\nlargest audit row: {largest}, {found[largest]} bytes\n")


@pytest.mark.parametrize("name", NAMES)
async def test_a_mutation_leaves_an_audit_row(world: World, name: str, sizes: dict[str, int]) -> None:
    assert name in EXAMPLES, f"{name} has no example: write one below that succeeds"
    viewer, wanted = await EXAMPLES[name](world)
    known = {row.id for row in await rows.AuditEntry.all()}
    kind = MUTATION.fields[name].args["input"].type if MUTATION else None
    document = f"mutation ($input: {kind}) {{ {name}(input: $input) {{ __typename ... on Problem {{ message }} }} }}"
    result = await world.ask(document, viewer=viewer, input=wanted)
    assert not result.errors
    assert result.data is not None
    assert not result.data[name]["__typename"].endswith("Problem"), result.data
    left = [row for row in await rows.AuditEntry.all() if row.id not in known]
    assert bool(left) is (name not in EXEMPT), f"{name} leaves {len(left)} rows"
    assert name in NEWCOMERS | set(EXEMPT) or viewer.user_id in {row.actor_id for row in left}
    for row in left:
        helped = name in NEWCOMERS or (name in HELPED and row.actor_id == SYSTEM_ID)
        assert row.actor_id == viewer.user_id or helped
        assert row.summary
        assert await first_bad(row.chain) is None
    sizes[name] = max((_bytes(row) for row in left), default=0)
    await end(*WORKERS)
    WORKERS.clear()


def test_no_example_or_exemption_outlives_its_mutation() -> None:
    assert set(EXAMPLES) <= set(NAMES)
    assert set(EXEMPT) | set(HELPED) | NEWCOMERS <= set(NAMES)


def _bytes(row: rows.AuditEntry) -> int:
    return len(json.dumps({name: getattr(row, name) for name in row._meta.db_fields}, default=str).encode())


# ---------------------------------------------------------------- what the examples need

TERMS = Terms(symbol="AAPL", side=OrderSide.BUY, quantity=Decimal(1))


def _terms(world: World) -> dict[str, Any]:
    return {"portfolioId": world.portfolio_id, "symbol": "AAPL", "side": "BUY", "quantity": "1"}


async def _placed(world: World, viewer: Viewer | None = None) -> rows.Order:
    placed = await orders.place(world.desk, viewer or world.owner, world.portfolio.id, TERMS, key="example")
    return placed.order


async def _officer(world: World) -> Viewer:
    return await members.add(world.desk, world.owner, world.portfolio.id, "Rita", rows.Role.RISK_OFFICER)


async def _recommendation(world: World) -> str:
    await run_analysis(world, "AAPL")
    return ids.encode("Recommendation", (await rows.Recommendation.get()).id)


# ---------------------------------------------------------------- one success each


@example
async def place_order(world: World) -> Asked:
    return world.owner, {"terms": _terms(world), "idempotencyKey": "k"}


@example
async def replace_order(world: World) -> Asked:
    wanted = replace(TERMS, type=OrderType.LIMIT, limit_price=Decimal(320))
    placed = await orders.place(world.desk, world.owner, world.portfolio.id, wanted, key="example")
    now = world.desk.clock.now()
    await rows.Order.filter(id=placed.order.id).update(sent_at=now, acked_at=now)
    return world.owner, {"orderId": ids.encode("Order", placed.order.id), "limitPrice": "321"}


@example
async def cancel_order(world: World) -> Asked:
    return world.owner, {"orderId": ids.encode("Order", (await _placed(world)).id)}


@example
async def approve_order(world: World) -> Asked:
    await rows.Portfolio.filter(id=world.portfolio.id).update(limits={"approval_above_ratio": "0"})
    order = await _placed(world)
    return await _officer(world), {"orderId": ids.encode("Order", order.id), "approve": True}


@example
async def accept_recommendation(world: World) -> Asked:
    return world.owner, {"recommendationId": await _recommendation(world), "idempotencyKey": "k", "quantity": "1"}


@example
async def dismiss_recommendation(world: World) -> Asked:
    return world.owner, {"recommendationId": await _recommendation(world)}


@example
async def engage_stop(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id, "note": "enough"}


@example
async def drill_stop(world: World) -> Asked:
    for broker in world.desk.brokers.values():
        if isinstance(broker, Venue):
            await broker.on_step(world.desk.market.steps(START)[0])
    WORKERS.append(asyncio.create_task(_send_until_stopped(world)))
    return world.owner, {"portfolioId": world.portfolio_id}


WORKERS: Final[list[asyncio.Task[None]]] = []


async def _send_until_stopped(world: World) -> None:
    """Be the worker that carries the drill's orders to the paper broker."""
    crew = Crew(
        desk=world.desk,
        settings=Settings(data_dir=Path("/nowhere")),
        models=Models(1),
        library=Library(world.desk.market),
    )
    for _ in range(1000):
        if await rows.StopReceipt.exists():
            return
        for order in await rows.Order.filter(open=True, sent_at=None):
            await carry(crew, order.id)
        await asyncio.sleep(0.01)


@example
async def release_stop(world: World) -> Asked:
    await stops.engage(world.desk, world.owner, StopScope.PORTFOLIO, world.portfolio.id, StopLevel.STOP, "enough")
    return await _officer(world), {"portfolioId": world.portfolio_id, "to": "REDUCING", "note": "looked at it"}


@example
async def enable_strategy(world: World) -> Asked:
    for number in range(4):
        await orders.place(
            world.desk,
            world.owner,
            world.portfolio.id,
            TERMS,
            key=f"{number}",
            allow_duplicate=True,
            strategy_id="s1",
        )
    return await _officer(world), {"strategyId": ids.encode("Strategy", "s1"), "note": "looked at it"}


@example
async def grant_override(world: World) -> Asked:
    return await _officer(world), {"terms": _terms(world), "codes": ["CONCENTRATION"], "reason": "a rebalance"}


@example
async def set_risk_limits(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id, "reason": "calmer", "maxPositionRatio": "0.05"}


@example
async def create_portfolio(world: World) -> Asked:
    return world.owner, {"name": "Second", "openingCash": "100"}


@example
async def update_portfolio(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id, "name": "First"}


@example
async def record_cash(world: World) -> Asked:
    return world.owner, {
        "portfolioId": world.portfolio_id,
        "amount": "-0.01",
        "note": "a stamp",
        "idempotencyKey": "k",
    }


@example
async def set_member(world: World) -> Asked:
    await rows.User.filter(id=world.stranger.user_id).update(email="ann@desk.test")
    return world.owner, {"portfolioId": world.portfolio_id, "email": "ann@desk.test", "role": "TRADER"}


@example
async def clear_break(world: World) -> Asked:
    broker = world.desk.brokers["paper"]
    await broker.adjust_cash(world.portfolio.id, "lost", Decimal(5))
    await reconcile.found(
        world.desk,
        SYSTEM,
        world.portfolio.id,
        await reconcile.differing(world.desk, SYSTEM, world.portfolio.id),
    )
    await broker.adjust_cash(world.portfolio.id, "found", Decimal(-5))
    return world.owner, {"portfolioId": world.portfolio_id, "note": "the bank found it"}


@example
async def request_analysis(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id}


@example
async def request_backtest(world: World) -> Asked:
    period = {"from": "2010-01-04", "to": "2011-01-04"}
    return world.owner, {"strategy": "sma-crossover", "symbols": ["AAPL"], **period}


@example
async def request_optimization(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id, "method": "HRP", "symbols": ["AAPL", "IBM"]}


@example
async def set_rebalancing(world: World) -> Asked:
    return world.owner, {"portfolioId": world.portfolio_id, "method": "HRP", "everyDays": 30}


@example
async def cancel_job(world: World) -> Asked:
    asked = await analyses.request(world.desk, world.owner, world.portfolio.id, ["AAPL"])
    return world.owner, {"jobId": ids.encode("Analysis", asked.id)}


@example
async def mark_alert_read(world: World) -> Asked:
    async with unit(world.desk, SYSTEM, world.portfolio.id) as u:
        alert = await u.alert(AlertCode.LIMIT_TRIPPED, "an example")
    return world.owner, {"alertId": ids.encode("Alert", alert.id)}


@example
async def create_api_key(world: World) -> Asked:
    return world.owner, {"name": "partner", "permissions": ["READ"]}


@example
async def rotate_api_key(world: World) -> Asked:
    made = await keys.create(world.desk, world.owner, "partner", [Permission.READ])
    return world.owner, {"apiKeyId": ids.encode("ApiKey", made.key.id)}


@example
async def revoke_api_key(world: World) -> Asked:
    made = await keys.create(world.desk, world.owner, "partner", [Permission.READ])
    return world.owner, {"apiKeyId": ids.encode("ApiKey", made.key.id)}


# ---------------------------------------------------------------- people

PASSWORD: Final = "correct horse battery"


async def _ann(world: World) -> sessions.Opened:
    """Ann, who has signed up and is signed in."""
    open_desk = replace(world.desk, sign_up_open=True)
    return await sessions.sign_up(open_desk, Origin("192.0.2.1"), "ann@desk.test", "Ann", PASSWORD)


@example
async def sign_up(world: World) -> Asked:
    world.desk = replace(world.desk, sign_up_open=True)
    return world.stranger, {"email": "new@desk.test", "name": "New", "password": PASSWORD}


@example
async def sign_in(world: World) -> Asked:
    return (await _ann(world)).viewer, {"email": "ann@desk.test", "password": PASSWORD}


@example
async def refresh_session(world: World) -> Asked:
    ann = await _ann(world)
    return ann.viewer, {"refreshToken": ann.refresh_token}


@example
async def sign_out(world: World) -> Asked:
    return (await _ann(world)).viewer, {}


@example
async def change_password(world: World) -> Asked:
    return (await _ann(world)).viewer, {"current": PASSWORD, "next": PASSWORD + " staple"}


@example
async def revoke_session(world: World) -> Asked:
    ann = await _ann(world)
    return ann.viewer, {"sessionId": ids.encode("SessionInfo", ann.viewer.session_id or "")}


@example
async def update_preferences(world: World) -> Asked:
    return world.owner, {"riskTolerance": "CONSERVATIVE", "watchlist": ["AAPL"]}


@example
async def set_broker_credentials(world: World) -> Asked:
    class WithLogins(PaperBroker):
        async def take_login(self, account: str, key_id: str, secret: str) -> None:
            assert (account, key_id, secret) == (world.portfolio.id, "AK1", "hush")

    broker = world.desk.brokers["paper"]
    broker.__class__ = WithLogins
    return world.owner, {"portfolioId": world.portfolio_id, "keyId": "AK1", "secret": "hush"}
