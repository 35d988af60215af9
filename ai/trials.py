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


@dataclass(frozen=True, slots=True)
class SeedTrial:
    """One seed of a shadow: its log loss on the tested days, and its Sharpe ratio a year net of cost, None if it never
    owned anything."""

    seed: int
    loss: Decimal
    sharpe: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowTrial:
    """What came of a shadow's training: the trial of all seeds together, each seed's, and what stands against it.

    `deflated` and `overfit` are None where too little was traded for them; `trials` is how many seeds of all shadows
    were tried so far. `artifact` is what was learned, as bytes.
    """

    trial: Trial
    artifact: bytes
    seeds: tuple[SeedTrial, ...]
    sharpe: float | None
    sharpe_of_equal_weight: float
    trials: int
    deflated: float | None
    overfit: float | None
    objections: tuple[str, ...]
