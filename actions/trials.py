"""The registry of what a person has tried on the past: each trial once, by whichever way they came by it."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from actions.audit import Deed
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.models import Trial
from trading.ports import Desk
from trading.strategies import Rules, to_json
from trading.units import plain

AT_ONCE: Final = 500  # rows in one statement


def trial(strategy: Rules | str, first: date, last: date, cash: Decimal, *more: str) -> str:
    """Return what makes a variant the trial that it is, whatever it is called; `more` is what is unusual about it."""
    tried = {**to_json(strategy), "name": ""} if isinstance(strategy, Rules) else strategy
    return fingerprint(tried, first, last, plain(cash), *more)


def scope(symbols: Iterable[str]) -> str:
    """Return what names the symbols that something is tried on, in any order."""
    return fingerprint(*sorted(set(symbols)))


async def register(
    desk: Desk, viewer: Viewer, user_id: str, symbols: Iterable[str], ratios: Mapping[str, str | None]
) -> int:
    """Register what a person tried at the terminal, as `enter` does; return how many of it are new."""
    async with unit(desk, viewer) as u:
        new = await enter(u, user_id, scope(symbols), ratios)
        summary = f"{new} trials are registered, of {len(ratios)}"
        u.record(Deed(action="register_trials", object_type="User", object_id=user_id, summary=summary))
        return new


async def enter(u: Unit, user_id: str, within: str, ratios: Mapping[str, str | None]) -> int:
    """Enter every trial that has a Sharpe ratio per session, as text, and was not tried before."""
    before = {row.fingerprint for row in await Trial.filter(user_id=user_id, scope=within)}
    new = [
        Trial(id=u.desk.ids.new(), user_id=user_id, scope=within, fingerprint=tried, ratio=ratio, created_at=u.now)
        for tried, ratio in ratios.items()
        if ratio is not None and tried not in before
    ]
    await Trial.bulk_create(new, batch_size=AT_ONCE, ignore_conflicts=True)
    return len(new)
