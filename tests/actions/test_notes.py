"""Proves which texts are kept for the record: some words, not too many, and none that a database cannot keep."""

import pytest

from actions.notes import NOTE_MAX, note_problems, validate_note
from trading.errors import InvalidInput


@pytest.mark.parametrize("note", [None, "x", "ß" * NOTE_MAX, "two\nlines", "{{7*7}} <script>"])
def test_what_is_kept(note: str | None) -> None:
    assert note_problems(note) == []


@pytest.mark.parametrize("note", ["", " \n", "x" * (NOTE_MAX + 1), "fat\0finger"])
def test_what_is_not(note: str) -> None:
    with pytest.raises(InvalidInput, match="Say why") as refusal:
        validate_note(note, "reason")
    assert [field.path for field in refusal.value.fields] == [("reason",)]
