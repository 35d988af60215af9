"""What an attacker with Redis could put into the queues: nothing of it is executed, and the workers go on."""

import os
import pickle
import time
from pathlib import Path

import orjson
import pytest
import redis

from adapters.arq_jobs import nudge_channel, queue_key
from tests.e2e.desks import Process
from tests.security.people import PLACE, order, rows, signed_up, soon


class Bomb:
    """What runs a command of the attacker's where it is unpickled."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self._place}",)


@pytest.mark.parametrize("kind", ["pickle", "unknown function", "nonsense", "wrong arguments"])
def test_S109_a_stranger_in_the_queue(desk: Process, tmp_path: Path, kind: str) -> None:
    place = tmp_path / "was-here"
    job = {"t": 1, "f": "run_analysis", "a": [], "k": {}, "et": 1}
    body = {
        "pickle": pickle.dumps({**job, "a": (Bomb(place),)}),
        "unknown function": orjson.dumps({**job, "f": "os.system", "a": [f"touch {place}"]}),
        "nonsense": b"\x00\xff nothing at all",
        "wrong arguments": orjson.dumps({**job, "a": [{"analysis_id": {"$ne": None}}]}),
    }[kind]
    name = f"stranger {kind}"
    now_ms = int(time.time() * 1000)
    with redis.Redis.from_url((desk.folder / "redis-url").read_text()) as client:
        for queue in ("orders", "analysis", "research"):
            client.psetex(f"arq:job:{queue} {name}", 60_000, body)
            client.zadd(queue_key(queue), {f"{queue} {name}": now_ms})
            client.publish(nudge_channel(queue), b"{}")
        for queue in ("orders", "analysis"):
            taken = soon(lambda queue=queue: client.zscore(queue_key(queue), f"{queue} {name}") is None)  # type: ignore[misc]
            assert taken, queue  # refused for good, not tried for ever
    assert not place.exists()
    person = signed_up(desk)
    placed = person.ask(PLACE, order(person.portfolio(), f"after {kind}"))
    assert placed["__typename"] == "OrderPlaced"
    sent = "SELECT count(*) FROM orders WHERE idempotency_key = ? AND broker_order_id IS NOT NULL"
    assert soon(lambda: rows(desk, sent, f"after {kind}") == [(1,)])  # by a worker that still works
