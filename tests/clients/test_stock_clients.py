"""Stock clients, unmodified, through a life: they ask, place, follow, come back after a crash and a freeze, and end."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.desks import Process, command, running, up
from tests.e2e.test_up import PLACE, order
from tests.servers import missing

HERE = Path(__file__).parent
CONTRACT = HERE.parents[1] / "frontend-schema"
NODE_MIN = (20, 19)
WITHIN_S = 120
SOCKETS = ("graphql-ws", "urql", "apollo")
MINE = """mutation { createPortfolio(input: {name: "Mine", openingCash: "100000", idempotencyKey: "mine"}) {
    ... on PortfolioChanged { portfolio { id } } } }"""
KEY = """mutation { createApiKey(input: {name: "clients", permissions: [READ, TRADE]}) {
  ... on ApiKeyCreated { secret apiKey { id } } } }"""
PASSWORD = "a bird in the hand 7"
SIGN_UP = """mutation ($input: SignUpInput!) { signUp(input: $input) {
  ... on SignedIn { session { accessToken refreshToken } } } }"""
REVOKE = "mutation($id: ID!) { revokeApiKey(input: {apiKeyId: $id}) { __typename } }"
PRICED = '{ instrument(symbol: "AAPL") { quote { last } } }'


@pytest.fixture(scope="session")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the examples, the generated types and all of it compiled: compiling is the check of the types."""
    program, npm = shutil.which("node"), shutil.which("npm")
    if program is None or npm is None:
        missing("node", "no Node and npm found")
    version = _run([program, "--version"], HERE).strip().removeprefix("v")
    if tuple(int(part) for part in version.split(".")[:2]) < NODE_MIN:
        missing("node", f"Node {version} is older than 20.19")
    installed, lock = HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"
    if not installed.exists() or installed.stat().st_mtime < lock.stat().st_mtime:
        _install("node", [npm, "ci", "--ignore-scripts"])
    place = tmp_path_factory.mktemp("node")
    for name in ("schema.graphql", "possible-types.json"):
        shutil.copy(CONTRACT / name, place)
    for name in ("operations", "codegen", "examples"):
        shutil.copytree(CONTRACT / name, place / name)
    for path in (path for path in HERE.iterdir() if path.suffix in (".json", ".mjs", ".ts")):
        shutil.copy(path, place)
    (place / "node_modules").symlink_to(HERE / "node_modules")
    _run([program, "generate.mjs"], place)
    _run([program, "node_modules/typescript/bin/tsc"], place)
    (place / "build" / "node_modules").symlink_to(HERE / "node_modules")
    return place


