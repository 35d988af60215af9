"""Addresses that a desk must not ask, and vendors that answer with more, or with something else, than is wanted.

A desk fetches from the addresses of its settings alone: no query, headline or model can name one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.local_server import LocalServer
from adapters.news.stub import KEY, NewsStub, Reply
from adapters.registry.vendors import news_vendors
from adapters.system import SystemClock
from settings import Settings, SettingsError
from tests.e2e.desks import Process, command, up
from tests.security.people import rows, soon
from tests.security.stub import serving

ROOT = Path(__file__).parents[2]
FORBIDDEN = [
    "http://169.254.169.254/",
    "http://localhost.evil.test:6379/",
    "file:" + "///etc/passwd",
    "gopher://127.0.0.1:6379/",
    "http://0x7f.1/",
    "http://10.0.0.1/",
    "https://user:secret@vendor.example/",
    "//vendor.example",
]
RESOLVED = {
    "marketaux": "https://169.254.169.254",
    "alpha_vantage": "https://[::ffff:10.0.0.1]",
    "finlight": "https://0x7f.1",
}
RSS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY x SYSTEM "/etc/passwd">]><rss><channel><item><title>&b;&x;</title></item></channel></rss>"""


@pytest.fixture(scope="module")
def stub() -> Iterator[tuple[NewsStub, LocalServer]]:
    made = NewsStub([])
    server = LocalServer(made.app)
    with serving(server):
        yield made, server


@pytest.fixture(scope="module")
def fed(stub: tuple[NewsStub, LocalServer], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """A desk that asks the stub for news all the time."""
    folder = Path(tmp_path_factory.mktemp("ssrf")) / "data"
    settings = {"marketaux_url": stub[1].url, "marketaux_key": KEY, "marketaux_daily": "1000000"}
    with up(folder, replay_day_s="600", news_vendors="marketaux", news_every_s="0.2", **settings) as process:
        yield process


@pytest.mark.parametrize("url", FORBIDDEN)
def test_S105_an_address_that_may_not_be_asked(url: str) -> None:
    settings = Settings(marketaux_url=url, marketaux_key=KEY, news_vendors="marketaux")
    with pytest.raises(SettingsError, match="A vendor of news cannot be used: ") as refused:
        news_vendors(settings, "redis://127.0.0.1:1", SystemClock())
    assert KEY not in str(refused.value)


def test_S105_a_desk_with_such_an_address_does_not_start(tmp_path: Path) -> None:
    outcome = command(tmp_path / "data", "up", marketaux_url=FORBIDDEN[0], marketaux_key=KEY, news_vendors="marketaux")
    assert outcome.returncode == 1
    assert "Traceback" not in outcome.stderr
    assert "A vendor of news cannot be used: " in outcome.stderr


def test_S105_addresses_that_are_not_public(tmp_path: Path) -> None:
    settings = {f"{name}_url": url for name, url in RESOLVED.items()} | {f"{name}_key": KEY for name in RESOLVED}
    with up(tmp_path / "data", replay_day_s="600", news_vendors=",".join(RESOLVED), **settings) as desk:
        refused = "is not an address of the public internet"
        assert soon(lambda: desk.printed.count(refused) >= len(RESOLVED)), desk.printed
        assert rows(desk, "SELECT count(*) FROM news_items") == [(0,)]


def test_S105_a_redirect_is_not_followed(fed: Process, stub: tuple[NewsStub, LocalServer]) -> None:
    news, server = stub
    before = len(news.received)
    news.script.append(Reply(302, "", {"location": f"{server.url}/query?function=NEWS_SENTIMENT"}))
    assert soon(lambda: "marketaux answered 302" in fed.printed.lower())
    assert soon(lambda: len(news.received) > before + 1)
    assert {each["path"] for each in news.received} == {"/v1/news/all"}


def test_S106_a_vendor_that_never_ends(fed: Process, stub: tuple[NewsStub, LocalServer]) -> None:
    stub[0].script.append(Reply(endless=True))
    assert soon(lambda: "sent more than 5 MiB" in fed.printed)
    assert fed.query("{ __typename }") == {"__typename": "Query"}


def test_S108_entities_of_a_feed_of_another_kind(fed: Process, stub: tuple[NewsStub, LocalServer]) -> None:
    stub[0].script.append(Reply(200, RSS))
    assert soon(lambda: "Marketaux sent no JSON" in fed.printed)
    assert "root:" not in fed.printed
    assert rows(fed, "SELECT count(*) FROM news_items") == [(0,)]
    parsers = re.compile(
        r"^\s*(?:from|import) (?:xml(?!\.sax\.saxutils)|lxml|defusedxml|feedparser|html5lib)\b", re.MULTILINE
    )
    rooms = ("api", "graph", "workers", "actions", "ai", "adapters", "db", "quant", "trading")
    read = [path for room in rooms for path in (ROOT / room).rglob("*.py")]
    assert len(read) > 100
    assert [path.name for path in read if parsers.search(path.read_text())] == []  # nothing here reads XML at all
