"""What came of a training, apart from what trains: whoever hears of it needs no science libraries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Champion:
    """The version in use: where its own training ended, before that of who challenges it, and its line-up."""

    trained_until: date
    lineup: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What came of a training: mean log losses over the same `forecasts`, `champion_loss` None without a champion."""

    trained_until: date
    tested_from: date
    tested_until: date
    data_hash: str
    forecasts: int
    loss: Decimal
    base_loss: Decimal
    champion_loss: Decimal | None
    weights: dict[str, str]
