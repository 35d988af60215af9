"""What people say for the record: why they did something, in a text that every database keeps."""

from typing import Final

from trading.errors import FieldProblem, InvalidInput

NOTE_MAX: Final = 500


def validate_note(note: str | None, name: str = "note") -> None:
    """Raise InvalidInput unless the text fits; None is for where nobody has to say why."""
    wrong = note_problems(note, name)
    if wrong:
        raise InvalidInput("Say why.", *wrong)


def note_problems(note: str | None, name: str = "note") -> list[FieldProblem]:
    """Return what is wrong with a text; PostgreSQL keeps none with a NUL."""
    fine = note is None or (note.strip() and len(note) <= NOTE_MAX and "\0" not in note)
    return [] if fine else [FieldProblem((name,), f"Say why in 1 to {NOTE_MAX} characters, none of them NUL.")]
