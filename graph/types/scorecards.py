"""Whether forecasts can be believed: the scorecard of each source, and a signal held against its evidence."""

from decimal import Decimal

import strawberry

from graph.enums import ScoreSource
from graph.shapes import derived
from trading import forecasts


@strawberry.type(description="Forecasts of about one size, a tenth of all, and how often they came true.")
class ReliabilityBin:
    low: Decimal = strawberry.field(name="from", description="The least of them.")
    high: Decimal = strawberry.field(name="to", description="The greatest of them.")
    count: int = strawberry.field(description="How many.")
    predicted: Decimal = strawberry.field(description="Their mean.")
    observed: Decimal = strawberry.field(description="How often the price rose.")


def _source(root: forecasts.Scorecard) -> ScoreSource:
    return ScoreSource(root.source)


@strawberry.type(description="How good a source has been, out of sample, on forecasts already due.")
class Scorecard:
    source: ScoreSource = derived(_source, "Whose forecasts.")
    horizon_days: int = strawberry.field(description="Trading days that they looked ahead.")
    forecasts: int = strawberry.field(description="How many are due: one for each symbol and day.")
    brier: Decimal | None = strawberry.field(description="Mean squared error; null before any is due.")
    brier_of_base_rate: Decimal | None = derived(lambda root: root.base_brier, "That of always saying the base rate.")
    log_loss: Decimal | None = derived(lambda root: root.loss, "Mean logarithmic loss.")
    edge: Decimal | None = strawberry.field(description="How much more often it was right than always saying up.")
    edge_low: Decimal | None = strawberry.field(
        description="Lower end of the edge with 95%, whole months counting as one; null with less than 6 months."
    )
    edge_high: Decimal | None = strawberry.field(description="Upper end of the edge with 95%.")
    weight: Decimal = strawberry.field(description="How much it counted when it spoke last.")
    reliability: list[ReliabilityBin] = strawberry.field(description="Tenths of its forecasts by size.")


@strawberry.type(description="A signal held against what it was made from.")
class EvidenceCheck:
    matches: bool = strawberry.field(description="Whether everything came out as it was recorded, to the last digit.")
    recomputed: Decimal = strawberry.field(description="The probability of a rise that follows from the evidence.")
    recorded: Decimal = strawberry.field(description="The one that was recorded.")
    differences: list[str] = strawberry.field(description="What differs; empty when everything matches.")
