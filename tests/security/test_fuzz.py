"""Whatever is sent as a scalar, a document or a socket's frame: no 500, nothing that hangs, no memory that stays."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from tests.e2e.desks import Process
from tests.security.people import PLACE, address, order, signed_up

HANG_S = 5.0  # of CPU, by the desk and all that it does meanwhile, on a slow machine too
GROWTH_MAX = 50 * 1024 * 1024
EXAMPLES = 120
WORDS = [
    "query", "mutation", "subscription", "fragment", "on", "F", "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...",
    "=", "|", "&", '"', '""', '"""', "\\u", "#", ",", "-1", "0", "1e400", "1.5", "true", "null", "viewer", "portfolios",
    "nodes", "id", "first", "__typename", "__schema", "__type", "include", "if", "placeOrder", "input", "\ufeff", "\n",
]  # fmt: skip
FUZZ = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
TEXT = st.text(max_size=200)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)
SCALARS = """query($d: DateTime, $n: Int, $i: ID!, $s: [String!]!) {
  portfolio(id: $i) { orders(first: $n, filter: {placedAfter: $d}) { nodes { id } } } quotes(symbols: $s) { at } }"""


def memory(process: Process) -> int:
    """Bytes that the desk's process holds."""
    return int(Path(f"/proc/{process.popen.pid}/statm").read_text().split()[1]) * 4096


def spent_s(process: Process) -> float:
    """Seconds of CPU that the desk's process has used."""
    fields = Path(f"/proc/{process.popen.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.fixture(scope="module")
def client(desk: Process) -> Any:
    with httpx.Client(base_url=desk.url, timeout=60) as opened:
        yield opened


def sent(client: httpx.Client, desk: Process, content: bytes) -> httpx.Response:
    """Send a body as the owner; check that it is answered in time, and by no 500."""
    headers = {
        "content-type": "application/json",
        "authorization": f"Bearer {desk.token}",
        "x-forwarded-for": address(),
    }
    before = spent_s(desk)
    answer = client.post("/graphql", content=content, headers=headers)
    assert spent_s(desk) - before < HANG_S, content
    assert answer.status_code in (200, 400, 413, 429), (answer.status_code, content)
    assert "INTERNAL" not in answer.text, content
    return answer


def body(query: object, variables: object = None) -> bytes:
    return json.dumps({"query": query, "variables": variables}).encode("utf-8", "surrogatepass")


def test_documents(desk: Process, client: httpx.Client) -> None:
    before = memory(desk)

    @FUZZ
    @given(st.one_of(TEXT, st.lists(st.sampled_from(WORDS), max_size=120).map(" ".join), JSON))
    def run(document: object) -> None:
        sent(client, desk, body(document))

    run()
    assert memory(desk) - before < GROWTH_MAX


def test_bodies(desk: Process, client: httpx.Client) -> None:
    before = memory(desk)

    @FUZZ
    @given(st.binary(max_size=300) | JSON.map(lambda value: json.dumps(value).encode("utf-8", "surrogatepass")))
    def run(content: bytes) -> None:
        sent(client, desk, content)

    run()
    assert memory(desk) - before < GROWTH_MAX


def test_scalars(desk: Process, client: httpx.Client) -> None:
    portfolio = signed_up(desk).portfolio()
    before = memory(desk)
    names = st.sampled_from(["quantity", "limitPrice", "stopPrice", "symbol", "side", "type", "timeInForce"])

    @FUZZ
    @given(names, JSON, JSON, JSON)
    def run(name: str, value: Any, number: object, other: object) -> None:
        sent(client, desk, body(PLACE, order(portfolio, "fuzz", **{name: value})))
        sent(client, desk, body(SCALARS, {"d": value, "n": number, "i": other, "s": [value]}))

    run()
    assert memory(desk) - before < GROWTH_MAX


async def test_frames(desk: Process) -> None:
    """What no message can be closes the socket; the desk and everybody else go on."""
    before = memory(desk)
    frames: list[list[str | bytes]] = []
    kinds = st.sampled_from(["connection_init", "subscribe", "complete", "ping", "pong", "next", "error", ""])
    message = st.fixed_dictionaries({"type": kinds | JSON}, optional={"id": TEXT | JSON, "payload": JSON})

    @FUZZ
    @given(st.lists(st.one_of(message.map(json.dumps), TEXT, st.binary(max_size=200)), max_size=6))
    def collect(some: list[str | bytes]) -> None:
        frames.append(some)

    collect()
    init = json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {desk.token}"}})
    for number, some in enumerate(frames):
        async with connect(f"ws://127.0.0.1:{desk.port}/graphql", subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
            try:
                if number % 2:
                    await socket.send(init)
                for frame in some:
                    await socket.send(frame)
                async with asyncio.timeout(0.02):
                    while True:
                        await socket.recv()
            except (TimeoutError, ConnectionClosed):
                pass
            assert socket.close_code not in (1006, 1011), some
    async with desk.socket(desk.token) as socket_after:
        await socket_after.subscribe("1", "{ __typename }")
        assert await socket_after.next("1") == {"__typename": "Query"}
    assert memory(desk) - before < GROWTH_MAX
    assert "could not be handled" not in desk.printed
    assert "Traceback" not in desk.printed
