"""A shadow made by hand, for tests that need one and no torch."""

import numpy as np

from ai.features import FEATURES
from ai.shadows import SEEDS
from ai.shadows.networks import Arrays, Shadow

HIDDEN = 4


def handmade(kind: str, seed: int = 5) -> Shadow:
    """Return a shadow of random networks; the same seed gives the same one."""
    rng = np.random.default_rng(seed)
    networks = tuple(_network(kind, rng) for _ in range(SEEDS))
    return Shadow(kind, np.zeros(len(FEATURES)), np.ones(len(FEATURES)), 0.55, networks)


def _network(kind: str, rng: np.random.Generator) -> Arrays:
    count = len(FEATURES)
    recurrent: dict[str, tuple[int, ...]] = {
        "input": (4 * HIDDEN, count), "recurrent": (4 * HIDDEN, HIDDEN), "bias": (4 * HIDDEN,), "head": (HIDDEN,),
        "head_bias": (),
    }  # fmt: skip
    agent: dict[str, tuple[int, ...]] = {
        "weight0": (HIDDEN, count + 1), "bias0": (HIDDEN,), "weight1": (HIDDEN, HIDDEN), "bias1": (HIDDEN,),
        "weight2": (2, HIDDEN), "bias2": (2,),
    }  # fmt: skip
    shapes = recurrent if kind == "LSTM" else agent
    calibration = {"slope": np.array(1.5), "intercept": np.array(0.1)}
    return {name: np.asarray(rng.standard_normal(shape)) for name, shape in shapes.items()} | calibration
