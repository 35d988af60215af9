"""Carry out optimisations: bring the book and the past, have the weights found, stop at once when canceled."""

import asyncio
import logging
from concurrent.futures.process import BrokenProcessPool
from datetime import timedelta
from decimal import Decimal
from typing import Any, Final

from actions import jobs, optimizations, outbox
from actions.optimizations import views
from adapters.patience import end
from db.models import Optimization, Portfolio, Signal
from db.reads import risk_reports as books
from trading.errors import InvalidInput
from trading.optimisation import Constraints, Optimum, Wish
from trading.ports import Json
from workers.desk import Crew

LOOK_S: Final = 0.5
LEASE: Final = timedelta(seconds=120)
FOUND: Final = Decimal("0.2")

log = logging.getLogger(__name__)


async def run_optimization(ctx: dict[str, Any], payload: Json) -> None:
    """Carry out one requested search. A failure is recorded and trades nothing; after a lost process it comes again."""
    crew: Crew = ctx["crew"]
    found_id = str(payload["optimization_id"])
    optimization = await jobs.claim(crew.desk, crew.viewer, Optimization, found_id, lease=LEASE)
    if optimization is not None:
        try:
            await _carry_out(crew, optimization)
        except BrokenProcessPool as error:
            log.warning("optimisation %s comes again, since its process died: %s", optimization.id, error)
            await jobs.release(crew.desk, crew.viewer, optimization, "The process died; the search comes again.")
        except InvalidInput as no:
            await jobs.fail(crew.desk, crew.viewer, optimization, no.message)
        except (ValueError, ArithmeticError) as error:
            log.exception("optimisation %s failed", optimization.id)
            await jobs.fail(crew.desk, crew.viewer, optimization, f"{type(error).__name__}: {error}")
    if await jobs.over(Optimization, found_id):
        await outbox.done(crew.desk, str(payload["outbox_id"]))


JOBS = {"run_optimization": run_optimization}


async def _carry_out(crew: Crew, optimization: Optimization) -> None:
    wish = await _wish(crew, optimization)
    note = f"bars up to {optimization.as_of}"
    if await jobs.progress(crew.desk, crew.viewer, optimization, "weights", FOUND, note, lease=LEASE):
        found = await _found(crew, optimization, wish)
        if found is not None:
            await optimizations.record(crew.desk, crew.viewer, optimization, found)


async def _wish(crew: Crew, optimization: Optimization) -> Wish:
    """Return what is asked for, with the book of now. InvalidInput when something held has no price."""
    book = await books.book(await Portfolio.get(id=optimization.portfolio_id))
    if book.equity <= 0:
        raise InvalidInput("There is no equity to divide.")
    opinions = Signal.filter(portfolio_id=optimization.portfolio_id, analysis_id__isnull=False)
    valid = opinions.filter(symbol__in=optimization.symbols, expires_at__gt=await crew.desk.market_clock.now())
    said = {each.symbol: each for each in await valid.order_by("sequence")}
    return Wish(
        method=optimization.method,
        symbols=tuple(optimization.symbols),
        constraints=Constraints.of(optimization.constraints),
        current={symbol: worth / book.equity for symbol, worth in book.exposures.items()},
        views=views(said),
    )


async def _found(crew: Crew, optimization: Optimization, wish: Wish) -> Optimum | None:
    """Have it computed in the solver's process, which is ended when the search is canceled: None then."""
    histories = crew.library.until(optimization.as_of)
    past = {symbol: histories[symbol] for symbol in wish.symbols if symbol in histories}
    work = asyncio.ensure_future(crew.solver.optimum(wish, past))
    try:
        while not work.done():
            if not await jobs.renew(crew.desk, optimization, LEASE):
                return None
            await asyncio.wait([work], timeout=LOOK_S)
        return work.result()
    finally:
        if not work.done():
            crew.solver.close()
        await end(work)
