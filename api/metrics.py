"""/metrics: what this process has counted, and what the database tells, as Prometheus reads it.

Nothing is counted here. The app loads this when there is a token for it, since the library takes a while to load.
"""

import asyncio
import hmac
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from itertools import accumulate
from typing import Any, Final

from prometheus_client import ProcessCollector
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import Response

from api import line
from api.answers import Answers
from api.health import UNSENT
from api.lag import Lag
from api.middleware import refused
from db.engine import OUTAGES
from db.reads.backlog import Backlog, backlog, unsent
from graph import documents, errors, operations, plans
from graph.codes import ErrorCode
from graph.durations import BOUNDS_MS, Durations
from graph.hub import Hub
from trading.ports import Desk
from trading.stop import StopScope, TradingState

LIMIT_S: Final = 2.0
MUTE: Final[tuple[type[Exception], ...]] = (TimeoutError, *OUTAGES)
WHO: Final = "Metrics are for who has the token of PLIMSOLL_METRICS_TOKEN."
IN_FORCE: Final = [(s, t) for s in StopScope for t in TradingState if t is not TradingState.ACTIVE]
PROCESS: Final = ProcessCollector(registry=None)  # memory, CPU and files, where the kernel tells


@dataclass(frozen=True, slots=True)
class Metrics:
    """Answers who has the token. What it reads is counted by those whose it is."""

    token: str
    desk: Desk
    hub: Hub
    answers: Answers
    lag: Lag

    async def answer(self, request: Request) -> Response:
        """Answer a scrape, without what the database would tell where it does not within 2 s."""
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        right = hmac.compare_digest(given.strip().encode("latin-1"), self.token.encode())
        if not right or scheme.lower() != "bearer":
            return refused(401, ErrorCode.UNAUTHENTICATED, WHO).response()
        now = self.desk.clock.now()
        figures = Figures([*self._counted(), *_of_the_desk(await _asked(now), now), *PROCESS.collect()])
        return Response(generate_latest(figures), headers={"content-type": CONTENT_TYPE_PLAIN_0_0_4})

    def _counted(self) -> Iterator[Metric]:
        yield InfoMetricFamily(
            "plimsoll_build",
            "What runs here.",
            {"version": version("plimsoll"), "python": platform.python_version()},
        )
        yield _gauge("event_loop_lag_seconds", "How late the event loop was at most, of 15 s.", self.lag.longest_s)
        yield from _of_http(self.answers)
        yield from _of_queries()
        yield from _of_streams(self.hub)
        intake = self.desk.intake
        yield _gauge("orders_under_way", "Orders that are being placed by this process.", intake.under_way)
        yield _counter("orders_refused", "Orders that were turned away, too many being placed.", intake.refused)


@dataclass(frozen=True, slots=True)
class Figures(Collector):
    """What one scrape tells."""

    found: list[Metric]

    def collect(self) -> Iterable[Metric]:
        return self.found


# ---------------------------------------------------------------- what this process counts


def _of_http(answers: Answers) -> Iterator[Metric]:
    told = {place: sum(durations.counts) for place, durations in answers.took.items()}
    yield _counters("http_requests", "Answers over HTTP.", ("route", "status"), told)
    took = HistogramMetricFamily(
        "plimsoll_http_request_duration_seconds", "From a request to the beginning of its answer.", labels=("route",)
    )
    for route in sorted({route for route, _ in answers.took}):
        took.add_metric((route,), *_spread(*(each for (of, _), each in answers.took.items() if of == route)))
    yield took


def _of_queries() -> Iterator[Metric]:
    layers = {"L2": operations.TALLY.hits, "L1": plans.TALLY.planned, "L0": plans.TALLY.stock}
    read = documents.TALLY
    yield _split("graphql_operations", "Queries and mutations, by the layer that answered.", "layer", layers)
    yield _counter("graphql_fallbacks", "Requests that L2 left to the layers below.", operations.TALLY.fallbacks)
    selections = {"compiled": plans.TALLY.hits, "surprised": plans.TALLY.fallbacks}
    yield _split("graphql_selections", "Selections by plan; after a surprise by the stock path.", "outcome", selections)
    texts = {"known": read.known, "read": read.read, "refused": read.refused}
    yield _split("graphql_documents", "Texts that were looked up: known, or read anew.", "outcome", texts)
    yield _split("graphql_refused", "Operations that were refused before they ran.", "code", errors.TALLY.refused)
    yield _counter("graphql_errors", "Errors that nobody expected; each is in the log.", errors.TALLY.unexpected)


