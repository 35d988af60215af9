"""What was answered over HTTP, counted by route and status: a few additions for each request, read when it is asked."""

from collections import Counter
from time import perf_counter_ns
from typing import Final

from graph.durations import Durations

ROUTES: Final = frozenset(
    {"/", "/graphql", "/graphiql", "/session", "/session/refresh", "/healthz", "/readyz", "/metrics"}
)
OTHER: Final = "other"


class Answers:
    """`statuses` by route and status, `took` by route: from the arrival of a request to the beginning of its answer."""

    def __init__(self) -> None:
        self.statuses = Counter[tuple[str, int]]()
        self.took: dict[str, Durations] = {}

    def count(self, path: str, status: int, began_ns: int) -> None:
        """Count one answer; `began_ns` is when its request came, by `perf_counter_ns`."""
        route = route_of(path)
        self.statuses[route, status] += 1
        took = self.took.get(route)
        if took is None:
            took = self.took[route] = Durations()
        took.add((perf_counter_ns() - began_ns) // 1000)


def route_of(path: str) -> str:
    """Return the route of a path, one of a few, whatever a client asks for."""
    if path in ROUTES:
        return path
    return "/static" if path.startswith("/static/") else OTHER
