"""Book at the broker, once, what was paid into a portfolio or out of it."""

import asyncio
import logging
from decimal import Decimal
from typing import Any

from actions import cash, outbox
from db.models import Portfolio
from trading.errors import Rejected, Unavailable
from trading.ports import Json
from workers.desk import Crew

CALL_S = 5.0

log = logging.getLogger(__name__)


async def adjust_cash(ctx: dict[str, Any], payload: Json) -> None:
    """Tell the broker of one flow; its reference is the key, so that what a crash repeats is booked once."""
    crew: Crew = ctx["crew"]
    reference = str(payload["reference"])
    portfolio = await Portfolio.get(id=str(payload["portfolio_id"]))
    try:
        async with asyncio.timeout(CALL_S):
            amount = Decimal(str(payload["amount"]))
            await crew.desk.brokers[portfolio.broker].adjust_cash(portfolio.id, reference, amount)
    except Rejected as no:
        await cash.refused(crew.desk, crew.viewer, portfolio.id, reference, str(no))
    except (Unavailable, TimeoutError) as error:
        log.warning("flow %s: no answer, will be told again: %s", reference, error)
        return
    await outbox.done(crew.desk, str(payload["outbox_id"]))
