"""Carry out backtests: bring the bars, follow the process that computes, stop it when nobody wants it any more."""

import logging
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from actions import backtests, jobs, outbox
from actions.backtests import Found
from db.models import Backtest
from db.reads import backtests as reads
from trading.errors import InvalidInput
from trading.market import Bar, CorporateAction
from trading.ports import Json, Market
from trading.strategies import ENSEMBLE
from workers.desk import Crew
from workers.labour import Labour, Lost, Said, Stopped, TooLong

LEASE: Final = timedelta(seconds=15)  # renewed every second: a killed worker's run is taken up within so many
EVERY_S: Final = 1.0
AGAIN: Final = timedelta(seconds=2)  # what finds every process busy comes again
_UNDER_WAY: Final[set[str]] = set()  # in this process
SHARE_MOST: Final = 0.99  # it is done when it is kept

log = logging.getLogger(__name__)


async def run_backtest(ctx: dict[str, Any], payload: Json) -> None:
    """Carry out one requested run. A failure is recorded; after a lost worker it comes again, a few times."""
    crew: Crew = ctx["crew"]
    backtest_id, outbox_id = str(payload["backtest_id"]), str(payload["outbox_id"])
    if len(_UNDER_WAY) < crew.settings.backtest_cpu and backtest_id not in _UNDER_WAY:
        _UNDER_WAY.add(backtest_id)
        try:
            backtest = await jobs.claim(crew.desk, crew.viewer, Backtest, backtest_id, lease=LEASE)
            if backtest is not None:
                await _carry_out(crew, backtest, outbox_id)
        finally:
            _UNDER_WAY.discard(backtest_id)
    if await jobs.over(Backtest, backtest_id):
        await outbox.done(crew.desk, outbox_id)
    else:
        await outbox.postpone(outbox_id, crew.desk.clock.now() + AGAIN)


JOBS = {"run_backtest": run_backtest}


async def _carry_out(crew: Crew, backtest: Backtest, outbox_id: str) -> None:
    try:
        labour = Labour[Found](_compute, await _task(crew, backtest))
        follower = Follower(crew, backtest, outbox_id)
        found = await labour.carried_out(follower.wanted, limit_s=crew.settings.backtest_s, every_s=EVERY_S)
    except Stopped:
        log.info("backtest %s was canceled, or is another worker's", backtest.id)
    except Lost as lost:
        log.warning("backtest %s comes again: %s", backtest.id, lost)
        await jobs.release(crew.desk, crew.viewer, backtest, str(lost))
    except TooLong as late:
        why = f"{late} Choose a shorter period or fewer symbols, or raise PLIMSOLL_BACKTEST_S."
        await jobs.fail(crew.desk, crew.viewer, backtest, why)
    except InvalidInput as wrong:
        await jobs.fail(crew.desk, crew.viewer, backtest, wrong.message)
    else:
        await backtests.record(crew.desk, crew.viewer, backtest, found)


class Follower:
    """Tells how far a run is, and for how long it will still take; holds its lease and the queue meanwhile."""

    def __init__(self, crew: Crew, backtest: Backtest, outbox_id: str) -> None:
        self._crew, self._backtest, self._outbox_id = crew, backtest, outbox_id
        self._began = crew.desk.clock.now()

    async def wanted(self, stage: str | None, share: float, note: str) -> bool:
        """Whether to go on; what is new is told."""
        desk = self._crew.desk
        await outbox.postpone(self._outbox_id, desk.clock.now() + LEASE)
        if stage is None:
            return await jobs.renew(desk, self._backtest, LEASE)
        share = min(share, SHARE_MOST)
        spent = (desk.clock.now() - self._began).total_seconds()
        left = f"about {spent * (1 - share) / share:.0f} s left" if share > 0 else ""
        words = ", ".join(filter(None, (note, left)))
        told = Decimal(str(share)).quantize(Decimal("0.000001"))
        return await jobs.progress(desk, self._crew.viewer, self._backtest, stage, told, words, lease=LEASE)


async def _task(crew: Crew, backtest: Backtest) -> Json:
    market = crew.desk.market
    past = backtest.rules is None and backtest.strategy == ENSEMBLE
    return {
        "rules": backtest.rules,
        "bars": {symbol: _bars(market, symbol, backtest) for symbol in backtest.symbols},
        "actions": _actions(market, backtest),
        "cash": backtest.opening_cash,
        "seed": crew.settings.seed,
        "past": {each.symbol: market.bars(each.symbol, until=backtest.last_day) for each in market.listings()}
        if past
        else {},
        "vary": backtest.vary,
        "processes": crew.settings.backtest_cpu,
        "ratios": await reads.other_ratios(
            backtest.requested_by_id, backtest.scope, frozenset(backtests.fingerprints(backtest))
        ),
        "peers": await reads.peers(backtest),
    }


def _bars(market: Market, symbol: str, backtest: Backtest) -> list[Bar]:
    return [bar for bar in market.bars(symbol, until=backtest.last_day) if bar.day >= backtest.first_day]


def _actions(market: Market, backtest: Backtest) -> list[CorporateAction]:
    days = [day for day in market.days() if backtest.first_day <= day <= backtest.last_day]
    wanted = set(backtest.symbols)
    return [action for day in days for action in market.actions(day) if action.symbol in wanted]


def _compute(task: Json, said: Said) -> Found:
    """Runs in the process of the labour: what it imports costs seconds and much memory."""
    from workers.backtesting import Task, carry_out

    return carry_out(Task(**task), said)
