"""What was answered over HTTP, counted by route and status: a few additions for each request, read when it is asked."""

from time import perf_counter_ns
from typing import Final

from graph.durations import Durations

ROUTES: Final = frozenset(
    {"/", "/graphql", "/graphiql", "/session", "/session/refresh", "/healthz", "/readyz", "/metrics"}
)
OTHER: Final = "other"


class Answers:
    """`took` by route and status: how long each took from the arrival of its request to the beginning of its answer."""

    def __init__(self) -> None:
        self.took: dict[tuple[str, int], Durations] = {}

    def count(self, path: str, status: int, began_ns: int) -> None:
        """Count one answer; `began_ns` is when its request came, by `perf_counter_ns`."""
        took = self.took.get((path, status)) or self.took.setdefault((route_of(path), status), Durations())
        took.add((perf_counter_ns() - began_ns) // 1000)


def route_of(path: str) -> str:
    """Return the route of a path, one of a few, whatever a client asks for."""
    if path in ROUTES:
        return path
    return "/static" if path.startswith("/static/") else OTHER
