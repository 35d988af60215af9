"""Models in the shadow: what they say is kept and scored, and has no part in any opinion, size or order.

They learn with torch and are asked with numpy, so that a desk without the extra `deep` can go on asking them.
"""

from collections.abc import Mapping
from typing import Final

# The module that teaches each kind: its `learn(lesson, seed, rounds)` returns a network's arrays.
SHADOWS: Final[Mapping[str, str]] = {
    "LSTM": "lstm",
    "PPO": "agents",
    "DQN": "agents",
}
SEEDS: Final = 5
