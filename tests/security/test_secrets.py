"""Attacks on what is kept: dumps of database and Redis, logs, errors, and keys that should open nothing any more."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import redis

from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.vault import FileVault
from tests.e2e.desks import Process, command, up
from tests.security.people import CREATE, PASSWORD, SIGN_IN, ask, contents, rows, signed_up, soon
from tests.security.stub import stubbed
from trading.errors import Rejected

CREDENTIALS = """mutation($id: ID!, $key: String!, $secret: String!) {
  setBrokerCredentials(input: {portfolioId: $id, keyId: $key, secret: $secret}) { __typename
  ... on Problem { message } } }"""
CANARIES = {
    name: f"canary{name}0f{name}9e7c4a"
    for name in ("alpaca", "login", "model", "secret", "new", "newer", "guess", "scrape")
}


@pytest.fixture(scope="module")
def stub() -> Iterator[AlpacaStub]:
    names = {"AKold": CANARIES["alpaca"]}
    with stubbed(AlpacaStub(names)) as served:
        for number, name in enumerate(("new", "newer"), 1):
            key = f"AK{CANARIES['login']}{number}"
            served.keys[key] = CANARIES[name]
            served.books[key], served.said[key] = served.books["AKold"], served.said["AKold"]
        served.keys["AKother"], served.said["AKother"] = "other", []
        served.books["AKother"] = AlpacaStub({"AKother": "other"}).books["AKother"]
        yield served


@pytest.fixture(scope="module")
def desk(stub: AlpacaStub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    with up(
        Path(tmp_path_factory.mktemp("secrets")) / "data",
        replay_day_s="600",
        alpaca_key_id="AKold",
        alpaca_secret=CANARIES["alpaca"],
        alpaca_url=stub.url,
        deepseek_api_key=CANARIES["model"],
        llm_base_url="http://127.0.0.1:1",
        secret=CANARIES["secret"],
        metrics_token=CANARIES["scrape"],
        log_level="debug",
        analysis_cpu="1",  # the key of the language model is used
    ) as process:
        yield process


@pytest.fixture(scope="module")
def portfolio(desk: Process) -> str:
    wanted = {"name": "At Alpaca", "broker": "alpaca", "openingCash": "100000", "idempotencyKey": "at Alpaca"}
    # the first request that reaches Alpaca loads its library, which a busy machine may take its ten seconds for
    assert soon(lambda: desk.post(CREATE, {"input": wanted}, desk.token).status_code == 200)
    made = desk.query(CREATE, {"input": wanted})["createPortfolio"]
    assert made["__typename"] == "PortfolioChanged", made
    return str(made["portfolio"]["id"])


def credentials(desk: Process, portfolio: str, key: str, secret: str) -> str:
    given = {"id": portfolio, "key": key, "secret": secret}
    return str(desk.query(CREDENTIALS, given)["setBrokerCredentials"]["__typename"])


def test_S085_no_dump_log_or_answer_holds_a_secret(desk: Process, portfolio: str, stub: AlpacaStub) -> None:
    person = signed_up(desk)
    key, answers = f"AK{CANARIES['login']}1", []
    assert credentials(desk, portfolio, key, CANARIES["new"]) == "PortfolioChanged"
    assert credentials(desk, portfolio, "AKother", "other") == "ConflictProblem"  # another account at Alpaca
    for wrong in (CANARIES["guess"], CANARIES["guess"] * 2):
        answers.append(ask(desk, CREDENTIALS, {"id": portfolio, "key": key, "secret": wrong}, desk.token))
        answers.append(ask(desk, SIGN_IN, {"input": {"email": person.email, "password": wrong}}))
        answers.append(ask(desk, "{ viewer { id } }", token=wrong))
        answers.append(ask(desk, f'{{ viewer {{ id }} }} # {{ "{wrong}', token=desk.token))
    answers.append(ask(desk, "{ viewer { id email apiKeys { id prefix name } sessions { id } } }", token=desk.token))
    answers += [httpx.get(f"{desk.url}/{path}") for path in ("metrics", "healthz", "readyz", "")]
    scraped = httpx.get(f"{desk.url}/metrics", headers={"authorization": f"Bearer {CANARIES['scrape']}"})
    assert "plimsoll_build_info" in scraped.text
    answers.append(scraped)
    browser = httpx.post(f"{desk.url}/session", json={"email": person.email, "password": PASSWORD})
    made = person.key("READ")["secret"]
    secrets = {
        **CANARIES,
        "password": PASSWORD,
        "access": person.token.rpartition(".")[2],
        "refresh": person.refresh,
        "cookie": browser.cookies["plimsoll_refresh"],
        "key": made[8:],
        "owner": desk.token[8:],
        "code": desk.code,
    }
    del secrets["newer"]
    assert len(secrets) >= 12
    told = "".join(answer.text for answer in answers).replace(f'# {{ "{CANARIES["guess"]}', "")
    places = {"database": _database(desk), "redis": _redis(desk), "log": _log(desk), "answers": told}
    found = {(name, place) for name, text in secrets.items() for place, content in places.items() if text in content}
    assert not found
    ((kept, row),) = rows(desk, "SELECT secret, id FROM broker_credentials")
    vault = FileVault(desk.folder / "keys.json")
    assert vault.unseal(kept, f"{row} secret") == CANARIES["new"]
    with pytest.raises(Rejected):
        vault.unseal(kept, "another row")


def _database(desk: Process) -> str:
    """Every byte of the database's files: what a thief of a backup has."""
    return contents(desk.folder, "plimsoll.db*")


