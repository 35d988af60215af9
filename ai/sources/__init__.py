"""The registry of sources: a new one is one file here and one line in SOURCES."""

from collections.abc import Mapping
from typing import Final

# Names of modules, each an `ai.models.Source`. Names and not modules, so that a source which needs no
# numpy (the analyst) can be imported without loading the science libraries of the others.
SOURCES: Final = (
    "technical",
    "momentum",
    "regime",
)
ENSEMBLE: Final = "ENSEMBLE"
# Which sources a version is made of, by its kind. What is not named here can never be part of an opinion.
LINEUPS: Final[Mapping[str, tuple[str, ...]]] = {
    ENSEMBLE: SOURCES,
    "XGBOOST": ("boosted", *SOURCES[1:]),
}
