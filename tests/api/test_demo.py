"""Proves the command `plimsoll demo` from outside: a table, progress on stderr, a picture, and nothing left over."""

import os
import subprocess
import sys
from pathlib import Path

from tests.servers import require


def demo(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run the command with the folder as its working and its temporary directory."""
    require("redis")
    (folder / "tmp").mkdir(exist_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PLIMSOLL_")}
    return subprocess.run(
        [sys.executable, "-m", "api.cli", "demo", *words],
        cwd=folder,
        env={**environment, "PYTHONPATH": str(Path.cwd()), "TMPDIR": str(folder / "tmp")},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_it_prints_a_table_draws_a_picture_and_cleans_up(tmp_path: Path) -> None:
    done = demo(tmp_path, "--days", "2")
    assert done.returncode == 0, done.stderr
    assert "2 trading days, 2011-03-01 to 2011-03-02" in done.stdout
    assert "buy and hold" in done.stdout
    assert "It promises nothing." in done.stdout
    assert "2011-03-02  2/2 days" in done.stderr
    assert (tmp_path / "plimsoll-demo.svg").read_text().startswith("<svg")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "plimsoll.db").touch()
    for words, sentence in (
        (["--days", "0"], "--days is a number of trading days, 1 or more."),
        (["--picture", "nowhere/curve.svg"], "There is no folder nowhere to put the picture in."),
        (["--keep", str(kept)], "the demo needs a fresh folder."),
    ):
        refused = demo(tmp_path, *words)
        assert refused.returncode == 1
        assert refused.stdout == ""
        assert sentence in refused.stderr
        assert len(refused.stderr.strip().splitlines()) == 1