def _redis(desk: Process) -> str:
    with redis.Redis.from_url((desk.folder / "redis-url").read_text()) as client:
        held = "".join((client.dump(name) or b"").decode("latin-1") for name in client.scan_iter())
    return held + contents(desk.folder / "valkey")


def _log(desk: Process) -> str:
    """What was logged; what the start prints for the person at the terminal is meant to be read."""
    start = desk.printed.index("Plimsoll is up."), desk.printed.index("goes on where this one ended")
    return desk.printed[: start[0]] + desk.printed[start[1] :]


def test_S087_a_rotation_interrupts_nobody_and_the_old_key_opens_nothing(desk: Process, portfolio: str) -> None:
    person = signed_up(desk)
    key = f"AK{CANARIES['login']}2"
    assert credentials(desk, portfolio, key, CANARIES["newer"]) == "PortfolioChanged"
    before = rows(desk, "SELECT key_id, secret, id FROM broker_credentials")
    old = (desk.folder / "keys.json").read_text()
    outcome = command(desk.folder, "secrets", "rotate")
    assert outcome.returncode == 0, outcome.stderr
    assert re.search(r"1 broker credentials were sealed anew", outcome.stdout)
    after = rows(desk, "SELECT key_id, secret, id FROM broker_credentials")
    assert [row[2] for row in after] == [row[2] for row in before]
    fresh = FileVault(desk.folder / "keys.json")
    for stale, row in zip(before, after, strict=True):
        assert fresh.unseal(row[1], f"{row[2]} secret") == CANARIES["newer"]
        with pytest.raises(Rejected):
            fresh.unseal(stale[1], f"{row[2]} secret")
    assert ask(desk, "{ viewer { id } }", token=person.token).status_code == 200  # signed by the key before
    newer = signed_up(desk)
    assert ask(desk, "{ viewer { id } }", token=newer.token).status_code == 200
    assert credentials(desk, portfolio, key, CANARIES["newer"]) == "PortfolioChanged"
    (desk.folder / "stolen.json").write_text(old)
    thief = FileVault(desk.folder / "stolen.json")
    with pytest.raises(Rejected):
        thief.unseal(after[0][1], f"{after[0][2]} secret")


def test_S090_nothing_is_served_that_is_not_meant_to_be(desk: Process) -> None:
    paths = (".env", ".git/config", "docs", "openapi.json", "metrics", "keys.json", "data/keys.json", "plimsoll.db")
    for path in (*paths, "static/../../settings.py", "static/%2e%2e/app.py", "graphql/.env"):
        assert httpx.get(f"{desk.url}/{path}").status_code in (401, 403, 404), path
