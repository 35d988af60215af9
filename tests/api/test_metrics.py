"""Proves that /metrics counts exactly what was done, tells it to who has the token alone, and names nobody's things."""

import asyncio
import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.routing import Route

import db.models as rows
from actions import keys, orders, stops
from adapters.patience import end
from api import app as front
from api import lag, metrics, up
from api.answers import ROUTES, Answers, route_of
from db.engine import connection
from graph.codes import ErrorCode
from graph.documents import Allowance
from graph.durations import Durations
from settings import Settings
from tests.api import test_sockets as sockets
from tests.api.test_sockets import Door, until
from tests.desks import buy
from tests.e2e.desks import free_port
from tests.graph.conftest import World
from trading.errors import LimitReached, Permission
from trading.intake import OWN_MAX
from trading.ports import Desk
from trading.stop import StopLevel, StopScope

desk, dialect, world = sockets.desk, sockets.dialect, sockets.world
DOCS = Path(__file__).parents[2] / "docs" / "metrics.md"
TOKEN = "canary-of-the-scraper"
Labels = tuple[tuple[str, str], ...]


@dataclass
class Scrape:
    """What was told once: values by name and labels."""

    text: str
    values: dict[tuple[str, Labels], float]

    def __call__(self, name: str, **labels: str) -> float:
        return self.values.get((f"plimsoll_{name}", tuple(sorted(labels.items()))), 0)


