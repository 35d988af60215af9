"""Lists of 500 x 10 values, plain and exact, that benchmarks ask for."""

from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final

import strawberry

LARGE: Final = 500
AT: Final = datetime(2011, 3, 1, 15, tzinfo=UTC)


@strawberry.type
@dataclass(slots=True)
class Plain:
    a: str
    b: str
    c: str
    d: int
    e: int
    f: int
    g: float
    h: float
    i: bool
    j: str | None


@strawberry.type
@dataclass(slots=True)
class Exact:
    a: str
    b: str
    c: Decimal
    d: Decimal
    e: Decimal
    f: Decimal
    g: datetime
    h: datetime
    i: bool
    j: Decimal | None


PLAIN: Final = [Plain(f"id{n}", "AAPL", "BUY", n, 2 * n, 7, n / 7, 0.5, True, None) for n in range(LARGE)]
EXACT: Final = [
    Exact(f"id{n}", "AAPL", Decimal(n), Decimal("150.25"), Decimal(f"{n}.5"), Decimal(3), AT, AT, True, None)
    for n in range(LARGE)
]
