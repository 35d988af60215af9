"""How the cases say things: inputs under their usual names, data sets by the places they come from, and differences."""

import csv
import gzip
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quant import covariance, returns

Json = dict[str, Any]
Floats = NDArray[np.float64]
PRICES = Path(__file__).parents[1] / "cases" / "stock_prices.csv.gz"


@dataclass(frozen=True, slots=True)
class History:
    """Prices (t, n) by day, NaN where there was none."""

    days: tuple[date, ...]
    names: tuple[str, ...]
    prices: Floats

    def between(self, first: str, last: str) -> "History":
        keep = [i for i, day in enumerate(self.days) if first <= day.isoformat() <= last]
        return History(tuple(self.days[i] for i in keep), self.names, self.prices[keep])


class Given:
    """One case: its inputs by name, and what they amount to."""

    def __init__(self, case: Json, datasets: Json) -> None:
        self.case, self.datasets = case, datasets
        self.inputs: Json = case["input"]
        self.topic: str = case["topic"]
        self.text = " ".join(str(case.get(word, "")) for word in ("id", "title", "source", "note")).lower()

    def __contains__(self, name: str) -> bool:
        return name in self.inputs

    def __getitem__(self, name: str) -> Any:
        return self.inputs[name]

    def first(self, *names: str, default: Any = None) -> Any:
        """Return the input under the first of these names that is there; `_pct` ones as fractions."""
        for name in names:
            if name in self.inputs:
                return self.inputs[name]
            if f"{name}_pct" in self.inputs:
                return self.scaled(self.inputs[f"{name}_pct"], 0.01)
        if default is None:
            raise LookupError(f"the case gives none of {', '.join(names)}")
        return default

    def says(self, *words: str) -> bool:
        return any(word in self.text for word in words)

    @staticmethod
    def scaled(value: Any, scale: float) -> Any:
        if scale == 1.0:
            return value
        if isinstance(value, Mapping):
            return {name: Given.scaled(each, scale) for name, each in value.items()}
        return (np.asarray(value, np.float64) * scale).tolist()

    # -------------------------------------------------------------- numbers that many topics share

    @cached_property
    def covariance(self) -> Floats:
        """The covariance as given, of volatilities and correlations, or of the returns."""
        if "cov" in self or "covariance" in self or "sigma_matrix" in self:
            return np.array(self.first("cov", "covariance", "sigma_matrix"), np.float64)
        if "corr" in self or "rho" in self:
            spread = np.array(self.first("vol", "vols", "sigma"), np.float64)
            joint = np.array(self.first("corr", "rho"), np.float64)
            if joint.ndim == 0:
                joint = np.full((len(spread), len(spread)), float(joint))
                np.fill_diagonal(joint, 1)
            return covariance.of(spread, joint)
        table = self.table
        return covariance.pairwise(table) if np.isnan(table).any() else covariance.sample(table)

    @cached_property
    def table(self) -> Floats:
        """The (t, n) returns of several assets."""
        if "dataset" in self:
            prices = self.history.prices
            if self.history.names[0].lower() in ("r", "ret", "return", "returns") or (prices <= 0).any():
                return prices  # no price falls to zero: these are returns
            with np.errstate(invalid="ignore"):
                return prices[1:] / prices[:-1] - 1 if np.isnan(prices).any() else returns.simple(prices)
        return np.array(self.first("returns", "X", "scenarios"), np.float64)

    @cached_property
    def returns(self) -> Floats:
        """The (t,) returns of one thing."""
        if "dataset" in self:
            table = self.table
            series = table.mean(axis=1) if table.ndim == 2 and table.shape[1] > 1 else table.reshape(-1)
        elif "prices" in self or "values" in self:
            series = returns.simple(self.first("prices", "values"))
        else:
            series = np.array(self.first("returns", "r", "losses", "series", "data", "x"), np.float64)
        assert len(series) == self.inputs.get("n_obs", len(series)) or "window" in self
        return series

    @property
    def periods(self) -> Floats:
        """The returns, and where the case begins with a gap a period in which nothing moved."""
        return np.concatenate([[0.0] * bool(self.inputs.get("returns_with_leading_nan")), self.returns])

    @cached_property
    def benchmark(self) -> Floats:
        """The (t,) returns of the benchmark over the same days."""
        given = self.first("benchmark", "benchmark_returns", "factor_returns", "market")
        if not isinstance(given, str):
            return np.array(given, np.float64)
        return returns.simple(self._ranged(load(given, self.datasets)).prices).reshape(-1)

    @cached_property
    def history(self) -> History:
        return self._ranged(load(self["dataset"], self.datasets))

    def _ranged(self, found: History) -> History:
        return found.between(*self["range"]) if "range" in self else found

    @property
    def per_year(self) -> float:
        told = self.first(
            "periods", "per_year", "ann", "periods_per_year", default=250 if self.says("250 days") else 252
        )
        return float(told)

    @property
    def risk_free(self) -> float:
        """Per year where the case says so in its text, else as given."""
        said = re.search(r"rf[ =]*([\d.]+) ?%", self.text)
        return float(self.first("rf", "risk_free", default=float(said.group(1)) / 100 if said else 0.0) or 0.0)


