"""Proves that the brake can be pulled on a full disk, and that one which cannot be read is one all the same."""

import resource
from datetime import UTC, datetime
from pathlib import Path

import pytest

from adapters import brake

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_it_says_when_and_why_and_the_first_stays(tmp_path: Path) -> None:
    assert brake.pulled(tmp_path) is None
    brake.pull(tmp_path, NOON, "smoke")
    brake.pull(tmp_path, NOON, "another")
    assert brake.pulled(tmp_path) == brake.Brake("2026-03-02T12:00:00+00:00", "smoke")
    brake.let_go(tmp_path)
    assert brake.pulled(tmp_path) is None


def test_where_nothing_can_be_written_any_more_it_is_an_empty_file(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard))
    try:
        brake.pull(tmp_path, NOON, "smoke")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [each.name for each in tmp_path.iterdir()] == [brake.NAME]
    assert brake.pulled(tmp_path) is not None
    brake.let_go(tmp_path)
    assert brake.pulled(tmp_path) is None


def test_where_not_even_that_can_be_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        brake.pull(tmp_path / "missing", NOON, "smoke")
