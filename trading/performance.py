"""Figures of performance as they are kept and told: exact amounts and ratios, whoever has computed them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, Final, Self, get_args, get_type_hints

from trading.units import ZERO, plain

RATIO: Final = Decimal("0.000001")
Kept = dict[str, str | None]


class Period(StrEnum):
    """How far back figures reach from the last close."""

    ONE_DAY = "ONE_DAY"
    ONE_WEEK = "ONE_WEEK"
    ONE_MONTH = "ONE_MONTH"
    THREE_MONTHS = "THREE_MONTHS"
    ONE_YEAR = "ONE_YEAR"
    ALL = "ALL"

    @property
    def days(self) -> int | None:
        """Calendar days that the period reaches back, None for all of history."""
        return {"ONE_DAY": 1, "ONE_WEEK": 7, "ONE_MONTH": 31, "THREE_MONTHS": 92, "ONE_YEAR": 366}.get(self.value)


class AttributionBy(StrEnum):
    """What a profit is divided by: what was held, the sector of that, or what it was bought for."""

    SYMBOL = "SYMBOL"
    SECTOR = "SECTOR"
    SOURCE = "SOURCE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A label's part of profit (money) and return; the parts of one division sum to the whole of both.

    `allocation` and `selection` (interaction included) are of a sector and sum to the return above the benchmark's.
    """

    by: AttributionBy
    label: str
    profit: Decimal
    contribution: Decimal
    allocation: Decimal | None = None
    selection: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Returns are of nav (equity per unit), so flows do not count. None where too little is known, or no such figure.

    `profit` is money: what equity has changed by, flows left out. Ratios are fractions.
    """

    first: date
    last: date
    profit: Decimal
    costs: Decimal
    total_return: Decimal
    max_drawdown: Decimal
    money_weighted_return: Decimal | None = None
    annual_return: Decimal | None = None
    volatility: Decimal | None = None
    sharpe: Decimal | None = None
    sortino: Decimal | None = None
    calmar: Decimal | None = None
    win_rate: Decimal | None = None
    turnover: Decimal | None = None
    probabilistic_sharpe: Decimal | None = None
    deflated_sharpe: Decimal | None = None
    backtest_overfit: Decimal | None = None
    benchmark_return: Decimal | None = None
    beta: Decimal | None = None
    alpha: Decimal | None = None
    tracking_error: Decimal | None = None
    attribution: tuple[Part, ...] = ()

    def kept(self) -> dict[str, Any]:
        """Return the figures as JSON."""
        return {**_texts(self, leave="attribution"), "attribution": [_texts(each) for each in self.attribution]}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Self:
        """Return figures that `kept` made JSON of."""
        parts = tuple(Part(**_values(Part, each)) for each in kept["attribution"])
        return cls(
            **_values(cls, {name: text for name, text in kept.items() if name != "attribution"}), attribution=parts
        )


def _texts(value: Any, leave: str = "") -> Kept:
    found = {each.name: getattr(value, each.name) for each in fields(value) if each.name != leave}
    return {name: plain(one) if isinstance(one, Decimal) else _text(one) for name, one in found.items()}


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _values(kind: type, kept: Mapping[str, str | None]) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {name: None if text is None else _value(hints[name], text) for name, text in kept.items()}


def _value(hint: Any, text: str) -> Any:
    kind = get_args(hint)[0] if isinstance(hint, UnionType) else hint
    return date.fromisoformat(text) if kind is date else kind(text)


def parts_that_sum(parts: Sequence[Decimal], whole: Decimal, unit: Decimal) -> list[Decimal]:
    """Round parts to a unit so that they sum to `whole`; what rounding leaves goes to the largest of them."""
    rounded = [part.quantize(unit) for part in parts]
    if rounded:
        largest = max(range(len(rounded)), key=lambda place: abs(rounded[place]))
        rounded[largest] += whole - sum(rounded, ZERO)
    return rounded