def _of_streams(hub: Hub) -> Iterator[Metric]:
    figures = hub.figures()
    yield _counter("sockets_opened", "Sockets that were opened.", line.TALLY.opened)
    yield _split("sockets_closed", "Sockets that were closed.", "code", line.TALLY.closed)
    yield _gauge("sockets_open", "Sockets that are open.", line.TALLY.opened - line.TALLY.closed.total())
    yield _gauge("stream_readers", "Who follows streams: sockets that have signed in, and HTTP.", figures["sockets"])
    yield _gauge("stream_readers_lagging", "Readers that are behind.", figures["lagging"])
    yield _gauge("stream_groups", "Streams that are executed.", figures["groups"])
    yield _gauge("stream_seats", "Subscriptions that are served by them.", figures["seats"])
    yield _gauge("stream_buffered_bytes", "Bytes that wait for readers.", figures["buffered_bytes"])
    yield _counter("stream_delivered", "Updates that were delivered.", figures["delivered"])
    yield _counter("stream_coalesced", "Messages that were told with others.", figures["coalesced"])
    yield _counter("stream_fell_behind", "Updates that a reader was too slow for.", figures["fell_behind"])
    lag = HistogramMetricFamily("plimsoll_stream_lag_seconds", "From hearing of a change to telling it.", labels=())
    lag.add_metric((), *_spread(hub.counts.lag))
    yield lag


# ---------------------------------------------------------------- what the database tells


async def _asked(now: datetime) -> tuple[Backlog, int] | None:
    """Return what waits, and how many orders are unsent for longer than /readyz allows; None without an answer."""
    try:
        async with asyncio.timeout(LIMIT_S):
            return await backlog(), await unsent(now - UNSENT)
    except MUTE:
        return None


def _of_the_desk(told: tuple[Backlog, int] | None, now: datetime) -> Iterator[Metric]:
    yield _gauge("scrape_failed", "1 where the database did not tell what it should.", int(told is None))
    if told is None:
        return
    found, waited = told
    waiting = GaugeMetricFamily(
        "plimsoll_outbox_waiting", "Events and jobs that are not out or not done.", labels=("kind", "queue")
    )
    for (kind, queue), number in found.waiting.items():
        waiting.add_metric((kind, queue or ""), number)
    yield waiting
    late = max(0.0, (now - found.due_at).total_seconds()) if found.due_at else 0
    yield _gauge("outbox_late_seconds", "How long the first of them has been due.", late)
    yield _gauge("orders_unsent", "Orders that no worker has begun to send for half a minute, up to 200.", waited)
    yield _gauge("orders_unknown", "Orders of which it is not known what the broker made of them.", found.unknown)
    stops = GaugeMetricFamily("plimsoll_stops_in_force", "Stops that are not released.", labels=("scope", "state"))
    for place in IN_FORCE:
        stops.add_metric(place, found.stops.get(place, 0))
    yield stops
    if found.beat_at is not None:
        silent = max(0.0, (now - found.beat_at).total_seconds())
        yield _gauge("feed_silent_seconds", "Since the feed's last sign of life.", silent)


# ---------------------------------------------------------------- how it is said


def _gauge(name: str, words: str, value: float) -> Metric:
    return GaugeMetricFamily(f"plimsoll_{name}", words, value)


def _counter(name: str, words: str, value: int) -> Metric:
    return CounterMetricFamily(f"plimsoll_{name}", words, value)


def _split(name: str, words: str, label: str, values: Mapping[Any, int]) -> Metric:
    return _counters(name, words, (label,), {(each,): number for each, number in values.items()})


def _counters(name: str, words: str, labels: tuple[str, ...], values: Mapping[Any, int]) -> Metric:
    family = CounterMetricFamily(f"plimsoll_{name}", words, labels=labels)
    for each, number in values.items():
        family.add_metric([str(label) for label in each], number)
    return family


def _spread(*durations: Durations) -> tuple[list[tuple[str, float]], float]:
    """Return the buckets of all together as Prometheus has them, each with all that is below it, and the sum."""
    bounds = [*(str(each / 1000) for each in BOUNDS_MS), "+Inf"]
    counts = map(sum, zip(*(each.counts for each in durations), strict=True))
    return list(zip(bounds, accumulate(counts), strict=True)), sum(each.total_us for each in durations) / 10**6
