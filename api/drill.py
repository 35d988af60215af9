"""`plimsoll drill stop`: the whole stop on a scratch portfolio, and whether it was complete and quick enough."""

import asyncio
from typing import Final

from actions import drills, setup
from actions.viewer import ALL, Viewer
from api.embedded import StartError
from api.operator import beside
from db.models import Portfolio, StopReceipt
from settings import Settings

WAIT_S, LOOK_S = 20.0, 0.05
GOALS_MS: Final = {"halt_committed_ms": 200, "first_cancel_ms": 500, "all_confirmed_ms": 5000}
COUNTS: Final = ("orders_canceled", "orders_still_open", "orders_unknown", "orders_denied", "positions_closed")


async def drill_stop(settings: Settings, portfolio: str | None) -> tuple[bool, str]:
    """Run the drill beside the running desk; return whether nothing was left and every goal met, and the words."""
    async with beside(settings) as opened:
        owner, _ = await setup.owner(opened)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        mine = Portfolio.filter(archived_at=None).order_by("created_at")
        found = await (mine.filter(name=portfolio) if portfolio else mine).first()
        if found is None:
            names = ", ".join([each.name for each in await mine])
            raise StartError(f"There is no portfolio {portfolio or ''!r}; there are: {names}.")
        [receipt] = (await drills.run(opened, viewer, found.id)).receipts
        return judged(await _finished(receipt))


async def _finished(receipt: StopReceipt) -> StopReceipt:
    """Return the receipt when the stop is done, or as it stands after the wait."""
    try:
        async with asyncio.timeout(WAIT_S):
            while not _done(receipt):
                await asyncio.sleep(LOOK_S)
                await receipt.refresh_from_db()
    except TimeoutError:
        await receipt.refresh_from_db()
    return receipt


def _done(receipt: StopReceipt) -> bool:
    return any(step["name"] == "done" for step in receipt.steps)


def judged(receipt: StopReceipt) -> tuple[bool, str]:
    """Return whether a drill was complete and quick enough, and its table."""
    failures = []
    steps = [(step["name"], step["at_ms"], step.get("note") or "") for step in receipt.steps]
    lines = [*(f"{name:<22}{at_ms:>7} ms   {note}".rstrip() for name, at_ms, note in steps), ""]
    for name, goal in GOALS_MS.items():
        took = getattr(receipt, name)
        if took is None or took >= goal:
            failures.append(f"{_words(name)} took {'for ever' if took is None else f'{took} ms'}, the goal is {goal}")
        lines.append(f"{_words(name):<22}{'-' if took is None else took:>7} ms   goal: below {goal} ms")
    for name in COUNTS:
        count = getattr(receipt, name)
        lines.append(f"{_words(name):<22}{'-' if count is None else count:>7}")
    failures += _left(receipt)
    lines += ["", *(f"FAILED: {failure}" for failure in failures)] if failures else ["", "The stop works."]
    return not failures, "\n".join(lines)


def _left(receipt: StopReceipt) -> list[str]:
    failures = []
    if not _done(receipt):
        failures.append("the stop was not carried out in time; is a worker running?")
    if receipt.orders_still_open or receipt.orders_unknown:
        failures.append("orders were left open or unknown")
    if not receipt.orders_canceled or not receipt.positions_closed:
        failures.append("no order was canceled or no position closed")
    if any(step["name"] == "not flat" for step in receipt.steps):
        failures.append("a position was left")
    return failures


def _words(name: str) -> str:
    return name.removesuffix("_ms").replace("_", " ")
