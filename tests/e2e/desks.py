"""Starts the command `plimsoll` as its user would, on a free port and a folder of its own, and talks to it."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from settings import Settings

PLIMSOLL = str(Path(sys.executable).parent / "plimsoll")
QUOTED = '{ instrument(symbol: "AAPL") { quote { at } } }'
START_S = 120  # on a machine that is busy with others
STOP_S = 60


def free_port() -> int:
    """A port that nobody is given for a minute but who asks for it by its number, as a server does.

    A connection that was closed from this end keeps it meanwhile: else another test, or any line to anywhere, might be
    given it before the desk has come up.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        address: tuple[str, int] = probe.getsockname()
        with socket.create_connection(address) as line:
            probe.accept()[0].close()
            line.recv(1)
        return address[1]


def environment(folder: Path, port: int, **settings: str) -> dict[str, str]:
    """An otherwise empty environment: nothing of this machine's settings leaks in.

    Whose test needs opinions or reports says `analysis_cpu="1"`: loading and fitting the models costs more than all
    else that a desk does at its start.
    """
    values = {"data_dir": str(folder), "port": str(port), "replay_day_s": "4", "analysis_cpu": "0", **settings}
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        **{f"PLIMSOLL_{name.upper()}": value for name, value in values.items()},
    }


def command(folder: Path, *words: str, port: int = 1, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run one command to its end."""
    return subprocess.run(
        [PLIMSOLL, *words],
        env=environment(folder, port, **settings),
        capture_output=True,
        text=True,
        timeout=START_S,
        check=False,
    )


@dataclass
class Process:
    """A running `plimsoll`, what it has printed, and how to reach it."""

    popen: subprocess.Popen[bytes]
    port: int
    folder: Path
    log: Path
    token: str = ""
    code: str = ""

    @property
    def printed(self) -> str:
        return self.log.read_text()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def query(self, document: str, variables: Mapping[str, Any] | None = None, token: str | None = None) -> Any:
        """Ask over HTTP; fail on a transport error or GraphQL errors."""
        answer = self.post(document, variables, self.token if token is None else token)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        assert "errors" not in body, body
        return body["data"]

    def post(self, document: str, variables: Mapping[str, Any] | None = None, token: str = "") -> httpx.Response:
        headers = {"authorization": f"Bearer {token}"} if token else {}
        body = {"query": document, "variables": dict(variables or {})}
        return httpx.post(f"{self.url}/graphql", json=body, headers=headers, timeout=60)

    @asynccontextmanager
    async def socket(self, token: str = "") -> AsyncIterator["Socket"]:
        async with connect(
            f"ws://127.0.0.1:{self.port}/graphql",
            subprotocols=["graphql-transport-ws"],  # type: ignore[list-item]
        ) as connection:
            opened = Socket(connection)
            await opened.send(
                {"type": "connection_init", "payload": {"authorization": f"Bearer {token or self.token}"}}
            )
            assert (await opened.receive())["type"] == "connection_ack"
            yield opened

    def wait_ready(self) -> None:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            assert self.popen.poll() is None, self.printed
            try:
                if httpx.get(f"{self.url}/healthz", timeout=5).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError("the desk did not come up")

    def wait_for_the_open(self) -> None:
        """Wait for the first session. The first quote is the last close before the replay begins, where nothing fills.

        Who pauses the market has to wait for this before.
        """
        self._wait_for_a_quote_after(Settings(data_dir=self.folder).replay_start)

    def wait_for_a_price(self) -> None:
        """Wait for the first quote, which a busy desk may lack when it has waited for ten seconds and says so."""
        self._wait_for_a_quote_after("")

    def _wait_for_a_quote_after(self, moment: str) -> None:
        deadline = time.monotonic() + START_S
        while (self.query(QUOTED)["instrument"]["quote"] or {"at": ""})["at"] <= moment:
            assert time.monotonic() < deadline, self.printed
            time.sleep(0.1)

    def stop(self, signum: int = signal.SIGTERM) -> int:
        """Signal the process and return its exit code."""
        self.popen.send_signal(signum)
        return self.popen.wait(STOP_S)


class Socket:
    """A client of graphql-transport-ws."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection

    async def send(self, message: Mapping[str, Any]) -> None:
        await self._connection.send(json.dumps(message))

    async def receive(self) -> Any:
        return json.loads(await self._connection.recv())

    async def closed(self) -> int | None:
        """Receive until the server closes; return its code."""
        try:
            while True:
                await self.receive()
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None

    async def subscribe(self, identity: str, document: str, variables: Mapping[str, Any] | None = None) -> None:
        payload = {"query": document, "variables": dict(variables or {})}
        await self.send({"type": "subscribe", "id": identity, "payload": payload})

    async def next(self, identity: str) -> Any:
        """Return the data of the next message of a subscription."""
        while True:
            message = await self.receive()
            if message.get("id") == identity:
                assert message["type"] == "next", message
                assert "errors" not in message["payload"], message
                return message["payload"]["data"]


@contextmanager
def running(folder: Path, *words: str, port: int = 0, **settings: str) -> Iterator[Process]:
    """Run a long-lived command; end it by its id, whatever happens."""
    chosen = port or free_port()
    with tempfile.TemporaryDirectory() as place:
        log = Path(place) / "log"
        with log.open("wb") as output:
            popen = subprocess.Popen(
                [PLIMSOLL, *words],
                env=environment(folder, chosen, **settings),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            yield Process(popen, chosen, folder, log)
        finally:
            if popen.poll() is None:
                popen.terminate()
                try:
                    popen.wait(STOP_S)
                except subprocess.TimeoutExpired:
                    popen.kill()
                    popen.wait()


@contextmanager
def up(folder: Path, **settings: str) -> Iterator[Process]:
    """Run `plimsoll up` and wait for its words."""
    with running(folder, "up", port=0, **settings) as process:
        deadline = time.monotonic() + START_S
        while "goes on where this one ended" not in process.printed:
            assert process.popen.poll() is None, process.printed
            assert time.monotonic() < deadline, process.printed
            time.sleep(0.02)
        if found := re.search(r"Token\s+(plk_\S+)", process.printed):
            process.token = found[1]
        if found := re.search(r"#code=(\S+)", process.printed):
            process.code = found[1]
        yield process
