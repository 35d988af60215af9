"""Headlines as the desk keeps them: one line of visible text, whatever a vendor sent."""

import html
import re
import unicodedata
from typing import Final

TEXT_MAX: Final = 2000
_READ_MAX: Final = 4 * TEXT_MAX  # entities and runs of blanks shrink; what lies beyond is not looked at
_BLANKS: Final = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return a text as data: entities read, control and invisible characters out, one line, at most 2000 characters.

    What cannot be encoded (lone surrogates) goes too, so that any database keeps the result.
    """
    read = unicodedata.normalize("NFC", html.unescape(text[:_READ_MAX]))
    if not (read.isascii() and read.isprintable()):
        read = "".join(map(_seen, read))
    return _BLANKS.sub(" ", read).strip()[:TEXT_MAX].rstrip()


def _seen(character: str) -> str:
    """Return a character that shows, a blank for one that parts words, nothing for one that is not seen."""
    if character.isspace():
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} else character
