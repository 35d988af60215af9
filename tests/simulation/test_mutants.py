"""Proves that the simulation can find bugs: each of some known ones, planted, makes a seed fail within a few."""

import pytest

from tests.simulation.test_simulation import play


@pytest.mark.slow
def test_every_planted_bug_is_found() -> None:
    said = play(module="tests.simulation.mutants").splitlines()
    assert len(said) == 10
    assert all(line.startswith("found: ") for line in said)
