"""What the guards cost, and what an attack costs everybody else: `python -m benchmarks.security`.

The first three are CPU time in this process. The last is the latency of a query at a running desk, in turns with and
without a thousand wrong passwords a minute, each from a place and for an account of its own.
"""

import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Final

import httpx
from graphql import build_schema, parse

from api.contract import page_texts
from api.guests import Guests
from api.persisted import persisted
from benchmarks import desk
from benchmarks.table import Figure, show
from graph.documents import Document, Documents
from graph.limits import DocumentLimits, excesses, weigh
from graph.schema import sdl
from tests.e2e.desks import up
from workers.opening import desk as opened

LEVELS: Final = 60
REPEATS: Final = 200
REQUESTS: Final = 5_000
TURNS: Final = 5
TURN_S: Final = 3.0
EACH_S: Final = 60 / 1_000
CALLERS: Final = 24  # each waits for its answer: one in five is hashed, most of the others are told to wait
ADDRESSES: Final = count(1)
SIGN_IN: Final = 'mutation($e: String!) { signIn(input: {email: $e, password: "not the password"}) { __typename } }'
QUERY: Final = "{ portfolios(first: 5) { nodes { name equity { amount } orders(first: 5) { nodes { id } } } } }"


def best_ms(work: Callable[[], object], repeats: int = REPEATS) -> float:
    """Return the least CPU time of one call, in milliseconds."""
    spent = []
    for _ in range(repeats):
        began = time.process_time_ns()
        work()
        spent.append(time.process_time_ns() - began)
    return min(spent) / 1e6


def bomb(levels: int) -> str:
    """Two spreads a level: 2 ** levels fields."""
    inner = "".join(f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }} " for n in range(levels))
    return f"{{ ...F0 }} {inner} fragment F{levels} on Query {{ __typename }}"


def documents() -> list[Figure]:
    """The limiter on the largest operation that a page or the contract has, and a bomb from text to refusal."""
    texts = [*page_texts(), *persisted().values()]
    largest = parse(max(texts, key=lambda text: weigh(parse(text)).fields))
    limits, schema, text = DocumentLimits(), build_schema(sdl()), bomb(LEVELS)

    def refuse() -> None:
        document = Documents().read(text, "attacker")
        if not isinstance(document, Document) or not document.objections(schema, introspection=False):
            raise SystemExit("the bomb was not refused")

    limited = best_ms(lambda: [*excesses(largest, weigh(largest), limits)])
    return [
        Figure(name="limiter, largest operation", value=limited * 1000, unit="us", goal=300),
        Figure(name=f"fragment bomb of {LEVELS} levels, refused", value=best_ms(refuse), unit="ms", goal=20),
    ]


def recognised() -> Figure:
    """A token that was seen a moment ago."""
    with tempfile.TemporaryDirectory(prefix="plimsoll-") as place:
        folder = Path(place)
        desk.migrate(desk.settings_of(folder))
        spent = asyncio.run(_recognised(folder))
    return Figure(name="authentication after the first request", value=spent * 1000, unit="us", goal=200)


async def _recognised(folder: Path) -> float:
    """Return milliseconds of CPU."""
    token, _ = await desk.prepare(folder)
    async with opened(desk.settings_of(folder), "redis://127.0.0.1:1") as built:
        guests = Guests(built)
        if await guests.recognise(token) is None:
            raise SystemExit("nobody was recognised")
        began = time.process_time_ns()
        for _ in range(REQUESTS):
            await guests.recognise(token)
        return (time.process_time_ns() - began) / REQUESTS / 1e6


# ---------------------------------------------------------------- wrong passwords


@contextmanager
def attacked(url: str) -> Iterator[list[int]]:
    """Try a thousand wrong passwords a minute until the end of the block; yield the statuses that came back."""
    over, statuses = threading.Event(), list[int]()

    def attack() -> None:
        with httpx.Client(base_url=url, timeout=30) as client:
            while not over.wait(EACH_S * CALLERS):
                number = next(ADDRESSES)
                place = {"x-forwarded-for": f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"}
                body = {"query": SIGN_IN, "variables": {"e": f"victim{number}@desk.test"}}
                statuses.append(client.post("/graphql", json=body, headers=place).status_code)

    threads = [threading.Thread(target=attack) for _ in range(CALLERS)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        over.set()
        for thread in threads:
            thread.join()


def latency_ms(client: httpx.Client) -> float:
    """Return the median latency of a query over some seconds."""
    taken, until = [], time.perf_counter() + TURN_S
    while time.perf_counter() < until:
        began = time.perf_counter()
        client.post("/graphql", json={"query": QUERY}).raise_for_status()
        taken.append((time.perf_counter() - began) * 1000)
        time.sleep(0.01)
    return statistics.median(taken)


def guessed() -> list[Figure]:
    """How much slower everybody else is answered while passwords are guessed; the calmest turns of both count."""
    quiet, loud, tried = [], [], 0
    with (
        tempfile.TemporaryDirectory(prefix="plimsoll-") as place,
        up(Path(place) / "data", replay_day_s="600") as process,
    ):
        headers = {"authorization": f"Bearer {process.token}"}
        with httpx.Client(base_url=process.url, headers=headers, timeout=30) as client:
            latency_ms(client)
            for _ in range(TURNS):
                quiet.append(latency_ms(client))
                with attacked(process.url) as statuses:
                    loud.append(latency_ms(client))
                tried += len(statuses)
    return [
        Figure(name="wrong passwords that were tried", value=tried / TURNS / TURN_S * 60, unit="a minute"),
        Figure(name="a query, nobody guessing", value=min(quiet), unit="ms"),
        Figure(name="a query while passwords are guessed", value=min(loud) / min(quiet), unit="x", goal=1.2),
    ]


def main() -> int:
    """Measure, print the table and return the exit code."""
    return show([*documents(), recognised(), *guessed()])


if __name__ == "__main__":
    sys.exit(main())
