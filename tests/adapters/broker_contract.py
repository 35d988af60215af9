"""The contract that every broker must pass: numbered cases, run against a venue whose market the test moves.

Subclass `BrokerContract`, or `ExitsContract` where the broker takes two exits as one, in
tests/adapters/test_<broker>.py and give it a fixture `venue`. A case says what must be so with a capability and without
it. The account "desk" is open with 100,000 in cash; the session is open and the last quote of AAPL is 99.98 / 100.00
with 10,000 shares.
"""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest

from trading.errors import Rejected
from trading.orders import Ended, OrderSide, OrderType, TimeInForce
from trading.ports import Broker, BrokerEvent, BrokerEventKind, BrokerOrder, BrokerReport
from trading.units import gross

D = Decimal
DESK = "desk"
CASH = D("100000.00")
ACK, FILL = BrokerEventKind.ACK, BrokerEventKind.FILL
REPLACED, REPLACE_REJECTED = BrokerEventKind.REPLACED, BrokerEventKind.REPLACE_REJECTED
CANCELED, EXPIRED, REJECTED = BrokerEventKind.CANCELED, BrokerEventKind.EXPIRED, BrokerEventKind.REJECTED
PRICES: dict[OrderType, dict[str, Decimal]] = {
    OrderType.MARKET: {},
    OrderType.LIMIT: {"limit_price": D(90)},
    OrderType.STOP: {"stop_price": D(110)},
    OrderType.STOP_LIMIT: {"stop_price": D(110), "limit_price": D(111)},
    OrderType.TRAILING_STOP: {"trail_by": D(5)},
}


class Venue(ABC):
    """A broker with the market behind it in the test's hand."""

    broker: Broker

    @abstractmethod
    async def quote(self, bid: str, ask: str, *, last: str | None = None, volume: int = 10_000) -> None:
        """Let AAPL trade once; `last` is the ask unless told."""

    @abstractmethod
    async def end_session(self) -> None:
        """Let AAPL trade once more at the last quote, then close."""

    @abstractmethod
    async def start_session(self) -> None:
        """Open the next session with the last quote."""

    @abstractmethod
    async def restart(self) -> None:
        """Close the adapter and make a new one of the same account: `broker` is another object."""

    async def said(self, client_order_id: str | None = None) -> list[BrokerEvent]:
        """Return all events of the desk, or those of one order."""
        events = await self.broker.events(DESK, 0)
        return [event for event in events if client_order_id in (None, event.client_order_id)]

    async def kinds(self, client_order_id: str | None = None) -> list[BrokerEventKind]:
        return [event.kind for event in await self.said(client_order_id)]

    async def news(self, client_order_id: str) -> list[BrokerEventKind]:
        """Return what was said of an order but that the broker has it: it may say so of each version."""
        return [kind for kind in await self.kinds(client_order_id) if kind is not ACK]

    async def fills(self, client_order_id: str) -> list[tuple[Decimal | None, Decimal | None]]:
        """Return (quantity, price) of each fill."""
        return [(event.quantity, event.price) for event in await self.said(client_order_id) if event.kind is FILL]

    async def hold(self, quantity: str) -> None:
        """Buy shares of AAPL at once."""
        await self.broker.submit(buy("hold", quantity))
        assert (await self.broker.account(DESK)).positions == {"AAPL": D(quantity)}

    async def exits(self, name: str) -> tuple[BrokerReport, BrokerReport]:
        """Buy ten shares of AAPL at once and send their exits."""
        await self.broker.submit(buy(f"{name}-entry", "10"))
        return await self.send(name)

    async def send(self, name: str, *, stop: str = "90") -> tuple[BrokerReport, BrokerReport]:
        """Send a take profit at 110 and a stop loss for ten shares."""
        common: dict[str, Any] = {"quantity": "10", "time_in_force": TimeInForce.GTC}
        target = sell(f"{name}-target", **common, type=OrderType.LIMIT, limit_price=D(110))
        cut = sell(f"{name}-stop", **common, type=OrderType.STOP, stop_price=D(stop))
        return await self.broker.submit_oco(target, cut)


def order(client_order_id: str, side: OrderSide, quantity: str, **terms: Any) -> BrokerOrder:
    """Return an order of the desk in AAPL; MARKET and DAY unless told."""
    terms = {"symbol": "AAPL", "type": OrderType.MARKET} | terms
    return BrokerOrder(account=DESK, client_order_id=client_order_id, side=side, quantity=D(quantity), **terms)


