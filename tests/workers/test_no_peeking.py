"""Proves that a decision of day t knows nothing later than t's close, and fills from t+1's open on.

The whole desk lives 25 trading days twice: on the real bars, and on a file in which everything after day t
is noise. Up to t both lives must be the same to the last digit; after it they must not.
"""

import asyncio
import csv
import gzip
import random
import shutil
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tortoise.models import Model

from adapters.market.daily_bars import BUNDLED, COLUMNS
from adapters.market.replay import Replay
from db import engine
from db.models import (
    Analysis,
    Decision,
    EquityPoint,
    Execution,
    JobState,
    JournalEntry,
    Order,
    Posting,
    Recommendation,
    Signal,
)
from settings import Settings
from tests.servers import private_redis
from trading.orders import OrderSide
from workers.demo import run_demo

pytestmark = pytest.mark.slow

START, DAYS, SEED = date(2011, 5, 4), 20, 7
T, LIVED = date(2011, 5, 23), 14  # IBM has paid a dividend, an exit has fired, and this day's close buys anew

# What tells nothing of a row: ids, its place in the stream, and what becomes of it later.
NAMES = {"id", "portfolio_id", "analysis_id", "signal_id", "recommendation_id", "order_id", "account", "reference"}
LATER = {"sequence", "broker_execution_id", "state", "scored_at", "realized_return", "correct", "brier"}
RUN = {"as_of", "symbols", "state", "failure", "market_condition", "model", "prompt_hash"}
PLACED = {
    "symbol", "side", "type", "quantity", "limit_price", "stop_price", "time_in_force", "origin", "reference_price",
    "denial", "checks", "largest_quantity", "halt_epoch", "placed_at",
}  # fmt: skip

# Which rows are compared: the column with their market day, and the columns that count (None: all but the above).
TABLES: dict[str, tuple[type[Model], str, set[str] | None]] = {
    "runs": (Analysis, "as_of", RUN),
    "decisions": (Decision, "created_at", None),
    "signals": (Signal, "created_at", None),
    "outcomes": (Signal, "scored_at", {"symbol", "as_of", "realized_return", "correct", "brier"}),
    "proposals": (Recommendation, "created_at", None),
    "orders": (Order, "placed_at", PLACED),
    "fills": (Execution, "executed_at", None),
    "entries": (JournalEntry, "at", None),
    "equity": (EquityPoint, "day", None),
}

LEGS = ("account", "symbol", "amount", "quantity")

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Life:
    """What the desk left behind, by market day, and the market it lived in."""

    days: dict[date, Rows]
    fills: list[tuple[Order, list[Execution]]]
    market: Replay

    def next_day(self, day: date) -> date:
        days = self.market.days()
        return days[bisect_right(days, day)]

    def until(self, day: date) -> dict[date, Rows]:
        return {each: rows for each, rows in self.days.items() if each <= day}


async def live(folder: Path, template: Path, bars: Path | None) -> Life:
    """Play the days with the real crew, queue, broker and models, and read back what they left."""
    shutil.copyfile(template, folder / "plimsoll.db")
    settings = Settings(
        data_dir=folder, durability="off", replay_start=str(START), seed=SEED, bars_file=str(bars) if bars else ""
    )
    with private_redis() as redis:
        await run_demo(settings, redis.url, days=DAYS, progress=lambda *_: None)
    await engine.connect(settings.database)
    try:
        orders = await Order.all().order_by("sequence")
        fills = [(order, await Execution.filter(order_id=order.id).order_by("sequence")) for order in orders]
        return Life(await _days(), fills, Replay(bars, SEED))
    finally:
        await engine.close()


async def _days() -> dict[date, Rows]:
    days: dict[date, Rows] = {}
    for name, (model, column, counts) in TABLES.items():
        for row in await model.all().order_by("day" if name == "equity" else "sequence").values():
            if row[column] is None:
                continue  # its end was not yet known
            day = row[column].date() if isinstance(row[column], datetime) else row[column]
            content = {key: row[key] for key in counts or row.keys() - NAMES - LATER}
            if name == "entries":
                content["legs"] = await Posting.filter(entry_id=row["id"]).order_by("id").values(*LEGS)
            days.setdefault(day, {each: [] for each in TABLES})[name].append(content)
    return days


