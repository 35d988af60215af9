"""Proves that what moves cash at Alpaca without an order is booked once, as what it is, and flatters no result."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from actions import cash, corporate, executions, reconcile
from actions.equity import valuation
from actions.portfolios import create
from adapters.brokers import alpaca_journal
from adapters.brokers.alpaca import AlpacaBroker
from adapters.brokers.alpaca_rest import AlpacaLogin
from adapters.brokers.alpaca_stub import AlpacaStub
from adapters.system import SystemClock
from db.models import Alert, AuditEntry, Execution, JournalEntry, Order, Outbox, OutboxKind, Portfolio, Position
from db.reads.reconcile import open_break
from db.reads.standings import position_results, standings
from tests.desks import DAYS, Stage, buy, changes, sqlite_only, tables
from trading.errors import Conflict, DenialCode
from trading.ledger import Cause
from trading.market import CorporateAction, CorporateActionKind
from trading.ports import BrokerEvent, BrokerEventKind
from workers import reconcile as loop

D = Decimal
KEY, SECRET = "key-of-the-desk", "secret-of-the-desk"
QUICK = (timedelta(0), timedelta(0))
pytestmark = sqlite_only


@dataclass
class Account:
    """A portfolio at Alpaca, whose part the stub plays."""

    desk: Stage
    stub: AlpacaStub
    alpaca: AlpacaBroker
    id: str = ""

    async def hear(self) -> None:
        """Book what Alpaca says."""
        await self.alpaca.account(self.id)
        await executions.drain(self.desk.desk, self.desk.crew.viewer, self.alpaca, self.id)

    async def trade(self, quantity: str = "10") -> Order:
        order = (await self.desk.place(buy("AAA", quantity), portfolio_id=self.id)).order
        await self.desk.work()
        await self.hear()
        return await Order.get(id=order.id)

    async def portfolio(self) -> Portfolio:
        return await Portfolio.get(id=self.id)

    async def agree(self) -> None:
        """Our books are proven, and reconcile finds nothing between them and Alpaca's."""
        assert await reconcile.differing(self.desk.desk, self.desk.crew.viewer, self.id, QUICK) == ()
        await self.desk.sound()

    async def codes(self) -> list[str]:
        return [alert.code for alert in await Alert.filter(portfolio_id=self.id).order_by("sequence")]


@pytest.fixture
async def account(desk: Stage, tmp_path: Path) -> AsyncIterator[Account]:
    async with AlpacaStub({KEY: SECRET}).serving() as stub:
        stub.quote("AAA", "99.99", "100.00")
        login = AlpacaLogin(key_id=KEY, secret=SECRET, url=stub.url, stream_url=stub.stream_url)
        alpaca = AlpacaBroker(tmp_path / "alpaca.db", {}, clock=SystemClock(), unclaimed=login, durable=False)
        brokers = {**desk.desk.brokers, alpaca.name: alpaca}
        desk.crew = replace(desk.crew, desk=replace(desk.desk, brokers=brokers))
        made = await create(
            desk.desk, desk.owner, name="Alpaca", broker="alpaca", opening_cash=D(100_000), key="alpaca", watchlist=[]
        )
        try:
            yield Account(desk, stub, alpaca, made.portfolio.id)
        finally:
            await alpaca.close()


async def test_a_fee_of_the_day_is_booked_once_and_the_books_agree(account: Account) -> None:
    await account.trade()
    account.stub.move_cash("FEE", "-0.03")
    told = await Outbox.filter(kind=OutboxKind.EVENT, portfolio_id=account.id, topic="pnl").count()
    await account.agree()
    portfolio = await account.portfolio()
    assert (portfolio.fees, portfolio.cash) == (D("0.03"), D("98999.87"))
    entry = await JournalEntry.get(portfolio_id=account.id, cause=Cause.FEE)
    activity = account.stub.books[KEY].moved[0]["id"]
    assert entry.reference == activity
    deed = await AuditEntry.get(action="book_cash_activity")
    assert (deed.object_id, deed.after) == (account.id, {"activity": activity, "amount": "-0.03", "units": "100000"})
    assert await Outbox.filter(kind=OutboxKind.EVENT, portfolio_id=account.id, topic="pnl").count() > told
    before = await tables()
    await account.hear()
    assert changes(before, await tables()) == {}


