"""Fits the sentiment model: `python -m ai.train_sentiment FILE.csv` writes its coefficients and its model card.

The file has the columns text and label (0 bearish, 1 bullish, 2 neutral). Weights are fitted as by Wang and Manning
(2012, "Baselines and Bigrams"): each n-gram is first scaled by the log of how much more often it occurs with the label
than without, then a logistic regression and a support vector machine of each label against the others; the mean of both
and of a logistic regression without the scale is as linear as each, and errs less.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from ai.accuracy import Accuracy, accuracy, read
from ai.grams import KEY_BITS, grams
from ai.headlines import clean
from ai.models import one_thread
from ai.sentiment import FILE, LABELS, Counts, Floats, Model, counted, rarity, save, shares, weighed
from quant.calibration import bins_of_equal_count, expected_error

FOLDS: Final = 10
SEEDS: Final = (0, 1, 2)
STRENGTH: Final = 20.0  # the inverse of the ridge's weight
PRIOR: Final = 0.1  # added to the counts behind each scale
DOCUMENTS_MIN: Final = 3
STEPS_MAX: Final = 127  # of an int8
MARGIN: Final = 0.3  # the inverse of the ridge's weight of a support vector machine
MARGIN_SCALE: Final = 3.0  # makes its distances about as large as log-odds
# Of bearish, the rarest label, and of neutral, the most frequent one.
FAVOURS: Final = tuple(product((1.0, 1.1, 1.2, 1.3), np.round(np.arange(0.4, 1.01, 0.05), 2).tolist()))

Labels = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Trial:
    """What cross-validation found: log-odds out of sample (texts, 3), and how they are best read."""

    odds: Floats
    slope: float
    offsets: Floats
    favour: Floats


def fit(texts: Sequence[str], labels: Labels) -> Model:
    """Fit the weights; slope, offsets and favour are those of a model that nobody has tried yet."""
    _, key = grams(texts)
    everything = np.unique(key)
    columns = np.full(1 << KEY_BITS, -1, np.int32)
    columns[everything] = np.arange(len(everything))
    documents = np.bincount(counted(texts, columns).column, minlength=len(everything))
    keys, documents = everything[documents >= DOCUMENTS_MIN], documents[documents >= DOCUMENTS_MIN]
    blank = Model(
        keys, documents, len(texts), np.zeros((len(keys), len(LABELS)), np.int8), np.ones(len(LABELS)),
        np.zeros(len(LABELS)), 1.0, np.zeros(len(LABELS)), np.ones(len(LABELS)),
    )  # fmt: skip
    table = _table(blank, texts)
    fitted = [_fit_label(table, labels == place) for place in range(len(LABELS))]
    weights, intercepts = np.column_stack([weight for weight, _ in fitted]), np.array([bias for _, bias in fitted])
    steps = np.abs(weights).max(axis=0) / STEPS_MAX
    return replace(blank, weights=np.rint(weights / steps).astype(np.int8), steps=steps, intercepts=intercepts)


def _table(model: Model, texts: Sequence[str]) -> Any:
    """Return the weighed n-grams as a sparse table, a row for each text."""
    found: Counts = counted(texts, model.columns)
    weight = weighed(found, rarity(model.documents, model.trained), len(texts))
    return csr_matrix((weight, (found.owner, found.column)), shape=(len(texts), len(model.keys)))


def _fit_label(table: Any, mine: NDArray[np.bool_]) -> tuple[Floats, float]:
    """Return the weights and intercept of one label: the mean of three linear models."""
    with_it, without = (PRIOR + np.asarray(table[rows].sum(axis=0)).ravel() for rows in (mine, ~mine))
    scale = np.log((with_it / with_it.sum()) / (without / without.sum()))
    scaled = table @ diags(scale)
    usual = {"C": STRENGTH, "max_iter": 300, "tol": 1e-3, "solver": "liblinear", "random_state": 0}
    first, second = LogisticRegression(**usual).fit(scaled, mine), LogisticRegression(**usual).fit(table, mine)
    third = LinearSVC(C=MARGIN, random_state=0).fit(scaled, mine)
    weights = scale * (first.coef_[0] + MARGIN_SCALE * third.coef_[0]) + second.coef_[0]
    return weights / 3, float(first.intercept_[0] + second.intercept_[0] + MARGIN_SCALE * third.intercept_[0]) / 3


def out_of_sample(texts: Sequence[str], labels: Labels, seed: int) -> Floats:
    """Return each text's log-odds by a model that has not seen it, (texts, 3)."""
    found = np.empty((len(texts), len(LABELS)))
    for train, test in StratifiedKFold(FOLDS, shuffle=True, random_state=seed).split(texts, labels):
        model = fit([texts[place] for place in train], labels[train])
        table = _table(model, [texts[place] for place in test])
        found[test] = table @ (model.weights * model.steps) + model.intercepts
    return found


