"""Proves that the committed model reads moods, that its file comes back bit for bit, and that the script trains it.

How often it is right on texts that it has not seen is measured by the script and stands in ai/data/sentiment.md; the
headlines here are made up and plain.
"""

import csv
import re
from decimal import Decimal
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ai import train_sentiment
from ai.accuracy import Unreadable, accuracy, read
from ai.moods import Label
from ai.sentiment import FILE, Model, load, moods, save

PLAIN = [
    ("Shares of Acme plunge 12% after profit warning", Label.BEARISH),
    ("$ACME downgraded to sell at Jefferies", Label.BEARISH),
    ("Acme misses Q3 revenue estimates, stock falls", Label.BEARISH),
    ("Oil prices tumble on demand fears", Label.BEARISH),
    ("Acme cuts its full-year guidance", Label.BEARISH),
    ("Acme stock surges after earnings beat", Label.BULLISH),
    ("$ACME upgraded to buy at Goldman Sachs", Label.BULLISH),
    ("Acme Q2 EPS beats by $0.12, beats on revenue", Label.BULLISH),
    ("Acme raises dividend 10% and lifts outlook", Label.BULLISH),
    ("Acme jumps to record high", Label.BULLISH),
    ("Acme to present at investor conference on Tuesday", Label.NEUTRAL),
    ("Acme declares quarterly dividend of $0.25", Label.NEUTRAL),
    ("Acme Corp. earnings call transcript", Label.NEUTRAL),
    ("Five things to know before the opening bell", Label.NEUTRAL),
    ("Acme appoints new head of human resources", Label.NEUTRAL),
]


def test_plain_headlines_are_read_as_they_are_meant() -> None:
    said = moods([text for text, _ in PLAIN])
    wrong = [(text, mood) for (text, label), mood in zip(PLAIN, said, strict=True) if mood.label is not label]
    assert len(wrong) <= 1, wrong


@given(st.lists(st.text(st.characters(codec=None)), max_size=5))
def test_any_text_has_a_mood_within_bounds(texts: list[str]) -> None:
    for mood in moods(texts):
        assert -1 <= mood.score <= 1
        assert Decimal("0.2") <= mood.confidence <= 1  # the favour may prefer a label that is not the likeliest
        assert mood.score.as_tuple().exponent == mood.confidence.as_tuple().exponent == -6


def test_a_mood_does_not_depend_on_the_batch() -> None:
    texts = [f"{text} {number}" for number in range(300) for text, _ in PLAIN]
    assert moods(texts)[::101] == [moods([text])[0] for text in texts[::101]]


def test_the_file_comes_back_bit_for_bit(tmp_path: Path) -> None:
    model = load()
    save(model, tmp_path / "again.npz")
    again = load(tmp_path / "again.npz")
    for name in ("keys", "documents", "weights", "steps", "intercepts", "offsets", "favour"):
        assert getattr(model, name).tobytes() == getattr(again, name).tobytes()
        assert getattr(model, name).dtype == getattr(again, name).dtype
    assert (model.slope, model.trained, model.name) == (again.slope, again.trained, again.name)
    assert (tmp_path / "again.npz").stat().st_size < 500_000


def test_the_card_is_that_of_the_model_and_reaches_the_goals() -> None:
    card = FILE.with_suffix(".md").read_text()
    assert f"`{load().name}`" in card
    measured = re.findall(r"^\| \d[^|]*\| (0\.\d{4}) \| (0\.\d{4}) \|$", card, re.MULTILINE)
    assert len(measured) == 3
    assert all(float(accurate) >= 0.82 and float(f1) >= 0.76 for accurate, f1 in measured)


# ---------------------------------------------------------------- training


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    firms = ("Acme", "Bolt", "Crane", "Dyer", "Eagle", "Flint")
    said = {
        "0": ("{} shares plunge after warning", "{} cut to sell", "{} tumbles on weak sales"),
        "1": ("{} shares surge after beat", "{} raised to buy", "{} jumps on strong sales"),
        "2": ("{} holds annual meeting", "{} names a new director", "{} publishes its calendar"),
    }
    path = tmp_path / "labelled.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "label"])
        for (label, texts), firm in product(said.items(), firms):
            writer.writerows([text.format(firm), label] for text in texts)
    return path


def test_the_script_trains_a_model_that_has_learned(
    labelled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(train_sentiment, "FOLDS", 3)
    monkeypatch.setattr("sys.argv", ["train_sentiment", str(labelled), "--out", str(tmp_path / "own.npz")])

    train_sentiment.main()

    own: Model = load(tmp_path / "own.npz")
    said = moods(["Granite shares surge", "Granite cut to sell", "Granite names a new director"], own)
    assert [mood.label for mood in said] == [Label.BULLISH, Label.BEARISH, Label.NEUTRAL]
    assert f"`{own.name}`" in (tmp_path / "own.md").read_text()
    assert own.name != load().name


# ---------------------------------------------------------------- files and figures


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "needs text and label"),
        (b"text,label\n", "no rows"),
        (b"headline,label\nup,1\n", "it needs text and label"),
        (b"text,label\nup,3\n", "line 2: the label '3' is none of"),
        (b"text,label\nup,1\n\ndown\n", "line 4 has 1 columns instead of 2"),
        (b"text,label\nup, up,1\n", "line 2 has 3 columns instead of 2"),
        (b"text,label\n  ,1\n", "line 2 has no text"),
        (b'text,label\n"up,1\n', "begins at line 2: unexpected end of data"),
        (b'text,label\n"two\nlines",1\n"up,1\ndown,0\n', "begins at line 4: unexpected end of data"),
        (b'text,label\n"two\nlines",9\n', "line 2: the label"),
        (b"text,label\n\xff\xfe,1\n", "line 2 is not UTF-8"),
        (b"text,label\n" + b"up,1\n" * 99_998 + b"Caf\xe9,1\n", "line 100000 is not UTF-8"),
        (b"PK\x03\x04\x00\x00", "needs text and label"),
    ],
)
def test_a_bad_file_is_told_with_its_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    with pytest.raises(Unreadable, match=re.escape(words)):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="cannot be read"):
        read(tmp_path / "none.csv")


def test_words_and_numbers_are_labels_alike(tmp_path: Path) -> None:
    path = tmp_path / "good.csv"
    path.write_text('\ufefflabel,Text,id\n1,"up, and\nup",a\nBearish,down,b\n2.0,flat,c\n', encoding="utf-8")
    assert [(row.text, row.label) for row in read(path)] == [
        ("up, and\nup", Label.BULLISH),
        ("down", Label.BEARISH),
        ("flat", Label.NEUTRAL),
    ]


def test_figures_against_a_hand_count() -> None:
    reached = accuracy(np.array([0, 0, 0, 1, 1, 2, 2, 2]), np.array([0, 0, 1, 1, 2, 2, 2, 0]))
    assert reached.accuracy == pytest.approx(5 / 8)
    assert [each.f1 for each in reached.labels] == pytest.approx([4 / 6, 2 / 4, 4 / 6])
    assert reached.macro_f1 == pytest.approx((4 / 6 + 2 / 4 + 4 / 6) / 3)