def noisy(path: Path) -> Path:
    """Write the bundled bars with every bar after T replaced by noise.

    The factor between raw and adjusted close stays what it is at T, so the noise has no splits and no dividends.
    """
    rng = random.Random(SEED)
    factors: dict[str, Decimal] = {}
    with gzip.open(str(BUNDLED), "rt", newline="") as source, path.open("w", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(COLUMNS)
        for row in csv.DictReader(source):
            if date.fromisoformat(row["Date"]) <= T:
                factors[row["Ticker"]] = Decimal(row["Adj Close"]) / Decimal(row["Close"])
                writer.writerow([row[name] for name in COLUMNS])
            else:
                writer.writerow([row["Ticker"], row["Date"], *_noise(rng, factors.get(row["Ticker"], Decimal(1)))])
    return path


def _noise(rng: random.Random, factor: Decimal) -> Sequence[object]:
    low, opened, close, high = (Decimal(cents) / 100 for cents in sorted(rng.sample(range(2_000, 60_000), 4)))
    if rng.random() < 0.5:
        opened, close = close, opened
    return opened, high, low, close, rng.randrange(10**6, 10**8), (close * factor).quantize(Decimal("1e-12"))


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Life:
    return asyncio.run(live(tmp_path_factory.mktemp("real"), sqlite_template, None))


@pytest.fixture(scope="module")
def noise(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Life:
    folder = tmp_path_factory.mktemp("noise")
    return asyncio.run(live(folder, sqlite_template, noisy(folder / "bars.csv")))


def test_up_to_day_t_both_lives_are_the_same(real: Life, noise: Life) -> None:
    assert real.until(T).keys() == noise.until(T).keys()
    for day, rows in real.until(T).items():
        assert rows == noise.days[day], day


def test_the_days_up_to_t_hold_all_that_could_differ(real: Life) -> None:
    days = real.until(T)
    assert len(days) == 1 + LIVED  # the close before the first session too
    for rows in days.values():
        assert [run["state"] for run in rows["runs"]] == [JobState.SUCCEEDED]
        assert [row["symbol"] for row in rows["decisions"]] == ["AAPL", "FB", "GOOG", "IBM", "MSFT"]
        assert [row["symbol"] for row in rows["signals"]] == ["AAPL", "GOOG", "IBM", "MSFT"]
        assert len(rows["equity"]) == 1
    assert {side for rows in days.values() for side in (row["side"] for row in rows["orders"])} == set(OrderSide)
    assert {row["cause"] for rows in days.values() for row in rows["entries"]} >= {"EXECUTION", "DIVIDEND"}
    assert days[T]["orders"]


def test_after_day_t_they_are_not(real: Life, noise: Life) -> None:
    assert real.days.keys() == noise.days.keys()
    later = [day for day in real.days if day > T]
    assert len(later) == DAYS - LIVED
    assert all(real.days[day] != noise.days[day] for day in later)
    first = real.next_day(T)
    for name in ("decisions", "signals", "fills", "equity"):
        assert real.days[first][name]
        assert real.days[first][name] != noise.days[first][name]


def test_an_order_of_a_close_fills_from_the_open_of_the_next_day(real: Life, noise: Life) -> None:
    for life in (real, noise):
        filled = [(order, fills) for order, fills in life.fills if fills and order.parent_id is None]
        assert any(order.placed_at.date() == T for order, _ in filled)
        for order, fills in filled:
            opening = life.market.steps(life.next_day(order.placed_at.date()))[0]
            [tick] = [tick for tick in opening.ticks if tick.symbol == order.symbol]
            dearer = fills[0].price / (tick.ask if order.side is OrderSide.BUY else tick.bid) - 1
            assert order.placed_at < opening.at == fills[0].executed_at
            assert abs(dearer) < Decimal("0.001")
            assert all(fill.executed_at >= opening.at for fill in fills)


def test_an_order_of_day_t_fills_at_prices_that_it_could_not_know(real: Life, noise: Life) -> None:
    prices = [
        [fill.price for order, fills in life.fills if order.placed_at.date() == T for fill in fills]
        for life in (real, noise)
    ]
    assert len(prices[0]) == len(prices[1])
    assert not set(prices[0]) & set(prices[1])


def test_the_file_derives_the_events_that_the_table_of_the_bundled_bars_names(real: Life, noise: Life) -> None:
    lived = [day for day in real.market.days() if day <= T]
    events = [[replace(event, id="") for day in lived for event in life.market.actions(day)] for life in (real, noise)]
    assert events[0] == events[1]
    assert not [day for day in noise.market.days() if day > T and noise.market.actions(day)]
