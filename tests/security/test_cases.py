"""Proves that no attack of cases.json goes without a test under its id, `test_S072_...`: one module a category."""

import json
import re
from pathlib import Path
from typing import Final

import pytest

HERE: Final = Path(__file__).parent
CASES: Final = json.loads((HERE / "cases.json").read_text())["cases"]
TESTS: Final = {
    found[1]: path.stem
    for path in HERE.glob("test_*.py")
    for found in re.finditer(r"^(?:async )?def test_(S\d{3})_", path.read_text(), re.MULTILINE)
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_has_a_test_in_the_module_of_its_category(case: dict[str, str]) -> None:
    assert TESTS.get(case["id"]) == f"test_{case['category'].replace('-', '_')}", case["how"]


def test_no_test_is_named_after_a_case_that_is_not_there() -> None:
    assert set(TESTS) <= {case["id"] for case in CASES}
