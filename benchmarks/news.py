"""How many headlines a core takes in: `python -m benchmarks.news`.

Headlines are put together from parts, all different. Time is the process's own, and the best of several rounds counts.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import cast

from actions.news import record
from actions.setup import SYSTEM
from ai.duplicates import Print
from ai.news import stories
from ai.sentiment import moods
from benchmarks.table import Figure, show
from db.migrate import migrate
from db.models import NewsItem
from db.reads.news import prints
from settings import Settings
from trading.news import Headline
from trading.ports import Bus, Json
from workers.news import BATCH
from workers.opening import desk

ROUNDS = 5
COUNT = 20_000


def headlines(count: int) -> list[str]:
    """Return as many headlines as asked for, with names, cashtags, figures and an address, as vendors send them."""
    firms = ("Apple", "Microsoft", "$IBM - Big Blue", "Alphabet", "$FB Facebook", "Acme Industries", "Crane & Sons")
    news = (
        "shares fall {} percent after guidance disappoints",
        "raises full-year revenue outlook to ${} billion",
        "to present at the {}th annual technology conference in New York",
        "upgraded to buy, price target lifted to ${} at a large broker",
        "said to explore sale of its unit for ${} million, sources say https://t.co/Abc{}",
    )
    numbered = (f"{firm} {text.format(n, n)}" for n, text, firm in product(range(1, count), news, firms))
    return list(islice(numbered, count))


def sent(count: int) -> list[Headline]:
    """Return those headlines as a vendor sends them."""
    at = datetime(2011, 3, 1, 15, tzinfo=UTC)
    return [
        Headline(source="bench", key=str(n), text=text, url="https://example.test", publisher="Bench", published_at=at)
        for n, text in enumerate(headlines(count))
    ]


def per_second(work: Callable[[], object]) -> float:
    """Return how many of the COUNT headlines a second the best round did."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return COUNT / best


class Mute:
    """Stands in for Redis, which is not measured."""

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        return True


async def stored_per_second(folder: Path) -> float:
    """Return how many headlines a second of this process's time go from a vendor's words into a database on disk."""
    settings = Settings(data_dir=folder, database_url=f"sqlite://{folder / 'bench.db'}")
    await migrate(settings.database)
    async with desk(settings, "redis://127.0.0.1:1/0") as built:
        muted = replace(built, bus=cast(Bus, Mute()))
        best = float("inf")
        items = sent(COUNT)
        for turn in range(ROUNDS):
            own = [replace(item, key=f"{turn}-{item.key}", text=f"{item.text} {turn}{item.key}") for item in items]
            began = time.process_time()
            for at in range(0, COUNT, BATCH):
                batch = own[at : at + BATCH]
                before = await prints(batch[0].published_at, batch[-1].published_at)
                found = stories(batch, [Print(*each) for each in before], frozenset({"AAPL", "MSFT"}))
                await record(muted, SYSTEM, found)
            best = min(best, time.process_time() - began)
        kept = await NewsItem.all().count()
    if kept < ROUNDS * COUNT * 0.99:
        raise SystemExit(f"{kept} of {ROUNDS * COUNT} headlines were kept: this is not what is meant")
    return COUNT / best


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    texts, items = headlines(COUNT), sent(COUNT)
    judged, whole = per_second(lambda: moods(texts)), per_second(lambda: stories(items, [], {"AAPL", "MSFT"}))
    with tempfile.TemporaryDirectory() as folder:
        stored = asyncio.run(stored_per_second(Path(folder)))
    return show(
        [
            Figure(name="headlines judged", value=judged, unit="/s", goal=20_000, better="more"),
            Figure(name="the same, cleaned, told apart, with symbols", value=whole, unit="/s"),
            Figure(
                name="headlines stored, from a vendor's words to disk",
                value=stored,
                unit="/s",
                goal=5_000,
                better="more",
            ),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
