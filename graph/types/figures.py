"""Companies' figures as a vendor told them: what FUNDAMENTAL ranks, and how old it is."""

from datetime import date, datetime
from decimal import Decimal

import strawberry

from graph.context import Info
from graph.shapes import derived
from trading.figures import Figures


async def _age_days(root: Figures, info: Info) -> int:
    return (await info.context.loaders.now() - root.seen_at).days


@strawberry.type(
    description="A company's ratios, each a fraction and null where it was not told. After 30 days they are stale and "
    "gone."
)
class CompanyFigures:
    source: str = strawberry.field(description="The vendor that told them.")
    told_at: datetime = strawberry.field(description="When exactly these were told first.")
    seen_at: datetime = strawberry.field(description="When they were told last.")
    age_days: int = derived(_age_days, "Whole days since they were told last.")
    period_end: date | None = strawberry.field(description="The end of the quarter that they are of, where it is told.")
    earnings_yield: Decimal | None = strawberry.field(description="Earnings per share over its price.")
    book_yield: Decimal | None = strawberry.field(description="Book value per share over its price.")
    return_on_equity: Decimal | None = strawberry.field(description="Earnings over equity.")
    profit_margin: Decimal | None = strawberry.field(description="Earnings over revenue.")
    earnings_growth: Decimal | None = strawberry.field(
        description="Growth of the last quarter's earnings over those of a year before."
    )
