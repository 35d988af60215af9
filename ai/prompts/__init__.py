"""Prompts are files with a version in their name; this loads one with the hash of its text."""

from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's text, its version ("analyst.v1") and the SHA-256 of the text in hex."""

    text: str
    version: str
    sha256: str


def load(name: str) -> Prompt:
    """Read `<name>.md` of this folder; FileNotFoundError when there is none."""
    text = files(__name__).joinpath(f"{name}.md").read_text(encoding="utf-8")
    return Prompt(text, name, sha256(text.encode()).hexdigest())
