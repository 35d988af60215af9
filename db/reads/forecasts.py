"""How good each source has been: scorecards of the forecasts that are due, added up by the database."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from db.lookup import ask
from trading.forecasts import MILLION, Bin, Month, Scorecard, scorecard
from trading.units import TICK

MONTHS: Final = """
SELECT source, COUNT(up) AS count, SUM(brier) AS brier, SUM(base_brier) AS base_brier, SUM(loss) AS loss,
       SUM(base_loss) AS base_loss, SUM(edge) AS edge
FROM forecasts WHERE horizon_days = $1 AND made_on < $2 GROUP BY source, month ORDER BY source, month
"""
LATEST: Final = """
SELECT source, weight FROM forecasts
WHERE id IN (SELECT MAX(id) FROM forecasts WHERE horizon_days = $1 AND made_on < $2 GROUP BY source)
"""
# Equal forecasts cannot be told apart: which of them fall into which bin is left to a fixed shuffle, not to time.
BINS: Final = """
SELECT source, MIN(chance) AS low, MAX(chance) AS high, COUNT(*) AS count, SUM(chance) AS said, SUM(up) AS happened
FROM (SELECT source, chance, up,
             NTILE(10) OVER (PARTITION BY source ORDER BY chance, (id * 7919) % 10007, id) AS bin
      FROM forecasts WHERE horizon_days = $1 AND made_on < $2 AND up IS NOT NULL) AS binned
GROUP BY source, bin ORDER BY source, bin
"""


async def scorecards(horizon_days: int, before: date = date.max) -> list[Scorecard]:
    """Return a card for each source that has said anything over this horizon before a day, by name.

    A replay that began again has forecasts of days that lie ahead of it: `before` leaves them out.
    """
    weights = {row["source"]: int(row["weight"]) for row in await ask(LATEST, horizon_days, before)}
    months: dict[str, list[Month]] = {source: [] for source in weights}
    for row in await ask(MONTHS, horizon_days, before):
        if row["count"]:
            sums = (row[name] for name in ("count", "brier", "base_brier", "loss", "base_loss", "edge"))
            months[row["source"]].append(Month(*map(int, sums)))
    bins: dict[str, list[Bin]] = {source: [] for source in weights}
    for row in await ask(BINS, horizon_days, before):
        bins[row["source"]].append(_bin(row))
    return [
        scorecard(source, horizon_days, Decimal(weight) / MILLION, months[source], bins[source])
        for source, weight in sorted(weights.items())
    ]


def _bin(row: Mapping[str, int]) -> Bin:
    count = int(row["count"])
    return Bin(
        low=Decimal(row["low"]) / MILLION,
        high=Decimal(row["high"]) / MILLION,
        count=count,
        predicted=(Decimal(row["said"]) / (count * MILLION)).quantize(TICK),
        observed=(Decimal(row["happened"]) / count).quantize(TICK),
    )
