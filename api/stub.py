"""Stands in for vendors on this machine, for those who write clients of the desk."""

import asyncio
import sys
from typing import Final

from starlette.applications import Starlette

from adapters.local_server import LocalServer
from adapters.market.stub import PriceStub
from adapters.news.stub import KEY, NewsStub, lately
from adapters.system import SystemClock

# What tells a desk to use the stub, with {} for its address.
VENDORS: Final = {
    "alpaca-news": "PLIMSOLL_NEWS_VENDORS=alpaca PLIMSOLL_ALPACA_DATA_URL={0} "
    "PLIMSOLL_ALPACA_NEWS_STREAM_URL={1}/v1beta1/news PLIMSOLL_ALPACA_KEY_ID=any "
    f"PLIMSOLL_ALPACA_SECRET={KEY}",
    "marketaux": f"PLIMSOLL_NEWS_VENDORS=marketaux PLIMSOLL_MARKETAUX_URL={{}} PLIMSOLL_MARKETAUX_KEY={KEY}",
    "alpha-vantage": "PLIMSOLL_NEWS_VENDORS=alpha_vantage PLIMSOLL_ALPHA_VANTAGE_URL={} "
    f"PLIMSOLL_ALPHA_VANTAGE_KEY={KEY}",
    "finlight": "PLIMSOLL_NEWS_VENDORS=finlight PLIMSOLL_FINLIGHT_URL={0} "
    f"PLIMSOLL_FINLIGHT_STREAM_URL={{1}}/finlight PLIMSOLL_FINLIGHT_KEY={KEY}",
    "massive-news": f"PLIMSOLL_NEWS_VENDORS=massive PLIMSOLL_MASSIVE_URL={{}} PLIMSOLL_MASSIVE_KEY={KEY}",
    "alpaca-prices": "PLIMSOLL_PRICE_VENDORS=alpaca PLIMSOLL_ALPACA_DATA_URL={0} PLIMSOLL_ALPACA_STREAM_URL={1}/v2 "
    f"PLIMSOLL_ALPACA_KEY_ID=any PLIMSOLL_ALPACA_SECRET={KEY}",
    "massive": "PLIMSOLL_PRICE_VENDORS=massive PLIMSOLL_MASSIVE_URL={0} PLIMSOLL_MASSIVE_STREAM_URL={1}/stocks "
    f"PLIMSOLL_MASSIVE_KEY={KEY}",
    "alpha-vantage-prices": "PLIMSOLL_PRICE_VENDORS=alpha_vantage PLIMSOLL_ALPHA_VANTAGE_URL={0} "
    f"PLIMSOLL_ALPHA_VANTAGE_KEY={KEY}",
}


async def stand_in(vendor: str, port: int) -> None:
    """Serve until cancelled; say where, and how a desk is told. Prices and headlines of a vendor have one address."""
    clock = SystemClock()
    news, prices = NewsStub(lately(clock.now())), PriceStub(clock.now())
    first, other = (prices, news) if "PRICE_VENDORS" in VENDORS[vendor] else (news, prices)
    async with LocalServer(Starlette(routes=[*first.app.routes, *other.app.routes]), port) as server:
        told = VENDORS[vendor].format(server.url, server.url.replace("http", "ws", 1))
        sys.stdout.write(f"{vendor} at {server.url}\n{told}\n")
        sys.stdout.flush()
        await asyncio.gather(news.wander(clock.now), prices.wander(clock.now))
