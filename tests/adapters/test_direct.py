"""Proves that all is cancelled at the brokers without the desk, and that what is not certain is not called so."""

import asyncio
import os
import stat
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from adapters import brake, reach
from adapters.brokers import direct
from adapters.brokers.alpaca_rest import AlpacaLogin, AlpacaRest
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.brokers.direct import OPEN, UNKNOWN, AlpacaCounter, Counter, PaperCounter, empty
from adapters.brokers.paper import PaperBroker
from tests.adapters.broker_contract import buy, order
from tests.desks import HandMarket
from trading.errors import Unavailable
from trading.orders import OrderSide, OrderType, TimeInForce
from trading.ports import BrokerOrder

KEY, SECRET = "PK1", "a secret of Alpaca"
LIMIT = {"type": OrderType.LIMIT, "limit_price": Decimal(90), "time_in_force": TimeInForce.GTC}


@pytest.fixture
async def stub() -> AsyncIterator[AlpacaStub]:
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        stub.quote("AAPL", "99.98", "100.00")
        yield stub


@pytest.fixture
def login(stub: AlpacaStub) -> AlpacaLogin:
    return AlpacaLogin(key_id=KEY, secret=SECRET, url=stub.url)


async def emptied(counter: Counter, give_up_s: float = 5) -> direct.Emptied:
    try:
        return await asyncio.to_thread(empty, counter, give_up_s)
    finally:
        counter.close()


async def place(login: AlpacaLogin, *names: str) -> None:
    rest = AlpacaRest(login)
    try:
        for name in names:
            await asyncio.to_thread(rest.place, buy(name, "1", **LIMIT))
    finally:
        rest.close()


async def test_every_account_of_the_paper_broker_is_emptied_while_the_desk_has_its_book_open(tmp_path: Path) -> None:
    market, path = HandMarket(), tmp_path / "paper.db"
    broker = PaperBroker(path, seed=7, durable=False)
    try:
        await broker.on_step(market.steps(market.days()[0])[0])
        for account in ("one", "two"):
            await broker.open_account(account, Decimal(10_000))
            for number in range(3):
                wanted = order(f"{account}-{number}", OrderSide.BUY, "1", **LIMIT)
                await broker.submit(_of(wanted, account))
        done = await emptied(PaperCounter(path))
        assert (done.clean, [fate.became for fate in done.fates]) == (True, ["CANCELED"] * 6)
        assert "BUY 1 AAA LIMIT (account one, order one-0)" in done.fates[0].words
        for account in ("one", "two"):
            assert (await broker.account(account)).open_orders == ()
            said = [event.kind.value for event in await broker.events(account, 0)]
            assert said == ["ACK"] * 3 + ["CANCELED"] * 3  # the desk hears of it when it is back
        assert (await emptied(PaperCounter(path))).fates == ()
    finally:
        await broker.close()


def _of(wanted: BrokerOrder, account: str) -> BrokerOrder:

    return replace(wanted, account=account, symbol="AAA")


async def test_the_account_at_alpaca_is_emptied_in_one_call(stub: AlpacaStub, login: AlpacaLogin) -> None:
    await place(login, "a", "b", "c")
    done = await emptied(AlpacaCounter(login))
    assert (done.clean, [fate.became for fate in done.fates]) == (True, ["CANCELED"] * 3)
    assert stub.requests.count(("DELETE", "/v2/orders")) == 1
    assert stub.books[KEY].working() == []


async def test_an_outage_of_alpaca_is_waited_out(stub: AlpacaStub, login: AlpacaLogin) -> None:
    await place(login, "a")
    for method in ("GET", "DELETE"):
        stub.misbehave("502", method=method)
    done = await emptied(AlpacaCounter(login), 10)
    assert done.clean
    assert stub.books[KEY].working() == []


