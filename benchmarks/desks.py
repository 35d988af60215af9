"""Desks to measure: `plimsoll up` on SQLite, and its pieces on a PostgreSQL and a Redis of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx

from adapters.process import die_with_parent
from tests.servers import private_postgres, private_redis

PLIMSOLL = str(Path(sys.executable).parent / "plimsoll")
START_S, STOP_S = 60, 60
QUOTE = '{ instrument(symbol: "IBM") { quote { last at } } }'
CREATE = """mutation($key: String!) {
  createPortfolio(input: {name: $key, openingCash: "100000000", idempotencyKey: $key}) {
  __typename ... on PortfolioChanged { portfolio { id } } ... on Problem { message } } }"""
LIMITS = """mutation($id: ID!) { setRiskLimits(input: {portfolioId: $id, reason: "benchmark", ordersPerSecond: 10000,
  ordersPerMinute: 600000, dailyRiskBudgetRatio: "1"}) { __typename ... on Problem { message } } }"""
Environment = dict[str, str]


@dataclass(frozen=True, slots=True)
class Api:
    """The GraphQL endpoint of the desk that is measured."""

    client: httpx.Client

    def ask(self, document: str, **variables: Any) -> Any:
        answer = self.client.post("/graphql", json={"query": document, "variables": variables}).json()
        if "errors" in answer:
            raise SystemExit(answer["errors"])
        return answer["data"]

    def portfolio(self, name: str) -> str:
        """Return a new portfolio whose limits let a load through."""
        portfolio_id: str = self.ask(CREATE, key=name)["createPortfolio"]["portfolio"]["id"]
        self.ask(LIMITS, id=portfolio_id)
        return portfolio_id


@dataclass(frozen=True, slots=True)
class Running:
    """A desk that serves, in an open session in which the market stands still; its processes by what they do."""

    url: str
    token: str
    database_url: str
    processes: Mapping[str, "subprocess.Popen[bytes]"]

    @contextmanager
    def api(self) -> Iterator[Api]:
        headers = {"authorization": f"Bearer {self.token}"}
        with httpx.Client(base_url=self.url, headers=headers, timeout=120) as client:
            yield Api(client)


@contextmanager
def up(settings: Environment, folder: Path) -> Iterator[Running]:
    """Run everything in one process, as `plimsoll up` does."""
    log = folder / "log"
    with started(settings, log, "up") as desk:
        await_words(log, desk)
        token = re.findall(r"plk_\S+", log.read_text())[0]
        made = Running(url_of(settings), token, f"sqlite://{folder}/data/plimsoll.db", {"the desk": desk})
        into_a_session(settings, made)
        yield made


@contextmanager
def on_postgres(folder: Path) -> Iterator[Running]:
    """Run the API and the workers of orders and feed as processes of their own, as with containers; fsync is on."""
    with ExitStack() as stack:
        redis, postgres = stack.enter_context(private_redis()), stack.enter_context(private_postgres(durable=True))
        shared = {"DATABASE_URL": postgres.create_database(), "REDIS_URL": redis.url, "SECRET": "of a benchmark " * 3}
        settings = settings_of(folder, **shared)
        _command(settings, "migrate")
        words = {"the API": ("serve",), "the orders worker": ("worker", "orders"), "the feed": ("worker", "feed")}
        pieces = {
            name: stack.enter_context(started(settings, folder / f"{said[-1]}.log", *said))
            for name, said in words.items()
        }
        await_ready(settings, folder / "serve.log", pieces["the API"])
        token = _command(settings, "token").strip()
        made = Running(url_of(settings), token, shared["DATABASE_URL"], pieces)
        into_a_session(settings, made)
        yield made


def settings_of(folder: Path, **more: str) -> Environment:
    """Return the environment of a desk with its data in this folder, on a free port."""
    values = {"DATA_DIR": str(folder / "data"), "PORT": str(free_port()), "REPLAY_DAY_S": "30", **more}
    return {**os.environ, **{f"PLIMSOLL_{name}": value for name, value in values.items()}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def url_of(settings: Environment) -> str:
    return f"http://127.0.0.1:{settings['PLIMSOLL_PORT']}"


@contextmanager
def started(settings: Environment, log: Path, *words: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a long-lived command of the desk; it ends with this block, or with this process."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PLIMSOLL, *words],
            env=settings,
            stdout=output,
            stderr=subprocess.STDOUT,
            preexec_fn=partial(die_with_parent, signal.SIGTERM, os.getpid()),  # noqa: PLW1509  one system call
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.wait(STOP_S)


def await_words(log: Path, desk: "subprocess.Popen[bytes]") -> None:
    """Wait until `plimsoll up` says that it serves."""
    deadline = time.perf_counter() + START_S
    while "goes on where this one ended" not in log.read_text():
        if desk.poll() is not None or time.perf_counter() > deadline:
            raise SystemExit(log.read_text())
        time.sleep(0.01)


def await_ready(settings: Environment, log: Path, api: "subprocess.Popen[bytes]") -> None:
    """Wait until everything that the API needs is there, a feed that beats too."""
    deadline = time.perf_counter() + START_S
    while True:
        try:
            if httpx.get(f"{url_of(settings)}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        if api.poll() is not None or time.perf_counter() > deadline:
            raise SystemExit(log.read_text())
        time.sleep(0.05)


def into_a_session(settings: Environment, desk: Running) -> None:
    """Wait until the first session is open, then hold the market still in it."""
    deadline = time.perf_counter() + START_S
    with desk.api() as api:
        while time.perf_counter() < deadline:
            quote = api.ask(QUOTE)["instrument"]["quote"]
            if quote is not None and quote["at"] > "2011-03-01T15":
                _command(settings, "market", "pause")
                return
            time.sleep(0.1)
    raise SystemExit("the market did not open")


def _command(settings: Environment, *words: str) -> str:
    return subprocess.run([PLIMSOLL, *words], env=settings, check=True, capture_output=True, text=True).stdout


def cpu_s(process: "subprocess.Popen[bytes]") -> float:
    """Return the processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident_mib(process: "subprocess.Popen[bytes]") -> float:
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0]) / 1024
