"""Text that a spreadsheet reads as text: no cell of an export is ever a formula."""

import json
from typing import Final

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")


def cell(value: object) -> str:
    """Return a value as a spreadsheet may read it: what it would take for a formula begins with an apostrophe."""
    text = "" if value is None else json.dumps(value, sort_keys=True) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA) else text
