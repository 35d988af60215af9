"""Proves that what a broker says and cannot be booked keeps nothing else waiting: it is put aside and told, what opens
is stopped, what comes behind is booked in order, and it is booked itself as soon as it can be; at the paper broker and
at Alpaca's stub, in whose journals one word is made unreadable."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tortoise.exceptions import OperationalError

from actions import asides, executions, reconcile, sending
from db import engine
from db.models import Alert, AuditEntry, BrokerMessage, Execution, Order, Portfolio, Stop, UnbookedEvent
from tests.alpaca_desks import at_alpaca
from tests.desks import LOOSE, Stage, buy, sqlite_only
from trading.errors import Conflict, DenialCode
from trading.ports import Broker, BrokerEventKind
from trading.stop import StopReason, TradingState


@dataclass
class Venue:
    """A portfolio at a broker that speaks through a file."""

    desk: Stage
    broker: Broker
    journal: Path
    column: str
    id: str
    spoiled: tuple[int, str] = (0, "")

    async def sent(self, symbol: str, quantity: str = "10") -> Order:
        """Send an order that fills at once; nothing that the broker says of it is booked."""
        order = (await self.desk.place(buy(symbol, quantity), portfolio_id=self.id, allow_duplicate=True)).order
        claim = await sending.claim(self.desk.desk, self.desk.crew.viewer, order.id)
        assert claim is not None
        await self.broker.submit(claim.orders[order.id])
        async with asyncio.timeout(60):  # until all of it is in the journal
            while BrokerEventKind.FILL not in await self._told(order):
                await self.broker.account(self.id)
        return order

    async def _told(self, order: Order) -> list[BrokerEventKind]:
        told = await self.broker.events(self.id, 0)
        return [event.kind for event in told if event.client_order_id == order.client_order_id]

    async def booked(self) -> int:
        async with asyncio.timeout(60):
            return await executions.drain(self.desk.desk, self.desk.crew.viewer, self.broker, self.id)

    def reword(self, order: Order, old: str, new: str) -> None:
        """Change what the journal says of the fills of an order."""
        with sqlite3.connect(self.journal) as raw:
            for cursor, said in raw.execute(f"SELECT cursor, {self.column} FROM events").fetchall():
                if order.client_order_id in said and '"FILL"' in said:
                    assert old in said
                    sql = f"UPDATE events SET {self.column} = ? WHERE cursor = ?"
                    raw.execute(sql, (said.replace(old, new), cursor))
        raw.close()

    def rewrite(self, order: Order, words: str) -> str:
        """Put other words in the place of the fill of an order, and return those that stood there."""
        with sqlite3.connect(self.journal) as raw:
            rows = raw.execute(f"SELECT cursor, {self.column} FROM events ORDER BY cursor").fetchall()
            mine = [row for row in rows if order.client_order_id in row[1] and '"FILL"' in row[1]] or [self.spoiled]
            self.spoiled = mine[-1]
            raw.execute(f"UPDATE events SET {self.column} = ? WHERE cursor = ?", (words, self.spoiled[0]))
        raw.close()
        return str(self.spoiled[1])

    def spoil(self, order: Order) -> None:
        self.reword(order, '"execution_id": "', '"execution_id": "\\ud800')

    def mend(self, order: Order) -> None:
        self.reword(order, '"execution_id": "\\ud800', '"execution_id": "')

    async def alerts(self) -> list[str]:
        return [each.code for each in await Alert.filter(portfolio_id=self.id).order_by("sequence")]


@pytest.fixture(params=["paper", "alpaca"])
async def venue(desk: Stage, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Venue]:
    if request.param == "paper":
        await Portfolio.all().update(limits=LOOSE)
        yield Venue(desk, desk.broker, desk.broker._path, "raw", desk.portfolio_id)
        return
    async with at_alpaca(desk, tmp_path) as there:
        yield Venue(desk, there.broker, there.journal, "fact", there.id)


async def test_what_cannot_be_booked_is_put_aside_and_what_comes_behind_it_is_booked(venue: Venue) -> None:
    broken, good = await venue.sent("AAA"), await venue.sent("BBB")
    venue.spoil(broken)
    assert await venue.booked() >= 2
    assert await venue.booked() == 0
    assert {each.order_id for each in await Execution.all()} == {good.id}
    [aside] = await UnbookedEvent.all()
    assert "surrogates not allowed" in aside.why
    assert not await BrokerMessage.filter(cursor=aside.cursor, account=venue.id).exists()
    assert "EVENT_NOT_BOOKED" in await venue.alerts()
    assert await AuditEntry.filter(chain=venue.id, action="put_aside_event", object_id=aside.id).count() == 1
    stop = await Stop.get(target=venue.id)
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.RECONCILE_BREAK)
    refused = await venue.desk.place(buy("BBB", "1"), portfolio_id=venue.id)
    assert refused.order.denial == DenialCode.NOT_RECONCILED
    with pytest.raises(Conflict):
        await reconcile.clear(venue.desk.desk, venue.desk.owner, venue.id, "looks fine to me")


async def test_it_is_booked_once_when_it_can_be_and_a_person_lets_the_portfolio_go_on(venue: Venue) -> None:
    broken, good = await venue.sent("AAA"), await venue.sent("BBB")
    venue.spoil(broken)
    await venue.booked()
    venue.mend(broken)
    for _ in range(2):
        assert await reconcile.differing(venue.desk.desk, venue.desk.crew.viewer, venue.id) == ()
    assert not await UnbookedEvent.exists()
    assert sorted([each.order_id for each in await Execution.all()]) == sorted([broken.id, good.id])
    await venue.desk.sound()
    await reconcile.clear(venue.desk.desk, venue.desk.owner, venue.id, "it was booked late")
    assert (await Stop.get(target=venue.id)).state is TradingState.ACTIVE
    assert (await venue.desk.place(buy("BBB", "1"), portfolio_id=venue.id)).order.open


async def test_what_changes_nothing_is_given_up_when_the_break_is_cleared(venue: Venue) -> None:
    order = await venue.sent("AAA")
    await venue.booked()
    first = await UnbookedEvent.all().count()
    row = UnbookedEvent(id="x", account=venue.id, cursor=0, body="", why="no sense in it", at=order.placed_at)
    await row.save(force_create=True)
    await reconcile.clear(venue.desk.desk, venue.desk.owner, venue.id, "nothing is missing")
    assert first == await UnbookedEvent.all().count() == 0
    [deed] = await AuditEntry.filter(action="drop_unbooked_events")
    assert deed.after == {"events": ["0: no sense in it"]}


async def test_a_broker_of_whom_nothing_can_be_booked_is_passed_over_only_so_far(
    venue: Venue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asides, "ASIDE_MAX", 1)
    first, second = await venue.sent("AAA"), await venue.sent("BBB")
    for each in (first, second):
        venue.spoil(each)
    for _ in range(2):
        with pytest.raises((UnicodeEncodeError, TypeError, OperationalError), match="surrogates not allowed"):
            await venue.booked()
    assert await UnbookedEvent.all().count() == 1
    venue.mend(first)
    venue.mend(second)
    assert await reconcile.differing(venue.desk.desk, venue.desk.crew.viewer, venue.id) == ()
    assert await Execution.all().count() == 2
    await venue.desk.sound()


@sqlite_only
@pytest.mark.parametrize("words", ['{"kind": "moon', '["FILL"]'])
async def test_what_the_adapter_cannot_read_keeps_nothing_waiting_and_is_booked_once_it_can_be(
    venue: Venue, words: str
) -> None:
    broken = await venue.sent("AAA")
    kept = venue.rewrite(broken, words)
    good = await venue.sent("BBB")
    await venue.booked()
    assert {each.order_id for each in await Execution.all()} == {good.id}
    [aside] = await UnbookedEvent.all()
    assert aside.why.startswith("Unreadable: ")
    assert "EVENT_NOT_BOOKED" in await venue.alerts()
    assert (await Stop.get(target=venue.id)).state is TradingState.REDUCING
    with pytest.raises(Conflict):
        await reconcile.clear(venue.desk.desk, venue.desk.owner, venue.id, "looks fine to me")
    assert await UnbookedEvent.all().count() == 1
    venue.rewrite(broken, kept)
    assert await reconcile.differing(venue.desk.desk, venue.desk.crew.viewer, venue.id) == ()
    assert {each.order_id for each in await Execution.all()} == {broken.id, good.id}
    assert not await UnbookedEvent.exists()
    await venue.desk.sound()


async def test_a_database_that_is_away_puts_nothing_aside(venue: Venue, monkeypatch: pytest.MonkeyPatch) -> None:
    await venue.sent("AAA")

    async def away(*_: object, **__: object) -> None:
        raise OSError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(executions, "known", away)
        with pytest.raises(OSError, match="gone"):
            await venue.booked()
    assert not await UnbookedEvent.exists()
    assert await venue.booked() >= 1
    assert await Execution.all().count() == 1


@sqlite_only
async def test_orders_of_ours_that_the_database_has_lost_stop_what_opens(venue: Venue) -> None:
    """A backup from before them was restored: they are booked as of other hands, and nothing is opened twice."""
    kept = await venue.sent("BBB")
    await venue.booked()
    gone = await venue.sent("AAA")
    async with engine.transaction() as raw:
        for table, column in (("order_messages", "order_id"), ("orders", "id")):
            await raw.execute_query(f"DELETE FROM {table} WHERE {column} = '{gone.id}'")
        await raw.execute_query(f"UPDATE portfolios SET reserved = 0 WHERE id = '{venue.id}'")
    await venue.booked()
    [adopted] = await Order.filter(portfolio_id=venue.id).exclude(id=kept.id)
    assert (str(adopted.origin), adopted.client_order_id) == ("EXTERNAL", gone.client_order_id)
    assert adopted.filled == 10
    stop = await Stop.get(target=venue.id)
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.RECONCILE_BREAK)
    assert (await venue.alerts()).count("RECONCILE_BREAK") == 1
    again = await venue.desk.place(buy("AAA", "10"), portfolio_id=venue.id, allow_duplicate=True)
    assert again.order.denial == DenialCode.NOT_RECONCILED
    await reconcile.clear(venue.desk.desk, venue.desk.owner, venue.id, "the backup of noon was restored")
    assert await venue.booked() == 0
    assert (await Stop.get(target=venue.id)).state is TradingState.ACTIVE
