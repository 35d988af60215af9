"""Proves that `plimsoll import` brings headlines and bars in once, and nothing of a file with a wrong line."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from adapters.budget import OverBudget
from adapters.market.stored import Stored
from adapters.system import SimulatedClock
from api.imports import patiently

ROOT = Path(__file__).resolve().parents[2]
HEAD = "published_at,headline,symbols\n"
ROWS = (
    "2011-03-01T15:30:00Z,Apple shares plunge after profit warning,\n"
    "2011-03-01T15:31:00Z,APPLE: shares plunge after profit warning!,AAPL\n"
    "2011-03-01T15:32:00Z,Dow Chemical raises its dividend,XYZ\n"
)


def plimsoll(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PLIMSOLL_DATA_DIR": str(folder), "PLIMSOLL_DURABILITY": "off", **more}
    command = [sys.executable, "-m", "api.cli", *words]
    return subprocess.run(command, cwd=ROOT, env=env, check=False, capture_output=True, text=True, timeout=120)


def kept(folder: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(folder / "plimsoll.db")) as rows:
        return rows.execute("SELECT headline, symbols FROM news_items ORDER BY published_at").fetchall()


def test_a_file_is_brought_in_once(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text(HEAD + ROWS)
    assert plimsoll(tmp_path, "migrate").returncode == 0

    first, second = plimsoll(tmp_path, "import", "news", str(path)), plimsoll(tmp_path, "import", "news", str(path))

    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert first.stdout.startswith("2 headlines were kept; 1 were there already")
    assert "3 of 3 read, 2 kept" in first.stderr
    assert second.stdout.startswith("0 headlines were kept; 3 were")
    assert [symbols.replace(" ", "") for _, symbols in kept(tmp_path)] == ['["AAPL"]', '["DOW","XYZ"]']

    path.write_text(HEAD + "2011-03-01T15:35:00Z,Something new,\nlater,Something wrong,\n")
    bad = plimsoll(tmp_path, "import", "news", str(path))
    assert bad.returncode == 1
    assert bad.stderr == f"plimsoll: {path}, line 3: 'later' is no time like 2011-03-01T15:30:00Z.\n"
    assert len(kept(tmp_path)) == 2


BARS = "Ticker,Date,Open,High,Low,Close,Volume,Adj Close\n"


def test_bars_of_a_file_are_brought_in_once_with_their_splits(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(
        BARS
        + "AAPL,2026-01-12,400,404,396,400,1000,100\nAAPL,2026-01-13,100,101,99,100,4000,100\n"
        + "IBM,2026-01-12,300,301,299,300,10,300\n"
    )
    first, second = plimsoll(tmp_path, "import", "bars", str(path)), plimsoll(tmp_path, "import", "bars", str(path))
    assert first.returncode == second.returncode == 0, first.stderr + second.stderr
    assert first.stdout.startswith("3 days of 2 symbols were kept in ")
    assert first.stderr == "1 of 2 symbols read\n2 of 2 symbols read\n"
    assert second.stdout.startswith("0 days of 2 symbols were kept in ")
    market = Stored(tmp_path / "bars.csv", seed=7)
    days = market.bars("AAPL", until=date.max)
    assert [bar.close for bar in days] == [400, 100]
    assert [bar.split for bar in days] == [1, 4]

    path.write_text(BARS + "MSFT,2026-01-12,480,481,479,480,10,480\nMSFT,2026-01-13,480,481,no,480,10,480\n")
    bad = plimsoll(tmp_path, "import", "bars", str(path))
    assert bad.returncode == 1
    assert f"{path}, line 3: 'no' is not a number" in bad.stderr
    assert "Traceback" not in bad.stderr
    assert "MSFT" not in (tmp_path / "bars.csv").read_text()


def test_bars_of_a_vendor_are_brought_in(tmp_path: Path) -> None:
    nobody = plimsoll(tmp_path, "import", "bars", "--symbol", "AAPL")
    assert (nobody.returncode, "PLIMSOLL_PRICE_VENDORS" in nobody.stderr) == (1, True)
    assert plimsoll(tmp_path, "import", "bars").returncode == 1
    command = [sys.executable, "-m", "api.cli", "stub", "massive"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as stub:
        try:
            assert stub.stdout is not None
            stub.stdout.readline()
            told = dict(each.split("=", 1) for each in stub.stdout.readline().split())
            told["PLIMSOLL_MASSIVE_PER_MINUTE"] = "50"
            asked = plimsoll(tmp_path, "import", "bars", "--symbol", "AAPL", "--symbol", "IBM", **told)
        finally:
            stub.terminate()
    assert asked.returncode == 0, asked.stderr
    assert asked.stdout.startswith("10 days of 2 symbols were kept in ")
    assert "1 of 2 symbols asked for, 5 days kept" in asked.stderr


async def test_the_budget_of_a_minute_is_waited_for_and_that_of_a_day_is_not() -> None:
    clock, said = SimulatedClock(datetime(2026, 1, 12, tzinfo=UTC)), list[str]()
    full = [OverBudget("used up", clock.now())] * 2

    async def ask() -> str:
        if full:
            raise full.pop()
        return "answered"

    assert await patiently(ask, clock, said.append) == "answered"
    assert said == ["waiting: used up"] * 2
    full.append(OverBudget("used up", clock.now() + timedelta(hours=1)))
    with pytest.raises(OverBudget):
        await patiently(ask, clock, said.append)
