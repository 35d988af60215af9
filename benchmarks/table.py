"""What a benchmark prints: each figure with its goal, and an exit code that says whether all were reached."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number; without a goal it is only told."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    better: Literal["more", "less"] = "less"
    places: int = 1

    @property
    def reached(self) -> bool:
        if self.goal is None:
            return True
        return self.value >= self.goal if self.better == "more" else self.value <= self.goal


def show(figures: Sequence[Figure]) -> int:
    """Print the table; return 0 when every goal is reached, else 1."""
    for figure in figures:
        bound = ">=" if figure.better == "more" else "<="
        goal = "" if figure.goal is None else f"goal {bound} {figure.goal:,.6g}"
        verdict = "" if figure.goal is None else "reached" if figure.reached else "MISSED"
        print(f"{figure.name:<58} {figure.value:>11,.{figure.places}f} {figure.unit:<9} {goal:<18} {verdict}")
    return 0 if all(figure.reached for figure in figures) else 1