async def test_what_stays_open_or_unknown_is_said(stub: AlpacaStub, login: AlpacaLogin) -> None:
    await place(login, "a")
    stub.misbehave("502", method="DELETE", times=1000)
    done = await emptied(AlpacaCounter(login), 1)
    assert not done.clean
    assert done.trouble is not None
    assert [fate.became for fate in done.fates] == [OPEN]
    stub.forgive()
    stub.misbehave("502", method="GET", times=1000)
    blind = await emptied(AlpacaCounter(login), 1)
    assert not blind.clean
    assert blind.fates == ()
    assert stub.books[KEY].working() == []  # cancelled blindly, and not called certain


async def test_a_fate_that_cannot_be_looked_up_is_unknown() -> None:
    class Mute:
        name, extent, looks = "mute", "nothing", 0

        def working(self) -> dict[str, str]:
            self.looks += 1
            return {"1": "an order"} if self.looks == 1 else {}

        def cancel_all(self) -> None: ...

        def fate(self, order_id: str) -> str:
            raise Unavailable(f"nothing of {order_id}")

        def close(self) -> None: ...

    done = await emptied(Mute())
    assert (done.clean, done.fates[0].became) == (False, UNKNOWN)


# ---------------------------------------------------------------- the two files


def test_the_way_to_the_brokers_is_for_its_owner_only(tmp_path: Path) -> None:
    with pytest.raises(reach.NoReach, match="PLIMSOLL_DATA_DIR"):
        reach.read(tmp_path)
    login = AlpacaLogin(key_id=KEY, secret=SECRET, url="https://example.test")
    reach.keep(tmp_path, login)
    assert stat.S_IMODE((tmp_path / reach.NAME).stat().st_mode) == 0o600
    found = reach.read(tmp_path)
    assert found.alpaca is not None
    assert (found.alpaca.key_id, found.alpaca.secret, found.alpaca.url) == (KEY, SECRET, login.url)
    assert SECRET not in repr(found)
    reach.keep(tmp_path, None)
    assert reach.read(tmp_path).counters() == []  # no paper book either
    assert [path.name for path in tmp_path.iterdir()] == [reach.NAME]
    assert reach.read(tmp_path).warning is None
    (tmp_path / reach.NAME).write_text("{")
    with pytest.raises(reach.NoReach, match="cannot be read"):
        reach.read(tmp_path)


def test_a_way_that_others_know_is_told_and_used_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / reach.NAME
    leftover = tmp_path / f"{reach.NAME}.{os.getpid()}"
    leftover.touch(mode=0o644)  # of a crash
    login = AlpacaLogin(key_id=KEY, secret=SECRET, url="https://example.test")
    reach.keep(tmp_path, login)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert reach.read(tmp_path).warning is None
    for place, mode in ((path, 0o640), (path, 0o604), (path, 0o620), (tmp_path, 0o770)):
        was = place.stat().st_mode
        place.chmod(mode)
        found = reach.read(tmp_path)
        assert found.alpaca is not None
        assert found.warning is not None
        assert f"{place} is open to others" in found.warning
        assert SECRET not in found.warning
        place.chmod(was)
    [counter] = reach.read(tmp_path).counters()
    assert KEY in counter.extent
    assert "by hand" in counter.extent
    assert SECRET not in counter.extent
    counter.close()
    reach.keep(tmp_path, None)
    path.chmod(0o644)
    assert reach.read(tmp_path).warning is None  # there is nothing to know


def test_the_brake_stays_pulled_until_it_is_let_go(tmp_path: Path) -> None:
    assert brake.pulled(tmp_path) is None
    brake.pull(tmp_path, datetime(2026, 1, 5, 12, tzinfo=UTC), "fire")
    brake.pull(tmp_path, datetime(2026, 1, 5, 13, tzinfo=UTC), "again")
    assert brake.pulled(tmp_path) == brake.Brake("2026-01-05T12:00:00+00:00", "fire")
    (tmp_path / brake.NAME).write_text("")
    assert brake.pulled(tmp_path) is not None  # torn, and pulled all the same
    brake.let_go(tmp_path)
    brake.let_go(tmp_path)
    assert brake.pulled(tmp_path) is None
