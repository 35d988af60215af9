"""Proves that `plimsoll stub` stands in for a vendor: it says where it is and how a desk is told, and answers."""

import json
import signal
import subprocess
import sys
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

from api.cli_records import STUBS
from api.stub import VENDORS

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "api.cli", "stub"]


def test_a_stub_says_where_it_is_and_answers() -> None:
    with subprocess.Popen([*COMMAND, "marketaux"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            where, how = process.stdout.readline(), process.stdout.readline()
            url = where.split()[-1]
            assert f"PLIMSOLL_MARKETAUX_URL={url} " in how
            key = how.split("PLIMSOLL_MARKETAUX_KEY=")[1].strip()
            asked = f"{url}/v1/news/all?symbols=AAPL&published_after=2001-01-01T00:00:00&page=1&api_token={key}"
            with urllib.request.urlopen(asked, timeout=60) as answer:
                [first, *_] = json.load(answer)["data"]
            published = datetime.fromisoformat(first["published_at"])
            assert timedelta(0) < datetime.now(UTC) - published < timedelta(hours=1)  # a desk asks for the last day
        finally:
            process.send_signal(signal.SIGTERM)


def test_a_vendor_without_a_stub_is_told() -> None:
    outcome = subprocess.run([*COMMAND, "reuters"], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)
    assert outcome.returncode == 1
    assert "choose one of alpaca-news, marketaux, alpha-vantage, finlight" in outcome.stderr


def test_a_stub_of_prices_tells_both_its_addresses() -> None:
    with subprocess.Popen([*COMMAND, "alpaca-prices"], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            where, how = process.stdout.readline(), process.stdout.readline()
            url = where.split()[-1]
            assert f"PLIMSOLL_ALPACA_DATA_URL={url} " in how
            assert f"PLIMSOLL_ALPACA_STREAM_URL={url.replace('http', 'ws')}/v2 " in how
            key = how.split("PLIMSOLL_ALPACA_SECRET=")[1].strip()
            asked = urllib.request.Request(
                f"{url}/v2/stocks/snapshots?symbols=AAPL", headers={"apca-api-secret-key": key}
            )
            with urllib.request.urlopen(asked, timeout=60) as answer:
                assert json.load(answer)["AAPL"]["latestTrade"]["p"] > 0
            news = urllib.request.Request(
                f"{url}/v1beta1/news?symbols=AAPL&start=2001-01-01T00:00:00Z", headers={"apca-api-secret-key": key}
            )
            with urllib.request.urlopen(news, timeout=60) as answer:
                assert json.load(answer)["news"]  # one address for both, as the vendor has it
        finally:
            process.send_signal(signal.SIGTERM)


def test_the_words_name_every_stub() -> None:
    assert set(STUBS) == set(VENDORS)
