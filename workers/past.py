"""What figures of performance are made of, compact enough to send to another process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ai.facts import History
from trading.attribution import DayAccount

CASH: Final = "CASH"
OTHER: Final = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What figures are made of: accounts by day, the prices of the universe and of the benchmarks, sectors by symbol.

    `universe` is what the desk buys from; "" among the `benchmarks` is an equal share of each of it, held.
    """

    accounts: Sequence[DayAccount]
    histories: Mapping[str, History]
    sectors: Mapping[str, str]
    universe: tuple[str, ...]
    benchmarks: tuple[str, ...]
