"""Which sector a company works in, from a small list of the house; who is not in it has none."""

import csv
from functools import cache
from importlib.resources import files
from typing import Final

LIST: Final = files(__package__) / "data" / "sectors.csv"


@cache
def known() -> dict[str, str]:
    """Return the sector of each symbol in the list."""
    with LIST.open(encoding="utf-8") as lines:
        return {row["symbol"]: row["sector"] for row in csv.DictReader(lines)}
