"""How many headlines a core takes in: `python -m benchmarks.news`.

Headlines are put together from parts, all different. Time is the process's own, and the best of several rounds counts.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import islice, product

from ai.news import stories
from ai.sentiment import moods
from benchmarks.table import Figure, show
from trading.news import Headline

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


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    texts, items = headlines(COUNT), sent(COUNT)
    judged, whole = per_second(lambda: moods(texts)), per_second(lambda: stories(items, [], {"AAPL", "MSFT"}))
    return show(
        [
            Figure(name="headlines judged", value=judged, unit="/s", goal=20_000, better="more"),
            Figure(name="the same, cleaned, told apart, with symbols", value=whole, unit="/s"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
