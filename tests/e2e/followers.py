"""Clients that follow streams and never give up: three ways of coming back, and a count of what each was told."""

import asyncio
import json
import random
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import InvalidHandshake, WebSocketException

STREAMS = {
    "riskAlerts": "kind cursor alerts { id message severity portfolio { id } }",
    "orderUpdates": "kind cursor orders { id limitPrice status }",
    "portfolioPnl": "kind cursor portfolio { id cash { amount } equity { amount } }",
}
EXTRA = {"riskAlerts": ", minSeverity: INFO"}
GONE = (OSError, WebSocketException, InvalidHandshake, httpx.TransportError, EOFError)
QUIET_S = 12  # two heartbeats missed and more: the line is dead, whatever it says
TRIES_MAX = 4  # after so many lines that said nothing a client has become as patient as it will


def document(name: str, *, after: bool) -> str:
    """A subscription with `after` as a variable, or for a client that cannot change variables."""
    asked, given = (", $after: String", ", after: $after") if after else ("", "")
    arguments = f"portfolioId: $id{given}{EXTRA.get(name, '')}"
    return f"subscription ($id: ID!{asked}) {{ {name}({arguments}) {{ {STREAMS[name]} }} }}"


@dataclass
class Told:
    """What one stream has told: the state, kept by id as a normalised cache does, and each alert's count."""

    name: str
    portfolio: str
    cursor: str | None = None
    kinds: Counter[str] = field(default_factory=Counter)
    state: dict[str, Any] = field(default_factory=dict)
    snapshots: list[set[str]] = field(default_factory=list)
    changes: list[str] = field(default_factory=list)

    def hear(self, update: dict[str, Any]) -> None:
        kind = update["kind"]
        self.kinds[kind] += 1
        self.cursor = update["cursor"]
        rows = [*update.get("alerts", []), *update.get("orders", []), *filter(None, [update.get("portfolio")])]
        if kind == "SNAPSHOT":
            self.snapshots.append({row["id"] for row in rows})
        if kind == "CHANGE":
            self.changes += [row["id"] for row in rows]
        self.state.update({row["id"]: row for row in rows})


@dataclass
class Follower(ABC):
    """A client of several streams, at one of several servers; `cut` is how others break its line.

    One that hears nothing at all waits twice as long on its next line: a desk that many come back to at once would
    otherwise be asked again and again for what it is about to say. `heard` counts the updates of the present line.
    """

    ports: Sequence[int]
    token: str
    told: list[Told]
    chance: random.Random
    connections: int = 0
    heard: int = 0
    fruitless: int = 0
    refusals: list[Any] = field(default_factory=list)
    _task: "asyncio.Task[None] | None" = None

    async def run(self) -> None:
        """Follow for ever."""
        while True:
            self._task = asyncio.ensure_future(self._once())
            try:
                await asyncio.wait({self._task})
            finally:
                self._task.cancel()
            if not self._task.cancelled() and (error := self._task.exception()) and not isinstance(error, GONE):
                raise error
            await asyncio.sleep(self.chance.uniform(0.02, 0.2))

    def cut(self) -> None:
        """Break the line, in the middle of whatever is under way."""
        if self._task is not None:
            self._task.cancel()

    def said(self) -> list[str]:
        """What this client was told, for who has to look into it."""
        name = type(self).__name__
        return [
            f"{name} {each.name}: {dict(each.kinds)}, snapshots of {[len(some) for some in each.snapshots]}"
            for each in self.told
        ]

    async def _once(self) -> None:
        port, self.heard = self.chance.choice(self.ports), 0
        self.fruitless = min(self.fruitless + 1, TRIES_MAX)
        loop, quiet_s = asyncio.get_running_loop(), QUIET_S * 2.0 ** (self.fruitless - 1)
        try:
            async with asyncio.timeout(quiet_s) as patience:
                async for number, payload in self._follow(port):
                    self.heard, self.fruitless = self.heard + 1, 0
                    patience.reschedule(loop.time() + quiet_s)
                    if "errors" in payload:
                        self.refusals.append(payload["errors"])
                        return
                    [update] = payload["data"].values()
                    self.told[number].hear(update)
        except TimeoutError:
            pass

    @abstractmethod
    def _follow(self, port: int) -> AsyncIterator[tuple[int, Any]]:
        """Connect, go on where it was, and yield what each stream is told."""


class SocketFollower(Follower):
    """graphql-transport-ws, with cursors as variables."""

    async def _follow(self, port: int) -> AsyncIterator[tuple[int, Any]]:
        async for connection in self._opened(port):
            for number, each in enumerate(self.told):
                variables = {"id": each.portfolio, "after": each.cursor}
                payload = {"query": document(each.name, after=True), "variables": variables}
                await connection.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
            async for message in self._messages(connection):
                yield message

    async def _opened(self, port: int, **more: Any) -> AsyncIterator[ClientConnection]:
        connection = await connect(
            f"ws://127.0.0.1:{port}/graphql",
            subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
            compression=None,
            proxy=None,
        )
        try:
            self.connections += 1
            init = {"authorization": f"Bearer {self.token}", **more}
            await connection.send(json.dumps({"type": "connection_init", "payload": init}))
            assert json.loads(await connection.recv())["type"] == "connection_ack"
            yield connection
        finally:
            connection.transport.abort()

    async def _messages(self, connection: ClientConnection) -> AsyncIterator[tuple[int, Any]]:
        async for text in connection:
            message = json.loads(text)
            if message["type"] != "next":
                self.refusals.append(message)
                return
            yield int(message["id"]), message["payload"]


class FixedFollower(SocketFollower):
    """A client that cannot change variables: it brings its cursors in connection_init."""

    async def _follow(self, port: int) -> AsyncIterator[tuple[int, Any]]:
        resume = {str(number): each.cursor for number, each in enumerate(self.told) if each.cursor}
        async for connection in self._opened(port, resume=resume):
            for number, each in enumerate(self.told):
                payload = {"query": document(each.name, after=False), "variables": {"id": each.portfolio}}
                await connection.send(json.dumps({"id": str(number), "type": "subscribe", "payload": payload}))
            async for message in self._messages(connection):
                yield message


class EventFollower(Follower):
    """Server-sent events of one stream; it comes back with Last-Event-ID, as browsers do by themselves."""

    async def _follow(self, port: int) -> AsyncIterator[tuple[int, Any]]:
        [told] = self.told
        body = {"query": document(told.name, after=False), "variables": {"id": told.portfolio}}
        headers = {"accept": "text/event-stream", "authorization": f"Bearer {self.token}"}
        headers |= {"last-event-id": told.cursor} if told.cursor else {}
        url = f"http://127.0.0.1:{port}/graphql"
        async with (
            httpx.AsyncClient(timeout=None, trust_env=False) as client,
            client.stream("POST", url, json=body, headers=headers) as answer,
        ):
            if answer.status_code != 200:
                raise EOFError
            self.connections += 1
            async for line in answer.aiter_lines():
                if line.startswith("data: {"):
                    yield 0, json.loads(line.removeprefix("data: "))
