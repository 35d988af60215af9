"""Production shape: API and workers as separate processes over real PostgreSQL and Redis; one order all the way."""

import asyncio
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.e2e.desks import START_S, Process, command, running
from tests.e2e.test_up import PLACE, UPDATES, order
from tests.servers import private_postgres, private_redis, require

CREATE = """mutation { createPortfolio(input: {name: "Partner", openingCash: "50000", idempotencyKey: "p1"}) {
  __typename ... on PortfolioChanged { portfolio { id cash { amount } } } ... on Problem { message } } }"""
SECRET = "a key that all processes of this desk share"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Process]:
    require("postgres")
    require("redis")
    with ExitStack() as stack:
        redis = stack.enter_context(private_redis())
        postgres = stack.enter_context(private_postgres())
        shared: dict[str, Any] = {
            "database_url": postgres.create_database(),
            "redis_url": redis.url,
            "secret": SECRET,
            "replay_day_s": "4",
            "analysis_cpu": "1",
        }
        migrated = command(tmp_path, "migrate", **shared)
        assert migrated.returncode == 0, migrated.stderr
        api = stack.enter_context(running(tmp_path, "serve", **shared))
        api.wait_ready()
        for kind in ("orders", "analysis", "research", "feed"):
            stack.enter_context(running(tmp_path, "worker", kind, **shared))
        token = command(tmp_path, "token", **shared)
        assert token.returncode == 0, token.stderr
        api.token = token.stdout.strip()
        yield api


async def test_one_order_from_mutation_to_subscription(desk: Process) -> None:
    created = desk.query(CREATE)["createPortfolio"]
    assert created["__typename"] == "PortfolioChanged", created
    portfolio_id = created["portfolio"]["id"]
    await asyncio.to_thread(wait_for_a_feed, desk)
    async with desk.socket() as stream, asyncio.timeout(START_S):
        await stream.subscribe("o", UPDATES, {"id": portfolio_id})
        assert (await stream.next("o"))["orderUpdates"]["kind"] == "SNAPSHOT"
        placed = (await asyncio.to_thread(desk.query, PLACE, order(portfolio_id, "one")))["placeOrder"]
        assert placed["__typename"] == "OrderPlaced", placed
        filled = False
        while not filled:
            update = (await stream.next("o"))["orderUpdates"]
            filled = any(
                each["id"] == placed["order"]["id"] and each["status"] == "FILLED" for each in update["orders"]
            )


def wait_for_a_feed(desk: Process) -> None:
    deadline = time.monotonic() + START_S
    while httpx.get(f"{desk.url}/readyz").status_code != 200 and time.monotonic() < deadline:
        time.sleep(0.2)
    ready = httpx.get(f"{desk.url}/readyz")
    assert ready.status_code == 200, ready.text
    desk.wait_for_a_price()


def test_a_worker_without_redis_says_so(tmp_path: Path) -> None:
    failed: subprocess.CompletedProcess[str] = command(tmp_path, "worker", "orders")
    assert failed.returncode == 1
    assert "PLIMSOLL_REDIS_URL" in failed.stderr
    assert command(tmp_path, "worker", "nonsense").returncode == 1


def test_a_worker_without_its_database_says_so(tmp_path: Path) -> None:
    url = f"asyncpg://plimsoll@/plimsoll?host={tmp_path}&port=5432"
    for words in (("worker", "orders"), ("migrate",)):
        failed = command(tmp_path, *words, redis_url="unix:///nowhere", database_url=url)
        assert (failed.returncode, "The database cannot be reached" in failed.stderr) == (1, True)


@pytest.mark.parametrize("kind", ["analysis", "research"])
def test_a_worker_that_may_not_compute_says_so(tmp_path: Path, kind: str) -> None:
    failed = command(tmp_path, "worker", kind, analysis_cpu="0", redis_url="unix:///nowhere")
    assert failed.returncode == 1
    assert "PLIMSOLL_ANALYSIS_CPU" in failed.stderr
