"""How many headlines a core takes in: `python -m benchmarks.news`.

Headlines are put together from parts, all different. Time is the process's own, and the best of several rounds counts.
"""

import sys
import time
from itertools import islice, product

from ai.sentiment import moods
from benchmarks.table import Figure, show

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


def seconds(texts: list[str]) -> float:
    began = time.process_time()
    moods(texts)
    return time.process_time() - began


def main() -> int:
    """Measure and print; 0 when the goals are reached."""
    texts = headlines(COUNT)
    moods(texts[:100])
    best = min(seconds(texts) for _ in range(ROUNDS))
    return show([Figure(name="headlines judged", value=COUNT / best, unit="/s", goal=20_000, better="more")])


if __name__ == "__main__":
    sys.exit(main())
