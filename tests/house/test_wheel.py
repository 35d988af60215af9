"""Proves that the wheel is whole: installed far from the checkout, it migrates a database by itself."""

import os
import sqlite3
import subprocess
import sys
import sysconfig
import venv
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def _run(*command: str | Path, cwd: Path, **environment: str) -> str:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    outcome = subprocess.run(
        command, cwd=cwd, env=kept | environment, check=False, capture_output=True, text=True, timeout=120
    )
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", place, cwd=ROOT)
    return next(place.glob("*.whl"))


@pytest.fixture(scope="module")
def packed(wheel: Path) -> set[str]:
    """Names of the files in the wheel, without those that describe the wheel itself."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`plimsoll` from the wheel, in an environment that sees our packages but not this checkout.

    A path line in a .pth file adds site-packages without reading the .pth files in it, so the editable
    installation of the checkout stays out of sight.
    """
    place = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(place, with_pip=False, symlinks=True)
    python = place / "bin" / "python"
    _run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=place)
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(place)}))
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return place / "bin" / "plimsoll"


def test_wheel_holds_the_files_that_are_not_python(packed: set[str]) -> None:
    assert {"frontend-schema/schema.graphql", "api/static/index.html"} <= packed
    assert any(name.startswith("adapters/market/data/") and name.endswith(".csv.gz") for name in packed)
    assert any(name.startswith("db/migrations/") for name in packed)


def test_wheel_holds_every_file_of_the_rooms_and_nothing_else(packed: set[str]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    rooms = {name.split("/")[0] for name in packed}
    assert packed == {name for name in tracked if name.split("/")[0] in rooms}
    assert rooms.isdisjoint({"tests", "benchmarks", "docs", "dashboard"})


def test_installed_elsewhere_it_migrates_a_database(command: Path, tmp_path: Path) -> None:
    python = command.with_name("python")
    origin = _run(python, "-c", "import trading; print(trading.__file__)", cwd=tmp_path)
    assert not origin.startswith(str(ROOT)), "the checkout shines through"

    data = tmp_path / "data"
    _run(command, "migrate", cwd=tmp_path, PLIMSOLL_DATA_DIR=str(data))

    with closing(sqlite3.connect(data / "plimsoll.db")) as database:
        tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"portfolios", "orders", "executions", "journal_entries", "audit_entries", "outbox"} <= tables
