"""Stands in for vendors on this machine, for those who write clients of the desk."""

import asyncio
import sys
from typing import Final

from adapters.local_server import LocalServer
from adapters.news.stub import KEY, NewsStub, lately
from adapters.system import SystemClock

# What tells a desk to use the stub, with {} for its address.
VENDORS: Final = {
    "alpaca-news": "PLIMSOLL_NEWS_VENDORS=alpaca PLIMSOLL_ALPACA_DATA_URL={} PLIMSOLL_ALPACA_KEY_ID=any "
    f"PLIMSOLL_ALPACA_SECRET={KEY}",
    "marketaux": f"PLIMSOLL_NEWS_VENDORS=marketaux PLIMSOLL_MARKETAUX_URL={{}} PLIMSOLL_MARKETAUX_KEY={KEY}",
    "alpha-vantage": "PLIMSOLL_NEWS_VENDORS=alpha_vantage PLIMSOLL_ALPHA_VANTAGE_URL={} "
    f"PLIMSOLL_ALPHA_VANTAGE_KEY={KEY}",
    "finlight": f"PLIMSOLL_NEWS_VENDORS=finlight PLIMSOLL_FINLIGHT_URL={{}} PLIMSOLL_FINLIGHT_KEY={KEY}",
}


async def stand_in(vendor: str, port: int) -> None:
    """Serve until cancelled; say where, and how a desk is told."""
    async with LocalServer(NewsStub(lately(SystemClock().now())).app, port) as server:
        sys.stdout.write(f"{vendor} at {server.url}\n{VENDORS[vendor].format(server.url)}\n")
        sys.stdout.flush()
        await asyncio.Event().wait()
