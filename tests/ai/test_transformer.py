"""Proves that a transformer reads headlines in the place of the small model, from files alone, or says what to do.

The model is built here, tiny and untrained: what is proved is the way, not how often it is right.
"""

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import cast

import numpy as np
import pytest

from ai import extras
from ai.moods import Label
from ai.news import stories
from ai.readers import reader
from ai.sentiment import load as own
from ai.sentiment import moods
from ai.transformer import load
from settings import Settings, SettingsError
from tests.ai.extras import require
from trading.errors import Rejected
from trading.news import Headline
from trading.ports import Desk
from workers.main import crew
from workers.models import Models

TEXTS = ("acme shares plunge", "acme raised to buy", "acme names a director", "", "☃ " * 900)
WORDS = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "acme", "shares", "plunge", "raised", "to", "buy", "names", "a")
LABELS = {0: "positive", 1: "negative", 2: "neutral"}


def build(folder: Path, labels: dict[int, str]) -> Path:
    """Write an untrained BERT of two layers with a vocabulary of thirteen words, as safetensors."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

    torch.manual_seed(7)
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(WORDS))
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    shape = BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=512, id2label=labels, label2id={name: place for place, name in labels.items()},
        initializer_range=0.5,
    )  # fmt: skip
    BertForSequenceClassification(shape).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    require("nlp")
    return build(tmp_path_factory.mktemp("models") / "tiny", LABELS)


def test_moods_are_what_the_network_says(folder: Path) -> None:
    import torch
    from transformers import AutoModelForSequenceClassification, AutoTokenizer

    network = AutoModelForSequenceClassification.from_pretrained(folder).eval()
    tokenizer = AutoTokenizer.from_pretrained(folder)
    said = moods(TEXTS[:3], load(str(folder)))
    for text, mood in zip(TEXTS, said, strict=False):
        with torch.no_grad():
            positive, negative, neutral = network(**tokenizer(text, return_tensors="pt")).logits.softmax(1)[0].tolist()
        assert float(mood.score) == pytest.approx(positive - negative, abs=2e-6)
        assert float(mood.confidence) == pytest.approx(max(positive, negative, neutral), abs=2e-6)
        likeliest = max((positive, Label.BULLISH), (negative, Label.BEARISH), (neutral, Label.NEUTRAL))[1]
        assert mood.label is likeliest
    assert len({mood.score for mood in said}) == 3


def test_any_text_has_a_mood_and_it_does_not_depend_on_the_others(folder: Path) -> None:
    by = load(str(folder))
    together = moods(TEXTS, by)
    assert together == [moods([text], by)[0] for text in TEXTS]
    assert all(-1 <= mood.score <= 1 and Decimal("0.33") <= mood.confidence <= 1 for mood in together)
    np.testing.assert_allclose(by.chances(TEXTS).sum(axis=1), 1, atol=1e-5)


def test_stories_say_who_read_them(folder: Path) -> None:
    line = Headline(
        source="stub", key="1", text="Apple shares plunge", url="", publisher="P",
        published_at=datetime(2011, 3, 1, tzinfo=UTC), symbols=(),
    )  # fmt: skip
    [mine], [usual] = (stories([line], [], {"AAPL"}, reader(name)) for name in (str(folder), ""))
    assert mine.scorer == load(str(folder)).name
    assert usual.scorer == own().name
    assert (mine.symbols, mine.words, mine.matter) == (usual.symbols, usual.words, usual.matter)
    learned = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    assert mine.scorer.startswith("tiny ")
    assert learned == hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()  # reading changed nothing


async def test_a_worker_reads_by_it(folder: Path) -> None:
    line = Headline(
        source="stub", key="1", text="acme shares plunge", url="", publisher="P",
        published_at=datetime(2011, 3, 1, tzinfo=UTC), symbols=(),
    )  # fmt: skip
    models = Models(1, str(folder))
    try:
        [story] = await models.stories([line], [], ["AAPL"])
    finally:
        models.close()
    assert (story.scorer, story.score) == (load(str(folder)).name, moods([line.text], load(str(folder)))[0].score)


def test_what_cannot_be_had_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(Rejected, match="`hf download ProsusAI/finbert` brings one"):
        load("ProsusAI/finbert")
    with pytest.raises(Rejected, match="it must say positive, negative and neutral"):
        load(str(build(tmp_path / "stars", {0: "one", 1: "two", 2: "three"})))
    with pytest.raises(Rejected, match="it must say positive"):
        load(str(build(tmp_path / "two", {0: "positive", 1: "negative"})))
    pickled = build(tmp_path / "pickled", LABELS)
    (pickled / "model.safetensors").rename(pickled / "pytorch_model.bin")
    with pytest.raises(Rejected, match="with safetensors"):
        load(str(pickled))
    path = tmp_path / "labelled.csv"
    path.write_text("text,label\nacme shares plunge,0\nacme raised to buy,1\n")
    command = [sys.executable, "-m", "api.cli", "evaluate", "sentiment", str(path), "--json", "--model"]
    judged, refused = (
        subprocess.run([*command, name], check=False, capture_output=True, text=True)
        for name in (str(folder), str(tmp_path / "nowhere"))
    )
    assert json.loads(judged.stdout)["model"] == load(str(folder)).name
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith(f"plimsoll: There is no model {tmp_path / 'nowhere'} with safetensors")


async def test_without_the_packages_nothing_starts_and_the_command_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda name: None)
    with pytest.raises(SettingsError, match=r"torch and transformers not installed; .* pip install -e '\.\[nlp\]'"):
        async with crew(cast(Desk, None), Settings(sentiment_model="ProsusAI/finbert")):
            pass
    load.cache_clear()
    with pytest.raises(Rejected, match=r"pip install -e '\.\[nlp\]'"):
        load("ProsusAI/finbert")
