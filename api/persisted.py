"""Operations that clients ask for by their SHA-256: those of the contract, as they were released with this code."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

import orjson

PLACE: Final = Path(__file__).resolve().parent.parent / "frontend-schema" / "persisted-operations.json"


class UnknownOperation(Exception):
    """A SHA-256 that is none of theirs."""


@cache
def persisted() -> Mapping[str, str]:
    """Return the texts by their SHA-256 in hex."""
    found: dict[str, str] = orjson.loads(PLACE.read_bytes())
    return found


def digest_of(extensions: object) -> str | None:
    """Return the SHA-256 that a request's extensions ask for, None where they ask for none."""
    wanted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    digest = wanted.get("sha256Hash") if isinstance(wanted, dict) else None
    return digest if isinstance(digest, str) else None


def text_of(query: str | None, extensions: object) -> str | None:
    """Return the text of a request: as it was sent, or else of the operation whose SHA-256 was sent.

    Raise UnknownOperation for a SHA-256 that is none of theirs.
    """
    digest = None if query else digest_of(extensions)
    if digest is None:
        return query
    if digest not in persisted():
        raise UnknownOperation
    return persisted()[digest]
