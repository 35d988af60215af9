"""Teaches an LSTM on windows of bars whether a share rises over the horizon; needs the extra `deep`."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ai.shadows.lessons import Lesson
from ai.shadows.networks import WINDOW, Arrays, windows

Floats = NDArray[np.float64]
HIDDEN: Final = 16
BATCH: Final = 256
RATE: Final = 0.002
DECAY: Final = 1e-3


def learn(lesson: Lesson, _kind: str, seed: int, rounds: int) -> Arrays:
    """Return the arrays of a network after so many passes over the lesson; the same seed gives the same ones."""
    import torch

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    seen, rose = _examples(lesson)
    inputs, outcomes = torch.tensor(seen, dtype=torch.float32), torch.tensor(rose, dtype=torch.float32)
    layer, head = torch.nn.LSTM(inputs.shape[2], HIDDEN, batch_first=True), torch.nn.Linear(HIDDEN, 1)
    optimizer = torch.optim.AdamW([*layer.parameters(), *head.parameters()], lr=RATE, weight_decay=DECAY)
    loss = torch.nn.BCEWithLogitsLoss()
    for _ in range(rounds):
        for batch in torch.randperm(len(inputs)).split(BATCH):
            optimizer.zero_grad()
            said = head(layer(inputs[batch])[0][:, -1])[:, 0]
            loss(said, outcomes[batch]).backward()
            optimizer.step()
    return _arrays(layer, head)


def _examples(lesson: Lesson) -> tuple[Floats, Floats]:
    """Return all windows (n, WINDOW, k) that are known throughout, and whether a rise followed (n,)."""
    seen, rose = [], []
    for symbol, features in lesson.features.items():
        window, followed = windows(features), lesson.rose[symbol][WINDOW - 1 :]
        known = np.isfinite(window).all(axis=(1, 2)) & np.isfinite(followed[: len(window)])
        seen.append(window[known])
        rose.append(followed[: len(window)][known])
    return np.concatenate(seen), np.concatenate(rose)


def _arrays(layer: Any, head: Any) -> Arrays:
    found = {name: values.detach().numpy().astype(np.float64) for name, values in layer.named_parameters()}
    return {
        "input": found["weight_ih_l0"],
        "recurrent": found["weight_hh_l0"],
        "bias": found["bias_ih_l0"] + found["bias_hh_l0"],
        "head": head.weight.detach().numpy().astype(np.float64)[0],
        "head_bias": head.bias.detach().numpy().astype(np.float64)[0],
    }
