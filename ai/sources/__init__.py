"""The registry of sources: a new one is one file here and one line in SOURCES."""

from typing import Final

# Names of modules, each an `ai.models.Source`. Names and not modules, so that a source which needs no
# numpy (the analyst) can be imported without loading the science libraries of the others.
SOURCES: Final = (
    "technical",
    "momentum",
    "regime",
)
