"""What figures of performance are made of, compact enough to send to another process."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from ai.facts import History
from trading.attribution import DayAccount
from trading.performance import Period

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


def within(accounts: Sequence[DayAccount], period: Period) -> Sequence[DayAccount]:
    """Return the days of a period; the last one always."""
    if period.days is None or not accounts:
        return accounts
    start = accounts[-1].after.day - timedelta(days=period.days)
    return [each for each in accounts[:-1] if each.before.day >= start] + [accounts[-1]]
