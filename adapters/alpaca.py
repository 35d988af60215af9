"""How every stream of data by Alpaca is entered: https://docs.alpaca.markets/docs/streaming-market-data."""

from collections.abc import Mapping, Sequence
from typing import Final

from adapters.stream import Line
from trading.errors import Rejected, Unavailable

BAD_LOGIN: Final = frozenset({401, 402, 403, 409})  # unknown, refused, and what the plan does not have


async def enter(line: Line, key_id: str, secret: str, wanted: Mapping[str, Sequence[str]]) -> None:
    """Sign in and subscribe to symbols by channel. Raise Rejected where that is refused."""
    await _heard(line, "connected")
    await line.send({"action": "auth", "key": key_id, "secret": secret})
    await _heard(line, "authenticated")
    await line.send({"action": "subscribe", **wanted})
    await _heard(line, "subscription")


async def _heard(line: Line, what: str) -> None:
    async for row in line.rows():
        if what in (row.get("msg"), row.get("T")):
            return
        if row.get("T") == "error":
            words = f"Alpaca's stream refuses: {line.quoted(row.get('msg'))} ({row.get('code')})"
            raise Rejected(words) if row.get("code") in BAD_LOGIN else Unavailable(words)