@dataclass
class Counted(Door):
    """A server that tells what it has counted."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def scrape(self) -> Scrape:
        async with httpx.AsyncClient() as client:
            answer = await client.get(f"{self.url}/metrics", headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
        return Scrape(answer.text, dict(_samples(answer.text)))

    async def ask(self, query: str, **more: Any) -> Any:
        async with httpx.AsyncClient() as client:
            headers = {"authorization": f"Bearer {self.token}"}
            return await client.post(f"{self.url}/graphql", json={"query": query, **more}, headers=headers)


def _samples(text: str) -> Iterator[tuple[tuple[str, Labels], float]]:
    for family in text_string_to_metric_families(text):
        assert family.documentation
        assert family.type != "unknown"
        for sample in family.samples:
            yield (sample.name, tuple(sorted(sample.labels.items()))), sample.value


def grown(before: Scrape, after: Scrape, name: str, **labels: str) -> float:
    return after(name, **labels) - before(name, **labels)


@asynccontextmanager
async def served(world: World, settings: Settings) -> AsyncIterator[Counted]:
    server = up._server(settings, world.desk)
    serving = asyncio.create_task(server.serve())
    await server.ready.wait()
    made = await keys.create(world.desk, world.owner, "tests", [Permission.READ])
    try:
        yield Counted(world, server, settings.port, made.secret)
    finally:
        server.should_exit = True
        await serving


def given(tmp_path: Path, **more: Any) -> Settings:
    return Settings(data_dir=tmp_path, port=free_port(), secret="s" * 32, metrics_token=TOKEN, **more)


@pytest.fixture
async def door(world: World, tmp_path: Path) -> AsyncIterator[Counted]:
    async with served(world, given(tmp_path)) as made:
        yield made


@pytest.fixture
async def stock(world: World, tmp_path: Path) -> AsyncIterator[Counted]:
    async with served(world, given(tmp_path, compiled_plans=False, compiled_operations=False)) as made:
        yield made


@pytest.fixture
async def plain(world: World, tmp_path: Path) -> AsyncIterator[Counted]:
    async with served(world, replace(given(tmp_path), metrics_token="")) as made:
        yield made


# ---------------------------------------------------------------- who may read


@pytest.mark.parametrize(
    "said", [None, "", TOKEN, f"Basic {TOKEN}", "Bearer x", f"Bearer {TOKEN}x", "Bearer \xff", "bearer"]
)
async def test_nobody_without_the_token_reads_anything(door: Counted, said: str | None) -> None:
    headers = {} if said is None else {b"authorization": said.encode("latin-1")}
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{door.url}/metrics", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"
    assert TOKEN not in answer.text


async def test_a_token_of_the_desk_is_none_of_the_scraper_and_the_other_way_round(door: Counted) -> None:
    async with httpx.AsyncClient() as client:
        own = await client.get(f"{door.url}/metrics", headers={"authorization": f"Bearer {door.token}"})
        asked = await client.post(
            f"{door.url}/graphql",
            json={"query": "{ viewer { id } }"},
            headers={"authorization": f"Bearer {TOKEN}"},
        )
    assert (own.status_code, asked.status_code) == (401, 401)


async def test_it_passes_the_guards_that_everything_passes(door: Counted) -> None:
    async with httpx.AsyncClient() as client:
        right = {"authorization": f"bearer {TOKEN}"}
        foreign = await client.get(f"{door.url}/metrics", headers={**right, "host": "evil.test"})
        posted = await client.post(f"{door.url}/metrics", headers=right)
        answer = await client.get(f"{door.url}/metrics", headers=right)
    assert (foreign.status_code, posted.status_code, answer.status_code) == (400, 405, 200)
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_without_a_token_there_is_nothing(plain: Counted) -> None:
    async with httpx.AsyncClient() as client:
        for headers in ({}, {"authorization": "Bearer"}, {"authorization": f"Bearer {TOKEN}"}):
            assert (await client.get(f"{plain.url}/metrics", headers=headers)).status_code == 404


# ---------------------------------------------------------------- exact counts


async def test_each_layer_counts_what_it_answered(door: Counted) -> None:
    before = await door.scrape()
    for _ in range(5):
        assert (await door.ask("query Counted { viewer { id } }")).status_code == 200
    for _ in range(3):  # a directive: neither planned nor compiled
        assert (await door.ask("query Conditional { viewer { id @include(if: true) } }")).status_code == 200
    after = await door.scrape()
    assert [grown(before, after, "graphql_operations_total", layer=each) for each in ("L2", "L1", "L0")] == [4, 0, 4]
    assert grown(before, after, "graphql_fallbacks_total") == 4
    assert grown(before, after, "graphql_documents_total", outcome="read") == 2
    assert grown(before, after, "http_requests_total", route="/graphql", status="200") == 8
    assert grown(before, after, "http_request_duration_seconds_count", route="/graphql") == 8
    assert grown(before, after, "http_request_duration_seconds_sum", route="/graphql") > 0
    assert grown(before, after, "http_request_duration_seconds_bucket", route="/graphql", le="+Inf") == 8
    assert grown(before, after, "http_requests_total", route="/metrics", status="200") == 1


async def test_with_the_layers_off_all_is_answered_by_strawberry(stock: Counted) -> None:
    before = await stock.scrape()
    for _ in range(3):
        await stock.ask("query Stock { viewer { id } }")
    after = await stock.scrape()
    assert [grown(before, after, "graphql_operations_total", layer=each) for each in ("L2", "L1", "L0")] == [0, 0, 3]


async def test_what_is_asked_over_a_socket_is_planned_the_second_time(door: Counted) -> None:
    before = await door.scrape()
    async with door.client() as client:
        for number in range(3):
            await client.subscribe(str(number), "query Socketed { viewer { id } }")
            await client.next(str(number))
    after = await door.scrape()
    assert [grown(before, after, "graphql_operations_total", layer=each) for each in ("L2", "L1", "L0")] == [0, 2, 1]


async def test_a_surprise_is_told(door: Counted) -> None:
    query = "query Surprised($id: ID!) { portfolio(id: $id) { risk { limits { ordersPerMinute } } } }"
    for _ in range(3):
        assert "errors" not in (await door.ask(query, variables={"id": door.world.portfolio_id})).json()
    quiet = await door.scrape()
    too_many = {"orders_per_minute": 2**40}  # more than GraphQL's Int can say
    await rows.Portfolio.filter(id=door.world.portfolio.id).update(limits=too_many)
    answer = await door.ask(query, variables={"id": door.world.portfolio_id})
    assert "errors" in answer.json()
    after = await door.scrape()
    assert grown(quiet, after, "graphql_selections_total", outcome="surprised") == 3  # each of the three has one


async def test_what_is_refused_is_told_by_its_code(door: Counted) -> None:
    before = await door.scrape()
    aliases = " ".join(f"a{number}: viewer {{ id }}" for number in range(20))
    for query in ("{ nothing }", "{ viewer { nothing } }", f"{{ {aliases} }}", "{", "{ viewer { id } }"):
        await door.ask(query)
    after = await door.scrape()
    told = {"GRAPHQL_VALIDATION_FAILED": 2, "QUERY_TOO_COMPLEX": 1, "GRAPHQL_PARSE_FAILED": 1}
    assert {code: grown(before, after, "graphql_refused_total", code=code) for code in told} == told
    assert grown(before, after, "graphql_errors_total") == 0


async def test_a_stream_that_is_refused_is_told_and_one_that_runs_is_not(door: Counted) -> None:
    before = await door.scrape()
    async with door.client() as client:
        await door.follow(client, "s")
        await client.subscribe("bad", "subscription { nothing }")
        while (message := await client.receive())["id"] != "bad":
            pass
        assert message["type"] == "error"
        await client.subscribe("foreign", sockets.ORDERS, {"id": "nowhere"})  # which only its execution finds out
        while (message := await client.receive())["id"] != "foreign":
            pass
        assert message["payload"]["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    after = await door.scrape()
    assert grown(before, after, "graphql_refused_total", code="GRAPHQL_VALIDATION_FAILED") == 1
    assert sum(grown(before, after, "graphql_refused_total", code=each) for each in ErrorCode) == 1


async def test_a_budget_that_is_spent_is_told_once_for_each_refusal(world: World, tmp_path: Path) -> None:
    async with served(world, given(tmp_path, budgets="on")) as door:
        view = door.view
        assert view.budgets is not None
        view.budgets._costs = Allowance(1, 1)
        query = "query Spent { portfolios { nodes { name } } }"
        before = await door.scrape()
        assert {(await door.ask(query)).status_code for _ in range(4)} == {429}
        after = await door.scrape()
        assert grown(before, after, "graphql_refused_total", code="LIMIT_REACHED") == 4
        assert grown(before, after, "http_requests_total", route="/graphql", status="429") == 4
        assert [grown(before, after, "graphql_operations_total", layer=each) for each in ("L2", "L1", "L0")] == [0] * 3


async def test_streams_and_sockets(door: Counted) -> None:
    before = await door.scrape()
    async with door.client() as first, door.client() as second:
        for client in (first, second):
            await door.follow(client, "s")
        during = await door.scrape()
        assert grown(before, during, "sockets_opened_total") == 2
        assert grown(before, during, "sockets_open") == 2
        assert (during("stream_groups"), during("stream_seats"), during("stream_readers")) == (1, 2, 2)
        assert (during("stream_readers_lagging"), during("stream_buffered_bytes")) == (0, 0)
        await door.announce()
        for client in (first, second):
            while (await client.next("s"))["orderUpdates"]["kind"] != "CHANGE":
                pass
        told = await door.scrape()
        assert grown(during, told, "stream_delivered_total") >= 2
        assert grown(during, told, "stream_lag_seconds_count") == 1
    async with door.raw() as bad:
        await bad.send("{")
        assert await sockets.code(bad) == 4400
    await until(lambda: not door.lines)
    after = await door.scrape()
    assert grown(before, after, "sockets_closed_total", code="1000") == 2
    assert grown(before, after, "sockets_closed_total", code="4400") == 1
    assert grown(before, after, "sockets_open") == 0
    assert after("stream_readers") == 0


async def test_the_desk(door: Counted) -> None:
    desk: Desk = door.world.desk
    before = await door.scrape()
    assert before("scrape_failed") == 0
    assert before("stops_in_force", scope="GLOBAL", state="HALTED") == 0
    desk.intake._under_way["one"] = OWN_MAX
    with pytest.raises(LimitReached), desk.intake.taken("one", desk.clock.now()):
        pass
    await stops.engage(desk, door.world.owner, StopScope.GLOBAL, None, StopLevel.STOP, "tests")
    await rows.Feed.all().update(beat_at=desk.clock.now() - timedelta(seconds=7))
    await rows.Outbox.all().update(done_at=desk.clock.now())
    [late] = await rows.Outbox.all().limit(1)
    await rows.Outbox.filter(id=late.id).update(done_at=None, due_at=desk.clock.now() - timedelta(seconds=9))
    after = await door.scrape()
    assert grown(before, after, "orders_refused_total") == 1
    assert after("orders_under_way") == OWN_MAX
    assert after("stops_in_force", scope="GLOBAL", state="HALTED") == 1
    assert after("feed_silent_seconds") >= 7
    assert after("outbox_waiting", kind=late.kind.value, queue=late.queue or "") == 1
    assert after("outbox_late_seconds") >= 9


async def test_an_order_that_no_worker_sends_is_told_as_readyz_tells_it(door: Counted) -> None:
    world = door.world
    await orders.place(world.desk, world.owner, world.portfolio.id, buy("AAPL", "1"), key="one")
    assert (await door.scrape())("orders_unsent") == 0
    long_ago = world.desk.clock.now() - timedelta(seconds=31)
    await rows.Outbox.filter(topic="submit_order").update(created_at=long_ago)
    assert (await door.scrape())("orders_unsent") == 1
    async with httpx.AsyncClient() as client:
        assert (await client.get(f"{door.url}/readyz")).json()["orders"].startswith("1 unsent")


async def test_what_the_database_would_tell_is_left_out_while_it_is_away(
    door: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    await connection().execute_query("ALTER TABLE outbox RENAME TO elsewhere")
    broken = await door.scrape()
    await connection().execute_query("ALTER TABLE elsewhere RENAME TO outbox")
    assert broken("scrape_failed") == 1
    for name in ("outbox", "stops_in_force", "orders_unknown", "feed_silent"):
        assert name not in broken.text
    assert "plimsoll_graphql_operations_total" in broken.text
    monkeypatch.setattr(metrics, "LIMIT_S", 0)
    assert (await door.scrape())("scrape_failed") == 1
    monkeypatch.undo()
    assert (await door.scrape())("scrape_failed") == 0


# ---------------------------------------------------------------- what it never tells


async def test_no_name_text_or_secret_is_told_and_two_hundred_of_them_make_no_more_series(door: Counted) -> None:
    portfolio = door.world.portfolio_id
    await door.scrape()
    for number in (0, 1):
        await door.ask(f'query Canary{number} {{ portfolio(id: "{portfolio}") {{ name }} }} # canary-text')
        await door.ask("{ nothing }")
    async with httpx.AsyncClient() as client:
        await client.get(f"{door.url}/canary-path?canary-query", headers={"user-agent": "canary-agent"})
    async with door.client() as follower:
        await door.follow(follower, "canary-id")
        few = await door.scrape()
        for number in range(2, 202):
            await door.ask(f'query Canary{number} {{ portfolio(id: "{portfolio}") {{ name }} }}')
        async with httpx.AsyncClient() as client:
            for number in range(200):
                await client.get(f"{door.url}/canary-{number}")
        many = await door.scrape()
    assert set(many.values) == set(few.values)
    assert few("http_requests_total", route="other", status="404") >= 1
    secrets = ("anary", "AAPL", portfolio, door.world.portfolio.id, door.world.owner.user_id, "Main", door.token)
    assert [each for each in (*secrets, TOKEN, "s" * 32) if each in many.text] == []


async def test_every_metric_is_described_and_nothing_else_is(door: Counted) -> None:
    await rows.Feed.all().update(beat_at=door.world.desk.clock.now())
    told = set(re.findall(r"^# TYPE (plimsoll_\w+)", (await door.scrape()).text, re.MULTILINE))
    described = set(re.findall(r"^\| `(plimsoll_\w+)", DOCS.read_text(), re.MULTILINE))
    assert told == described
    alerted = set(re.findall(r"\((plimsoll_\w+)\)", DOCS.read_text()))
    assert len(alerted) >= 3
    assert alerted <= told


def test_every_route_has_a_name_of_its_own_and_any_other_path_has_one() -> None:
    app: Any = front.create_app(Settings(), lambda: pytest.fail("never opened"))
    named = {each.path for each in app.router.routes if isinstance(each, Route)} | {"/graphql", "/metrics"}
    assert named == ROUTES
    assert {route_of(path) for path in ("/x", "/graphql/", "/static", "/statics/x", "", "//")} == {"other"}
    assert route_of("/static/desk.js") == "/static"


# ---------------------------------------------------------------- how it is counted


def test_durations_are_counted_by_their_bounds() -> None:
    durations = Durations()
    for took_us in (0, 1000, 1001, 10_000_000, 11_000_000):
        durations.add(took_us)
    alone, twice = metrics._spread(durations), metrics._spread(durations, durations)
    assert twice == ([(bound, 2 * count) for bound, count in alone[0]], 2 * alone[1])
    buckets, total = alone
    assert [buckets[0], buckets[1], buckets[-2], buckets[-1]] == [("0.001", 2), ("0.002", 3), ("10.0", 4), ("+Inf", 5)]
    assert total == 21.002001


def test_answers_are_counted_by_route_and_status() -> None:
    answers = Answers()
    for path, status in (("/graphql", 200), ("/graphql", 200), ("/graphql", 429), ("/a", 404), ("/b", 404)):
        answers.count(path, status, 0)
    told = {place: sum(took.counts) for place, took in answers.took.items()}
    assert told == {("/graphql", 200): 2, ("/graphql", 429): 1, ("other", 404): 2}


async def test_a_loop_that_is_held_up_is_late(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lag, "EVERY_S", 0.001)
    measured = lag.Lag()
    assert measured.longest_s == 0
    watching = asyncio.create_task(measured.watch())
    try:
        await asyncio.sleep(0)
        time.sleep(0.1)  # noqa: ASYNC251 - this is what makes it late
        await until(lambda: measured.longest_s >= 0.09)
    finally:
        await end(watching)
