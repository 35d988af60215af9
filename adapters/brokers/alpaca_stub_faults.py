"""How the Alpaca stub can misbehave: requests that go wrong, and the moods of its trade stream."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trading.ports import Json

HTML: Final = "<html><body><h1>Something went wrong</h1></body></html>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What happens to a request: done first or not, then this answer; `status` None means none at all."""

    processed: bool = False
    status: int | None = None
    body: str = ""


FAULTS: Final[Mapping[str, Fault]] = {
    "time-out-before": Fault(),
    "time-out-after": Fault(processed=True),
    "429": Fault(status=429, body='{"message":"too many requests."}'),
    "502": Fault(status=502, body=HTML),
    "504": Fault(status=504, body="upstream request timeout"),
    "504-after": Fault(processed=True, status=504, body="upstream request timeout"),
    "html": Fault(processed=True, status=200, body=HTML),
    "html-403": Fault(status=403, body=HTML),
    "reject": Fault(status=403, body='{"code":40310000,"message":"insufficient buying power"}'),
}


class StreamMood(StrEnum):
    """How the trade stream behaves. MUTE still answers pings, HALF_OPEN answers nothing."""

    WELL = "well"
    DUPLICATE = "duplicate"
    REORDERED = "reordered"
    UNKNOWN = "unknown"
    GARBLED = "garbled"
    MUTE = "mute"
    HALF_OPEN = "half-open"


SILENT: Final = frozenset({StreamMood.MUTE, StreamMood.HALF_OPEN})


def mooded(mood: StreamMood, batch: list[Json]) -> list[Json]:
    """Return the messages of one batch as the mood has them."""
    messages = [{"stream": "trade_updates", "data": event} for event in batch]
    match mood:
        case StreamMood.DUPLICATE:
            return [message for message in messages for _ in range(2)]
        case StreamMood.REORDERED:
            return messages[::-1]
        case StreamMood.UNKNOWN:
            odd = [event | {"event": "moon_phase", "order": event["order"] | {"status": "in_orbit"}} for event in batch]
            return [{"stream": "trade_updates", "data": odd[0]}, *messages]
        case StreamMood.GARBLED:
            return [{"stream": "trade_updates", "data": {"event": "fill", "order": {"id": None}}}, *messages]
        case _:
            return messages
