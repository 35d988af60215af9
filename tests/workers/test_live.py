"""Proves that the desk can live on a vendor's stream: sessions, fills at live prices, mute lines found out by asking,
silence that reduces, and a past that grows by a day after each close."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from redis.asyncio import Redis

from actions import feeds, orders, setup
from actions.portfolios import create_demo
from actions.viewer import ALL, Viewer
from adapters.local_server import LocalServer
from adapters.market import stored
from adapters.market.hours import closing, opening
from adapters.market.stub import FIRST, SYMBOLS, PriceStub
from adapters.patience import end
from adapters.registry import FEED
from adapters.system import SimulatedClock
from db.models import (
    Alert,
    Analysis,
    Execution,
    Feed,
    JournalEntry,
    Order,
    Outbox,
    Portfolio,
    Position,
    Quote,
    Stop,
)
from settings import Settings
from tests.adapters.test_prices import settings_of
from tests.workers.benches import ON_SQLITE
from trading.errors import Conflict
from trading.market import Bar, CorporateAction, CorporateActionKind
from trading.orders import OrderSide, OrderType, Terms
from trading.ports import BarStore
from trading.stop import StopReason, TradingState
from trading.units import to_price
from workers import live
from workers.corporate import Happenings
from workers.desk import Crew
from workers.live import Live
from workers.main import crew
from workers.models import Models
from workers.opening import desk
from workers.orders import drain, submit_order
from workers.watch import Watch

pytestmark = ON_SQLITE
FRIDAY = FIRST + timedelta(days=4)
THURSDAY = FRIDAY - timedelta(days=1)
OPEN = opening(FRIDAY)


@dataclass
class Floor:
    """A desk whose last bar is Thursday's, on a Friday before the open, and the stub that it listens to."""

    crew: Crew
    stub: PriceStub
    clock: SimulatedClock
    owner: Viewer
    portfolio_id: str
    feed: Live

    async def trade(self, symbol: str, price: str, size: int = 10_000) -> None:
        await self.stub.trade(symbol, price, self.clock.now(), size)

    def pass_(self, seconds: float) -> None:
        self.clock.set(self.clock.now() + timedelta(seconds=seconds))

    async def stands(self) -> tuple[date | None, str]:
        feed = await Feed.get(name=FEED)
        return feed.day, str(feed.phase)

    async def quoted(self, symbol: str, price: str) -> Quote:
        async with asyncio.timeout(60):
            while True:
                quote = await Quote.get_or_none(symbol=symbol)
                if quote is not None and quote.price == Decimal(price):
                    return quote
                await asyncio.sleep(0.02)

    async def bought(self, symbol: str, quantity: str, limit: str | None = None) -> Order:
        """Place an order and carry it to the broker."""
        kind, price = (OrderType.LIMIT, Decimal(limit)) if limit else (OrderType.MARKET, None)
        terms = Terms(symbol=symbol, side=OrderSide.BUY, type=kind, quantity=Decimal(quantity), limit_price=price)
        key = f"{symbol} {quantity} {limit}"
        placed = (await orders.place(self.crew.desk, self.owner, self.portfolio_id, terms, key=key)).order
        assert placed.denial is None, placed.denial
        for job in await Outbox.filter(topic="submit_order", done_at=None):
            await submit_order({"crew": self.crew}, {**job.payload, "outbox_id": job.id})
        return placed


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


