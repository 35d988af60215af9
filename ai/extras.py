"""Packages that are not part of the desk's installation: whether they are there, and the command that brings them."""

from importlib.util import find_spec
from typing import Final

# What each extra of pyproject.toml imports.
EXTRAS: Final = {
    "fast": ("numba",),
    "ml": ("xgboost",),
    "nlp": ("torch", "transformers"),
    "deep": ("torch", "gymnasium", "stable_baselines3"),
}


def missing(extra: str) -> str | None:
    """Say what is missing of an extra and how to install it, None where it is all there; nothing is imported."""
    absent = [name for name in EXTRAS[extra] if find_spec(name) is None]
    if not absent:
        return None
    return (
        f"{' and '.join(absent)} not installed; in the desk's folder: .venv/bin/python -m pip install -e '.[{extra}]'"
    )
