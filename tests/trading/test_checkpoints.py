"""Proves that a file of signed checkpoints shows the first line that was forged, moved, changed or taken out."""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trading.checkpoints import GENESIS, Checkpoint, digest, read, sound


def sign(body: str, key: str = "ours") -> str:
    return hashlib.sha256(f"{key}:{body}".encode()).hexdigest()


def file(count: int, key: str = "ours") -> list[str]:
    lines: list[str] = []
    for number in range(1, count + 1):
        made = Checkpoint(
            sequence=number,
            at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number),
            epoch=number // 2,
            heads={"desk": (number, "a" * 64), "p1": (2 * number, "b" * 64)},
            previous=digest(lines[-1]) if lines else GENESIS,
        )
        lines.append(made.line(sign(made.body, key)))
    return lines


def test_a_line_says_what_the_checkpoint_is() -> None:
    [line] = file(1)
    made, signature = read(line)
    assert (made.sequence, made.heads["p1"], signature) == (1, (2, "b" * 64), sign(made.body))
    assert json.loads(line)["signature"] == signature


def test_a_whole_file_holds_and_so_does_an_empty_one() -> None:
    held, wrong = sound(file(5), sign)
    assert ([each.sequence for each in held], wrong) == ([1, 2, 3, 4, 5], None)
    assert sound([], sign) == ([], None)


@given(st.integers(0, 4), st.data())
def test_any_change_of_a_character_is_found_in_its_line(place: int, data: st.DataObject) -> None:
    lines = file(5)
    position = data.draw(st.integers(0, len(lines[place]) - 1))
    other = data.draw(st.characters(codec="ascii", exclude_characters=lines[place][position] + "\n\r"))
    lines[place] = lines[place][:position] + other + lines[place][position + 1 :]
    held, wrong = sound(lines, sign)
    assert len(held) == place
    assert wrong is not None
    assert wrong.startswith(f"checkpoint {place + 1} was ")


@pytest.mark.parametrize("place", range(4))
def test_a_line_that_was_taken_out_is_named(place: int) -> None:
    lines = file(5)
    del lines[place]
    held, wrong = sound(lines, sign)
    assert (len(held), wrong) == (place, f"checkpoint {place + 1} was removed: its place has checkpoint {place + 2}")


def test_lines_signed_by_another_key_are_forged() -> None:
    lines = file(2) + file(3, key="theirs")[2:]
    assert sound(lines, sign)[1] == "checkpoint 3 was forged: the desk's key has not signed it"


def test_a_line_that_follows_another_one_is_named() -> None:
    ours, others = file(3), file(3, key="old")
    made, _ = read(ours[1])
    other = Checkpoint(sequence=2, at=made.at, epoch=made.epoch, heads=made.heads, previous=digest(others[0]))
    lines = [ours[0], other.line(sign(other.body)), ours[2]]
    assert sound(lines, sign)[1] == "checkpoint 2 does not follow the one before it"


@pytest.mark.parametrize("line", ["", "{}", "[]", "null", "not json", '{"sequence":1}', "[" * 100_000])
def test_what_is_no_checkpoint_cannot_be_read(line: str) -> None:
    with pytest.raises(ValueError, match="not "):
        read(line)
