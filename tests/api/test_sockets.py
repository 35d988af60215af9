"""Proves over real sockets that a client that misbehaves is closed with the right code, bounded, and alone in it."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

import db.models as rows
import tests.graph.conftest as graph
from actions import keys
from actions.setup import SYSTEM
from actions.unit import unit
from api import line as lines
from api import up
from api.graphql import Door as GraphQLDoor
from api.handshake import Handshake
from api.line import BACKLOG_MAX, HIGH_WATER, Line
from db.engine import connection
from graph import ids
from settings import Settings
from tests.e2e.desks import Socket, free_port
from tests.graph.conftest import World
from trading.alerts import AlertCode
from trading.errors import Permission

# what these tests stand on is what those of the language stand on
desk, dialect, world = graph.desk, graph.dialect, graph.world

PNL = "subscription ($id: ID!) { portfolioPnl(portfolioId: $id) { kind sequence } }"
ORDERS = "subscription ($id: ID!) { orderUpdates(portfolioId: $id) { kind sequence cursor orders { id } } }"
ALERTS = """subscription ($id: ID!) { riskAlerts(portfolioId: $id, minSeverity: INFO) {
    kind sequence cursor alerts { id message } } }"""
NOTHING = "{ __typename }"
WITHIN_S = 120  # a busy machine
OPENING = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
)


@dataclass
class Door:
    """A running server and how to come in. `lines` are its sockets as the server sees them."""

    world: World
    server: up.Server
    port: int
    token: str

    @property
    def lines(self) -> list[Line]:
        return [each for each in self.server.server_state.connections if isinstance(each, Line)]

    @property
    def view(self) -> GraphQLDoor:
        app: Any = self.server.config.app
        found = next(route.app for route in app.router.routes if isinstance(getattr(route, "app", None), GraphQLDoor))
        return cast(GraphQLDoor, found)

    @asynccontextmanager
    async def raw(self, protocol: str = "graphql-transport-ws", **options: Any) -> AsyncIterator[ClientConnection]:
        address = f"ws://127.0.0.1:{self.port}/graphql"
        async with connect(address, subprotocols=[protocol], **options) as made:  # type: ignore[list-item]
            yield made

    @asynccontextmanager
    async def client(self, token: str = "") -> AsyncIterator[Socket]:
        async with self.raw() as connection:
            opened = Socket(connection)
            await opened.send(init(token or self.token))
            assert (await opened.receive())["type"] == "connection_ack"
            yield opened

    @asynccontextmanager
    async def witness(self) -> AsyncIterator[Socket]:
        """Another client, who must hear of everything whatever happens inside."""
        async with self.client() as other, asyncio.timeout(WITHIN_S):
            await self.follow(other, "w")
            yield other
            await self.announce()
            while (await other.next("w"))["orderUpdates"]["kind"] != "CHANGE":
                pass

    async def follow(self, client: Socket, identity: str, document: str = ORDERS) -> None:
        await client.subscribe(identity, document, {"id": self.world.portfolio_id})
        [update] = (await client.next(identity)).values()
        assert update["kind"] == "SNAPSHOT"

    async def announce(self) -> int:
        """Tell an event of the orders stream and one of profit and loss; return the portfolio's sequence then."""
        async with unit(self.world.desk, SYSTEM, self.world.portfolio.id) as u:
            u.event("orders", orders=[], executions=[])
            u.event("pnl", symbols=[])
        sequence: int = u.portfolio.sequence
        return sequence

    async def raise_alert(self, message: str) -> str:
        """Tell an event of the alerts stream; return the id that is in it and in no other."""
        async with unit(self.world.desk, SYSTEM, self.world.portfolio.id) as u:
            return ids.encode("Alert", (await u.alert(AlertCode.MODEL_FAILING, message)).id)

    def line_of(self, client: ClientConnection) -> Line:
        host, port = client.local_address[:2]
        return next(each for each in self.lines if each.client == (host, port))