def buy(client_order_id: str, quantity: str, **terms: Any) -> BrokerOrder:
    return order(client_order_id, OrderSide.BUY, quantity, **terms)


def sell(client_order_id: str, quantity: str, **terms: Any) -> BrokerOrder:
    return order(client_order_id, OrderSide.SELL, quantity, **terms)


def limit(price: str) -> dict[str, Any]:
    return {"type": OrderType.LIMIT, "limit_price": D(price)}


def stop(price: str) -> dict[str, Any]:
    return {"type": OrderType.STOP, "stop_price": D(price)}


def total(events: Sequence[BrokerEvent]) -> Decimal:
    """Return the cash that executions leave: minus for buys, plus for sells, minus fees."""
    cash = D(0)
    for event in events:
        if event.kind is FILL:
            assert event.side is not None
            assert event.quantity is not None
            assert event.price is not None
            cash -= event.side.sign * gross(event.quantity, event.price) + (event.fee or D(0))
    return cash


class BrokerContract:
    """One test a case; README.md of adapters/brokers lists them by number."""

    async def test_c01_an_order_is_acknowledged_then_filled(self, venue: Venue) -> None:
        report = await venue.broker.submit(buy("a", "10"))
        assert (report.client_order_id, report.quantity) == ("a", D(10))
        ack, fill = await venue.said()
        assert (ack.kind, fill.kind) == (ACK, FILL)
        assert ack.broker_order_id == fill.broker_order_id == report.broker_order_id
        assert (fill.symbol, fill.side, fill.quantity) == ("AAPL", OrderSide.BUY, D(10))
        assert fill.price is not None
        assert fill.price >= D(100)
        assert fill.execution_id
        assert ack.raw
        assert fill.raw

    async def test_c02_the_same_id_again_is_the_same_order(self, venue: Venue) -> None:
        first = await venue.broker.submit(buy("a", "10", **limit("90")))
        assert await venue.broker.submit(buy("a", "10.0", **limit("90.00"))) == first
        await venue.broker.cancel(DESK, "a")
        again = await venue.broker.submit(buy("a", "10", **limit("90")))
        assert again == BrokerReport(
            client_order_id="a",
            broker_order_id=first.broker_order_id,
            open=False,
            quantity=D(10),
            filled=D(0),
            ended=Ended.CANCELED,
        )
        assert await venue.kinds() == [ACK, CANCELED]

    async def test_c03_the_same_id_with_other_terms_is_rejected(self, venue: Venue) -> None:
        first = await venue.broker.submit(buy("a", "10", **limit("90")))
        for other in (buy("a", "11", **limit("90")), buy("a", "10", **limit("91")), sell("a", "10", **limit("90"))):
            with pytest.raises(Rejected, match="other terms"):
                await venue.broker.submit(other)
        assert await venue.broker.lookup(DESK, "a") == first
        assert await venue.kinds() == [ACK]

    async def test_c04_an_unknown_symbol_is_rejected(self, venue: Venue) -> None:
        with pytest.raises(Rejected, match="unknown symbol"):
            await venue.broker.submit(buy("a", "1", symbol="NOSUCH"))
        assert (await venue.broker.account(DESK)).open_orders == ()

    async def test_c05_partial_fills_add_up(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a", "2500"))
        assert await venue.fills("a") == [(D(1000), D("100.01"))]
        await venue.quote("100.98", "101.00")
        report = await venue.broker.lookup(DESK, "a")
        assert report is not None
        assert (report.open, report.quantity, report.filled) == (True, D(2500), D(2000))
        await venue.quote("101.98", "102.00")
        assert [quantity for quantity, _ in await venue.fills("a")] == [D(1000), D(1000), D(500)]
        ids = [event.execution_id for event in await venue.said("a") if event.kind is FILL]
        assert len(set(ids)) == 3

    async def test_c06_a_limit_is_never_worse_and_gains_from_a_gap(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a", "10", **limit("99")))
        await venue.quote("99.00", "99.01")
        assert await venue.fills("a") == []
        await venue.quote("94.98", "95.00")
        assert await venue.fills("a") == [(D(10), D(95))]
        await venue.broker.submit(sell("b", "10", **limit("96")))
        await venue.quote("98.00", "98.02")
        assert await venue.fills("b") == [(D(10), D(98))]

    async def test_c07_a_gap_through_a_stop_fills_at_the_market(self, venue: Venue) -> None:
        await venue.hold("10")
        await venue.broker.submit(sell("a", "10", **stop("95")))
        await venue.quote("95.10", "95.12")
        assert await venue.fills("a") == []
        await venue.quote("80.00", "80.02")
        ((quantity, price),) = await venue.fills("a")
        assert quantity == 10
        assert price is not None
        assert price <= D(80)

    async def test_c08_a_cancel_comes_back_as_an_event(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a", "10", **limit("90")))
        await venue.broker.cancel(DESK, "a")
        await venue.quote("80.00", "80.02")
        assert await venue.kinds("a") == [ACK, CANCELED]
        assert (await venue.broker.account(DESK)).open_orders == ()

    async def test_c09_what_is_done_or_unknown_cannot_be_cancelled(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a", "10"))
        with pytest.raises(Rejected, match="FILLED"):
            await venue.broker.cancel(DESK, "a")
        with pytest.raises(Rejected, match="no order"):
            await venue.broker.cancel(DESK, "b")
        assert await venue.kinds() == [ACK, FILL]

    async def test_c10_a_day_order_ends_with_its_session(self, venue: Venue) -> None:
        await venue.broker.submit(buy("day", "10", **limit("90")))
        await venue.broker.submit(buy("gtc", "10", **limit("90"), time_in_force=TimeInForce.GTC))
        await venue.end_session()
        await venue.broker.submit(buy("next", "10", **limit("90")))
        assert await venue.kinds("day") == [ACK, EXPIRED]
        await venue.start_session()
        assert [report.client_order_id for report in (await venue.broker.account(DESK)).open_orders] == ["gtc", "next"]
        await venue.end_session()
        assert await venue.kinds("next") == [ACK, EXPIRED]
        assert await venue.kinds("gtc") == [ACK]

    async def test_c11_events_resume_without_gap_or_repeat(self, venue: Venue) -> None:
        for name in "abcde":
            await venue.broker.submit(buy(name, "1"))
        everything = await venue.said()
        assert len(everything) == 10
        read: list[BrokerEvent] = []
        while page := await venue.broker.events(DESK, read[-1].cursor if read else 0, limit=3):
            assert len(page) <= 3
            read += page
        assert read == everything
        cursors = [event.cursor for event in read]
        assert cursors == sorted(set(cursors))

    async def test_c12_a_restart_changes_nothing(self, venue: Venue) -> None:
        await venue.hold("10")
        await venue.broker.submit(buy("a", "10", **limit("95")))
        before = (await venue.said(), await venue.broker.account(DESK), await venue.broker.lookup(DESK, "a"))
        old = venue.broker
        await venue.restart()
        assert venue.broker is not old
        assert before == (await venue.said(), await venue.broker.account(DESK), await venue.broker.lookup(DESK, "a"))
        await venue.quote("94.98", "95.00")
        assert await venue.kinds("a") == [ACK, FILL]

    async def test_c13_a_lookup_tells_open_done_and_unknown_apart(self, venue: Venue) -> None:
        assert await venue.broker.lookup(DESK, "a") is None
        submitted = await venue.broker.submit(buy("a", "10", **limit("95")))
        assert submitted.open
        assert await venue.broker.lookup(DESK, "a") == submitted
        await venue.quote("94.98", "95.00")
        report = await venue.broker.lookup(DESK, "a")
        assert report is not None
        assert (report.open, report.filled, report.ended) == (False, D(10), None)
        await venue.broker.submit(buy("b", "10", **limit("90")))
        await venue.broker.cancel(DESK, "b")
        assert await venue.kinds("b") == [ACK, CANCELED]
        gone = await venue.broker.lookup(DESK, "b")
        assert gone is not None
        assert (gone.open, gone.filled, gone.ended) == (False, D(0), Ended.CANCELED)

    @pytest.mark.parametrize(
        "terms",
        [
            {"quantity": D(0)},
            {"quantity": D(-1)},
            {"quantity": D("NaN")},
            {"quantity": D("Infinity")},
            {"quantity": D("0.0000000001")},
            {"type": OrderType.LIMIT},
            {"type": OrderType.LIMIT, "limit_price": D(-1)},
            {"type": OrderType.STOP, "stop_price": D("NaN")},
            {"type": OrderType.STOP, "stop_price": D(1), "time_in_force": TimeInForce.IOC},
            {"limit_price": D(90)},
        ],
        ids=str,
    )
    async def test_c14_terms_that_make_no_order_are_rejected(self, venue: Venue, terms: dict[str, Any]) -> None:
        fields: dict[str, Any] = {"symbol": "AAPL", "type": OrderType.MARKET, "quantity": D(1)}
        broken = BrokerOrder(account=DESK, client_order_id="a", side=OrderSide.BUY, **(fields | terms))
        for _ in range(2):
            with pytest.raises(Rejected) as refused:
                await venue.broker.submit(broken)
            assert str(refused.value)
        assert (await venue.broker.account(DESK)).open_orders == ()
        assert set(await venue.kinds()) <= {REJECTED}

    async def test_c15_a_sale_of_more_than_is_free_is_short_or_rejected(self, venue: Venue) -> None:
        await venue.hold("10")
        await venue.broker.submit(sell("a", "6", **limit("120")))
        if venue.broker.capabilities.short:
            await venue.broker.submit(sell("b", "15"))
            assert (await venue.broker.account(DESK)).positions == {"AAPL": D(-5)}
            await venue.broker.submit(buy("back", "11"))
        else:
            with pytest.raises(Rejected, match="short"):
                await venue.broker.submit(sell("b", "5"))
            await venue.broker.submit(sell("c", "4"))
        await venue.broker.cancel(DESK, "a")
        await venue.broker.submit(sell("d", "6"))
        assert (await venue.broker.account(DESK)).positions == {}

    async def test_c16_accounts_with_news_are_named(self, venue: Venue) -> None:
        assert await venue.broker.accounts_with_events({}) == []
        await venue.broker.submit(buy("a", "1"))
        last = (await venue.said())[-1].cursor
        assert await venue.broker.accounts_with_events({}) == [DESK]
        assert await venue.broker.accounts_with_events({DESK: last - 1}) == [DESK]
        assert await venue.broker.accounts_with_events({DESK: last}) == []

    async def test_c17_cash_and_positions_are_the_sum_of_the_executions(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a", "10.5" if venue.broker.capabilities.fractional else "10"))
        await venue.quote("103.33", "103.37")
        await venue.broker.submit(sell("b", "3"))
        await venue.broker.submit(buy("c", "1", **limit("50")))
        account = await venue.broker.account(DESK)
        bought = (await venue.fills("a"))[0][0]
        assert bought is not None
        assert account.positions == {"AAPL": bought - 3}
        assert account.cash == CASH + total(await venue.said())
        assert account.open_orders == (await venue.broker.lookup(DESK, "c"),)

    async def test_c18_capabilities_tell_the_truth(self, venue: Venue) -> None:
        able = venue.broker.capabilities
        for kind, prices in PRICES.items():
            await self._taken(venue, kind in able.order_types, buy(f"{kind}", "1", type=kind, **prices))
        for time_in_force in TimeInForce:
            wanted = buy(f"{time_in_force}", "1", time_in_force=time_in_force)
            await self._taken(venue, time_in_force in able.times_in_force, wanted)
        await self._taken(venue, able.fractional, buy("fraction", "0.000000001"))
        assert isinstance(self, ExitsContract) == able.bracket
        if not able.bracket:
            with pytest.raises(Rejected):
                await venue.send("two")

    async def _taken(self, venue: Venue, expected: bool, wanted: BrokerOrder) -> None:
        try:
            await venue.broker.submit(wanted)
        except Rejected:
            assert not expected, wanted
        else:
            assert expected, wanted

    async def test_c19_a_stop_sees_no_price_from_before_it(self, venue: Venue) -> None:
        await venue.hold("10")
        await venue.quote("89.98", "90.00")
        await venue.quote("99.98", "100.00")
        await venue.broker.submit(sell("a", "10", **stop("95")))
        await venue.quote("99.50", "99.52")
        assert await venue.kinds("a") == [ACK]

    async def test_c20_an_account_that_is_not_there_takes_nothing(self, venue: Venue) -> None:
        stranger = BrokerOrder(
            account="nobody",
            client_order_id="a",
            symbol="AAPL",
            side=OrderSide.BUY,
            type=OrderType.MARKET,
            quantity=D(1),
        )
        with pytest.raises(Rejected, match="account"):
            await venue.broker.submit(stranger)
        with pytest.raises(Rejected, match="account"):
            await venue.broker.account("nobody")
        assert await venue.broker.lookup("nobody", "a") is None

    async def test_c21_opening_an_account_again_keeps_it(self, venue: Venue) -> None:
        await venue.hold("10")
        before = await venue.broker.account(DESK)
        await venue.broker.open_account(DESK, CASH)
        assert await venue.broker.account(DESK) == before

    async def test_c22_everything_open_is_cancelled_in_one_call(self, venue: Venue) -> None:
        for name in ("a", "b"):
            await venue.broker.submit(buy(name, "1", type=OrderType.LIMIT, limit_price=D(90)))
        await venue.hold("3")
        await venue.broker.cancel_all(DESK)
        await venue.broker.cancel_all(DESK)  # nothing is open any more, which is no error
        assert (await venue.broker.account(DESK)).open_orders == ()
        for name in ("a", "b"):
            assert await venue.kinds(name) == [ACK, CANCELED]
        assert (await venue.broker.account(DESK)).positions == {"AAPL": D(3)}
        with pytest.raises(Rejected):
            await venue.broker.cancel_all("nobody")

    async def test_c27_a_replaced_order_works_under_its_new_terms_and_its_first_id(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10", **limit("90")))
        await venue.broker.replace(buy("a-1", "20", time_in_force=TimeInForce.GTC, **limit("95")), 2)
        assert await venue.news("a-1") == [REPLACED]
        replaced = (await venue.said("a-1"))[-1]
        assert (replaced.version, replaced.quantity, replaced.limit_price) == (2, D(20), D(95))
        assert replaced.time_in_force is TimeInForce.GTC
        (report,) = (await venue.broker.account(DESK)).open_orders
        assert (report.client_order_id, report.quantity, report.filled) == ("a-1", D(20), D(0))
        await venue.quote("94.98", "95.00")
        assert await venue.fills("a-1") == [(D(20), D(95))]
        assert {event.client_order_id for event in await venue.said()} == {"a-1"}
        assert (await venue.broker.account(DESK)).positions == {"AAPL": D(20)}

    async def test_c28_the_same_version_again_is_the_same_replace(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10", **limit("90")))
        for _ in range(3):
            await venue.broker.replace(buy("a-1", "12", **limit("91.0")), 2)
        with pytest.raises(Rejected, match="other terms"):
            await venue.broker.replace(buy("a-1", "13", **limit("91")), 2)
        await venue.broker.replace(buy("a-1", "14", **limit("92")), 3)
        await venue.broker.replace(buy("a-1", "12", **limit("91")), 2)
        assert await venue.news("a-1") == [REPLACED, REPLACED]
        await venue.quote("90.98", "91.00")
        assert [quantity for quantity, _ in await venue.fills("a-1")] == [D(14)]

    async def test_c29_what_is_over_or_unknown_cannot_be_replaced(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10"))
        await venue.broker.submit(buy("b-1", "10", **limit("90")))
        await venue.broker.cancel(DESK, "b-1")
        for name, word in (("a-1", "FILLED"), ("b-1", "CANCELED"), ("c-1", "no order")):
            for _ in range(2):
                with pytest.raises(Rejected, match=word):
                    await venue.broker.replace(buy(name, "20", **({} if name == "a-1" else limit("95"))), 2)
        assert [kind for kind in await venue.news("a-1") if kind is not REPLACE_REJECTED] == [FILL]
        assert [kind for kind in await venue.news("b-1") if kind is not REPLACE_REJECTED] == [CANCELED]
        assert (await venue.broker.account(DESK)).positions == {"AAPL": D(10)}

    async def test_c30_a_lookup_finds_each_version_and_a_cancel_the_last(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10", **limit("90")))
        assert await venue.broker.lookup(DESK, "a-2") is None
        await venue.broker.replace(buy("a-1", "12", **limit("90")), 2)
        await venue.broker.replace(buy("a-1", "8", **limit("90")), 3)
        found = [await venue.broker.lookup(DESK, name) for name in ("a-1", "a-2", "a-3")]
        assert {(each.client_order_id, each.open, each.quantity) for each in found if each} == {("a-1", True, D(8))}
        assert await venue.broker.lookup(DESK, "a-4") is None
        await venue.broker.cancel(DESK, "a-1")
        assert await venue.news("a-1") == [REPLACED, REPLACED, CANCELED]
        assert (await venue.broker.account(DESK)).open_orders == ()

    @pytest.mark.parametrize(
        ("old", "new", "through"),
        [
            (stop("95"), stop("97"), ("96.90", "96.92")),
            (
                {"type": OrderType.TRAILING_STOP, "trail_by": D(10)},
                {"type": OrderType.TRAILING_STOP, "trail_by": D(3)},
                ("96.80", "96.82"),
            ),
        ],
        ids=["stop", "trail"],
    )
    async def test_c31_a_stop_is_replaced_by_a_nearer_one(
        self, venue: Venue, old: dict[str, Any], new: dict[str, Any], through: tuple[str, str]
    ) -> None:
        await venue.hold("10")
        await venue.broker.submit(sell("a-1", "10", **old))
        await venue.quote("99.98", "100.00")
        await venue.broker.replace(sell("a-1", "10", **new), 2)
        await venue.quote("97.98", "98.00")
        assert await venue.fills("a-1") == []
        await venue.quote(*through)
        assert [quantity for quantity, _ in await venue.fills("a-1")] == [D(10)]

    async def test_c32_terms_that_make_no_order_replace_none(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10", **limit("90")))
        await venue.hold("1")
        broken = [buy("a-1", "10"), buy("a-1", "0", **limit("90")), sell("a-1", "1", **limit("90"))]
        for number, wanted in enumerate(broken):
            with pytest.raises(Rejected):
                await venue.broker.replace(wanted, 2 + number)
        assert set(await venue.news("a-1")) <= {REPLACE_REJECTED}
        (report,) = (await venue.broker.account(DESK)).open_orders
        assert report.quantity == D(10)

    async def test_c33_a_replace_survives_a_restart(self, venue: Venue) -> None:
        await venue.broker.submit(buy("a-1", "10", **limit("90")))
        await venue.broker.replace(buy("a-1", "20", **limit("95")), 2)
        before = await venue.said()
        await venue.restart()
        await venue.broker.replace(buy("a-1", "20", **limit("95")), 2)
        assert await venue.said() == before
        await venue.quote("94.98", "95.00")
        assert await venue.fills("a-1") == [(D(20), D(95))]


class ExitsContract(BrokerContract):
    """The whole contract of a broker that takes two exits of which one cancels the other."""

    async def test_c23_of_two_exits_one_cancels_the_other(self, venue: Venue) -> None:
        for name, bid, winner in (("a", "120.00", "target"), ("b", "80.00", "stop")):
            await venue.quote("99.98", "100.00")
            one, two = await venue.exits(name)
            assert [report.client_order_id for report in (one, two)] == [f"{name}-target", f"{name}-stop"]
            assert (one.open, two.open, one.quantity, two.quantity) == (True, True, D(10), D(10))
            opened = (await venue.broker.account(DESK)).open_orders
            assert {report.client_order_id for report in opened} == {f"{name}-target", f"{name}-stop"}
            await venue.quote(bid, bid)
            for kind in ("target", "stop"):
                ended = FILL if kind == winner else CANCELED
                assert await venue.kinds(f"{name}-{kind}") == [ACK, ended]
            account = await venue.broker.account(DESK)
            assert (dict(account.positions), account.open_orders) == ({}, ())

    async def test_c24_the_same_two_exits_again_are_the_same(self, venue: Venue) -> None:
        first = await venue.exits("a")
        assert await venue.send("a") == first
        assert await venue.broker.lookup(DESK, "a-target") == first[0]
        assert await venue.broker.lookup(DESK, "a-stop") == first[1]
        with pytest.raises(Rejected, match="other terms"):
            await venue.send("a", stop="81")
        assert await venue.kinds("a-target") == await venue.kinds("a-stop") == [ACK]

    @pytest.mark.parametrize("kind", ["target", "stop"])
    async def test_c25_canceling_one_of_two_exits_cancels_both(self, venue: Venue, kind: str) -> None:
        await venue.exits("a")
        await venue.broker.cancel(DESK, f"a-{kind}")
        for each in ("target", "stop"):
            assert await venue.kinds(f"a-{each}") == [ACK, CANCELED]
        await venue.quote("80.00", "80.00")
        assert (await venue.broker.account(DESK)).positions == {"AAPL": D(10)}

    async def test_c26_two_orders_that_are_no_exits_of_the_same_shares_are_rejected(self, venue: Venue) -> None:
        await venue.hold("10")
        gtc = TimeInForce.GTC
        target = sell("a", "10", **limit("110"), time_in_force=gtc)
        other = sell("b", "9", **stop("90"), time_in_force=gtc)
        for one, two in ((target, other), (other, target)):
            with pytest.raises(Rejected):
                await venue.broker.submit_oco(one, two)
        assert (await venue.broker.account(DESK)).open_orders == ()
