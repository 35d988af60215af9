"""Networks of shadows as plain arrays: asked by numpy, kept as bytes that hold numbers and nothing else."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ai.features import FEATURES
from ai.models import chance, odds

Floats = NDArray[np.float64]
Arrays = Mapping[str, Floats]
WINDOW: Final = 20  # bars that an LSTM reads up to the one that it is asked about
CLIP: Final = 5.0
ARTIFACT_MAX: Final = 16_000_000  # bytes


class Broken(ValueError):
    """An artifact that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True, eq=False)
class Shadow:
    """`networks` of one kind, one for each seed, with their own calibration (`slope` and `intercept`, Platt).

    `mean` and `scale` (k,) are those of the features that it learned from.
    """

    kind: str
    mean: Floats
    scale: Floats
    base_rate: float
    networks: tuple[Arrays, ...]

    def standard(self, features: Floats) -> Floats:
        return np.clip((features - self.mean) / self.scale, -CLIP, CLIP)

    def raw(self, number: int, features: Floats) -> Floats:
        """Return (n,) what one network prefers, rising above not, before calibration; NaN where it knows too little.

        `features` (n, k) are those of one symbol, a row for each bar.
        """
        return FORWARD[self.kind](self.networks[number], self.standard(features))

    def each(self, features: Floats) -> Floats:
        """Return (seeds, n) the chance of a rise by each network."""
        return np.stack([self._calibrated(number, self.raw(number, features)) for number in range(len(self.networks))])

    def chances(self, features: Floats) -> Floats:
        """Return (n,) the chance of a rise: the mean of all networks' log-odds, none of them chosen."""
        return np.asarray(1 / (1 + np.exp(-odds(self.each(features)).mean(axis=0))))

    def _calibrated(self, number: int, raw: Floats) -> Floats:
        own = self.networks[number]
        return chance(float(own["intercept"]) + float(own["slope"]) * raw, self.base_rate)


def windows(standard: Floats) -> Floats:
    """Return (n - WINDOW + 1, WINDOW, k): the bars up to each from the WINDOWth on."""
    if len(standard) < WINDOW:
        return np.empty((0, WINDOW, standard.shape[1]))
    return np.lib.stride_tricks.sliding_window_view(standard, WINDOW, axis=0).swapaxes(1, 2)


def _lstm(own: Arrays, standard: Floats) -> Floats:
    """Hochreiter & Schmidhuber (1997), one layer, with gates in torch's order: input, forget, cell, output."""
    seen = windows(standard)
    hidden, cell = np.zeros((2, len(seen), own["recurrent"].shape[1]))
    for step in range(seen.shape[1]):
        gates = seen[:, step] @ own["input"].T + hidden @ own["recurrent"].T + own["bias"]
        enters, keeps, made, leaves = np.split(gates, 4, axis=1)
        cell = _sigmoid(keeps) * cell + _sigmoid(enters) * np.tanh(made)
        hidden = _sigmoid(leaves) * np.tanh(cell)
    said = np.full(len(standard), np.nan)
    said[len(standard) - len(seen) :] = hidden @ own["head"] + own["head_bias"]
    return said


def _sigmoid(values: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-values)))


def _relu(values: Floats) -> Floats:
    return np.maximum(values, 0)


def _agent(own: Arrays, standard: Floats, bend: Callable[[Floats], Floats]) -> Floats:
    """Return how much rather an agent that holds nothing would own the share: its second action less its first."""
    layer = np.column_stack([standard, np.zeros(len(standard))])
    for number in range(2):
        layer = bend(layer @ own[f"weight{number}"].T + own[f"bias{number}"])
    actions = layer @ own["weight2"].T + own["bias2"]
    return np.asarray(actions[:, 1] - actions[:, 0])


FORWARD: Final[Mapping[str, Callable[[Arrays, Floats], Floats]]] = {
    "LSTM": _lstm,
    "PPO": partial(_agent, bend=np.tanh),
    "DQN": partial(_agent, bend=_relu),
}


def pack(shadow: Shadow) -> bytes:
    """Return the bytes of a shadow; the same shadow gives the same bytes."""
    columns = {
        "features": np.array(FEATURES),
        "mean": shadow.mean,
        "scale": shadow.scale,
        "base_rate": np.array(shadow.base_rate),
    }
    for number, own in enumerate(shadow.networks):
        columns |= {f"{number}.{name}": values for name, values in own.items()}
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, kind=np.array(shadow.kind), **columns)
    return file.getvalue()


def unpack(content: bytes) -> Shadow:
    """Return the shadow of these bytes; nothing in them is ever executed. Raise Broken."""
    if len(content) > ARTIFACT_MAX:
        raise Broken(f"The artifact is larger than {ARTIFACT_MAX // 1_000_000} MB.")
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as file:
            read = {name: file[name] for name in file.files}
        networks: dict[int, dict[str, Floats]] = {}
        for name, values in read.items():
            if "." in name:
                number, _, part = name.partition(".")
                networks.setdefault(int(number), {})[part] = values
        own = tuple(networks[number] for number in range(len(networks)))
        names = tuple(read["features"].tolist())
        shadow = Shadow(str(read["kind"]), read["mean"], read["scale"], float(read["base_rate"]), own)
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise Broken(f"The artifact cannot be read: {type(error).__name__}: {error}") from error
    if names != FEATURES:
        raise Broken("The artifact was taught other features than there are now: train it anew.")
    if shadow.kind not in FORWARD or not own:
        raise Broken(f"The artifact holds no networks of a known kind, but {shadow.kind!r}.")
    return shadow