@pytest.fixture(scope="session")
def python(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A Python of its own with gql, which may want another graphql-core than ours."""
    place = tmp_path_factory.mktemp("gql") / "venv"
    uv, found = Path(sys.executable).parent / "uv", str(place / "bin" / "python")
    try:
        _run([str(uv), "venv", "--quiet", "--python", sys.executable, str(place)], HERE)
        _run([str(uv), "pip", "install", "--quiet", "--python", found, "-r", "requirements.txt"], HERE)
    except (OSError, AssertionError, subprocess.TimeoutExpired):  # as in the Makefile: then plain pip
        _install("gql", [sys.executable, "-m", "venv", "--clear", str(place)])
        _install("gql", [found, "-m", "pip", "install", "--quiet", "-r", "requirements.txt"])
    return found


def _install(name: str, words: list[str]) -> None:
    try:
        _run(words, HERE)
    except (OSError, AssertionError, subprocess.TimeoutExpired) as error:
        missing(name, f"the clients could not be installed: {error}")


def _run(words: list[str], where: Path, **environment: str) -> str:
    done = subprocess.run(
        words, cwd=where, env=os.environ | environment, capture_output=True, text=True, timeout=180, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@dataclass
class Talk:
    """A running client and the lines that it has printed."""

    popen: "subprocess.Popen[str]"
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.popen.stdout is not None
        self.lines.extend(iter(self.popen.stdout.readline, ""))

    def end(self) -> None:
        """Kill it, if it has not ended by itself."""
        self.popen.kill()
        self.popen.wait()
        self._reader.join()
        assert self.popen.stdout is not None
        self.popen.stdout.close()

    def until(self, start: str, word: str = "") -> str:
        """Wait for a line with this start and this word in it; return it."""
        deadline = time.monotonic() + WITHIN_S
        while not (hits := [line for line in self.lines if line.startswith(start) and word in line]):
            assert time.monotonic() < deadline, "".join(self.lines[-40:])
            time.sleep(0.05)
        return hits[0]


@dataclass
class Trip:
    """A desk whose clients may do as little as partners may."""

    desk: Process
    portfolio: str
    key: str
    secret: str
    stack: ExitStack
    refresh: str = ""

    @property
    def told(self) -> dict[str, str]:
        """What the programs read from their environment."""
        return {
            "URL": self.desk.url,
            "TOKEN": self.secret,
            "PORTFOLIO": self.portfolio,
            "REFRESH": self.refresh,
            "PYTHONUNBUFFERED": "1",
        }

    def talk(self, *words: str, where: Path = HERE) -> Talk:
        popen = subprocess.Popen(
            words, cwd=where, env=os.environ | self.told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        talk = Talk(popen)
        self.stack.callback(talk.end)
        return talk

    def place(self, key: str) -> str:
        wanted = order(self.portfolio, key)
        wanted["input"]["allowDuplicate"] = True
        placed = self.desk.query(PLACE, wanted)["placeOrder"]
        assert placed["__typename"] == "OrderPlaced", placed
        return str(placed["order"]["id"])

    def crash(self) -> None:
        """Kill the desk, and start it again in the same place."""
        desk, self.desk.popen = self.desk, self.desk.popen
        desk.popen.kill()
        desk.popen.wait()
        again = self.stack.enter_context(running(desk.folder, "up", port=desk.port, replay_day_s="60"))
        again.wait_ready()
        again.token, self.desk = desk.token, again


@pytest.fixture
def trip(tmp_path: Path) -> Iterator[Trip]:
    with up(tmp_path / "data", replay_day_s="60") as desk, ExitStack() as stack:
        desk.wait_for_the_open()
        assert command(desk.folder, "market", "pause").returncode == 0
        made = desk.query(KEY)["createApiKey"]
        mine = desk.query(MINE)["createPortfolio"]["portfolio"]["id"]  # where nobody but the clients trades
        yield Trip(desk, mine, made["apiKey"]["id"], made["secret"], stack)


@pytest.mark.slow
def test_clients_live_through_crash_freeze_and_revocation(node: Path, python: str, trip: Trip) -> None:
    walk = trip.talk("node", "build/walk.js", where=node)
    live = trip.talk(python, str(CONTRACT / "examples" / "partner_live.py"))
    for name in SOCKETS:
        assert walk.until(f"{name} query").split()[-1] == "PAPER"
        assert "OrderPlaced" in walk.until(f"{name} mutation")
        assert walk.until(f"{name} update").split()[2] == "SNAPSHOT"
    live.until("", "SNAPSHOT")
    everywhere(walk, live, trip.place("seen"))

    trip.desk.popen.send_signal(signal.SIGSTOP)
    try:
        for name in SOCKETS:
            walk.until(f"{name} stale")
    finally:
        trip.desk.popen.send_signal(signal.SIGCONT)
    for name in SOCKETS:
        walk.until(f"{name} fresh")

    trip.crash()
    everywhere(walk, live, trip.place("after the crash"))

    trip.desk.query(REVOKE, {"id": trip.key})
    for name in SOCKETS:
        ended = walk.until(f"{name} ended")
        assert "4403" in ended or "UNAUTHENTICATED" in ended, ended
    again = trip.talk(python, str(CONTRACT / "examples" / "partner_live.py"))
    for partner in (live, again):
        refused = partner.until("The desk")
        assert "4403" in refused or "UNAUTHENTICATED" in refused, refused
        assert partner.popen.wait(WITHIN_S) == 1


@pytest.mark.slow
def test_a_person_whose_token_has_ended_goes_on_with_another_and_renews_once_for_all(node: Path, trip: Trip) -> None:
    made = trip.desk.query(SIGN_UP, {"input": {"email": "ann@example.com", "name": "Ann", "password": PASSWORD}})
    session = made["signUp"]["session"]
    trip.desk.token = session["accessToken"]
    trip.portfolio = trip.desk.query(MINE)["createPortfolio"]["portfolio"]["id"]
    trip.secret, trip.refresh = session["accessToken"][:-1], session["refreshToken"]
    walk = trip.talk("node", "build/walk.js", where=node)
    for name in SOCKETS:
        assert walk.until(f"{name} query").split()[-1] == "PAPER"
        assert walk.until(f"{name} update").split()[2] == "SNAPSHOT"
        assert "OrderPlaced" in walk.until(f"{name} mutation")
    assert walk.lines.count("renewed\n") == 1  # a refresh token that is used twice ends the session
    assert trip.desk.query("{ viewer { name } }")["viewer"]["name"] == "Ann"


def everywhere(walk: Talk, live: Talk, wanted: str) -> None:
    """Every client hears of an order."""
    for name in SOCKETS:
        walk.until(f"{name} update", wanted)
    live.until("", wanted)


def test_the_partner_places_one_order_however_often_it_is_run(python: str, trip: Trip) -> None:
    partner = str(CONTRACT / "examples" / "partner.py")
    assert "'replayed': False" in _run([python, partner], HERE, KEY="partner", **trip.told)
    assert "'replayed': True" in _run([python, partner], HERE, KEY="partner", **trip.told)


def test_curl_places_watches_and_cancels(trip: Trip) -> None:
    if shutil.which("curl") is None:
        missing("curl", "no curl found")
    last = float(trip.desk.query(PRICED)["instrument"]["quote"]["last"])
    curl = str(CONTRACT / "examples" / "curl.sh")
    said = _run(["bash", curl], HERE, KEY="curl", PRICE=f"{last * 0.97:.2f}", **trip.told).splitlines()
    assert "OrderPlaced" in said[0], said
    assert said[1] == "working", said
    assert "OrderChanged" in said[2], said


def test_the_lock_names_no_host() -> None:
    assert '"resolved"' not in (HERE / "package-lock.json").read_text()