def init(token: str) -> dict[str, Any]:
    return {"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}


@pytest.fixture
async def door(world: World, tmp_path: Path) -> AsyncIterator[Door]:
    port = free_port()
    settings = Settings(data_dir=tmp_path, port=port, secret="s" * 32)
    server = up._server(settings, world.desk)
    serving = asyncio.create_task(server.serve())
    await server.ready.wait()
    made = await keys.create(world.desk, world.owner, "tests", [Permission.READ])
    yield Door(world, server, port, made.secret)
    server.should_exit = True
    await serving


async def code(connection: ClientConnection) -> int | None:
    return await Socket(connection).closed()


async def until(condition: Any) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not condition():
            await asyncio.sleep(0.01)


# ---------------------------------------------------------------- the protocol


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ([b"\x00binary"], 4400),
        (["{"], 4400),
        ([json.dumps({"type": "subscribe", "id": "x" * 300, "payload": {"query": NOTHING}})], 4400),
        ([json.dumps({"type": "subscribe", "id": "1", "payload": {"query": NOTHING, "operationName": 5}})], 4400),
        (["x" * 70_000], 1009),
        ([json.dumps({"type": "connection_init"})], 4429),
        ([json.dumps({"type": "ping"})] * 1000, 4429),
    ],
    ids=["binary", "no-json", "long-id", "name", "oversized", "init-twice", "too-many"],
)
async def test_what_breaks_the_protocol_closes_that_socket_alone(
    door: Door, frames: list[str | bytes], expected: int
) -> None:
    async with door.witness(), door.client() as client:
        connection: ClientConnection = client._connection
        for frame in frames:
            try:
                await connection.send(frame)
            except ConnectionClosed:
                break
        assert await client.closed() == expected


