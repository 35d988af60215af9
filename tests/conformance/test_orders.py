"""Proves that every order case comes out as expected with both lot methods, and that a wrong one is noticed."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conformance.orders import Case, cases, check, run

FOLDER = Path(__file__).with_name("cases")
FILE = FOLDER / "orders.json"
CASES = [case for file in sorted(FOLDER.glob("orders*.json")) for case in cases(file)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Case) -> None:
    assert check(case) is None


def _altered(path: Path, change: Any) -> list[Path]:
    document = json.loads(FILE.read_text())
    change(document["scenarios"][0])
    path.write_text(json.dumps(document))
    return [path]


def _set(where: str, value: object) -> Any:
    def change(scenario: Any) -> None:
        *path, last = where.split(".")
        for name in path:
            scenario = scenario[name]
        scenario[last] = value

    return change


@pytest.mark.parametrize(
    ("where", "value"),
    [
        ("expect.cash", "98497.51"),
        ("expect.orders.A.status", "CANCELED"),
        ("expect.orders.B", {"status": "NEW"}),
        ("expect.positions", {}),
        ("expect.positions.XYZ.avg_cost", "150.2500"),
        ("expect.alerts", ["LATE_FILL"]),
        ("expect.ignored_events", 1),
        ("checkpoints", [{"after_event": 0, "order": "A", "status": "WORKING"}]),
    ],
)
def test_a_wrong_expectation_fails_with_both_lot_methods(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str, value: object
) -> None:
    assert run(_altered(tmp_path / "wrong.json", _set(where, value))) == 1
    *differences, counts = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in differences] == ["O01 AVERAGE", "O01 FIFO"]
    assert counts == f"{len(list(cases(FILE))) - 2} passed, 2 failed"


def test_what_differs_in_fifo_is_expected_there_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(_altered(tmp_path / "wrong.json", _set("expect_fifo", {"fees": "1.00"}))) == 1
    assert capsys.readouterr().out.splitlines()[0].startswith("O01 FIFO: end, fees")
