"""Proves that `plimsoll import news` brings a file's headlines in once, and nothing of a file with a wrong line."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAD = "published_at,headline,symbols\n"
ROWS = (
    "2011-03-01T15:30:00Z,Apple shares plunge after profit warning,\n"
    "2011-03-01T15:31:00Z,APPLE: shares plunge after profit warning!,AAPL\n"
    "2011-03-01T15:32:00Z,Dow Chemical raises its dividend,XYZ\n"
)


def plimsoll(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PLIMSOLL_DATA_DIR": str(folder), "PLIMSOLL_DURABILITY": "off"}
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
