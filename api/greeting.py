"""What the person at the terminal is told of a desk that is up: its address, how to sign in, what to try."""

import asyncio
from decimal import Decimal
from typing import Final

from actions import keys, setup
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.market.hours import session_of
from api.operator import page_link
from db import engine
from db.models import Portfolio
from db.reads.market import newest_quote
from db.reads.standings import is_stale
from settings import Settings
from trading.ports import Desk

POLL_S: Final = 0.05
TRIES: Final = 200  # ten seconds
QUERY: Final = (
    "{ portfolios(first: 1) { nodes { name equity { amount currency } pnl { total { amount } markedAt } } } }"
)


async def greeting(settings: Settings, opened: Desk) -> list[str]:
    """Make the owner and the demo portfolio on the first start; return the lines to say once the desk is up."""
    owner, fresh = await setup.owner(opened)
    viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
    if not await Portfolio.exists():
        await create_demo(opened, viewer, Decimal(settings.opening_cash))
    address = f"http://{settings.host}:{settings.port}"
    lines = [
        "Plimsoll is up, LIVE: ITS ORDERS AT ALPACA ARE OF REAL MONEY." if settings.live_trading else "Plimsoll is up.",
        f"  GraphQL    {address}/graphql",
        f"  The page   {await page_link(settings, opened, owner)}   (good once, for 15 minutes)",
    ]
    if fresh:
        secret = (await keys.owner_token(opened, setup.SYSTEM, owner)).secret
        lines += [f"  Token      {secret}   (the owner's, shown this once)"]
    else:
        secret = "$TOKEN"  # noqa: S105 - for the person to fill in
        lines += ["  Token      `plimsoll token` makes a new one"]
    lines += [
        "  Try        "
        f"curl -s {address}/graphql -H 'content-type: application/json' -H 'authorization: Bearer {secret}' "
        f'-d \'{{"query":"{QUERY}"}}\'',
        "  Stop       Ctrl-C; the next start goes on where this one ended",
    ]
    return lines


async def tell(desk: Desk, greeting: list[str]) -> None:
    """Print the greeting once there is a price to trade at, or what is still to come where that takes long."""
    first, *others = greeting
    print("", first, *await still_to_come(desk), *others, "", sep="\n", flush=True)  # noqa: T201 - what they wait for


async def still_to_come(desk: Desk, tries: int = TRIES) -> list[str]:
    """Wait for a price that is young enough to trade at; return a line about what is missing, none for nothing.

    Nobody waits for a live price while the exchange is closed.
    """
    closed = desk.prices is not None and session_of(desk.clock.now()) is None
    for _ in range(0 if closed else tries):
        if not await _lack(desk):
            break
        await asyncio.sleep(POLL_S)
    lack = await _lack(desk)
    return [f"  Prices     {lack}{', and the exchange is closed' if closed else ''}"] if lack else []


async def _lack(desk: Desk) -> str:
    """Say why an order would be denied for want of a price, nothing where it would not."""
    try:
        quote = await newest_quote()
        if quote is None:
            return "none yet: until one comes orders are denied, NO_PRICE"
        if is_stale(quote, None, await desk.market_clock.now()):
            return f"none since {quote.at:%Y-%m-%d %H:%M} UTC: until one comes orders are denied, STALE_PRICE"
    except engine.OUTAGES:
        return "unknown: the database does not answer"
    return ""
