"""Teaches agents to own a share or not, by PPO or DQN, in a market of our own simulation; needs the extra `deep`."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ai.shadows.lessons import Lesson
from ai.shadows.networks import Arrays

Floats = NDArray[np.float64]
STEPS: Final = 1000  # of a round
DISCOUNT: Final = 0.9  # a week or two ahead: what it is asked about is five days off
POLICY: Final = {"net_arch": [32, 32]}
# Where stable-baselines3 keeps the three layers by which an agent acts.
LAYERS: Final = {
    "PPO": ("mlp_extractor.policy_net.0", "mlp_extractor.policy_net.2", "action_net"),
    "DQN": ("q_net.q_net.0", "q_net.q_net.2", "q_net.q_net.4"),
}


def learn(lesson: Lesson, kind: str, seed: int, rounds: int) -> Arrays:
    """Return the arrays of an agent after so many thousands of sessions; the same seed gives the same ones."""
    import torch

    from ai.shadows.market import Market

    torch.set_num_threads(1)
    agent = _agent(kind, Market(lesson), seed)
    agent.learn(rounds * STEPS)
    return _arrays(agent.policy.state_dict(), LAYERS[kind])


def _agent(kind: str, market: Any, seed: int) -> Any:
    """Schulman et al. (2017) for PPO, Mnih et al. (2015) for DQN."""
    from stable_baselines3 import DQN, PPO

    common = {"gamma": DISCOUNT, "seed": seed, "device": "cpu", "policy_kwargs": POLICY}
    if kind == "PPO":
        return PPO("MlpPolicy", market, n_steps=500, batch_size=100, n_epochs=4, **common)
    return DQN(
        "MlpPolicy", market, learning_rate=5e-4, buffer_size=20_000, learning_starts=200, batch_size=64,
        target_update_interval=500, exploration_fraction=0.3, **common,
    )  # fmt: skip


def _arrays(state: Mapping[str, Any], layers: tuple[str, ...]) -> Arrays:
    found: dict[str, Floats] = {}
    for number, layer in enumerate(layers):
        for name in ("weight", "bias"):
            found[f"{name}{number}"] = state[f"{layer}.{name}"].numpy().astype(np.float64)
    return found
