"""The wire between a process of the desk and the venue: slow, lossy, and silent when it matters."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from tests.simulation.process import Process
from tests.simulation.venue import Refused
from trading.errors import Rejected, Unavailable
from trading.orders import OrderType, TimeInForce
from trading.ports import BrokerAccount, BrokerEvent, BrokerOrder, BrokerReport, Capabilities

if TYPE_CHECKING:
    from tests.simulation.world import World

Answer = TypeVar("Answer")
HANGS_S = 60.0
LATE_S = 150.0  # far longer than an order is looked for


def capabilities(*, dedupes: bool, finds_at_once: bool) -> Capabilities:
    return Capabilities(
        dedupes_client_id=dedupes,
        fractional=True,
        short=False,
        replace=True,
        bracket=True,
        order_types=frozenset(OrderType),
        times_in_force=frozenset(TimeInForce),
        finds_at_once=finds_at_once,
        adjusts_cash=True,
    )


class SimBroker:
    """Implements trading.ports.Broker for one process; the venue is the world's."""

    name = "paper"

    def __init__(self, world: "World", process: Process) -> None:
        self._world = world
        self._process = process
        self.capabilities = capabilities(dedupes=world.venue.dedupes, finds_at_once=world.finds_at_once)

    async def open_account(self, account: str, cash: Decimal) -> None:
        self._world.venue.cash.setdefault(account, cash)

    async def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        await self._call(f"adjust {amount}", lambda: self._world.venue.adjust(account, key, amount))

    async def submit(self, order: BrokerOrder) -> BrokerReport:
        self._process.check()
        self._world.checks.about_to_send(self._process.name, order)
        return await self._call(f"submit {order.client_order_id[-6:]}", lambda: self._world.venue.submit(order))

    async def replace(self, wanted: BrokerOrder, version: int) -> None:
        name = f"{wanted.client_order_id[-6:]} to version {version}"
        await self._call(f"replace {name}", lambda: self._world.venue.replace(wanted, version))

    async def cancel(self, account: str, client_order_id: str) -> None:
        await self._call(f"cancel {client_order_id[-6:]}", lambda: self._world.venue.cancel(account, client_order_id))

    async def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        self._process.check()
        for each in (target, stop):
            self._world.checks.about_to_send(self._process.name, each)
        name = f"{target.client_order_id[-6:]} and {stop.client_order_id[-6:]}"
        return await self._call(f"submit {name}", lambda: self._world.venue.submit_oco(target, stop))

    async def cancel_all(self, account: str) -> None:
        await self._call("cancel all", lambda: self._world.venue.cancel_all(account))

    async def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        def look() -> BrokerReport | None:
            found = self._world.venue.find(account, client_order_id)
            blind = not self._world.finds_at_once and self._world.wire_rng.random() < self._world.faults.lookup_blind
            return None if found is None or blind else found.report

        found = await self._call(f"lookup {client_order_id[-6:]}", look)
        self._world.note(self._process.name, f"lookup {client_order_id[-6:]} found {found is not None}")
        return found

    async def events(self, account: str, after: int, limit: int = 500) -> Sequence[BrokerEvent]:
        await self._read("events")
        return self._world.venue.journal[account][after : after + limit]

    async def accounts_with_events(self, after: Mapping[str, int]) -> Sequence[str]:
        await self._read("news")
        journal = self._world.venue.journal
        return sorted(account for account, told in journal.items() if len(told) > after.get(account, 0))

    async def account(self, account: str) -> BrokerAccount:
        await self._read("account")
        venue = self._world.venue
        return BrokerAccount(
            cash=venue.cash[account],
            positions={symbol: held for symbol, held in sorted(venue.positions[account].items()) if held},
            open_orders=tuple(order.report for order in venue.open_orders(account)),
        )

    async def _read(self, what: str) -> None:
        """Ask for what the venue has said: that may fail, but changes nothing."""
        self._process.check()
        await self._world.point(self._process, what)
        if self._world.wire_rng.random() < self._world.faults.call_refused * 0.3:
            raise Unavailable(f"no {what} now")

    async def _call(self, what: str, act: Callable[[], Answer]) -> Answer:
        """Carry a call to the venue. The venue acts when the call arrives, even if nobody waits any more.

        But where a lookup is certain, a call that has ended arrives no more, and none is on its way for a night: a
        split takes effect between two days.
        """
        world, rng, faults = self._world, self._world.wire_rng, self._world.faults
        self._process.check()
        await world.point(self._process, what)
        if rng.random() < faults.call_refused:
            world.note(self._process.name, f"{what}: refused before it left")
            raise Unavailable("connection refused")
        if rng.random() < faults.call_hangs:
            world.note(self._process.name, f"{what}: hangs and never arrives")
            await asyncio.sleep(HANGS_S)
            raise Unavailable("time-out")
        answer: asyncio.Future[Answer] = world.loop.create_future()
        delay_s = rng.random() * (4.5 if rng.random() < faults.call_slow else 0.05)
        if not world.finds_at_once and rng.random() < faults.call_late:
            delay_s = rng.random() * LATE_S
        fate = rng.choice(("reset", "silent")) if rng.random() < faults.answer_lost else "told"
        world.calls += 1
        world.loop.call_later(delay_s, self._arrive, what, act, answer, fate, len(world.venue.splits))
        got = await answer
        await asyncio.sleep(rng.random() * 0.02)
        await world.point(self._process, f"{what} answered")
        return got

    def _arrive(
        self, what: str, act: Callable[[], Answer], answer: "asyncio.Future[Answer]", fate: str, day: int
    ) -> None:
        """Let the venue act; its answer is told, or lost with a reset, or lost in silence."""
        self._world.calls -= 1
        if self._world.finds_at_once and (answer.done() or not self._process.alive):
            return
        if day != len(self._world.venue.splits):
            if not answer.done():
                answer.set_exception(Unavailable("connection reset"))
            return
        self._world.note("wire", f"{what} arrives, the answer: {fate}")
        result: Answer | None = None
        error: Exception | None = None
        try:
            result = act()
        except Refused as no:
            error = Rejected(str(no))
        if answer.done() or fate == "silent":
            return
        if fate == "reset":
            answer.set_exception(Unavailable("connection reset"))
        elif error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(result)  # type: ignore[arg-type]  # act's own answer
