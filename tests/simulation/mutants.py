"""Known bugs, planted one at a time, to show that the simulation finds them: `python -m tests.simulation.mutants`."""

import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from actions import corporate, executions, outbox, relapses, sending
from actions.unit import Unit
from db.models import Order
from tests.simulation.__main__ import with_one_order_of_sets
from tests.simulation.faults import Faults
from tests.simulation.runs import run
from tests.simulation.template import Template, template
from tests.simulation.world import Plan
from trading.errors import Rejected, Unavailable
from trading.orders import Ended
from trading.ports import BrokerEvent, BrokerOrder, Json
from workers import orders as jobs

SEEDS_MAX = 60
Job = Callable[[Any, Json], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A bug: how it is planted, words of which one must be in what is said about it, and the weather that it needs."""

    name: str
    plant: Callable[[], AbstractContextManager[Any]]
    betrays: tuple[str, ...]
    faults: Faults


@contextmanager
def _send_before_commit() -> Iterator[None]:
    """The worker calls the broker, and only then claims."""
    real = jobs.submit_order

    async def eager(ctx: Any, payload: Json) -> None:
        order = await Order.get(id=str(payload["order_id"])).select_related("portfolio")
        if order.open and order.sent_at is None and not order.approval_pending:
            broker = ctx["crew"].desk.brokers[order.portfolio.broker]
            await broker.submit(sending.broker_order(order))
        await real(ctx, payload)

    with patch.dict(jobs.JOBS, {"submit_order": eager}):
        yield


def _no_dedupe() -> AbstractContextManager[Any]:
    """An execution that is said twice is taken for two."""
    real = executions._named

    def named(event: BrokerEvent) -> BrokerEvent:
        event = real(event)
        fresh = event.kind is event.kind.FILL
        return replace(event, execution_id=f"{event.execution_id}-{event.cursor}") if fresh else event

    return patch.object(executions, "_named", named)


@contextmanager
def _reservation_kept() -> Iterator[None]:
    """A rejected order goes on reserving."""

    def end(u: Unit, order: Order, how: Ended) -> None:
        order.ended, order.open, order.approval_pending, order.cancel_pending = how, False, False, False

    with patch.object(sending, "end", end):
        yield


def _claim_ignores_halt() -> AbstractContextManager[Any]:
    """The claim does not look at the stop."""
    return patch.object(sending, "_may_send", lambda order, halt: True)


def _resend_under_new_id() -> AbstractContextManager[Any]:
    """Each attempt has a client order id of its own."""
    real = sending.broker_order

    def fresh(order: Order) -> BrokerOrder:
        return replace(real(order), client_order_id=f"{order.client_order_id}{order.attempts}")

    return patch.object(sending, "broker_order", fresh)


@contextmanager
def _silence_is_no() -> Iterator[None]:
    """A call without an answer counts as the broker's no."""
    real = jobs._ask

    async def carry(*args: Any) -> Any:
        try:
            return await real(*args)
        except Unavailable as error:
            raise Rejected(str(error)) from error

    with patch.object(jobs, "_ask", carry):
        yield


@contextmanager
def _done_before_work() -> Iterator[None]:
    """The job is marked done when it begins, so that nobody brings it back after a crash."""
    real = jobs.submit_order

    async def hasty(ctx: Any, payload: Json) -> None:
        await outbox.done(ctx["crew"].desk, str(payload["outbox_id"]))
        await real(ctx, payload)

    with patch.dict(jobs.JOBS, {"submit_order": hasty}):
        yield


@contextmanager
def _call_outlives_lease() -> Iterator[None]:
    """A call goes on when its lease is over. A short lease alone is safe: it only makes the call as short."""
    with patch.object(sending, "LEASE", timedelta(seconds=1)), patch.object(jobs, "_call_s", lambda *_: jobs.CALL_S):
        yield


def _relapses_unseen() -> AbstractContextManager[Any]:
    """Nobody looks again at a stop that was carried out."""

    async def look(*_: Any) -> int:
        return 0

    return patch.object(relapses, "look", look)


def _split_takes_new_for_old() -> AbstractContextManager[Any]:
    """A split that is booked late multiplies also what was executed since."""

    async def executed(*_: Any) -> list[Any]:
        return []

    return patch.object(corporate, "_executed", executed)


CALM = Faults()
LOSSY = Faults(call_hangs=0.3, call_slow=0.5, answer_lost=0.3)
LATE = Faults(call_late=0.6, call_slow=0.5, lookup_blind=0.6, late_fill=0.5, bust=0.4)
MUTANTS = (
    Mutant("send before commit", _send_before_commit, ("which no commit has claimed",), CALM),
    Mutant("no dedupe", _no_dedupe, ("L7",), Faults(event_double=0.3)),
    Mutant("reservation kept after a reject", _reservation_kept, ("L6",), Faults(reject=0.3)),
    Mutant("claim ignores the halt", _claim_ignores_halt, ("after the halt",), LOSSY),
    Mutant("resend under a new id", _resend_under_new_id, ("no commit has claimed", "orders at the venue"), LOSSY),
    Mutant("silence is a no", _silence_is_no, ("the venue has",), LOSSY),
    Mutant("a call outlives its lease", _call_outlives_lease, ("the venue has",), Faults(call_slow=1.0)),
    Mutant("a relapse is not seen", _relapses_unseen, ("under a halt",), LATE),
    Mutant("a split takes new shares for old", _split_takes_new_for_old, ("L7",), CALM),
    Mutant("job done before its work", _done_before_work, ("not at rest",), Faults(database_error=0.03)),
)


def hunt(mutant: Mutant, ready: Template) -> tuple[str | None, int]:
    """Play seeds until one fails for the right reason; return what it says and how many were played."""
    with mutant.plant():
        for seed in range(1, SEEDS_MAX + 1):
            done = run(Plan(seed=seed, faults=mutant.faults), ready)
            telling = [failure for failure in done.failures if any(word in failure for word in mutant.betrays)]
            if telling:
                return telling[0], seed
    return None, SEEDS_MAX


def main() -> int:
    """Hunt every mutant, or those whose names begin as asked, print after how many seeds; 1 when one got away."""
    with_one_order_of_sets("tests.simulation.mutants")
    ready, escaped, asked = template(), 0, tuple(sys.argv[1:]) or ("",)
    for mutant in (mutant for mutant in MUTANTS if mutant.name.startswith(asked)):
        found, seeds = hunt(mutant, ready)
        escaped += found is None
        print(f"{'found' if found else 'MISSED'}: {mutant.name}: {seeds} seeds: {(found or '')[:150]}", flush=True)
    return 1 if escaped else 0


if __name__ == "__main__":
    sys.exit(main())