Answers = Mapping[str, Callable[[Given], Any]]


@cache
def _bundled(place: str) -> History:
    """Return a history that a wheel or this folder holds."""
    if "stock_prices.csv" in place:
        return _prices_file()
    if named := re.search(r"(?:skfolio\.datasets\.|skfolio )(load_\w+)", place):
        return _frame(getattr(import_module("skfolio.datasets"), named.group(1))())
    if named := re.search(r"arch\.data\.(\w+)", place):
        frame = import_module(f"arch.data.{named.group(1)}").load()
        column = next((name for name in frame.columns if name in place), frame.columns[-1])
        return _frame(frame[[column]])
    raise LookupError(f"there is no data set {place!r} here")


def load(place: str, datasets: Json) -> History:
    """Return a data set of the file, of a wheel or of this folder."""
    name = place.removeprefix("DATASETS.")
    if name not in datasets:
        return _bundled(place)
    found = datasets[name]
    if isinstance(found, Mapping) and "rows" in found:
        return _rows(found["columns"], found["rows"])
    values = found if isinstance(found, list) else found.get("values", found.get("returns", found.get("prices")))
    return _rows(["returns" if isinstance(found, Mapping) and "returns" in found else "close"], [[v] for v in values])


def _rows(columns: list[str], rows: list[list[Any]]) -> History:
    """Return a table whose first column may be the day."""
    dated = columns[0].lower() in ("date", "day", "timestamp", "time")
    days = tuple(_day(row[0] if dated else None, index) for index, row in enumerate(rows))
    return History(days, tuple(columns[dated:]), np.array([row[dated:] for row in rows], np.float64))


def _day(text: Any, index: int) -> date:
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return date(1970, 1, 1) + timedelta(days=index)


def _frame(frame: Any) -> History:
    days = tuple(stamp.date() for stamp in frame.index)
    return History(days, tuple(map(str, frame.columns)), frame.to_numpy(np.float64))


def _prices_file() -> History:
    header, *rows = csv.reader(io.StringIO(gzip.decompress(PRICES.read_bytes()).decode()))
    days = tuple(date.fromisoformat(row[0]) for row in rows)
    return History(days, tuple(header[1:]), np.array([[float(x or "nan") for x in row[1:]] for row in rows]))


def difference(expected: Any, got: Any, tolerance: float, path: str) -> str | None:
    """Return the first place where `got` differs, None when every number is within the tolerance."""
    if isinstance(expected, Mapping):
        if not isinstance(got, Mapping):
            return f"{path}: expected {expected}, got {got}"
        pairs = [(f"{path}.{key}", value, got.get(key)) for key, value in expected.items()]
        return _first(pairs, tolerance)
    if isinstance(expected, list):
        values = list(got) if isinstance(got, list | tuple | np.ndarray) else None
        if values is None or len(values) != len(expected):
            return f"{path}: expected {expected}, got {got}"
        return _first(
            [(f"{path}[{i}]", a, b) for i, (a, b) in enumerate(zip(expected, values, strict=True))], tolerance
        )
    if isinstance(expected, bool | str) or expected is None:
        same = str(expected).lower() == str(got).lower() if isinstance(expected, str) else expected == got
        return None if same else f"{path}: expected {expected}, got {got}"
    near = got is not None and abs(float(got) - expected) <= tolerance + 1e-12 * abs(expected)
    return None if near else f"{path}: expected {expected} within {tolerance}, got {got}"


def _first(pairs: list[tuple[str, Any, Any]], tolerance: float) -> str | None:
    found = (difference(expected, got, tolerance, path) for path, expected, got in pairs)
    return next((wrong for wrong in found if wrong is not None), None)
