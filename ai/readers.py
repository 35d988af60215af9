"""Who reads headlines: the desk's own small model, or a transformer where the settings name one."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Reader(Protocol):
    """`name` says which model it is, by a hash of its numbers."""

    @property
    def name(self) -> str: ...

    def chances(self, texts: Sequence[str], /) -> Floats:
        """Return the probability of each label for each text of one line, (texts, 3), in the order of `Label`."""
        ...

    def labels(self, chances: Floats, /) -> NDArray[np.int64]:
        """Return the place of each text's label in `Label`."""
        ...


def reader(model: str = "") -> Reader:
    """Return the reader of this id or folder, the desk's own without one. Raise Rejected for one that cannot be had."""
    from ai import sentiment, transformer

    return transformer.load(model) if model else sentiment.load()
