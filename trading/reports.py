"""What a report says before it is put on paper: sections with figures, tables and charts, all exact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from trading.units import plain

Value = Decimal | str | None


class ReportKind(StrEnum):
    DAILY = "DAILY"
    ATTRIBUTION = "ATTRIBUTION"
    RISK = "RISK"
    COMPLIANCE = "COMPLIANCE"
    TAX = "TAX"


class Cell(StrEnum):
    """What the values of a column are: changes and shares are fractions, shown as percent; a day is text."""

    TEXT = "TEXT"
    DAY = "DAY"
    MONEY = "MONEY"
    CHANGE = "CHANGE"
    SHARE = "SHARE"
    NUMBER = "NUMBER"


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    cell: Cell = Cell.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows have a value for every column; None is not known, or does not apply."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError("a row has another number of values than there are columns")


@dataclass(frozen=True, slots=True)
class Line:
    """A curve over days, ascending; at least two points."""

    title: str
    points: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar for each label, to the right above zero and to the left below."""

    title: str
    cell: Cell
    values: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    text: str = ""
    table: Table | None = None
    charts: tuple[Line | Bars, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A report. `title` names the portfolio, `currency` its money."""

    kind: ReportKind
    day: date
    title: str
    summary: str
    currency: str
    sections: tuple[Section, ...]


def shown(value: Value, cell: Cell) -> str:
    """Return a value as people read it: 1,234.56 and +1.23%, a real minus sign, a dash for what is not known."""
    if value is None:
        return "–"  # noqa: RUF001  a dash for people
    if isinstance(value, str):
        return value
    text = plain(value)
    if cell is Cell.MONEY:
        text = f"{value:,.2f}"
    elif cell is Cell.CHANGE:
        text = f"{value:+.2%}"
    elif cell is Cell.SHARE:
        text = f"{value:.2%}"
    if not any(digit in text for digit in "123456789"):
        text = text.lstrip("+-")  # what is rounded to nothing goes neither way
    return text.replace("-", "−", 1)  # noqa: RUF001  a real minus sign


def columns(*named: str | tuple[str, Cell]) -> tuple[Column, ...]:
    """Return columns by name; text where nothing else is said."""
    return tuple(Column(each) if isinstance(each, str) else Column(*each) for each in named)


def rows(values: Sequence[Sequence[Value]]) -> tuple[tuple[Value, ...], ...]:
    return tuple(tuple(row) for row in values)