def tried(odds: Floats, labels: Labels) -> Trial:
    """Find the slope and offsets with the least log loss, and the favour that accuracy and macro F1 like best."""

    def loss(values: Floats) -> float:
        chances = shares(odds, values[0], np.array([values[1], values[2], 0.0]))
        return float(-np.log(chances[np.arange(len(labels)), labels]).mean())

    slope, bearish, bullish = minimize(loss, np.array([1.0, 0.0, 0.0]), method="Nelder-Mead").x
    offsets = np.array([bearish, bullish, 0.0])
    chances = shares(odds, slope, offsets)

    def goodness(favour: tuple[float, float]) -> float:
        reached = accuracy(labels, (chances * [favour[0], 1, favour[1]]).argmax(axis=1))
        return reached.accuracy + reached.macro_f1

    favoured, neutral = max(FAVOURS, key=goodness)
    return Trial(odds, float(slope), offsets, np.array([favoured, 1.0, neutral]))


def train(path: Path) -> tuple[Model, str]:
    """Return the model of all texts of a file and its card."""
    rows = read(path)
    texts, labels = [clean(row.text) for row in rows], np.array([LABELS.index(row.label) for row in rows])
    with one_thread():
        trials = [tried(out_of_sample(texts, labels, seed), labels) for seed in SEEDS]
        first = trials[0]
        model = replace(fit(texts, labels), slope=first.slope, offsets=first.offsets, favour=first.favour)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return model, card(model, labels, trials, digest)


def card(model: Model, labels: Labels, trials: Sequence[Trial], digest: str) -> str:
    """Return the model card. Trials after the first are read with what the first one found: they did not choose it."""
    first = trials[0]
    chances = [shares(trial.odds, first.slope, first.offsets) for trial in trials]
    reached = [accuracy(labels, model.labels(each)) for each in chances]
    lines = "\n".join(
        f"| {seed}{'' if seed else ' (chose the reading)'} | {each.accuracy:.4f} | {each.macro_f1:.4f} |"
        for seed, each in zip(SEEDS, reached, strict=True)
    )
    last: Accuracy = reached[-1]
    per_label = "\n".join(
        f"| {each.label} | {each.count} | {each.precision:.3f} | {each.recall:.3f} | {each.f1:.3f} |"
        for each in last.labels
    )
    right = model.labels(chances[-1]) == labels
    sure = chances[-1][np.arange(len(labels)), model.labels(chances[-1])]
    return CARD.format(
        name=model.name,
        rows=len(labels),
        digest=digest,
        keys=len(model.keys),
        minimum=DOCUMENTS_MIN,
        strength=STRENGTH,
        margin=MARGIN,
        folds=FOLDS,
        lines=lines,
        seed=SEEDS[-1],
        per_label=per_label,
        error=expected_error(bins_of_equal_count(right, sure)),
    )


CARD: Final = """# Model card: sentiment of headlines

Model `{name}`, written by `python -m ai.train_sentiment FILE.csv`; what it prints is this page.

**Data.** Twitter Financial News Sentiment (MIT licence; zeroshot/twitter-financial-news-sentiment), its training part:
{rows} posts in English of 2019 and 2020 with one label each (bearish, bullish, neutral), SHA-256
`{digest}`. The texts are not in this repository; the file
beside this page holds fitted numbers only.

**Model.** TF-IDF (1 + ln count, cosine scaled) over n-grams of 1 and 2 words and of 3, 4 and 5 characters, hashed to 22
bits; {keys} of them, which occur in {minimum} texts or more. Addresses are dropped, every cashtag is one word, every
number one digit. For each label the mean of a logistic regression (C = {strength}) and a linear support vector machine
(C = {margin}) on n-grams scaled by the log of their count ratio, and of a logistic regression without the scale.
Weights are rounded to 8 bits. Probabilities are calibrated on forecasts out of sample.

**Measured** by {folds}-fold cross-validation, every text judged by a model that has not seen it:

| seed of the folds | accuracy | macro F1 |
|---|---|---|
{lines}

By label, with seed {seed}:

| label | texts | precision | recall | F1 |
|---|---|---|---|---|
{per_label}

Expected calibration error of the confidence, 10 bins of equal count: {error:.4f}.

**Limits.** Short English texts about companies and markets, before 2021: other languages, longer texts, irony and new
words are not its field. It says what a text sounds like, not whether it is true, new, or about the symbol that it
names, and nothing about what the price will do. Numbers are not compared: "$1.00 vs. 40 cents" is the same to it as the
reverse.
"""


def main() -> None:
    """Train and write both files."""
    parser = argparse.ArgumentParser(description="Fit the sentiment model.")
    parser.add_argument("file", type=Path, help="CSV with the columns text and label")
    parser.add_argument("--out", type=Path, default=FILE, help="where the coefficients go; the card goes beside them")
    asked = parser.parse_args()
    model, text = train(asked.file)
    save(model, asked.out)
    asked.out.with_suffix(".md").write_text(text)
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
