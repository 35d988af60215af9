"""Proves that whatever raises an alert names a code that clients know, with a severity, a title and a description."""

import ast
from collections.abc import Iterator
from pathlib import Path

from graph.schema import build
from tests.house.test_architecture import ROOMS, ROOT
from trading.alerts import ALERTS, AlertCode, Severity


def _raised(source: str) -> Iterator[str]:
    """Yield what stands as the code in every call of an `alert` method, as it is written."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "alert":
            yield ast.unparse(node.args[0]) if node.args else ""


def _files() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / room).rglob("*.py")


def test_the_search_finds_a_code_that_is_a_text() -> None:
    assert sorted(_raised("async def f(u):\n    await u.alert('OOPS', 'x')\n    u.alert(AlertCode.OVERFILL, 'y')")) == [
        "'OOPS'",
        "AlertCode.OVERFILL",
    ]


def test_every_alert_is_raised_by_a_member_of_the_one_enum() -> None:
    """`code` is what the order life says: trading.state.Outcome types it."""
    allowed = {"code", *(f"AlertCode.{code.name}" for code in AlertCode)}
    raised = {(path.name, code) for path in _files() for code in _raised(path.read_text())}
    assert raised
    assert not {each for each in raised if each[1] not in allowed}


def test_clients_know_every_code_and_severity() -> None:
    types = build()._schema.type_map
    for kind in (AlertCode, Severity):
        assert set(types[kind.__name__].values) == {member.value for member in kind}  # type: ignore[attr-defined]


def test_every_code_has_a_severity_and_a_title() -> None:
    assert set(ALERTS) == set(AlertCode)
    assert all(title and len(title) <= 200 for _, title in ALERTS.values())


def test_a_severity_counts_itself_and_what_is_worse() -> None:
    assert Severity.INFO.and_worse == tuple(Severity)
    assert Severity.CRITICAL.and_worse == (Severity.CRITICAL,)
