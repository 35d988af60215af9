"""Proves every vendor of prices on the wire, and all of them as a chain: exact figures, refusals, bounds, budgets,
one question at a time, and what is old is said to be old.

One contract for all of them; what is special about one stands below.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import exchange_calendars
import pytest
from redis.asyncio import Redis

from adapters import door
from adapters.local_server import LocalServer
from adapters.market.chain import Chain, PriceVendor
from adapters.market.hours import closing, is_half, opening, session_of
from adapters.market.stub import PriceStub
from adapters.news.stub import HTML, KEY, Reply, says
from adapters.registry import vendors
from adapters.system import SimulatedClock
from settings import Settings, SettingsError
from trading.errors import AdapterError, Rejected, Unavailable
from trading.market import Bar, CorporateAction, CorporateActionKind, Quote, Upheaval
from trading.units import restated, shares_per

NOW = datetime(2026, 1, 16, 15, 0, tzinfo=UTC)  # a Friday, half an hour after the open
WEEK = date(2026, 1, 12), date(2026, 1, 16)
VENDORS = ("alpaca", "massive", "alpha_vantage")
Make = Callable[..., Chain]


@pytest.fixture
def clock() -> SimulatedClock:
    return SimulatedClock(NOW)


def settings_of(url: str, names: str, **changed: object) -> Settings:
    settings = Settings(
        price_vendors=names, alpaca_key_id="id", alpaca_secret=KEY, massive_key=KEY, alpha_vantage_key=KEY,
        alpaca_data_url=url, massive_url=url, alpha_vantage_url=url, massive_per_minute=500, alpha_vantage_daily=86_400,
        alpaca_stream_url=f"{url.replace('http', 'ws')}/v2", massive_stream_url=f"{url.replace('http', 'ws')}/stocks",
    )  # fmt: skip
    return replace(settings, **changed)  # type: ignore[arg-type]


@pytest.fixture
async def make(stub: PriceStub, redis_url: str, clock: SimulatedClock) -> AsyncIterator[Make]:
    """Build a chain of vendors by their names and some settings, at the stub."""
    made: list[Chain] = []
    async with LocalServer(stub.app) as server:

        def build(names: str, **changed: object) -> Chain:
            chain, _ = vendors.price_vendors(settings_of(server.url, names, **changed), redis_url, clock)
            assert chain is not None
            made.append(chain)
            return chain

        yield build
        for chain in made:
            await chain.close()


def only(chain: Chain) -> PriceVendor:
    (vendor,) = chain._vendors
    return vendor


# ---------------------------------------------------------------- the contract


@pytest.mark.parametrize("name", VENDORS)
async def test_last_prices_are_exact_and_say_whose_and_of_when_they_are(
    make: Make, clock: SimulatedClock, name: str
) -> None:
    clock.set(NOW + timedelta(seconds=7))
    found: dict[str, Quote] = {}
    for symbol in ("AAPL", "MSFT", "NONE"):
        found |= {quote.symbol: quote for quote in await only(make(name)).last([symbol])}
        clock.set(clock.now() + timedelta(seconds=1))  # Alpha Vantage is asked one at a time
    assert sorted(found) == ["AAPL", "MSFT"]
    apple = found["AAPL"]
    assert (apple.last, apple.source, apple.stale) == (Decimal("250.10"), name, False)
    assert str(apple.last) == "250.100000"
    if name == "alpha_vantage":
        assert (apple.bid, apple.ask, apple.at) == (None, None, opening(NOW.date()))  # the day has not ended
        assert apple.age(clock.now()) > timedelta(minutes=30)
    else:
        assert (apple.bid, apple.ask, apple.at) == (Decimal("250.09"), Decimal("250.11"), NOW)


@pytest.mark.parametrize("name", VENDORS)
async def test_daily_bars_come_whole_page_by_page(
    make: Make, stub: PriceStub, clock: SimulatedClock, name: str
) -> None:
    bars = await only(make(name)).bars("AAPL", *WEEK)
    assert [bar.day.day for bar in bars] == [12, 13, 14, 15, 16]
    assert bars[0] == Bar(
        WEEK[0], Decimal("261.10"), Decimal("264.10"), Decimal("260.10"), Decimal("262.10"), 1_000_000
    )
    assert {each["path"] for each in stub.received} <= {
        "/v2/stocks/bars", "/query", f"/v2/aggs/ticker/AAPL/range/1/day/{WEEK[0]}/{WEEK[1]}",
    }  # fmt: skip
    clock.set(NOW + timedelta(minutes=2))
    two = await only(make(name)).bars("AAPL", date(2026, 1, 13), date(2026, 1, 14))
    assert [bar.day.day for bar in two] == [13, 14]


LIMIT = {"Information": f"We have detected your API key as {KEY} and our rate limit is 25 requests per day."}
NONSENSE = [
    (Reply(500, HTML), Unavailable, "500"),
    (Reply(502, HTML), Unavailable, "502"),
    (Reply(200, HTML), Unavailable, "no JSON"),
    (Reply(429, '{"message": "too many requests."}'), Unavailable, "429"),
    (Reply(403, '{"message": "forbidden."}'), Rejected, "403"),
    (says([]), Unavailable, ""),
    (says("nothing"), Unavailable, ""),
    (Reply(200, "[" * 100_000), Unavailable, "no JSON"),
    (Reply(200, '{"bars": NaN}'), Unavailable, "no JSON"),
    (Reply(302, "", {"location": "http://127.0.0.1:1/"}), Unavailable, "302"),
    (Reply(endless=True), Unavailable, "5 MiB"),
]


@pytest.mark.parametrize("name", VENDORS)
@pytest.mark.parametrize(("reply", "kind", "words"), NONSENSE)
async def test_what_is_no_answer_is_told_and_never_guessed(
    make: Make, stub: PriceStub, name: str, reply: Reply, kind: type[AdapterError], words: str
) -> None:
    stub.script.extend([reply, reply])
    vendor = only(make(name))
    with pytest.raises(kind) as told:
        await vendor.bars("AAPL", *WEEK)
    assert words in str(told.value)
    assert KEY not in str(told.value)


@pytest.mark.parametrize("name", VENDORS)
async def test_a_wrong_key_is_a_refusal_that_does_not_repeat_it(
    make: Make, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    wrong = "not-the-key-4711"
    vendor = only(make(name, alpaca_secret=wrong, massive_key=wrong, alpha_vantage_key=wrong))
    with pytest.raises(AdapterError) as told:
        await vendor.last(["AAPL"])
    assert wrong not in str(told.value)
    assert wrong not in caplog.text


@pytest.mark.parametrize("name", VENDORS)
async def test_a_bar_that_contradicts_itself_is_no_bar(make: Make, stub: PriceStub, name: str) -> None:
    high_below_low = {"o": 10, "h": 9, "l": 11, "c": 10, "v": 5}
    numbered = {"1. open": "10", "2. high": "9", "3. low": "11", "4. close": "10", "5. volume": "5"}
    stub.script.append(
        {
            "alpaca": says({"bars": {"AAPL": [{"t": "2026-01-12T05:00:00Z", **high_below_low}]}}),
            "massive": says({"status": "OK", "results": [{"t": 1768194000000, **high_below_low}]}),
            "alpha_vantage": says({"Time Series (Daily)": {"2026-01-12": numbered}}),
        }[name]
    )
    with pytest.raises(Unavailable, match="contradict"):
        await only(make(name)).bars("AAPL", *WEEK)


@pytest.mark.parametrize("name", VENDORS)
async def test_prices_that_cannot_be_are_left_out(
    make: Make, stub: PriceStub, clock: SimulatedClock, name: str
) -> None:
    wrong: tuple[object, ...] = (0, -1, "NaN", "1e999", None, True, {}, 10**9)
    for price in wrong:
        text = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
        stub.script.append(
            {
                "alpaca": says({"AAPL": {"latestTrade": {"t": text, "p": price}}}),
                "massive": says({"status": "OK", "tickers": [{"ticker": "AAPL", "lastTrade": {"t": 1, "p": price}}]}),
                "alpha_vantage": says({"Global Quote": {"05. price": price, "07. latest trading day": "2026-01-15"}}),
            }[name]
        )
        assert await only(make(name)).last(["AAPL"]) == []
        clock.set(clock.now() + timedelta(seconds=1))


@pytest.mark.parametrize("name", ["alpaca", "massive"])
async def test_a_price_of_tomorrow_is_none_and_a_crossed_spread_is_no_spread(
    make: Make, stub: PriceStub, name: str
) -> None:
    await stub.trade("AAPL", "250", NOW + timedelta(minutes=1))
    assert await only(make(name)).last(["AAPL"]) == []
    at_ns = int(NOW.timestamp()) * 10**9
    crossed = {
        "alpaca": says(
            {"AAPL": {"latestTrade": {"t": "2026-01-16T15:00:00Z", "p": 9}, "latestQuote": {"bp": 9, "ap": 8}}}
        ),
        "massive": says(
            {
                "status": "OK",
                "tickers": [{"ticker": "AAPL", "lastTrade": {"t": at_ns, "p": 9}, "lastQuote": {"p": 9, "P": 8}}],
            }
        ),
    }
    stub.script.append(crossed[name])
    (quote,) = await only(make(name)).last(["AAPL"])
    assert (quote.bid, quote.ask, quote.last) == (None, None, Decimal(9))


EX = date(2026, 1, 15)
EVENTS = [
    CorporateAction("1", "AAPL", EX, CorporateActionKind.DIVIDEND, amount=Decimal("0.26")),
    CorporateAction("2", "AAPL", EX, CorporateActionKind.SPLIT, ratio=Decimal(4)),
    CorporateAction("3", "IBM", EX, CorporateActionKind.SPLIT, ratio=shares_per(Decimal(1), Decimal(3))),
    CorporateAction("4", "AAPL", EX - timedelta(days=1), CorporateActionKind.SPLIT, ratio=Decimal(2)),
    CorporateAction("5", "ELSE", EX, CorporateActionKind.SPLIT, ratio=Decimal(2)),
]


@pytest.mark.parametrize("name", ["alpaca", "massive"])
async def test_splits_and_dividends_have_the_vendors_ids_and_their_ex_day(
    make: Make, stub: PriceStub, name: str
) -> None:
    """A dividend that is paid three weeks later belongs to its ex day; one for three is exactly that."""
    stub.events = EVENTS
    found = await only(make(name)).actions(["AAPL", "IBM"], EX, EX)
    letter = name[0]
    assert [each.id for each in found] == [f"{name}:{letter}-2", f"{name}:{letter}-1", f"{name}:{letter}-3"]
    assert (found[0].ratio, found[1].amount, found[1].day) == (Decimal(4), Decimal("0.26"), EX)
    assert restated(Decimal(300), found[2].ratio) == 100
    assert restated(Decimal(3_000_000), found[2].ratio) == 1_000_000


@pytest.mark.parametrize(
    ("vendor", "row"),
    [
        ("alpaca", {"forward_splits": [{"id": "1", "symbol": "AAPL", "ex_date": "2026-01-15", "new_rate": 4}]}),
        ("alpaca", {"forward_splits": [{"symbol": "AAPL", "ex_date": "2026-01-15", "new_rate": 4, "old_rate": 1}]}),
        (
            "alpaca",
            {"reverse_splits": [{"id": "1", "symbol": "AAPL", "ex_date": "2026-01-15", "new_rate": 0, "old_rate": 1}]},
        ),
        ("alpaca", {"cash_dividends": [{"id": "1", "symbol": "AAPL", "ex_date": "2026-01-15", "rate": -1}]}),
        ("alpaca", {"cash_dividends": [{"id": "1", "symbol": "AAPL", "ex_date": None, "rate": 1}]}),
        ("massive", {"id": "1", "ticker": "AAPL", "execution_date": "2026-01-15", "split_to": 4, "split_from": 0}),
        ("massive", {"id": "1", "ticker": "AAPL", "split_to": 4, "split_from": 1}),
    ],
)
async def test_an_event_that_cannot_be_is_no_answer_at_all(
    make: Make, stub: PriceStub, vendor: str, row: dict[str, object]
) -> None:
    stub.script.append(
        says({"corporate_actions": row}) if vendor == "alpaca" else says({"status": "OK", "results": [row]})
    )
    with pytest.raises(Unavailable, match=r"without its|cannot be"):
        await only(make(vendor)).actions(["AAPL"], EX, EX)


async def test_a_dividend_in_another_currency_is_not_booked_as_dollars(make: Make, stub: PriceStub) -> None:
    row = {"id": "1", "ticker": "AAPL", "ex_dividend_date": "2026-01-15", "cash_amount": 1, "currency": "EUR"}
    stub.script.extend([says({"status": "OK", "results": []}), says({"status": "OK", "results": [row]})])
    with pytest.raises(Unavailable, match="not in dollars"):
        await only(make("massive")).actions(["AAPL"], EX, EX)


@pytest.mark.parametrize(("currency", "booked"), [("USD", True), ("", True), ("TWD", False), (7, False)])
async def test_alpaca_says_dollars_or_nothing(make: Make, stub: PriceStub, currency: object, booked: bool) -> None:
    row = {"id": "1", "symbol": "AAPL", "ex_date": str(EX), "rate": 4.5, "currency": currency}
    stub.script.append(says({"corporate_actions": {"cash_dividends": [row]}}))
    asked = only(make("alpaca")).actions(["AAPL"], EX, EX)
    if booked:
        assert [each.amount for each in await asked] == [Decimal("4.5")]
    else:
        with pytest.raises(Unavailable, match="not in dollars"):
            await asked


async def test_massive_is_asked_for_one_symbol_alone_and_otherwise_for_everybody(make: Make, stub: PriceStub) -> None:
    await only(make("massive")).actions(["AAPL"], EX, EX)
    await only(make("massive")).actions(["AAPL", "IBM"], EX, EX)
    assert [each.get("ticker") for each in stub.received] == ["AAPL", "AAPL", None, None]


async def test_a_chain_of_those_who_tell_no_events_says_so(make: Make) -> None:
    assert not make("alpha_vantage").tells_actions
    assert make("alpha_vantage,alpaca").tells_actions


async def test_the_chain_asks_for_events_where_they_are_told(make: Make, stub: PriceStub) -> None:
    stub.events = EVENTS
    found = await make("alpha_vantage,massive,alpaca").actions(["IBM"], EX, EX)
    assert [each.id for each in found] == ["massive:m-3"]


async def test_the_budget_is_that_of_the_vendor_and_shared(make: Make, clock: SimulatedClock) -> None:
    first, second = only(make("massive", massive_per_minute=2)), only(make("massive", massive_per_minute=2))
    await first.last(["AAPL"])
    await second.last(["AAPL"])
    with pytest.raises(Unavailable, match="used up until"):
        await first.last(["AAPL"])
    clock.set(NOW + timedelta(minutes=1))
    await first.last(["AAPL"])


async def test_alpha_vantage_says_its_limit_with_http_200(make: Make, stub: PriceStub) -> None:
    stub.script.append(says(LIMIT))
    with pytest.raises(Unavailable, match=r"We have detected your API key as \[key\]"):
        await only(make("alpha_vantage")).last(["AAPL"])


async def test_alpha_vantage_tells_what_its_budget_allows_and_the_others_next_time(
    make: Make, clock: SimulatedClock
) -> None:
    vendor, told = only(make("alpha_vantage")), []
    for _ in range(3):
        told += [quote.symbol for quote in await vendor.last(["AAPL", "IBM", "MSFT"])]
        with pytest.raises(Unavailable, match="used up until"):
            await vendor.last(["AAPL"])
        clock.set(clock.now() + timedelta(seconds=1))
    assert told == ["AAPL", "IBM", "MSFT"]


async def test_massive_may_be_unwell_with_http_200(make: Make, stub: PriceStub) -> None:
    stub.script.append(says({"status": "ERROR", "error": "You've exceeded the maximum requests per minute."}))
    with pytest.raises(Unavailable, match="exceeded the maximum"):
        await only(make("massive")).last(["AAPL"])


async def test_one_who_is_mute_is_given_up(make: Make, stub: PriceStub, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "WITHIN_S", 0.2)

    async def for_ever(_: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(door.Door, "_body", lambda self, answer: for_ever(answer))
    with pytest.raises(Unavailable, match=r"within 0.2 s"):
        await only(make("alpaca")).last(["AAPL"])


# ---------------------------------------------------------------- the chain


@dataclass
class Vendor:
    """Implements trading.ports.Prices by what it is told to say."""

    name: str = "stub"
    price: str = "10"
    fails: AdapterError | None = None
    at: datetime = NOW
    asked: list[Sequence[str]] = field(default_factory=list)
    slow: asyncio.Event | None = None
    tells_actions: bool = True

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        self.asked.append(symbols)
        if self.slow is not None:
            await self.slow.wait()
        if self.fails is not None:
            raise self.fails
        return [Quote(symbol, None, None, Decimal(self.price), self.at, self.name) for symbol in symbols]

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        if self.fails is not None:
            raise self.fails
        close = Decimal(self.price)
        return [Bar(first, close, close, close, close, 1)]

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        return []

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        if self.fails is not None:
            raise self.fails
        return []

    async def close(self) -> None:
        pass


@pytest.fixture
async def chained(redis_url: str, clock: SimulatedClock) -> AsyncIterator[Callable[..., Chain]]:
    async with Redis.from_url(redis_url) as redis:
        await redis.flushall()
    made: list[Chain] = []

    def build(*vendors: Vendor, url: str = redis_url) -> Chain:
        made.append(Chain(vendors, url, clock))
        return made[-1]

    yield build
    for chain in made:
        await chain.close()


async def test_the_next_vendor_answers_for_the_one_before(chained: Callable[..., Chain]) -> None:
    broken, well = Vendor("first", fails=Unavailable("down")), Vendor("second")
    chain = chained(broken, well)
    assert [quote.source for quote in await chain.last(["AAPL"])] == ["second"]
    assert [bar.close for bar in await chain.bars("AAPL", *WEEK)] == [Decimal(10)]
    with pytest.raises(Rejected, match="no"):
        await chained(broken, Vendor(fails=Rejected("no"))).bars("AAPL", *WEEK)


async def test_many_who_ask_the_same_wait_for_one_answer(chained: Callable[..., Chain]) -> None:
    vendor = Vendor(slow=asyncio.Event())
    chain = chained(vendor)
    asking = [asyncio.create_task(chain.last(["AAPL", "IBM"])) for _ in range(20)]
    while not vendor.asked:
        await asyncio.sleep(0.01)
    asking[0].cancel()  # whoever leaves takes nothing from the others
    assert vendor.slow is not None
    vendor.slow.set()
    answers = await asyncio.gather(*asking[1:])
    assert {len(answer) for answer in answers} == {2}
    assert len(vendor.asked) == 1


async def test_a_price_is_asked_for_once_in_two_seconds_by_all_processes(
    chained: Callable[..., Chain], clock: SimulatedClock
) -> None:
    vendor, elsewhere = Vendor(), Vendor("elsewhere")
    chain, other = chained(vendor), chained(elsewhere)
    for _ in range(3):
        await chain.last(["AAPL"])
    (quote,) = await other.last(["AAPL"])
    assert (quote.source, quote.stale, quote.last) == ("stub", False, Decimal(10))
    assert (len(vendor.asked), len(elsewhere.asked)) == (1, 0)
    clock.set(NOW + timedelta(seconds=2))
    await chain.last(["AAPL", "IBM"])
    assert vendor.asked[1:] == [["AAPL", "IBM"]]


async def test_an_old_price_is_marked_and_no_price_is_told_for_ever(
    chained: Callable[..., Chain], clock: SimulatedClock
) -> None:
    vendor = Vendor()
    chain = chained(vendor)
    await chain.last(["AAPL"])
    vendor.fails = Unavailable("down")
    clock.set(NOW + timedelta(minutes=9))
    (quote,) = await chain.last(["AAPL"])
    assert (quote.stale, quote.age(clock.now())) == (True, timedelta(minutes=9))
    clock.set(NOW + timedelta(minutes=11))
    with pytest.raises(Unavailable, match="down"):
        await chain.last(["AAPL"])


async def test_a_vendor_that_is_late_does_not_set_a_price_back(
    chained: Callable[..., Chain], clock: SimulatedClock
) -> None:
    quick, late = Vendor("quick"), Vendor("late", "9", at=NOW - timedelta(minutes=15))
    chain = chained(quick, late)
    await chain.last(["AAPL"])
    quick.fails = Unavailable("down")
    clock.set(NOW + timedelta(seconds=3))
    (quote,) = await chain.last(["AAPL"])
    assert (quote.last, quote.source, quote.at) == (Decimal(10), "quick", NOW)


async def test_without_redis_prices_come_all_the_same(chained: Callable[..., Chain]) -> None:
    (quote,) = await chained(Vendor(), url="redis://127.0.0.1:1").last(["AAPL"])
    assert quote.last == 10


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"price_vendors": "alpaca,alpaca"}, "twice"),
        ({"price_vendors": "yahoo"}, "none of alpaca, massive, alpha_vantage"),
        ({"price_vendors": "massive", "massive_key": ""}, "massive has no key"),
        ({"price_vendors": "massive", "massive_url": "http://10.0.0.1"}, "https://"),
        ({"price_vendors": "massive", "massive_stream_url": "ws://10.0.0.1"}, "https://"),
        ({"price_vendors": "alpaca", "alpaca_stream_url": "ftp://x"}, "https://"),
    ],
)
def test_settings_that_cannot_work_are_told(changed: dict[str, object], words: str, clock: SimulatedClock) -> None:
    settings = settings_of("https://vendor.example", "alpaca", **changed)
    with pytest.raises(SettingsError, match=words) as told:
        vendors.price_vendors(settings, "redis://127.0.0.1:1", clock)
    assert KEY not in str(told.value)


# ---------------------------------------------------------------- hours


@pytest.mark.filterwarnings("ignore:Series.values returning")
def test_half_days_are_those_of_the_exchange() -> None:
    calendar = exchange_calendars.get_calendar("XNYS", start="2004-01-01", end="2040-12-31")
    early = {each.date() for each in calendar.early_closes}
    for session in calendar.sessions:
        day = session.date()
        assert is_half(day) == (day in early), day
        assert closing(day) == calendar.session_close(session).to_pydatetime()
    friday = date(2026, 11, 27)
    assert session_of(opening(friday)) == friday
    assert session_of(closing(friday)) is None
    assert closing(friday).hour == 18


def test_the_regular_session_follows_the_summer() -> None:
    winter, summer = date(2026, 1, 16), date(2026, 7, 17)
    assert (opening(winter).hour, closing(winter).hour) == (14, 21)
    assert (opening(summer).hour, closing(summer).hour) == (13, 20)
    assert session_of(opening(winter)) == winter
    assert session_of(opening(winter) - timedelta(microseconds=1)) is None
    assert session_of(closing(winter) - timedelta(microseconds=1)) == winter
    assert session_of(closing(winter)) is None
    assert session_of(opening(date(2026, 1, 17))) is None  # a Saturday
