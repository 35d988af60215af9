"""Reports of truth: how good the models are on data that they have not seen."""

import json
from dataclasses import asdict
from pathlib import Path


class BadFile(Exception):
    """A file that cannot be evaluated; the message says where and what to do."""


def sentiment(path: Path, *, as_json: bool) -> str:
    """Judge the texts of a labelled file and say how often that is right. Raise BadFile when it cannot be read."""
    import numpy as np

    from ai.accuracy import Unreadable, accuracy, read
    from ai.headlines import clean
    from ai.sentiment import LABELS, load

    try:
        rows = read(path)
    except Unreadable as error:
        raise BadFile(str(error)) from error
    model = load()
    truth = np.array([LABELS.index(row.label) for row in rows])
    reached = accuracy(truth, model.labels(model.chances([clean(row.text) for row in rows])))
    if as_json:
        return json.dumps({"file": str(path), "model": model.name, **asdict(reached)}, indent=2)
    lines = [
        f"{path}: {reached.count} texts, judged by {model.name}",
        f"accuracy {reached.accuracy:.4f}",
        f"macro_f1 {reached.macro_f1:.4f}",
        f"{'label':<10}{'texts':>8}{'precision':>11}{'recall':>9}{'f1':>9}",
    ]
    each = [f"{of.label:<10}{of.count:>8}{of.precision:>11.4f}{of.recall:>9.4f}{of.f1:>9.4f}" for of in reached.labels]
    return "\n".join([*lines, *each])
