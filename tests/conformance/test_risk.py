"""Proves the risk gate on worked cases: every one of them, and that the runner sees a case that goes wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.risk import Bench, run

FILES = sorted((Path(__file__).parent / "cases").glob("risk*.json"))
CASES: list[dict[str, Any]] = [case for file in FILES for case in json.loads(file.read_text())["scenarios"]]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("risk"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
async def test_case(bench: Bench, case: dict[str, Any]) -> None:
    assert await bench.first_difference(case) is None


def test_the_runner_counts_and_shows_what_goes_another_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = {**CASES[0], "expect": [{"decision": "ACCEPT"}]}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"scenarios": [CASES[0], wrong]}))
    assert run([file]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "CONCENTRATION" in lines[0]
    assert lines[-1] == "1 passed, 1 failed"
