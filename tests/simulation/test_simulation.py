"""Proves that no seeded mix of crashes, faults and races loses or doubles an order or a cent, and that a seed replays.

Each test starts `python -m tests.simulation`, as one would to replay a failure: what a seed decides includes the order
of sets, which Python fixes at its start. How many seeds fit into the normal suite is a matter of its time.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SEEDS = 60
STEP = 61


def play(*words: str, module: str = "tests.simulation") -> str:
    """Run the simulation and return what it printed; the test fails with that if a seed did."""
    done = subprocess.run(
        [sys.executable, "-m", module, *words], cwd=ROOT, capture_output=True, text=True, timeout=3600, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-12_000:]}\n{done.stderr[-2_000:]}"
    return done.stdout


def test_no_seed_breaks_the_desk() -> None:
    said = play("--seeds", str(SEEDS))
    assert f"{SEEDS} seeds" in said
    counts = {name: int(count) for name, count in re.findall(r"([A-Za-z_]+) (\d+)(?:,|$)", said.splitlines()[-1])}
    # a suite that has stopped doing anything must not pass
    wanted = {
        "orders": 3,
        "executions": 1,
        "filled": 0.5,
        "CANCELED": 0.1,
        "REJECTED": 0.02,
        "TRADING_HALTED": 0.05,
        "replaces": 0.05,
        "exits": 0.1,
        "splits": 0.1,
    }
    for name, share in wanted.items():
        assert counts[name] >= share * SEEDS, (name, counts)


def test_the_same_seed_is_the_same_run() -> None:
    first, second, other = (play("--seed", seed).splitlines() for seed in ("7", "7", "8"))
    assert "crashes, trace" in first[-1]
    assert first == second
    assert first != other


def test_a_crash_at_any_await_is_healed() -> None:
    said = play("--seed", "1", "--every-crash", str(STEP))
    assert int(re.findall(r": (\d+) crashes", said)[0]) > 10


@pytest.mark.overnight
def test_no_seed_of_very_many_breaks_the_desk() -> None:
    assert "20000 seeds" in play("--seeds", "20000", "--first", "100000")


@pytest.mark.overnight
@pytest.mark.parametrize("seed", ["2", "3", "4"])
def test_a_crash_at_every_single_await_is_healed(seed: str) -> None:
    assert "0 failed" in play("--seed", seed, "--every-crash", "1")
