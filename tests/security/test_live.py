"""Real money takes three yeses: each that is missing refuses, and with all three LIVE is on everything."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.registry import alpaca_login
from settings import Settings, SettingsError
from tests.e2e.desks import Process, command, up
from tests.security.people import ask, order, rows, signed_up, soon
from tests.security.stub import stubbed

CREATE = """mutation($input: CreatePortfolioInput!) { createPortfolio(input: $input) { __typename
  ... on PortfolioChanged { portfolio { id name mode } } ... on InvalidInputProblem { fields { path } }
  ... on Problem { message } } }"""
PLACE = """mutation($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { order { portfolio { mode } } } ... on Problem { message } } }"""
KEY = """mutation { createApiKey(input: {name: "robot", permissions: [READ, ADMIN]}) {
  ... on ApiKeyCreated { secret } } }"""
QUOTE = '{ instrument(symbol: "AAPL") { quote { last } } }'
LIVE: dict[str, Any] = {
    "name": "Real",
    "mode": "LIVE",
    "broker": "alpaca",
    "openingCash": "100000",
    "confirmation": "Real",
}


def made(desk: Process, token: str, **change: Any) -> Any:
    return ask(desk, CREATE, {"input": {**LIVE, **change}}, token).json()["data"]["createPortfolio"]


def test_real_money_takes_a_setting_a_live_portfolio_and_its_name_typed(tmp_path: Path) -> None:
    with stubbed(AlpacaStub({"AK1": "hush"})) as stub:
        stub.quote("AAPL", "12.00", "12.02")
        login = {"alpaca_key_id": "AK1", "alpaca_secret": "hush", "alpaca_url": stub.url}
        with up(tmp_path / "data", replay_day_s="600", **login) as desk:
            no_setting = made(desk, desk.token)
            assert no_setting["fields"] == [{"path": ["mode"]}]
            assert "does not trade real money" in no_setting["message"]
            assert "x-plimsoll-mode" not in ask(desk, "{ __typename }").headers
            assert "LIVE" not in desk.printed
        with up(tmp_path / "data", replay_day_s="600", live_trading="1", **login) as desk:
            token = command(desk.folder, "token").stdout.strip()
            assert made(desk, token, mode="PAPER")["fields"] == [{"path": ["mode"]}]
            for typed in (None, "", "real", "Real "):
                assert made(desk, token, confirmation=typed)["fields"] == [{"path": ["confirmation"]}]
            robot = ask(desk, KEY, token=token).json()["data"]["createApiKey"]["secret"]
            assert made(desk, robot)["__typename"] == "NotAllowedProblem"  # no robot makes anything live
            assert made(desk, signed_up(desk).token)["__typename"] == "NotAllowedProblem"  # and no guest
            assert rows(desk, "SELECT count(*) FROM portfolios WHERE mode = 'LIVE'") == [(0,)]
            live = made(desk, token)
            assert (live["__typename"], live["portfolio"]["mode"]) == ("PortfolioChanged", "LIVE"), live
            desk.token = token
            desk.wait_for_a_price()
            price = desk.query(QUOTE)["instrument"]["quote"]["last"]
            placed = ask(desk, PLACE, order(live["portfolio"]["id"], "real", type="LIMIT", limitPrice=price), token)
            assert placed.json()["data"]["placeOrder"]["order"]["portfolio"]["mode"] == "LIVE", placed.text
            assert soon(lambda: ("POST", "/v2/orders") in stub.requests), stub.requests
            _everything_says_live(desk, token)


@pytest.mark.parametrize(
    ("live", "url", "words"),
    [
        (True, "https://api.alpaca.markets", "replayed prices only"),
        (False, "https://api.alpaca.markets/", "replayed prices only"),
        (True, "https://paper-api.alpaca.markets", "trades on paper"),
    ],
)
def test_a_setting_that_contradicts_the_address_is_refused_at_the_start(live: bool, url: str, words: str) -> None:
    wanted = Settings(alpaca_key_id="AK1", alpaca_secret="hush", alpaca_url=url, live_trading=live)
    with pytest.raises(SettingsError, match=words):
        alpaca_login(wanted)


def _everything_says_live(desk: Process, token: str) -> None:
    for answer in (ask(desk, "{ __typename }"), ask(desk, "{", token=token), ask(desk, "{ __typename }", token="bad")):
        assert answer.headers["x-plimsoll-mode"] == "LIVE"
    for path in ("/", "/graphiql", "/healthz", "/nothing"):
        assert httpx.get(desk.url + path).headers["x-plimsoll-mode"] == "LIVE"
    with connect(f"ws://127.0.0.1:{desk.port}/graphql", subprotocols=["graphql-transport-ws"]) as socket:  # type: ignore[list-item]
        socket.send(json.dumps({"type": "connection_init", "payload": {"authorization": f"Bearer {token}"}}))
        assert json.loads(socket.recv())["payload"] == {"mode": "LIVE"}
    logged = [line for line in desk.printed.splitlines() if "[warning" in line or "[info" in line or "[error" in line]
    assert logged
    assert all("LIVE" in line for line in logged)
    assert "REAL MONEY" in desk.printed
