"""Answers for indicators: the title of a case names one, its expectations are columns at some bars."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from quant.indicators import INDICATORS, Bars, indicator
from tests.conformance.quant.vocabulary import Answers, Given, load

# what the cases call an indicator, and its numbers, where that differs from the product's names
NAMES: Mapping[str, str] = {
    "bb": "bollinger",
    "stoch": "stochastic",
    "stochf": "stochastic",
    "stochrsi": "stochastic_rsi",
    "stoch-rsi": "stochastic_rsi",
    "willr": "williams",
    "uo": "ultimate",
    "ultosc": "ultimate",
    "tr": "true_range",
    "stdev": "deviation",
    "sar": "psar",
    "chaikin-osc": "chaikin",
    "adosc": "chaikin",
    "ad": "adl",
    "linreg": "slope",
}
NUMBERS: Mapping[str, Mapping[str, str]] = {
    "stochastic": {
        "k": "period",
        "d": "signal",
        "fastk": "period",
        "slowk": "smooth",
        "slowd": "signal",
        "lookback": "period",
    },
    "ultimate": {"p1": "short", "p2": "middle", "p3": "long"},
    "psar": {"acceleration": "step", "maximum": "max"},
    "t3": {"vfactor": "factor", "v": "factor"},
    "bollinger": {"nbdev": "k", "std": "k"},
    "stochastic_rsi": {"rsi": "period", "stoch": "range"},
}


def _bars(given: Given) -> Bars:
    if "dataset" in given:
        return Bars.of(*load(given["dataset"], given.datasets).prices.T)
    close = np.array(given.first("close", "closes", "prices"), np.float64)
    high, low = np.array(given.first("high", default=close)), np.array(given.first("low", default=close))
    return Bars.of(
        given.first("open", default=close), high, low, close, given.first("volume", default=np.ones(len(close)))
    )


def _name(given: Given) -> str:
    title, name = given.case["title"].lower(), given.case["id"].lower().removeprefix("ind-")
    words: list[str] = [*re.findall(r"[a-z][a-z0-9_-]*", title), name]
    return next(NAMES.get(word, word) for word in words if NAMES.get(word, word) in INDICATORS)


def _columns(given: Given) -> Mapping[str, Any]:
    name = _name(given)
    spelled, known = NUMBERS.get(name, {}), INDICATORS[name][1]
    told = {word.lower(): value for word, value in given.first("params", default=_loose(given)).items()}
    numbers = {word if word in known else spelled.get(word, word): value for word, value in told.items()}
    return indicator(name, _bars(given), **{word: value for word, value in numbers.items() if value is not None})


def _loose(given: Given) -> dict[str, Any]:
    """Return the numbers of an indicator that stand among the inputs themselves."""
    found = {word: value for word, value in given.inputs.items() if type(value) in (int, float)}
    return found or {"period": None}


def _column(word: str) -> Callable[[Given], Any]:
    def answer(given: Given) -> Any:
        columns = {name.lower(): column for name, column in _columns(given).items()}
        column = columns[word] if word in columns else next(iter(columns.values()))
        wanted = given.case["expected"]
        if isinstance(next(iter(wanted.values())), int | float):
            return float(column[-1])
        return {str(bar): value for bar, value in enumerate(column)} if _by_bar(wanted) else column

    return answer


def _by_bar(wanted: Mapping[str, Any]) -> bool:
    return any(isinstance(value, Mapping) for value in wanted.values())


class _Columns(dict[str, Callable[[Given], Any]]):
    """Any name may be a column's."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name == name.lower()

    def __missing__(self, name: str) -> Callable[[Given], Any]:
        return _column(name)


ANSWERS: dict[str, Answers] = {"indicators": _Columns()}