@pytest.fixture(params=["alpaca,massive"])
async def floor(
    request: pytest.FixtureRequest,
    settings: Settings,
    redis_url: str,
    models: Models,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[Floor]:
    monkeypatch.setattr(live, "FLUSH_S", 0.02)
    monkeypatch.setattr(live, "MUTE_S", 0.3)
    monkeypatch.setattr(live, "POLL_S", 0.1)
    monkeypatch.setattr(live, "RETRY_MOST_S", 0.1)
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    clock = SimulatedClock(OPEN - timedelta(minutes=5))
    stub = PriceStub(clock.now() - timedelta(hours=17), page=100)
    before = [day for n in range(60) if (day := THURSDAY - timedelta(days=n)).weekday() < 5]
    past = {symbol: [bar(day, base + 3) for day in before] for symbol, base in SYMBOLS.items()}
    stored.add(settings.data_dir / stored.NAME, past)
    async with LocalServer(stub.app) as server:
        wanted = replace(
            settings_of(server.url, str(request.param)),
            data_dir=settings.data_dir,
            database_url=settings.database_url,
            durability="off",
        )
        async with desk(wanted, redis_url, clock=clock) as built, crew(built, wanted) as hands:
            await setup.prepare(built, FEED, FRIDAY)
            owner, _ = await setup.owner(built)
            viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
            portfolio = await create_demo(built, viewer, Decimal(100_000))
            feed = Live(hands, FEED)
            following = asyncio.create_task(feed.follow())
            try:
                yield Floor(hands, stub, clock, viewer, portfolio.id, feed)
            finally:
                await end(following)
                if following.done() and not following.cancelled():
                    following.result()


def bar(day: date, close: Decimal) -> Bar:
    return Bar(day, close, close + 1, close - 1, close, 1_000_000)


async def test_a_day_from_before_the_open_to_the_bars_after_the_close(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    assert await floor.stands() == (THURSDAY, "CLOSE")
    apple = await Quote.get(symbol="AAPL")
    assert (apple.price, apple.at) == (SYMBOLS["AAPL"] + 3, closing(THURSDAY))
    await floor.trade("AAPL", "255.00")  # before the bell: nobody's price
    await asyncio.sleep(0.2)
    assert await floor.stands() == (THURSDAY, "CLOSE")

    floor.clock.set(OPEN + timedelta(seconds=1))
    await floor.trade("MSFT", "481.00")
    await floor.trade("AAPL", "254.00")
    quote = await floor.quoted("AAPL", "254.00")
    assert (quote.bid, quote.ask, quote.source, quote.at) == (
        Decimal("253.99"), Decimal("254.01"), "alpaca", OPEN + timedelta(seconds=1)
    )  # fmt: skip
    assert quote.previous_close == SYMBOLS["AAPL"] + 3
    floor.pass_(1)
    await floor.bought("AAPL", "10")
    floor.pass_(1)
    await floor.trade("AAPL", "254.10", size=100_000)
    await floor.quoted("AAPL", "254.10")
    async with asyncio.timeout(60):
        while not await Execution.exists():
            await asyncio.sleep(0.02)
    paid = (await Execution.get()).price
    assert Decimal("254.01") <= paid <= Decimal("254.20")  # the ask, and what slips
    assert (await Position.get(symbol="AAPL")).quantity == 10
    assert (await floor.stands())[1] == "OPEN_SESSION"

    floor.clock.set(closing(FRIDAY) + timedelta(seconds=11))
    async with asyncio.timeout(60):
        while await floor.stands() != (FRIDAY, "CLOSE"):
            await asyncio.sleep(0.02)
    market = floor.crew.desk.market
    await until(lambda: market.days()[-1] == FRIDAY)
    assert market.bars("AAPL", until=FRIDAY)[-1].close == SYMBOLS["AAPL"] + 16  # as the vendor says
    async with asyncio.timeout(60):
        while not await Analysis.filter(as_of=FRIDAY).exists():
            await asyncio.sleep(0.02)
    path = floor.crew.settings.data_dir / stored.NAME
    held = path.read_text()
    assert stored.add(path, {"AAPL": market.bars("AAPL", until=FRIDAY)}) == 0  # once and for ever
    assert path.read_text() == held


async def test_a_line_that_is_mute_is_found_out_by_asking_and_left_for_the_next(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(seconds=1))
    await floor.trade("AAPL", "254.00")
    assert (await floor.quoted("AAPL", "254.00")).source == "alpaca"
    floor.stub.mute = True
    floor.pass_(11)
    await floor.trade("AAPL", "255.00")
    asked = await floor.quoted("AAPL", "255.00")
    assert asked.source == "alpaca, asked"
    floor.stub.mute = False
    floor.pass_(3)

    async def told_by(vendor: str, price: str) -> None:
        async with asyncio.timeout(60):
            while True:
                floor.pass_(0.2)
                await floor.trade("AAPL", price)
                await asyncio.sleep(0.1)
                if (await Quote.get(symbol="AAPL")).source == vendor:
                    return

    await told_by("massive", "256.00")
    await floor.stub.drop()
    await told_by("alpaca", "257.00")


async def test_a_quiet_market_is_no_mute_line(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(seconds=1))
    await floor.trade("AAPL", "254.00")
    await floor.quoted("AAPL", "254.00")
    before = len(floor.stub.received)
    floor.pass_(5)
    await until(lambda: len(floor.stub.received) > before)
    floor.pass_(5)
    await asyncio.sleep(0.5)
    assert floor.feed.failures == 0
    assert floor.stub.listeners == 1


MONDAY = FRIDAY + timedelta(days=3)
ELSEWHERE = {"/v1/corporate-actions", "/v3/reference/splits", "/v3/reference/dividends"}


def split(day: date, ratio: int, name: str = "s") -> CorporateAction:
    return CorporateAction(name, "AAPL", day, CorporateActionKind.SPLIT, ratio=Decimal(ratio))


async def held_over(floor: Floor) -> None:
    """Buy ten shares of AAPL on Friday and come to the minute before Monday's open."""
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(seconds=1))
    await floor.trade("AAPL", "254.00")
    await floor.quoted("AAPL", "254.00")
    floor.pass_(1)
    await floor.bought("AAPL", "10")
    floor.pass_(1)
    await floor.trade("AAPL", "254.10", size=100_000)
    async with asyncio.timeout(60):
        while not await Execution.exists():
            await asyncio.sleep(0.02)
    floor.clock.set(closing(FRIDAY) + timedelta(seconds=11))
    async with asyncio.timeout(60):
        while await floor.stands() != (FRIDAY, "CLOSE"):
            await asyncio.sleep(0.02)
    await until(lambda: floor.crew.desk.market.days()[-1] == FRIDAY)
    floor.clock.set(opening(MONDAY) - timedelta(minutes=1))


async def test_splits_and_dividends_of_live_days_are_booked_before_the_first_price(floor: Floor) -> None:
    """Of the day itself and of the weekend before; the next price is no fall, and the other vendor's word no second."""
    paid = CorporateAction("d", "AAPL", MONDAY, CorporateActionKind.DIVIDEND, amount=Decimal("0.25"))
    floor.stub.events = [split(MONDAY, 2), split(MONDAY - timedelta(days=1), 2, "earlier"), paid]
    await held_over(floor)
    floor.clock.set(opening(MONDAY) + timedelta(seconds=1))
    await floor.trade("AAPL", "66.00")
    quote = await floor.quoted("AAPL", "66.00")
    assert (await Position.get(symbol="AAPL")).quantity == 40
    assert (await Portfolio.get(id=floor.portfolio_id)).dividends == Decimal("10.00")
    assert quote.previous_close == to_price((SYMBOLS["AAPL"] + 16) / 4)  # the bar of Friday
    assert quote.day_move is not None
    assert abs(quote.day_move) < Decimal("0.1")
    assert not await Stop.exists(target=floor.portfolio_id)
    references = {entry.reference for entry in await JournalEntry.filter(cause__in=["SPLIT", "DIVIDEND"])}
    assert references == {"alpaca:a-s", "alpaca:a-earlier", "alpaca:a-d"}
    market = floor.crew.desk.market
    assert isinstance(market, BarStore)
    assert not market.note([replace(paid, id="massive:m-d")])
    assert not await Alert.exists(code="CORPORATE_ACTION_MISSED")


async def test_a_session_waits_for_its_splits_five_minutes_and_no_longer(floor: Floor) -> None:
    floor.stub.events = [split(MONDAY, 2)]
    await held_over(floor)
    floor.stub.away = set(ELSEWHERE)
    floor.clock.set(opening(MONDAY) + timedelta(seconds=1))
    await floor.trade("AAPL", "133.00")
    await until(lambda: any(each["path"] in ELSEWHERE for each in floor.stub.received))
    await asyncio.sleep(0.2)
    assert await floor.stands() == (FRIDAY, "CLOSE")
    floor.pass_(301)
    await floor.trade("AAPL", "133.10")
    await floor.quoted("AAPL", "133.10")
    assert (await Position.get(symbol="AAPL")).quantity == 10
    (alert,) = await Alert.filter(code="CORPORATE_ACTION_MISSED")
    assert "No vendor tells the splits and dividends" in alert.message


async def test_what_is_told_after_its_session_had_opened_is_told_to_a_person(floor: Floor) -> None:
    await held_over(floor)
    floor.stub.events = [split(FRIDAY, 2)]
    floor.clock.set(opening(MONDAY) + timedelta(seconds=1))
    await floor.trade("AAPL", "133.00")
    await floor.quoted("AAPL", "133.00")
    assert (await Position.get(symbol="AAPL")).quantity == 10
    (alert,) = await Alert.filter(code="CORPORATE_ACTION_MISSED")
    assert "SPLIT of AAPL on 2026-01-16 was told after" in alert.message
    assert (await Stop.get(target=floor.portfolio_id)).state is TradingState.REDUCING


async def test_mergers_and_new_names_are_told_before_their_day_and_stop_what_opens_on_it(floor: Floor) -> None:
    await held_over(floor)
    later = str(MONDAY + timedelta(days=3))
    merger = {"acquiree_symbol": "AAPL", "acquirer_symbol": "BIG", "rate": 300.5, "effective_date": str(MONDAY)}
    floor.stub.upheavals = [
        ("cash_merger", {**merger, "process_date": str(MONDAY)}),
        ("name_change", {"old_symbol": "AAPL", "new_symbol": "APPL", "process_date": later}),
        ("spin_off", {"source_symbol": "MSFT", "new_symbol": "SOFT", "ex_date": str(MONDAY), "process_date": later}),
        ("stock_merger", {**merger, "acquiree_symbol": "SMALL", "acquirer_symbol": "AAPL", "process_date": later}),
    ]
    assert await Happenings(floor.crew).before(MONDAY, FRIDAY) == ()
    soon, now = await Alert.filter(code="CORPORATE_ACTION_MISSED").order_by("-message")
    assert f"AAPL on {later}: name change (new symbol APPL)" in soon.message
    assert "cash merger (acquirer symbol BIG, rate 300.5). The desk does not book this. Nothing opens" in now.message
    stop = await Stop.get(target=floor.portfolio_id)
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.RECONCILE_BREAK)
    await stop.update_from_dict({"state": TradingState.ACTIVE, "reason": None}).save()
    assert (
        await Happenings(floor.crew).before(MONDAY, FRIDAY) == ()
    )  # of another process, after a person has cleared it
    assert await Alert.filter(code="CORPORATE_ACTION_MISSED").count() == 2
    assert (await Stop.get(target=floor.portfolio_id)).state is TradingState.ACTIVE


