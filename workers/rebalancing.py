"""Have new target weights looked for where a portfolio plans to: by the calendar, or when it has drifted."""

import logging
from datetime import date
from decimal import Decimal
from typing import Final

from actions import optimizations
from db.models import JobState, Optimization, Portfolio
from db.reads import risk_reports as books
from trading.errors import Refusal
from trading.optimisation import Plan, trigger
from workers.desk import Crew
from workers.risk_reports import last_close

KEY: Final = "rebalance-{portfolio_id}-{day}"

log = logging.getLogger(__name__)


async def ask(crew: Crew, portfolio_id: str) -> None:
    """Ask for new weights if the last close calls for them; once for a close, whatever becomes of it."""
    portfolio, day = await Portfolio.get(id=portfolio_id), await last_close(crew)
    if portfolio.rebalancing is None or day is None:
        return
    if await Optimization.exists(portfolio_id=portfolio_id, as_of__gte=day):
        return
    plan = Plan.of(portfolio.rebalancing)
    try:
        cause = await _cause(portfolio, plan, day)
        if cause is not None:
            key = KEY.format(portfolio_id=portfolio_id, day=day)
            await optimizations.request(crew.desk, crew.viewer, portfolio_id, plan.method, key=key, trigger=cause)
    except Refusal as no:
        log.warning("%s is not rebalanced on %s: %s", portfolio.name, day, no.message)


async def _cause(portfolio: Portfolio, plan: Plan, day: date) -> str | None:
    done = Optimization.filter(portfolio_id=portfolio.id, state=JobState.SUCCEEDED)
    last = await done.order_by("-sequence").first()
    if last is None:
        return trigger(plan, day, None, {}, {})
    book = await books.book(portfolio)
    current = {symbol: worth / book.equity for symbol, worth in book.exposures.items()} if book.equity > 0 else {}
    targets = {each["symbol"]: Decimal(each["target"]) for each in last.weights}
    return trigger(plan, day, last.as_of, targets, current)
