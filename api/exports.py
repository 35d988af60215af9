"""Writes what the desk has recorded to files for spreadsheets, in which no cell is ever a formula."""

import csv
from pathlib import Path
from typing import Final

from api.operator import beside
from db.models import AuditEntry
from settings import Settings
from trading.cells import cell

BATCH: Final = 1000
COLUMNS: Final = (
    "chain",
    "sequence",
    "at",
    "actor_id",
    "actor_kind",
    "action",
    "object_type",
    "object_id",
    "summary",
    "reason",
    "before",
    "after",
    "hash",
)


async def export_audit(settings: Settings, path: Path) -> str:
    """Write every row of the audit trail to a CSV file that is not there yet, chain by chain in their order.

    Raise OSError where it cannot be written.
    """
    count = 0
    async with beside(settings):
        with path.open("x", encoding="utf-8", newline="") as file:
            lines = csv.writer(file)
            lines.writerow(COLUMNS)
            chains = await AuditEntry.all().distinct().order_by("chain").values_list("chain", flat=True)
            for chain in chains:
                last = 0
                while rows := await AuditEntry.filter(chain=chain, sequence__gt=last).order_by("sequence").limit(BATCH):
                    lines.writerows([cell(getattr(row, name)) for name in COLUMNS] for row in rows)
                    last, count = rows[-1].sequence, count + len(rows)
    return f"{count} rows of the audit trail are in {path}."
