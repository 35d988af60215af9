"""Moods by a transformer that was trained elsewhere (FinBERT and its like), in the place of the desk's own small model.

It must lie on this machine as safetensors: nothing is downloaded, and nothing in it is ever executed.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from ai.extras import missing
from ai.moods import Label
from trading.errors import Rejected

Floats = NDArray[np.float64]
TOKENS_MAX: Final = 512
NAME_MAX: Final = 40
# What models call their labels, in small letters.
CALLED: Final = {
    "negative": Label.BEARISH,
    "bearish": Label.BEARISH,
    "positive": Label.BULLISH,
    "bullish": Label.BULLISH,
    "neutral": Label.NEUTRAL,
}


@dataclass(frozen=True)
class Transformer:
    """A text-classification pipeline with the three labels under whatever names it has for them (`called`)."""

    name: str
    pipeline: Any
    called: Mapping[str, Label]

    def chances(self, texts: Sequence[str]) -> Floats:
        """Return the probability of each label for each text, (texts, 3).

        Texts are read one by one: padding would let a mood depend on what else was asked.
        """
        result = np.zeros((len(texts), len(Label)))
        places = {label: place for place, label in enumerate(Label)}
        for row, text in enumerate(texts):
            for said in self.pipeline(text or " ", top_k=None, truncation=True, max_length=TOKENS_MAX):
                result[row, places[self.called[said["label"]]]] = said["score"]
        return result

    def labels(self, chances: Floats) -> NDArray[np.int64]:
        """Return the place of each text's likeliest label in `Label`."""
        return np.asarray(chances.argmax(axis=1))


@lru_cache(maxsize=1)
def load(model: str) -> Transformer:
    """Load a model by its id, from where it was downloaded to, or by its folder. Rejected says what to do."""
    if absent := missing("nlp"):
        raise Rejected(f"The model {model} cannot read headlines: {absent}.")
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer, pipeline

    torch.set_num_threads(1)  # sums in one order, and no threads that wait for a busy core
    try:
        tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True)
        network = AutoModelForSequenceClassification.from_pretrained(
            model, local_files_only=True, use_safetensors=True, dtype=torch.float32
        ).eval()
    except (OSError, ValueError) as error:
        raise Rejected(
            f"There is no model {model} with safetensors on this machine; `hf download {model}` brings one, "
            "or PLIMSOLL_SENTIMENT_MODEL names a folder that holds it."
        ) from error
    called = _called(model, network.config.id2label.values())
    name = f"{PurePath(model).name[:NAME_MAX]} {_hash(network)}"
    return Transformer(name, pipeline("text-classification", model=network, tokenizer=tokenizer, device="cpu"), called)


def _called(model: str, names: Any) -> dict[str, Label]:
    called = {name: CALLED[name.lower()] for name in names if name.lower() in CALLED}
    if len(called) != len(names) or set(called.values()) != set(Label):
        raise Rejected(f"The model {model} says {', '.join(names)}; it must say positive, negative and neutral.")
    return called


def _hash(network: Any) -> str:
    """Return the beginning of a hash of all that the network has learned."""
    state = hashlib.sha256()
    for name, values in sorted(network.state_dict().items()):
        state.update(name.encode() + values.numpy().tobytes())
    return state.hexdigest()[:12]
