"""Runs published worked examples through the production functions: `python -m tests.conformance quant FILE ...`.

A case names a topic, its inputs and what must come out. `vocabulary` reads the inputs, each other file answers the
names of some topics; only these files know the short names of the cases, all that is computed is the product's.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tests.conformance.quant import charts, moments, portfolios, records, tails
from tests.conformance.quant.vocabulary import Answers, Given, difference

Json = dict[str, Any]
ANSWERS: Mapping[str, Answers] = {
    **portfolios.ANSWERS,
    **moments.ANSWERS,
    **tails.ANSWERS,
    **records.ANSWERS,
    **charts.ANSWERS,
}


def run(paths: Sequence[Path]) -> int:
    """Run every case of these files, print what failed and how many; return 0 when nothing did."""
    failures = passed = 0
    for path in paths:
        document = json.loads(path.read_text())
        for case in document["cases"]:
            wrong = first_difference(case, document.get("datasets", {}))
            failures, passed = failures + (wrong is not None), passed + (wrong is None)
            if wrong is not None:
                print(f"{case['id']} {case['title']}: {wrong}")  # noqa: T201
    print(f"{passed} passed, {failures} failed")  # noqa: T201
    return 1 if failures else 0


def first_difference(case: Json, datasets: Json) -> str | None:
    """Return where a case comes out otherwise than expected, None when it does not."""
    given = Given(case, datasets)
    try:
        for name, expected in case["expected"].items():
            wrong = difference(expected, _answer(given, name), case.get("abs_tol", 0), name)
            if wrong is not None:
                return wrong
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return None


def _answer(given: Given, name: str) -> Any:
    """Ask the case's own topic for a name, then without its unit, then the topics that may share the name."""
    others = [answers for topic, answers in ANSWERS.items() if topic not in (given.topic, "indicators")]
    for answers in [ANSWERS.get(given.topic, {}), *others]:
        for word, scale in _spellings(name):
            if word in answers:
                return given.scaled(answers[word](given), scale)
    raise LookupError(f"nothing here answers {name!r} of the topic {given.topic!r}")


def _spellings(name: str) -> list[tuple[str, float]]:
    lower = name.lower()
    plain = [(name, 1.0), (lower, 1.0)]
    return [*plain, (lower.removesuffix("_pct"), 100.0)] if lower.endswith("_pct") else plain
