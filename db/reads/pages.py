"""Pages of what grows: rows after a cursor, in the order of one or two columns that together are unique."""

import base64
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from tortoise.expressions import Q
from tortoise.models import Model
from tortoise.queryset import QuerySet

from db.reads.fetch import fetch
from trading.errors import FieldProblem, InvalidInput

M = TypeVar("M", bound=Model)
FIRST_MAX = 100
INTEGER_MAX = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows, and what their cursors are made of. `count` asks the database for the number of all rows when called."""

    rows: list[M]
    columns: tuple[str, ...]
    has_next: bool
    has_previous: bool
    count: Callable[[], Awaitable[int]]

    def cursor(self, index: int) -> str | None:
        """Return the cursor of a row, the last one at -1; None when there is no row."""
        return _cursor(self.rows[index], self.columns) if self.rows else None

    @property
    def cursors(self) -> list[str]:
        """The cursor of every row."""
        return [_cursor(row, self.columns) for row in self.rows]


async def page(
    query: QuerySet[M],
    first: int,
    after: str | None,
    *columns: str,
    descending: bool = True,
    only: Sequence[str] | None = None,
) -> Page[M]:
    """Return the first rows after a cursor. `columns` (default: sequence) must be unique together.

    `only` are the columns that will be read beside these, None for all.

    Raise InvalidInput for a page of less than 1 or more than 100 rows, or a cursor that is not ours.
    """
    columns = columns or ("sequence",)
    if not 1 <= first <= FIRST_MAX:
        raise _invalid("first", f"A page has 1 to {FIRST_MAX} rows.")
    wanted = (
        query if after is None else query.filter(_beyond(columns, _values(query.model, columns, after), descending))
    )
    sign = "-" if descending else ""
    needed = None if only is None else {*only, *columns}
    found = await fetch(wanted.order_by(*(sign + column for column in columns)).limit(first + 1), needed)
    rows = found[:first]
    return Page(rows, columns, len(found) > first, after is not None, query.count)


def _beyond(columns: tuple[str, ...], values: list[Any], descending: bool) -> Q:
    """Rows past a point: greater in the first column, or equal there and greater in the next."""
    comparison = "lt" if descending else "gt"
    condition = Q(**{f"{columns[-1]}__{comparison}": values[-1]})
    for column, value in reversed(list(zip(columns[:-1], values[:-1], strict=True))):
        condition = Q(**{f"{column}__{comparison}": value}) | (Q(**{column: value}) & condition)
    return condition


def _cursor(row: Model, columns: tuple[str, ...]) -> str:
    values = [value if isinstance(value := getattr(row, c), int) else str(value) for c in columns]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode()


def _values(model: type[Model], columns: tuple[str, ...], cursor: str) -> list[Any]:
    try:
        texts = json.loads(base64.b64decode(cursor.encode(), altchars=b"-_", validate=True))
        if not isinstance(texts, list) or not all(isinstance(text, int | str) for text in texts):
            raise TypeError
        fields = model._meta.fields_map
        values = [fields[c].to_python_value(text) for c, text in zip(columns, texts, strict=True)]
        if any(isinstance(value, int) and abs(value) > INTEGER_MAX for value in values):
            raise ValueError
    except (ValueError, TypeError, RecursionError):
        raise _invalid("after", "This is not a cursor of this list; use one that it gave you.") from None
    return values


def _invalid(name: str, message: str) -> InvalidInput:
    return InvalidInput(message, FieldProblem((name,), message))
