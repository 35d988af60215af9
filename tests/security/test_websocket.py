"""Sockets that ask before they said who they are, ask too much, or go on after their token has ended."""

import asyncio
import json
from contextlib import AsyncExitStack
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from tests.e2e.desks import Process, Socket
from tests.security.people import PLACE, SOON_S, invited, order, rows, signed_up

QUOTES = 'subscription { quotes(symbols: ["AAPL"]) { kind } }'
ORDERS = "subscription ($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence } }"


async def closed_with(desk: Process, *messages: Any) -> int | None:
    """Send messages to a fresh socket; return the code by which it is closed."""
    async with connect(f"ws://127.0.0.1:{desk.port}/graphql", subprotocols=["graphql-transport-ws"]) as connection:  # type: ignore[list-item]
        socket = Socket(connection)
        try:
            for message in messages:
                await connection.send(message if isinstance(message, str) else json.dumps(message))
        except ConnectionClosed:
            pass
        async with asyncio.timeout(SOON_S):
            return await socket.closed()


async def test_S047_to_subscribe_before_init(desk: Process) -> None:
    wanted = {"type": "subscribe", "id": "1", "payload": {"query": QUOTES}}
    assert await closed_with(desk, wanted) == 4401
    wanted["payload"] = {"query": "{ __typename }"}
    assert await closed_with(desk, wanted) == 4401


async def test_S053_a_mutation_over_a_socket(desk: Process) -> None:
    ann, bob = signed_up(desk), signed_up(desk)
    portfolio = ann.portfolio()
    wanted = order(portfolio, "over a socket")

    async def placed(token: str) -> Any:
        async with desk.socket(token) as socket:
            await socket.subscribe("1", PLACE, wanted)
            return (await socket.next("1"))["placeOrder"]

    first, again = await placed(ann.token), await placed(ann.token)
    assert (first["__typename"], first["replayed"]) == ("OrderPlaced", False), first
    assert (again["order"]["id"], again["replayed"]) == (first["order"]["id"], True)
    assert ann.ask(PLACE, wanted)["replayed"] is True  # the same key over HTTP is the same order
    assert (await placed(bob.token))["__typename"] == "NotFoundProblem"
    assert rows(desk, "SELECT count(*) FROM orders WHERE idempotency_key = ?", "over a socket") == [(1,)]
    large = PLACE + " # " + "x" * 20_000
    async with desk.socket(ann.token) as socket:
        await socket.subscribe("1", large, wanted)
        assert "QUERY_TOO_COMPLEX" in json.dumps(await socket.receive())


async def test_S050_subscriptions_beyond_twenty(desk: Process) -> None:
    async with desk.socket(desk.token) as socket:
        for number in range(21):
            await socket.subscribe(str(number), QUOTES)
        refused: Any = {}
        while refused.get("id") != "20":
            refused = await socket.receive()
        assert refused["type"] == "error", refused
        await socket.next("19")  # the socket and the others go on
        await socket.send({"type": "complete", "id": "0"})
        await socket.subscribe("21", QUOTES)
        await socket.next("21")


async def test_the_eleventh_socket_of_a_person(strict: Process) -> None:
    token = invited(strict)
    init = {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}
    async with AsyncExitStack() as stack:
        sockets = [await stack.enter_async_context(strict.socket(token)) for _ in range(10)]
        assert await closed_with(strict, init) == 4429
        await sockets[9].subscribe("1", "{ __typename }")
        await sockets[9].next("1")
        async with strict.socket(strict.token):
            pass
    async with strict.socket(token):  # there is room again
        pass


async def test_S055_two_hundred_messages_a_second(desk: Process) -> None:
    init = {"type": "connection_init", "payload": {"authorization": f"Bearer {desk.token}"}}
    assert await closed_with(desk, init, *[{"type": "ping"}] * 200) == 4429
    ann = signed_up(desk)
    portfolio = ann.portfolio()
    async with desk.socket(ann.token) as socket:  # and a page that opens all of its streams at once is welcome
        for number in range(20):
            await socket.subscribe(str(number), ORDERS, {"id": portfolio})
        waiting = {str(number) for number in range(20)}
        while waiting:
            message = await socket.receive()
            assert message["type"] != "error", message
            waiting.discard(message.get("id"))


async def test_S057_a_token_that_ends_while_it_follows(desk: Process) -> None:
    ann = signed_up(desk)
    portfolio = ann.portfolio()
    async with desk.socket(ann.token) as socket:
        await socket.subscribe("1", ORDERS, {"id": portfolio})
        await socket.next("1")
        assert ann.ask("mutation { signOut(input: {}) { __typename } }")["__typename"] == "SignedOut"
        async with asyncio.timeout(SOON_S):
            assert await socket.closed() == 4403


@pytest.mark.parametrize("origin", ["https://evil.test", "null", "http://127.0.0.1.evil.test"])
async def test_a_page_of_another_site_gets_no_socket(desk: Process, origin: str) -> None:
    with pytest.raises(InvalidHandshake):
        async with connect(
            f"ws://127.0.0.1:{desk.port}/graphql",
            subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
            additional_headers={"origin": origin},
        ):
            pass
