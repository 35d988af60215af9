"""Proves that the file of checkpoints only grows, line by whole line, is private, and fails as adapters fail."""

import asyncio
import stat
from pathlib import Path

import pytest

from adapters.notary import FileNotary
from adapters.registry import kept_key
from trading.errors import Unavailable


async def test_lines_are_added_in_turn_by_many_at_once(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    notaries = [FileNotary(path, b"key") for _ in range(20)]
    assert await notaries[0].lines() == []
    added = await asyncio.gather(*(each.add(lambda lines: f"line {len(lines) + 1}") for each in notaries))
    assert sorted(added, key=lambda line: int(line.split()[1])) == list(await notaries[0].lines())
    assert path.read_text() == "".join(f"line {number}\n" for number in range(1, 21))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_half_a_line_is_no_line_and_gives_way_to_the_next(tmp_path: Path) -> None:
    path = tmp_path / "checkpoints.jsonl"
    path.write_text("one\ntw")
    notary = FileNotary(path, b"key")
    assert await notary.lines() == ["one"]
    await notary.add(lambda lines: f"{len(lines) + 1}")
    assert path.read_text() == "one\n2\n"


async def test_a_file_that_cannot_be_used_is_unavailable(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing" / "checkpoints.jsonl"):
        with pytest.raises(Unavailable, match="cannot be used"):
            await FileNotary(path, b"key").add(lambda _: "line")


def test_a_signature_depends_on_the_text_and_on_the_key(tmp_path: Path) -> None:
    notary, other = FileNotary(tmp_path, b"key"), FileNotary(tmp_path, b"other")
    assert notary.sign("a") == notary.sign("a")
    assert len({notary.sign("a"), notary.sign("b"), other.sign("a")}) == 3


def test_a_key_is_made_once_and_is_private(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint-key"
    key = kept_key(path)
    assert len(key) >= 32
    assert kept_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["checkpoint-key"]