async def test_a_merger_that_only_comes_stops_nothing(floor: Floor) -> None:
    await held_over(floor)
    later = str(MONDAY + timedelta(days=1))
    floor.stub.upheavals = [("redemption", {"symbol": "AAPL", "rate": 1, "process_date": later})]
    assert await Happenings(floor.crew).before(MONDAY, FRIDAY) == ()
    assert await Alert.filter(code="CORPORATE_ACTION_MISSED").count() == 1
    assert not await Stop.exists(target=floor.portfolio_id)


async def test_an_upheaval_without_its_day_keeps_the_session_waiting(floor: Floor) -> None:
    await held_over(floor)
    floor.clock.set(opening(MONDAY) + timedelta(seconds=1))
    floor.stub.upheavals = [("redemption", {"symbol": "AAPL", "process_date": f"{MONDAY}?"})]
    happenings = Happenings(floor.crew)
    assert await happenings.before(MONDAY, FRIDAY) is None
    floor.stub.upheavals.clear()
    floor.pass_(31)
    assert await happenings.before(MONDAY, FRIDAY) == ()


async def test_what_happened_longer_ago_than_is_asked_for_is_told_to_a_person(floor: Floor) -> None:
    await held_over(floor)
    assert await Happenings(floor.crew).before(MONDAY, MONDAY - timedelta(days=200)) == ()
    (alert,) = await Alert.filter(code="CORPORATE_ACTION_MISSED")
    assert "The desk was away since 2025-07-03: what happened before 2025-10-21" in alert.message