async def test_the_short_way_in_and_the_long_one_lead_to_the_same(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser's opening names its origin, and is judged by the app; any other client's need not be."""
    judged: list[str] = []
    judge = Handshake._run

    async def counted(handshake: Handshake, scope: Any) -> None:
        judged.append(scope["path"])
        await judge(handshake, scope)

    monkeypatch.setattr(Handshake, "_run", counted)
    told: list[list[Any]] = []
    for known in (False, True):
        for headers in ({}, {"Origin": f"http://127.0.0.1:{door.port}"}):
            if not known:
                door.view._guests.forget()
            async with door.raw(additional_headers=headers) as connection:
                client = Socket(connection)
                await client.send(init(door.token))
                heard = [await client.receive()]
                await client.subscribe("1", ORDERS, {"id": door.world.portfolio_id})
                [update] = (await client.next("1")).values()
                told.append([connection.subprotocol, *heard, update["kind"], update["orders"]])
    assert judged == ["/graphql", "/graphql"]
    assert all(each == told[0] for each in told)
    await until(lambda: not door.lines and not door.view.hub.readers and not len(door.view.hub))


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Host": "127.0.0.1", "host": "evil.example"}],
    ids=["host", "origin", "two-hosts"],
)
async def test_what_the_gate_refuses_comes_in_by_no_way(door: Door, headers: dict[str, str]) -> None:
    words = {"Host": "127.0.0.1", **headers}
    lines = ["GET /graphql HTTP/1.1", *(f"{name}: {value}" for name, value in words.items()), *OPENING]
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(("\r\n".join(lines) + "\r\n\r\n").encode())
    async with asyncio.timeout(WITHIN_S):
        assert b" 403 " in await reader.readline()
    writer.close()
    assert not door.lines


async def test_a_token_that_has_ended_comes_in_by_no_way_though_it_was_known_just_now(door: Door) -> None:
    made = await keys.create(door.world.desk, door.world.owner, "short", [Permission.READ])
    async with door.client(made.secret):
        pass
    await keys.revoke(door.world.desk, door.world.owner, made.key.id)
    async with asyncio.timeout(WITHIN_S):  # what ends elsewhere is heard of within seconds
        while door.view._guests.known(made.secret):
            await asyncio.sleep(0.01)
    async with door.raw() as connection:
        await Socket(connection).send(init(made.secret))
        assert await code(connection) == 4403


async def test_before_init_nothing_may_be_asked_and_init_must_come_in_time(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with door.witness():
        async with door.raw() as connection:
            await connection.send(json.dumps({"type": "subscribe", "id": "1", "payload": {"query": ORDERS}}))
            assert await code(connection) == 4401
        async with door.raw() as connection:
            await connection.send(json.dumps(init("nonsense")))
            assert await code(connection) == 4403
        async with door.raw("mqtt") as connection:
            assert await code(connection) == 4406
        monkeypatch.setattr(door.view, "connection_init_wait_timeout", timedelta(seconds=0.05))
        async with door.raw() as connection:
            assert await code(connection) == 4408


async def test_who_comes_while_the_database_is_away_is_told_to_come_back(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    unseen = await keys.create(door.world.desk, door.world.owner, "unseen", [Permission.READ])
    async with door.witness():
        await connection().execute_script("ALTER TABLE api_keys RENAME TO gone")
        try:
            async with door.raw() as refused:
                await refused.send(json.dumps(init(unseen.secret)))
                assert await code(refused) == 1013
        finally:
            await connection().execute_script("ALTER TABLE gone RENAME TO api_keys")
        async with door.client():
            pass
    assert not [record for record in caplog.records if record.exc_info]


async def test_an_id_is_taken_once_and_free_again_after_complete(door: Door) -> None:
    async with door.witness(), door.client() as client:
        await door.follow(client, "1")
        await client.send({"type": "complete", "id": "1"})
        await door.follow(client, "1")
        await client.subscribe("1", ORDERS, {"id": door.world.portfolio_id})
        assert await client.closed() == 4409


async def test_the_twenty_first_subscription_is_refused_and_the_others_go_on(door: Door) -> None:
    async with door.witness(), door.client() as client, asyncio.timeout(WITHIN_S):
        for number in range(20):
            await door.follow(client, str(number))
        await client.subscribe("20", ORDERS, {"id": door.world.portfolio_id})
        refused = await client.receive()
        assert (refused["type"], refused["id"]) == ("error", "20")
        await door.announce()
        waiting = {str(number) for number in range(20)}
        while waiting:
            told = await client.receive()
            [update] = told["payload"]["data"].values()
            if update["kind"] == "CHANGE":
                waiting.remove(told["id"])


async def test_ten_thousand_subscribes_at_once_are_closed_and_leave_nothing(door: Door) -> None:
    hub = door.view.hub
    async with door.witness(), door.client() as client:
        most = 0
        try:
            for number in range(10_000):
                await client.subscribe(str(number), f"{ORDERS} #{number}", {"id": door.world.portfolio_id})
                most = max(most, len(hub))
        except ConnectionClosed:
            pass
        assert await client.closed() == 4429
        assert most <= 21
        await until(lambda: len(hub) == 1)


# ---------------------------------------------------------------- who never reads


async def mute(door: Door) -> tuple[socket.socket, asyncio.StreamWriter]:
    """Open a socket by hand, follow orders twenty times, and never read again."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", door.port))
    reader, writer = await asyncio.open_connection(sock=raw, limit=1024)
    writer.write(
        f"GET /graphql HTTP/1.1\r\nhost: 127.0.0.1:{door.port}\r\nupgrade: websocket\r\nconnection: upgrade\r\n"
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-version: 13\r\n"
        "sec-websocket-protocol: graphql-transport-ws\r\n\r\n".encode()
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(frame(json.dumps(init(door.token)).encode()))
    await reader.readuntil(b"connection_ack")
    return raw, writer


def frame(payload: bytes, opcode: int = 1) -> bytes:
    """A client's frame, masked with zeros."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + size.to_bytes(2, "big")
    return bytes([0x80 | opcode]) + length + b"\0\0\0\0" + payload


def subscribe(identity: str, document: str, portfolio: str) -> bytes:
    payload = {"query": document, "variables": {"id": portfolio}}
    return frame(json.dumps({"type": "subscribe", "id": identity, "payload": payload}).encode())


async def test_who_never_reads_is_bounded_and_ends_while_others_hear_everything(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LAG_S", 3)
    monkeypatch.setattr(lines, "LINGER_S", 0.5)
    async with door.client() as other, asyncio.timeout(WITHIN_S):
        await door.follow(other, "w")
        raw, writer = await mute(door)
        line = next(each for each in door.lines if each.client == raw.getsockname())
        for number in range(20):
            writer.write(subscribe("x" * 150 + str(number), ORDERS, door.world.portfolio_id))
        most, told, sequence = 0, 0, 10**5
        while line in door.lines:
            sequence += 1
            await door.announce()
            update = (await other.next("w"))["orderUpdates"]
            told += update["kind"] == "CHANGE"
            while update["kind"] == "HEARTBEAT":
                update = (await other.next("w"))["orderUpdates"]
                told += update["kind"] == "CHANGE"
            most = max(most, line.buffered)
        assert told == sequence - 10**5
        assert most > HIGH_WATER
        assert most <= HIGH_WATER + BACKLOG_MAX + 2048
        assert line.close_code == 1013
        writer.transport.abort()


async def test_who_reads_again_in_time_is_told_the_newest_state(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "BACKLOG_MAX", 4096)
    async with door.witness():
        raw, writer = await mute(door)
        line = next(each for each in door.lines if each.client == raw.getsockname())
        writer.write(subscribe("p", PNL, door.world.portfolio_id))
        writer.write(subscribe("o", ORDERS, door.world.portfolio_id))
        await until(lambda: len(cast(Any, line.talk).operations) == 2)
        handler: Any = line.talk
        await until(lambda: all(each.seat.sent for each in handler.operations.values()))
        line.pause_writing()
        sequence = 0
        while len(handler.behind) < 2:
            sequence = await door.announce()
            await asyncio.sleep(0)
        assert line.buffered <= 4096 + HIGH_WATER
        line.resume_writing()
        await until(lambda: all(each.seat.sent >= sequence for each in handler.operations.values()))
        assert not handler.behind
        writer.transport.abort()


async def test_who_reads_a_log_slowly_is_told_every_event_once_and_in_order_and_little_waits_for_it(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "BACKLOG_MAX", 8192)
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.connect(("127.0.0.1", door.port))
    async with door.witness(), door.raw(sock=raw, max_queue=1, compression=None) as connection:
        slow = Socket(connection)
        await slow.send(init(door.token))
        await slow.receive()
        await door.follow(slow, "1", ALERTS)
        line = door.line_of(connection)
        handler: Any = line.talk
        raised: list[str] = []
        most = 0
        while not handler.behind or len(raised) < 250:  # more than the 200 that a snapshot would show
            raised.append(await door.raise_alert("x" * 900))
            await asyncio.sleep(0)
            most = max(most, line.buffered)
        heard: list[str] = []
        while len(heard) < len(raised):
            update = (await slow.next("1"))["riskAlerts"]
            assert update["kind"] in ("CHANGE", "HEARTBEAT")
            heard += [alert["id"] for alert in update["alerts"]] if update["kind"] == "CHANGE" else []
            most = max(most, line.buffered)
        assert heard == raised
        assert most <= HIGH_WATER + 8192 + 4096


# ---------------------------------------------------------------- clients that cannot change variables


async def test_a_socket_that_brings_its_cursors_hears_what_was_missed_by_each_stream(door: Door) -> None:
    cursors = {}
    async with door.client() as client:
        for identity, document in (("a", ALERTS), ("o", ORDERS)):
            await client.subscribe(identity, document, {"id": door.world.portfolio_id})
            [update] = (await client.next(identity)).values()
            cursors[identity] = update["cursor"]
    raised = [await door.raise_alert(str(number)) for number in range(3)]
    await door.announce()
    async with door.raw() as connection, asyncio.timeout(WITHIN_S):
        client = Socket(connection)
        payload = {"authorization": f"Bearer {door.token}", "resume": cursors}
        await client.send({"type": "connection_init", "payload": payload})
        assert (await client.receive())["type"] == "connection_ack"
        await client.subscribe("a", ALERTS, {"id": door.world.portfolio_id})
        told = [(await client.next("a"))["riskAlerts"] for _ in range(4)]
        assert [update["kind"] for update in told] == ["CHANGE", "CHANGE", "CHANGE", "HEARTBEAT"]
        assert [alert["id"] for update in told[:3] for alert in update["alerts"]] == raised
        await client.subscribe("o", ORDERS, {"id": door.world.portfolio_id})
        assert (await client.next("o"))["orderUpdates"]["kind"] == "CHANGE"
        await client.send({"type": "complete", "id": "a"})
        await door.follow(client, "a", ALERTS)  # a cursor is good once: whoever asks anew begins anew


@pytest.mark.parametrize("resume", [["a"], {"a": 1}, {str(number): "c" for number in range(21)}])
async def test_a_socket_that_brings_nonsense_is_closed(door: Door, resume: object) -> None:
    async with door.witness(), door.raw() as connection:
        payload = {"authorization": f"Bearer {door.token}", "resume": resume}
        await connection.send(json.dumps({"type": "connection_init", "payload": payload}))
        assert await code(connection) == 4400


async def test_who_pings_for_ever_and_never_reads_is_cut_off(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "UNREAD_MAX", 64 * 1024)
    async with door.witness(), asyncio.timeout(WITHIN_S):
        raw, writer = await mute(door)
        line = next(each for each in door.lines if each.client == raw.getsockname())
        most = 0
        while line in door.lines:
            writer.write(frame(b"x" * 125, opcode=9) * 500)
            await asyncio.sleep(0.001)
            most = max(most, line.buffered)
        assert most < 64 * 1024 + 300 * 1024
        writer.transport.abort()


async def test_who_sends_garbage_for_ever_is_gone_soon_after_it_was_told(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINGER_S", 0.2)
    async with door.witness(), asyncio.timeout(WITHIN_S):
        raw, writer = await mute(door)
        line = next(each for each in door.lines if each.client == raw.getsockname())
        held = 0
        while line in door.lines:
            writer.write(frame(b"garbage") * 100)
            await asyncio.sleep(0.001)
            held = max(held, len(cast(Any, line.talk).inbox))
        assert line.close_code in (4400, 4429)  # for what it said, or for how much, whichever comes first
        assert held <= 40
        writer.transport.abort()


# ---------------------------------------------------------------- who may no longer


async def test_a_key_that_ends_ends_its_sockets_also_those_that_follow_nothing(door: Door) -> None:
    made = await keys.create(door.world.desk, door.world.owner, "short", [Permission.READ])
    async with door.witness(), door.client(made.secret) as idle, door.client(made.secret) as busy:
        await door.follow(busy, "1")
        await keys.revoke(door.world.desk, door.world.owner, made.key.id)
        async with asyncio.timeout(WITHIN_S):
            assert (await idle.closed(), await busy.closed()) == (4403, 4403)


async def test_who_is_no_longer_a_member_is_closed_with_4403_and_told_nothing_more(door: Door) -> None:
    async with door.client() as client, asyncio.timeout(WITHIN_S):
        await door.follow(client, "1")
        await rows.Member.filter(user_id=door.world.owner.user_id).delete()
        assert await client.closed() == 4403


# ---------------------------------------------------------------- the end


async def test_a_server_that_ends_tells_everybody_to_come_back_and_waits_for_nobody_who_is_stuck(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lines, "LINGER_S", 0.5)
    async with door.client() as first, door.client() as second, asyncio.timeout(WITHIN_S):
        await door.follow(first, "1")
        _, writer = await mute(door)
        door.server.should_exit = True
        assert (await first.closed(), await second.closed()) == (1012, 1012)
        await until(lambda: not door.lines)
        writer.transport.abort()
