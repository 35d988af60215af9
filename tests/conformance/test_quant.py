"""Proves the numbers on published worked examples: every one of them, and that the runner sees one that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.quant import first_difference, run

FILES = sorted((Path(__file__).parent / "cases").glob("quant*.json"))
DOCUMENTS = [json.loads(file.read_text()) for file in FILES]
CASES = [(case, document.get("datasets", {})) for document in DOCUMENTS for case in document["cases"]]


@pytest.mark.parametrize(("case", "datasets"), CASES, ids=[case["id"] for case, _ in CASES])
def test_case(case: dict[str, Any], datasets: dict[str, Any]) -> None:
    assert first_difference(case, datasets) is None


def _numbers(value: Any) -> Any:
    """Return the expectation with every number of it moved a little too far."""
    if isinstance(value, dict):
        return {name: _numbers(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_numbers(each) for each in value]
    return not value if isinstance(value, bool) else value + max(1e-3, abs(value) * 0.5)


@pytest.mark.parametrize(("case", "datasets"), CASES, ids=[case["id"] for case, _ in CASES])
def test_no_case_passes_with_other_numbers(case: dict[str, Any], datasets: dict[str, Any]) -> None:
    for name in case["expected"]:
        wrong = {**case, "expected": {**case["expected"], name: _numbers(case["expected"][name])}}
        assert first_difference({**wrong, "abs_tol": min(case["abs_tol"], 1e-4)}, datasets) is not None


def test_the_runner_counts_and_shows_the_first_difference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right = next(case for case, _ in CASES if case["id"] == "KUPIEC-JPM98")
    wrong = {**right, "expected": {"LR": 3.95, "reject": False}}
    unknown = {**right, "topic": "astrology", "expected": {"luck": 1}}
    file = tmp_path / "cases.json"
    file.write_text(json.dumps({"cases": [right, wrong, unknown]}))
    assert run([file]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "LR: expected 3.95 within 0.005, got 3.91" in lines[0]
    assert "nothing here answers 'luck'" in lines[1]
    assert lines[-1] == "1 passed, 2 failed"
