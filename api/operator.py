"""What an operator does from the terminal, beside a running desk or without one."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from actions import checkpoints, feeds, keys, reconcile, setup, stops
from actions.viewer import ALL, Viewer
from adapters import secret_mark
from adapters.registry import FEED
from api.embedded import StartError
from db.models import Portfolio, User
from db.reads.proof import proven
from settings import Settings
from trading.errors import Unreachable
from trading.ports import Desk
from trading.stop import StopLevel, StopScope
from workers.opening import desk

URL_FILE = "redis-url"
NOWHERE = "redis://127.0.0.1:1"


@asynccontextmanager
async def beside(settings: Settings) -> AsyncIterator[Desk]:
    """Open the desk's database. Without its Redis everything works too: workers look into the database."""
    if not settings.database_url and not (settings.data_dir / "plimsoll.db").exists():
        raise StartError(f"There is no desk in {settings.data_dir} yet; start one with `make up`.")
    place = settings.data_dir / URL_FILE
    redis_url = settings.redis_url or (place.read_text() if place.exists() else NOWHERE)
    if redis_url == NOWHERE:
        logging.getLogger("adapters").setLevel(logging.CRITICAL)  # nobody listens, which is as it should be
    async with desk(settings, redis_url, vendors=False) as opened:
        yield opened


@asynccontextmanager
async def beside_the_same(settings: Settings) -> AsyncIterator[Desk]:
    """Open the desk's database to make a token; raise StartError where the desk would refuse what is made here."""
    async with beside(settings) as opened:
        if secret_mark.differs(settings.data_dir, opened.key_secret):
            raise StartError(
                "The desk has last started with another PLIMSOLL_SECRET than this terminal has, and would refuse what "
                "is made here; nothing was changed. Set that one, or start the desk with this one first."
            )
        yield opened


async def owner_token(settings: Settings) -> str:
    """Make the owner's token."""
    async with beside_the_same(settings) as opened:
        owner, _ = await setup.owner(opened)
        return (await keys.owner_token(opened, setup.SYSTEM, owner)).secret


async def sign_in_link(settings: Settings) -> str:
    """Make a sign-in link for the page."""
    async with beside_the_same(settings) as opened:
        owner, _ = await setup.owner(opened)
        return await page_link(settings, opened, owner)


async def page_link(settings: Settings, opened: Desk, owner: User) -> str:
    """Return a link that signs the page in, once."""
    code = await keys.sign_in_code(opened, setup.SYSTEM, owner)
    return f"http://{settings.host}:{settings.port}/#code={code}"


async def engage_stop(settings: Settings, note: str, portfolio: str | None, level: str) -> str:
    """Stop every portfolio of a name, or the whole desk; return the receipt in words."""
    async with beside(settings) as opened:
        owner, _ = await setup.owner(opened)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        found = await Portfolio.filter(name=portfolio).order_by("id") if portfolio else []
        if portfolio and not found:
            names = ", ".join(sorted([p.name for p in await Portfolio.filter(drill_of=None).only("name")]))
            raise StartError(f"There is no portfolio {portfolio!r}; there are: {names}.")
        scope = StopScope.PORTFOLIO if found else StopScope.GLOBAL
        targets: list[str | None] = [*(each.id for each in found)] or [None]
        engaged = [await stops.engage(opened, viewer, scope, each, StopLevel(level), note) for each in targets]
        stop = engaged[0].stops[0]
        denied = sum(receipt.orders_denied for each in engaged for receipt in each.receipts)
        return (
            f"Trading is {stop.state} ({stop.scope}, epoch {stop.epoch}); {denied} unsent orders were denied. "
            "A running worker cancels the rest; releasing it needs another person or, alone at the desk, five minutes."
        )


async def steer(settings: Settings, **wish: Any) -> str:
    """Steer the replay and say where it stands."""
    async with beside(settings) as opened:
        feed = await feeds.steer(opened, setup.SYSTEM, FEED, **wish)
        state = "paused" if feed.paused else f"at speed {feed.speed.normalize():f}"
        goal = f", on its way to {feed.seek_day}" if feed.seek_day else ""
        return f"The replay stands at {feed.day}, {state}{goal}."


async def verify_ledgers(settings: Settings) -> tuple[bool, str]:
    """Prove every portfolio, also against its broker where that answers; return whether all hold, and the words.

    What the broker has said and nobody has booked is booked first, as a running desk would.
    """
    lines, holds = [], True
    async with beside(settings) as opened:
        for portfolio in await Portfolio.all().order_by("created_at"):
            failures, silence = await _with_broker(opened, portfolio.id)
            failures = [*(await proven(portfolio.id)).failures, *failures]
            holds = holds and not failures
            lines.append(f"{portfolio.name}: {'; '.join(failures) or 'holds'}{silence}")
    return holds, "\n".join(lines) or "There is no portfolio yet."


async def _with_broker(opened: Desk, portfolio_id: str) -> tuple[list[str], str]:
    """L7: our cash, positions and orders are the broker's; return what fails, and that it could not be asked."""
    try:
        differences = await reconcile.differing(opened, setup.SYSTEM, portfolio_id, reconcile.PATIENT)
    except Unreachable as error:
        return [], f" (L7 is not proved: {error.message})"
    return [f"L7: {each.words}" for each in differences], ""


async def verify_audit(settings: Settings) -> tuple[bool, str]:
    """Recompute every audit chain and hold it against the checkpoints; return whether all hold, and the words."""
    async with beside(settings) as opened:
        chains = await checkpoints.chains()
        problems = await checkpoints.problems(opened)
        signed = len(await opened.notary.lines())
    lines = [f"{chain}: {problem or 'holds'}" for chain, problem in chains.items()]
    lines += problems or [f"checkpoints: {signed} hold"]
    return not problems and not any(chains.values()), "\n".join(lines)


async def write_checkpoint(settings: Settings) -> str:
    """Sign where every audit chain ends now."""
    async with beside(settings) as opened:
        made = await checkpoints.write(opened, setup.SYSTEM)
        return f"Checkpoint {made.sequence} is signed: {len(made.heads)} chains at {made.at.isoformat()}."