async def test_nobody_pauses_a_live_market(floor: Floor) -> None:
    for wish in ({"paused": True}, {"seek": MONDAY}, {"speed": Decimal(2)}):
        with pytest.raises(Conflict, match="The market is live"):
            await feeds.steer(floor.crew.desk, floor.owner, FEED, **wish)
    assert not (await Feed.get(name=FEED)).paused


async def test_silence_in_session_reduces_who_has_orders_at_work(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(seconds=1))
    await floor.trade("AAPL", "254.00")
    await floor.quoted("AAPL", "254.00")
    await floor.bought("AAPL", "5", limit="250")
    for account in await floor.crew.desk.brokers["paper"].accounts_with_events({}):
        await drain(floor.crew, floor.crew.desk.brokers["paper"], account)
    watch = Watch(floor.crew)
    for _ in range(34):
        await watch.look()
        floor.pass_(1)
        await asyncio.sleep(0)
    stop = await Stop.get(target=floor.portfolio_id)
    assert (stop.state, stop.reason) == (TradingState.REDUCING, StopReason.FEED_SILENT)


async def test_prices_that_are_late_look_as_old_as_they_are(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(minutes=20))
    await floor.stub.trade("AAPL", "254.00", OPEN + timedelta(minutes=5), 100)
    quote = await floor.quoted("AAPL", "254.00")
    now = await floor.crew.desk.market_clock.now()
    assert now - quote.at >= timedelta(minutes=15)
    terms = Terms(symbol="AAPL", side=OrderSide.BUY, type=OrderType.MARKET, quantity=Decimal(1))
    placed = await orders.place(floor.crew.desk, floor.owner, floor.portfolio_id, terms, key="stale")
    assert placed.order.denial == "STALE_PRICE"