async def test_a_dividend_is_booked_as_alpaca_tells_it_and_not_as_the_replay_does(account: Account) -> None:
    await account.trade()
    account.stub.move_cash("DIV", "2.40", "AAA")
    await account.hear()
    theirs = CorporateAction("d1", "AAA", DAYS[2], CorporateActionKind.DIVIDEND, amount=D("0.25"))
    await corporate.apply(account.desk.desk, account.desk.crew.viewer, theirs, datetime(2011, 3, 3, 14, 30, tzinfo=UTC))
    assert (await account.portfolio()).dividends == D("2.40")
    assert await JournalEntry.filter(portfolio_id=account.id, cause=Cause.DIVIDEND).count() == 1
    await account.agree()


async def test_a_lost_journal_books_no_fee_and_no_dividend_again(account: Account, tmp_path: Path) -> None:
    await account.trade()
    account.stub.move_cash("FEE", "-0.03")
    account.stub.move_cash("DIV", "2.40", "AAA")
    await account.hear()
    cursor = (await account.portfolio()).broker_cursor
    await account.alpaca.close()
    path = tmp_path / "new.db"
    alpaca_journal.AlpacaJournal(path, durable=False).close()
    with sqlite3.connect(path) as empty:
        row = (account.id, f"PA-{KEY}", *["2026-01-01T00:00:00+00:00"] * 2)
        empty.execute("INSERT INTO accounts VALUES (?, ?, ?, ?)", row)
    empty.close()
    login = AlpacaLogin(key_id=KEY, secret=SECRET, url=account.stub.url, stream_url=account.stub.stream_url)
    account.alpaca = AlpacaBroker(path, {}, clock=SystemClock(), unclaimed=login, durable=False)
    brokers = {**account.desk.desk.brokers, "alpaca": account.alpaca}
    account.desk.crew = replace(account.desk.crew, desk=replace(account.desk.desk, brokers=brokers))
    await account.hear()
    portfolio = await account.portfolio()
    assert portfolio.broker_cursor > cursor
    assert (portfolio.fees, portfolio.dividends) == (D("0.03"), D("2.40"))
    assert await AuditEntry.filter(action="book_cash_activity").count() == 2
    await account.agree()


async def test_a_bust_and_a_correction_at_alpaca_are_rebooked_here(account: Account) -> None:
    await account.alpaca.accounts_with_events({})  # the trade stream tells of them
    async with asyncio.timeout(60):
        while not account.stub.connections:
            await asyncio.sleep(0.01)
    gone, kept = await account.trade(), await account.trade("20")
    first = await Execution.get(order_id=gone.id)
    second = await Execution.get(order_id=kept.id)
    account.stub.bust(first.broker_execution_id)
    account.stub.correct(second.broker_execution_id, "18", "99.50")
    async with asyncio.timeout(60):
        while len(await account.codes()) < 2:
            await account.hear()
    assert await account.codes() == ["TRADE_BUST", "TRADE_CORRECT"]
    assert (await account.portfolio()).cash == D(100_000) - 18 * D("99.50")
    await account.agree()


async def nav(account: Account) -> Decimal:
    """Equity per unit at the desk's own marks."""
    portfolio = await account.portfolio()
    return (await valuation(portfolio)).equity / portfolio.units


async def test_interest_and_taxes_are_booked_as_what_they_are(account: Account) -> None:
    await account.trade()
    for kind, amount, symbol in (("INT", "5.00", None), ("INTNRA", "-1.50", None), ("INT", "-0.25", None)):
        account.stub.move_cash(kind, amount, symbol)
    account.stub.move_cash("DIV", "2.40", "AAA")
    account.stub.move_cash("DIVNRA", "-0.72", "AAA")
    await account.agree()
    portfolio = await account.portfolio()
    assert (portfolio.interest, portfolio.dividends, portfolio.fees) == (D("3.25"), D("1.68"), D(0))
    assert portfolio.flows == portfolio.units == 100_000  # they are results, no flows
    entries = JournalEntry.filter(portfolio_id=account.id, cause__in=[Cause.INTEREST, Cause.WITHHOLDING])
    assert await entries.count() == 4
    [standing] = await standings([portfolio], account.desk.clock.now())
    assert standing.result.total == standing.valuation.equity - 100_000
    position = await Position.get(portfolio_id=account.id, symbol="AAA")
    [result] = await position_results([position], {portfolio.id: portfolio}, account.desk.clock.now())
    assert result is not None
    assert result.total == result.unrealized + D("1.68")


