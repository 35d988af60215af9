"""Proves `plimsoll report` at a running desk: every kind, pages that open without a network, tables, plain refusals."""

import csv
import io
import time
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.chromium import require_chromium, tab
from tests.e2e.desks import Process, command, up
from tests.e2e.test_contract import READY

KINDS = ("daily", "risk", "attribution", "compliance")
NAME = "R & <D>"
WITHIN_S = 120


@dataclass(frozen=True)
class Scene:
    """A desk that has traded; the days that it saw close, and equity at them."""

    desk: Process
    folder: Path
    portfolio: str
    closes: list[tuple[date, Decimal]]

    def report(self, kind: str, day: date, *words: str) -> Any:
        return command(self.folder, "report", kind, "--day", str(day), "--portfolio", NAME, *words, analysis_cpu="1")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = Path(tmp_path_factory.mktemp("reports")) / "data"
    with up(folder) as desk:
        desk.wait_for_the_open()
        name = {"name": NAME, "openingCash": "100000", "idempotencyKey": "r"}
        made = desk.query(READY["CreatePortfolio"].text, {"input": name})["createPortfolio"]["portfolio"]["id"]
        terms = {"portfolioId": made, "symbol": "IBM", "side": "BUY", "quantity": "20"}
        desk.query(READY["PlaceOrder"].text, {"input": {"terms": terms, "idempotencyKey": "one"}})
        yield Scene(desk, folder, made, closes(desk, made))


def closes(desk: Process, portfolio: str) -> list[tuple[date, Decimal]]:
    """Wait for three closes, with something held."""
    deadline = time.monotonic() + WITHIN_S
    while True:
        about = {"portfolioId": portfolio}
        curve = desk.query(READY["EquityCurve"].text, {**about, "period": "ALL"})["portfolio"]["equityCurve"]
        held = desk.query(READY["Positions"].text, about)["portfolio"]["positions"]["totalCount"]
        if held and len(curve) >= 3:
            return [(date.fromisoformat(p["at"][:10]), Decimal(p["equity"])) for p in curve]
        assert time.monotonic() < deadline, desk.printed
        time.sleep(0.2)


def test_the_daily_report_has_the_equity_that_the_desk_tells_and_is_kept(scene: Scene, tmp_path: Path) -> None:
    day, equity = scene.closes[-1]
    said = scene.report("daily", day, "--format", "csv", "--out", str(tmp_path / "d.csv"))
    assert said.returncode == 0, said.stderr
    assert f"Equity {equity:,.2f} USD" in said.stdout
    rows = list(csv.reader(io.StringIO((tmp_path / "d.csv").read_text(), newline="")))
    assert widths(rows).keys() >= {"At the close", "Returns"}
    [worth] = [row[2] for row in rows if row[:2] == ["At the close", "Equity at the close"]]
    assert Decimal(worth) == equity
    for name, places in widths(rows).items():
        assert len(places) == 1, name

    kept = scene.desk.query(READY["Reports"].text, {"portfolioId": scene.portfolio, "kind": "DAILY", "first": 100})
    [mine] = [each for each in kept["portfolio"]["reports"]["nodes"] if each["day"] == str(day)]
    told = scene.desk.query(READY["Report"].text, {"id": mine["id"]})["node"]
    assert told["csv"] == (tmp_path / "d.csv").read_bytes().decode()
    assert told["html"].startswith("<!doctype html>")


def widths(rows: list[list[str]]) -> dict[str, set[int]]:
    """Return how many cells the rows of each section have, its heading's row among them."""
    found: dict[str, set[int]] = {}
    head = 0
    for row in rows:
        if row[0] == "section":
            head = len(row)
        else:
            found.setdefault(row[0], {head}).add(len(row))
    return found


@pytest.mark.parametrize("kind", KINDS)
async def test_a_page_opens_without_a_network_and_its_charts_are_drawn(kind: str, scene: Scene, tmp_path: Path) -> None:
    day, _ = scene.closes[-1]
    page = tmp_path / "page.html"
    said = scene.report(kind, day, "--out", str(page))
    assert said.returncode == 0, said.stderr
    assert str(page) in said.stdout
    text = page.read_text()
    assert "R &amp; &lt;D&gt;" in text
    assert "<script" not in text
    drawings = [ET.fromstring(f"<svg{part.split('</svg>')[0]}</svg>") for part in text.split("<svg")[1:]]
    assert bool(drawings) == (kind in {"daily", "attribution"})  # this desk has no models: its risk was never measured
    async with tab(require_chromium(), tmp_path / "profile") as opened:
        await opened.open(page.as_uri())
        await opened.until("document.readyState === 'complete'")
        assert await opened.value("document.querySelectorAll('svg').length") == len(drawings)
        tall = "[...document.querySelectorAll('svg')].every(each => each.getBoundingClientRect().height > 40)"
        assert await opened.value(tall)
        assert await opened.value("document.querySelectorAll('h2').length") >= 1
        assert opened.requests == [page.as_uri()]
        assert opened.complaints == []


def test_what_cannot_be_reported_is_said_and_no_file_is_left(scene: Scene, tmp_path: Path) -> None:
    day, _ = scene.closes[-1]
    long_ago, out = str(day - timedelta(days=4000)), tmp_path / "none.html"
    for words, says in (
        (["weekly", "--day", str(day)], "There is no 'weekly' report; choose one of daily, "),
        (["daily", "--day", str(day), "--format", "pdf"], "There is no format 'pdf'; choose one of html, markdown,"),
        (["daily", "--day", "yesterday"], "'yesterday' is not a day like"),
        (["daily", "--day", long_ago], f"has no close of {long_ago}"),
        (["daily", "--day", str(day), "--portfolio", "nobody's"], "There is no portfolio nobody's"),
    ):
        said = command(scene.folder, "report", *words, "--out", str(out))
        assert said.returncode == 1, words
        assert says in said.stderr.replace("\n", " "), said.stderr
        assert "Traceback" not in said.stderr
        assert not out.exists()
    out.write_text("mine")
    assert "File exists" in scene.report("daily", day, "--out", str(out)).stderr
    assert out.read_text() == "mine"
    nowhere = scene.report("daily", day, "--out", str(tmp_path / "no" / "folder.html"))
    assert "cannot be written: No such file" in nowhere.stderr