async def test_prices_of_the_past_and_of_the_future_move_nothing(floor: Floor) -> None:
    await until(lambda: floor.stub.listeners == 1)
    floor.clock.set(OPEN + timedelta(minutes=1))
    await floor.trade("AAPL", "254.00")
    await floor.quoted("AAPL", "254.00")
    for at in (OPEN, OPEN - timedelta(hours=1), OPEN + timedelta(hours=1), OPEN - timedelta(days=1)):
        await floor.stub.trade("AAPL", "99.00", at, 100)
    await floor.trade("MSFT", "481.00")
    await floor.quoted("MSFT", "481.00")
    assert (await Quote.get(symbol="AAPL")).price == Decimal("254.00")


@pytest.mark.parametrize("floor", ["alpha_vantage"], indirect=True)
async def test_a_session_does_not_wait_for_what_nobody_can_be_asked_for(floor: Floor) -> None:
    assert await floor.feed.happenings.before(FRIDAY, THURSDAY) == ()
    assert await floor.feed.happenings.before(FRIDAY, THURSDAY) == ()
    assert not await Alert.exists(code="CORPORATE_ACTION_MISSED")


@pytest.mark.parametrize("floor", ["alpha_vantage"], indirect=True)
async def test_without_a_stream_prices_are_asked_for(floor: Floor) -> None:
    floor.clock.set(OPEN + timedelta(seconds=5))
    await floor.trade("AAPL", "254.00")
    async with asyncio.timeout(60):
        while not any(each.get("function") == "GLOBAL_QUOTE" for each in floor.stub.received):
            floor.pass_(1)
            await asyncio.sleep(0.1)