@pytest.mark.parametrize(("kind", "amount"), [("CSD", "5000"), ("JNLC", "250.50"), ("CSW", "-5000"), ("ACATC", "-1")])
async def test_a_deposit_and_a_withdrawal_move_units_and_not_nav(account: Account, kind: str, amount: str) -> None:
    await account.trade("90")
    await account.desk.tick(AAA="98")  # what is lost stays lost
    before, lost = await account.portfolio(), await nav(account)
    assert lost < 1
    account.stub.move_cash(kind, amount)
    await account.agree()
    after = await account.portfolio()
    assert (after.cash - before.cash, after.flows - before.flows) == (D(amount), D(amount))
    assert (after.units > before.units) == (D(amount) > 0)
    assert lost - D("1e-8") < await nav(account) <= lost
    deed = await AuditEntry.get(action="book_cash_activity")
    assert deed.after is not None
    assert deed.after["units"] == f"{after.units.normalize():f}"
    await account.hear()
    assert (await account.portfolio()).units == after.units


@pytest.mark.parametrize("amount", ["10", "-10"])
async def test_a_flow_without_a_nav_is_left_to_a_person(account: Account, amount: str) -> None:
    """Everything is lost: a deposit would hide it, and a withdrawal has no share to take."""
    await Portfolio.filter(id=account.id).update(cash=D(0))
    account.stub.move_cash("CSD", amount)
    await account.hear()
    portfolio = await account.portfolio()
    assert (portfolio.cash, portfolio.units) == (D(0), D(100_000))
    alert = await Alert.get(portfolio_id=account.id)
    assert (alert.code, alert.title) == ("UNKNOWN_BROKER_VALUE", "A deposit or withdrawal cannot be booked")
    assert not await JournalEntry.filter(portfolio_id=account.id, cause=Cause.FLOW, reference__contains="::").exists()


# ---------------------------------------------------------------- what Alpaca does not explain


async def record(account: Account, amount: str, key: str = "k") -> Portfolio:
    done = await cash.record(account.desk.desk, account.desk.owner, account.id, D(amount), "looked at it", key=key)
    return done.portfolio


async def test_flows_that_alpaca_tells_are_not_recorded_by_hand(account: Account) -> None:
    account.stub.books[KEY].cash += 500
    before = await tables()
    with pytest.raises(Conflict, match="as alpaca tells them") as refused:
        await record(account, "500")
    assert refused.value.code is DenialCode.NOT_RECONCILED
    assert changes(before, await tables()) == {}


@pytest.mark.parametrize("amount", ["7.50", "-7.50"])
async def test_what_stays_unexplained_is_a_deposit_where_it_came_and_a_cost_where_it_went(
    account: Account, amount: str
) -> None:
    """Neither flatters: what came raises no nav, what went lowers it."""
    account.stub.books[KEY].cash += D(amount)
    await loop.look(account.desk.crew, QUICK)
    alert = await Alert.get(portfolio_id=account.id, code="RECONCILE_BREAK")
    assert "recordCash" in alert.message
    with pytest.raises(Conflict, match="The broker has"):
        await record(account, "7.49")
    booked = await record(account, amount)
    assert (booked.flows - 100_000, booked.fees) == ((D(amount), D(0)) if D(amount) > 0 else (D(0), D("7.50")))
    assert await nav(account) == (1 if D(amount) > 0 else D("0.999925"))
    await reconcile.clear(account.desk.desk, account.desk.owner, account.id, "asked them")
    assert await open_break(account.id) is None
    await account.agree()
    with pytest.raises(Conflict, match="as alpaca tells them"):
        await record(account, amount, "again")


async def test_what_nobody_knows_how_to_book_is_told_with_what_to_do(account: Account) -> None:
    account.stub.move_cash("MISC", "-3.00")
    await loop.look(account.desk.crew, QUICK)
    odd = await Alert.get(portfolio_id=account.id, code="UNKNOWN_BROKER_VALUE")
    assert "MISC" in odd.message
    assert "recordCash" in odd.message
    assert "RECONCILE_BREAK" in await account.codes()
    assert (await record(account, "-3")).fees == 3
    await account.agree()


@pytest.mark.parametrize(
    ("amount", "cause", "symbol"),
    [("-0.005", Cause.FEE, None), ("NaN", Cause.FEE, None), ("1", Cause.DIVIDEND, None), ("1", Cause.SPLIT, "AAA")],
)
async def test_money_without_sense_is_not_booked_and_a_person_is_told(
    account: Account, amount: str, cause: Cause, symbol: str | None
) -> None:
    event = BrokerEvent(
        cursor=1,
        account=account.id,
        kind=BrokerEventKind.CASH,
        client_order_id="",
        broker_order_id="",
        at=datetime(2026, 1, 5, tzinfo=UTC),
        symbol=symbol,
        amount=D(amount),
        cause=cause,
        activity_id="x",
    )
    await executions.book(account.desk.desk, account.desk.crew.viewer, account.id, [event])
    assert await account.codes() == ["UNKNOWN_BROKER_VALUE"]
    assert (await account.portfolio()).cash == 100_000
