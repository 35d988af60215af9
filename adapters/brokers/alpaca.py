"""The Alpaca broker: orders by REST, news by stream and REST, both through one journal."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeVar

from adapters.brokers import terms
from adapters.brokers.alpaca_cash import of_cash
from adapters.brokers.alpaca_journal import CASH_OVERLAP, AlpacaJournal, Told
from adapters.brokers.alpaca_rest import READ_S, AlpacaLogin, AlpacaRest
from adapters.brokers.alpaca_stream import AlpacaStream, Patience
from adapters.brokers.alpaca_terms import CAPABILITIES, objection
from adapters.brokers.alpaca_words import (
    OVER,
    Fact,
    acknowledged,
    gathered,
    is_half_told,
    is_leg,
    is_pair,
    is_version,
    of_message,
    positions,
    readable,
    report,
)
from adapters.brokers.reading import UNREADABLE, why
from adapters.patience import backoff_s
from trading.errors import AdapterError, Rejected, Unavailable
from trading.ports import BrokerAccount, BrokerEvent, BrokerEventKind, BrokerOrder, BrokerReport, Clock, Json

SENDS: Final = 64  # orders on their way at once: as many as the queue has jobs, so that what is claimed goes out
CANCELS: Final = 4  # and cancels, which wait behind no order and no question
QUESTIONS: Final = 8
POLL_S: Final = 30.0
BY_REST: Final = frozenset({BrokerEventKind.REPLACED, BrokerEventKind.REPLACE_REJECTED, BrokerEventKind.CASH})
Answer = TypeVar("Answer")

log = logging.getLogger(__name__)


class _Line:
    """One account of the desk at Alpaca, and how current the journal is about it."""

    def __init__(self, account: str, login: AlpacaLogin, read_s: float) -> None:
        self.account = account
        self.login = login
        self.rest = AlpacaRest(login, read_s=read_s)
        self.stream: AlpacaStream | None = None
        self.syncing = asyncio.Lock()
        self.stale = True
        self.next_sync = 0.0
        self.failures = 0

    def worry(self) -> None:
        """Something may have happened that is not in the journal."""
        self.stale = True

    def expect(self, facts: Iterable[Fact]) -> None:
        """The stream has to say this too, as REST has said it first."""
        if self.stream is not None:
            said = (fact for fact in facts if fact.kind not in BY_REST and fact.unread is None)
            self.stream.expect(fact for fact in said if not is_leg(fact.order))


class AlpacaBroker:
    """Implements trading.ports.Broker. One Alpaca account belongs to one portfolio, whose id is the account's name.

    `logins` are by portfolio id; `unclaimed` is the login of the desk's settings, which belongs to the first portfolio
    that is opened with it, and `real_money` says what it trades. `read_s` bounds each answer of REST. A call that ran
    out of time goes on in its thread.
    The trade streams run in the process that asks accounts_with_events; all processes share the journal at `path`.
    """

    name = "alpaca"
    capabilities = CAPABILITIES

    def __init__(
        self,
        path: Path,
        logins: Mapping[str, AlpacaLogin],
        *,
        clock: Clock,
        unclaimed: AlpacaLogin | None = None,
        durable: bool = True,
        read_s: float = READ_S,
        poll_s: float = POLL_S,
        patience: Patience | None = None,
        real_money: bool = False,
    ) -> None:
        self.capabilities = replace(CAPABILITIES, real_money=real_money)
        self._path = path
        self._logins = dict(logins)
        self._clock = clock
        self._unclaimed = unclaimed
        self._durable = durable
        self._read_s = read_s
        self._poll_s = poll_s
        self._patience = patience or Patience()
        self._pool = ThreadPoolExecutor(QUESTIONS, thread_name_prefix="alpaca")
        self._sends = ThreadPoolExecutor(SENDS, thread_name_prefix="alpaca-sends")
        self._cancels = ThreadPoolExecutor(CANCELS, thread_name_prefix="alpaca-cancels")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="alpaca-journal")
        self._opened_journal: AlpacaJournal | None = None
        self._lines: dict[str, _Line] = {}
        self._closed = False

    # accounts

    async def open_account(self, account: str, cash: Decimal) -> None:
        """Check that Alpaca has the account, active, and on first sight that it is flat and holds this cash."""
        line = await self._line(account) or self._claimable(account)
        theirs = await self._ask(line.rest.account)
        if theirs["status"] != "ACTIVE" or theirs.get("trading_blocked") or theirs.get("account_blocked"):
            raise Rejected(f"the account at Alpaca cannot trade: {theirs['status']}")
        if await self._note(lambda journal: journal.number(account)) is None:
            await self._open_first(line, cash, theirs)

    async def take_login(self, account: str, key_id: str, secret: str) -> None:
        """Use other keys of the same account at Alpaca; the line with the old ones ends."""
        known = self._logins.get(account) or self._unclaimed
        number = await self._note(lambda journal: journal.number(account))
        if known is None or number is None:
            raise Rejected(f"there is no account {account}")
        login = replace(known, key_id=key_id, secret=secret)
        if login == known:
            return
        theirs = await self._ask(_Line(account, login, self._read_s).rest.account)
        if number != str(theirs["account_number"]):
            raise Rejected("these are keys of another account")
        self._logins[account] = login
        old = self._lines.pop(account, None)
        if old is not None and old.stream is not None:
            await old.stream.close()

    async def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        """Money comes and goes at Alpaca itself."""
        raise Rejected("cash at Alpaca cannot be adjusted from here")

    async def account(self, account: str) -> BrokerAccount:
        """Return cash, positions and open orders; what is behind them is asked for with the next events."""
        line = await self._need(account)
        rest = line.rest
        legs = await self._legs(line)
        cash, held, orders = await asyncio.gather(
            self._ask(rest.account), self._ask(rest.positions), self._ask(lambda: rest.orders_now(legs))
        )
        line.worry()
        working = [order for order in orders.values() if order["status"] not in OVER]
        reports = await self._note(lambda journal: [_report(journal, account, order) for order in _versions(working)])
        return BrokerAccount(cash=Decimal(cash["cash"]), positions=positions(held), open_orders=tuple(reports))

    # orders

    async def submit(self, order: BrokerOrder) -> BrokerReport:
        """Send an order once. A known client order id answers what became of it, or Rejected if the terms differ."""
        line = await self._need(order.account)
        wrong = terms.objection(order, CAPABILITIES) or objection(order)
        if wrong is not None:
            raise Rejected(wrong)
        line.worry()
        try:
            placed = await self._run(self._sends, lambda: line.rest.place(order))
        finally:
            line.worry()  # a sync may have begun before the order was there
        line.expect((await self._taken(line, placed)).new)
        with _understood():
            return report(placed)

    async def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        """Send two exits as one, once. The journal knows their names before Alpaca does, whatever comes of it."""
        line = await self._need(target.account)
        wrong = terms.oco_objection(target, stop, CAPABILITIES)
        if wrong is not None:
            raise Rejected(wrong)
        entry = (target.account, target.client_order_id, stop.client_order_id, target.quantity, self._now_us())
        if not await self._note(lambda journal: journal.pairs.add(*entry)):
            raise Rejected(f"client order id {target.client_order_id} or its pair was used with other terms")
        line.worry()
        try:
            both = await self._run(self._sends, lambda: line.rest.place_pair(target, stop))
        except Rejected:
            await self._note(lambda journal: journal.pairs.part(target.account, target.client_order_id))
            raise
        finally:
            line.worry()
        return await self._matched(line, both)

    async def cancel(self, account: str, client_order_id: str) -> None:
        """Ask for a cancel; unknown or over: Rejected. One that is under way already is no news."""
        line = await self._need(account)
        if await self._note(lambda journal: journal.pairs.of(account, client_order_id)) is not None:
            await self.lookup(account, client_order_id)  # a stop loss is known to Alpaca by its own id only
        known = await self._note(lambda journal: journal.order_id(account, client_order_id))
        line.worry()
        try:
            await self._run(self._cancels, lambda: line.rest.cancel(client_order_id, known))
        finally:
            line.worry()

    async def cancel_all(self, account: str) -> None:
        """Ask for a cancel of everything open at the account, whoever placed it."""
        line = await self._need(account)
        line.worry()
        try:
            await self._run(self._cancels, line.rest.cancel_all)
        finally:
            line.worry()

    async def replace(self, wanted: BrokerOrder, version: int) -> None:
        """Ask once for other terms. Alpaca replaces orders of whole shares of which nothing is filled yet."""
        line = await self._need(wanted.account)
        wrong = terms.objection(wanted, CAPABILITIES) or objection(wanted)
        if wrong is None and await self._note(lambda journal: journal.pairs.of(*_name(wanted))) is not None:
            wrong = f"order {wanted.client_order_id} is one of two exits: cancel them and send new ones"
        if wrong is not None:
            raise Rejected(wrong)
        line.worry()
        try:
            heir = await self._run(self._sends, lambda: line.rest.replace(wanted, version))
        finally:
            line.worry()
        await self._taken(line, heir)

    async def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        """Return the order as its latest version is, whichever of its versions is asked for."""
        line = await self._line(account)
        pair = await self._note(lambda journal: journal.pairs.of(account, client_order_id))
        if line is not None and pair is not None:
            both = await self._find_pair(line, pair.target)
            return None if both is None else both[client_order_id == pair.stop]
        found = None if line is None else await self._ask(lambda: line.rest.order_by_client_id(client_order_id))
        if line is None or found is None:
            return None
        if (await self._taken(line, found)).new:
            line.worry()
        now = await self._ask(lambda: line.rest.latest(found))
        return await self._note(lambda journal: report(now, journal.before(account, now)))

    # news

    async def events(self, account: str, after: int, limit: int = 500) -> Sequence[BrokerEvent]:
        """Return what is in the journal after the cursor; Alpaca is asked first if something may be missing there.

        When Alpaca does not answer, what is known is returned, and Alpaca is asked again later.
        """
        await self._current(account)
        return await self._note(lambda journal: journal.events(account, after, limit))

    async def accounts_with_events(self, after: Mapping[str, int]) -> Sequence[str]:
        """Return the accounts with events after their cursors; also starts the trade streams and keeps them."""
        names = {*self._logins, *await self._note(AlpacaJournal.accounts)}
        for line in await asyncio.gather(*(self._current(name) for name in sorted(names))):
            if line is not None and line.stream is None:
                line.stream = self._follow(line)
        return await self._note(lambda journal: journal.accounts_with_events(after))

    async def close(self) -> None:
        """End the streams and let go of the journal; later calls are Unavailable."""
        if self._closed:
            return
        self._closed = True
        for line in self._lines.values():
            if line.stream is not None:
                await line.stream.close()
        for pool in (self._sends, self._cancels, self._pool):
            await asyncio.to_thread(pool.shutdown)
        for line in self._lines.values():
            line.rest.close()
        if self._opened_journal is not None:
            await asyncio.get_running_loop().run_in_executor(self._writer, self._opened_journal.close)
        self._writer.shutdown(wait=False)

    # lines

    async def _line(self, account: str) -> _Line | None:
        """Return the account's line; None when there is no login for it, or one of another account at Alpaca."""
        if account not in self._lines:
            number = await self._note(lambda journal: journal.number(account))
            login = self._logins.get(account) or (None if number is None else self._unclaimed)
            if login is None:
                return None
            line = _Line(account, login, self._read_s)
            if number is not None and number != str((await self._ask(line.rest.account))["account_number"]):
                log.error("account %s was opened with other keys at Alpaca", account)
                return None
            self._lines.setdefault(account, line)
        return self._lines[account]

    async def _current(self, account: str) -> _Line | None:
        """Return the account's line with its journal up to date, as far as Alpaca answers."""
        try:
            line = await self._line(account)
        except AdapterError:
            return None
        if line is not None:
            await self._catch_up(line)
        return line

    async def _need(self, account: str) -> _Line:
        line = await self._line(account)
        if line is None:
            raise Rejected(f"there is no account {account}")
        return line

    def _claimable(self, account: str) -> _Line:
        if self._unclaimed is None:
            raise Rejected(f"there is no account {account}")
        return _Line(account, self._unclaimed, self._read_s)

    async def _open_first(self, line: _Line, cash: Decimal, theirs: Json) -> None:
        held = await self._ask(line.rest.positions)
        working = await self._ask(line.rest.open_orders)
        now = self._clock.now()
        settled = await self._ask(lambda: list(line.rest.cash((now - CASH_OVERLAP).isoformat())))
        later = await self._ask(line.rest.account)  # what came in between is in the cash, or still to be told
        if held or working or {Decimal(each["cash"]) for each in (theirs, later)} != {cash}:
            raise Rejected(
                f"the account at Alpaca holds {later['cash']} in cash, {len(held)} positions and {len(working)} open"
                f" orders; a portfolio can be opened on it when it is flat, and with exactly its cash"
            )
        number = str(theirs["account_number"])
        owner = await self._note(lambda journal: journal.claim(line.account, number, now))
        if owner != line.account:
            raise Rejected(f"the account at Alpaca belongs to portfolio {owner}")
        await self._note(lambda journal: journal.settled(line.account, [of_cash(each, now) for each in settled]))
        self._lines = {name: each for name, each in self._lines.items() if each.login is not line.login}
        self._lines[line.account] = line

    # two exits

    async def _find_pair(self, line: _Line, target: str) -> tuple[BrokerReport, BrokerReport] | None:
        """Look two exits up by the take profit's name, the only one of ours that Alpaca has."""
        found = await self._ask(lambda: line.rest.order_by_client_id(target))
        if found is None or not is_pair(found):
            return None
        return await self._matched(line, await self._ask(lambda: line.rest.with_leg(found)))

    async def _matched(self, line: _Line, both: tuple[Json, Json]) -> tuple[BrokerReport, BrokerReport]:
        """Keep which leg is our stop loss, and tell that Alpaca has both."""
        target, leg = both
        name, account = target["client_order_id"], line.account
        await self._note(lambda journal: journal.pairs.match(account, name, leg["id"]))
        if (await self._taken(line, *both)).new:
            line.worry()
        return await self._note(lambda journal: (report(target), report(journal.pairs.named(account, leg))))

    async def _legs(self, line: _Line) -> list[str]:
        """Return Alpaca's ids of the stop losses that may still be alive, after a look for those not seen yet."""
        for target in await self._note(lambda journal: journal.pairs.arriving(line.account, self._now_us())):
            try:
                await self._find_pair(line, target)
            except Unavailable as error:
                log.warning("account %s: what became of two exits at Alpaca is not known: %s", line.account, error)
        return await self._note(lambda journal: journal.pairs.living(line.account))

    # the journal and the pool

    async def _taken(self, line: _Line, *orders: Json) -> Told:
        """Tell that Alpaca has these orders."""
        with _understood():
            facts = [acknowledged(order, order) for order in orders]
        return await self._tell(line, facts)

    async def _tell(self, line: _Line, facts: Sequence[Fact]) -> Told:
        told = await self._note(lambda journal: journal.tell(line.account, facts, self._now_us()))
        if told.short:
            line.worry()
        return told

    def _now_us(self) -> int:
        return int(self._clock.now().timestamp() * 1_000_000)

    async def _note(self, task: Callable[[AlpacaJournal], Answer]) -> Answer:
        """Do something with the journal, in its own thread."""
        return await self._run(self._writer, lambda: task(self._journal()))

    async def _ask(self, question: Callable[[], Answer]) -> Answer:
        """Ask Alpaca in a thread of the pool."""
        return await self._run(self._pool, question)

    async def _run(self, pool: ThreadPoolExecutor, task: Callable[[], Answer]) -> Answer:
        if self._closed:
            raise Unavailable("the Alpaca broker is closed")
        try:
            with _understood():
                return await asyncio.get_running_loop().run_in_executor(pool, task)
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(f"Alpaca's journal: {error}") from error

    def _journal(self) -> AlpacaJournal:
        if self._opened_journal is None:
            self._opened_journal = AlpacaJournal(self._path, durable=self._durable)
        return self._opened_journal

    # stream and REST together

    def _follow(self, line: _Line) -> AlpacaStream:
        async def hear(message: Any) -> None:
            await self._hear(line, message)

        async def connected() -> None:
            line.worry()
            await self._catch_up(line, missed=True)

        return AlpacaStream(line.login, hear=hear, connected=connected, patience=self._patience)

    async def _hear(self, line: _Line, message: Any) -> None:
        """Write one trade update down; for what has no meaning for us REST is asked too."""
        facts = of_message(message, self._clock.now())
        await self._tell(line, facts)
        if is_half_told(message):
            line.worry()
        if any(fact.kind is BrokerEventKind.UNKNOWN for fact in facts):
            log.error("account %s: Alpaca says something new, kept as it came: %r", line.account, message)
            line.worry()
        if line.stream is not None:
            line.stream.heard(facts)

    async def _catch_up(self, line: _Line, *, missed: bool = False) -> None:
        """Bring the journal up to date if something may be missing or the poll is due; not while Alpaca is away.

        `missed`: what is found was said before the stream was there, so that it will not be said again.
        """
        async with line.syncing:
            now = asyncio.get_running_loop().time()
            if now < line.next_sync and (not line.stale or line.failures):
                return
            line.stale = False
            try:
                told = await self._sync(line)
            except BaseException as error:
                line.stale = True
                if not isinstance(error, AdapterError):
                    raise
                line.failures += 1
                line.next_sync = now + backoff_s(line.failures, most_s=self._poll_s)
                log.warning("account %s at Alpaca cannot be reconciled: %s", line.account, error)
                return
            line.failures = line.failures + 1 if told.short else 0  # its fills may come some time after an order
            line.next_sync = now + (backoff_s(line.failures, most_s=self._poll_s) if told.short else self._poll_s)
            line.expect(() if missed else told.new)

    async def _related(self, line: _Line, orders: dict[str, Json]) -> dict[str, Json]:
        """Return the orders with those that they replace or are replaced by, as far as the journal needs them."""
        past = {str(order["replaces"]) for order in orders.values() if order.get("replaces")}
        over = await self._note(lambda journal: {each for each in past if journal.has_ended(line.account, each)})
        return await self._ask(lambda: line.rest.related(orders, over))

    async def _sync(self, line: _Line) -> Told:
        """Ask for orders first and for fills after: so every fill that an order shows is among them, or lags behind."""
        began = self._clock.now()
        account = line.account
        if await self._note(lambda journal: journal.number(account)) is None:
            return Told((), False)  # nobody has opened it
        legs = await self._legs(line)
        living = await self._note(lambda journal: journal.living(account))
        orders = await self._ask(lambda: line.rest.orders_now({*living, *legs}))
        clear = readable(orders)  # nothing else hangs on what the others say
        after = await self._note(lambda journal: journal.unheard_since(account, clear.values()))
        activities = await self._ask(lambda: list(line.rest.fills(after.isoformat())))
        orders |= await self._related(line, clear)
        named = {str(activity.get("order_id")) for activity in activities if activity.get("order_id")}
        known = await self._note(lambda journal: journal.orders(account, named - orders.keys()))
        strangers = await self._ask(lambda: line.rest.orders(named - orders.keys() - known.keys()))
        told = await self._tell(line, gathered(known, orders | strangers, activities))
        if not told.short:
            await self._note(lambda journal: journal.heard_until(account, began))
        await self._tell(line, await self._moved(line))
        return told

    async def _moved(self, line: _Line) -> list[Fact]:
        """Ask what moved cash without an order."""
        since = await self._note(lambda journal: journal.cash_since(line.account))
        rows = await self._ask(lambda: list(line.rest.cash(since.isoformat())))
        return [of_cash(row, self._clock.now()) for row in rows]


@contextmanager
def _understood() -> Iterator[None]:
    """What makes no sense in an answer leaves the outcome unknown."""
    try:
        yield
    except UNREADABLE as error:
        raise Unavailable(f"Alpaca's answer makes no sense: {why(error)}") from error


def _versions(working: Sequence[Json]) -> list[Json]:
    """Leave out a version that is still to take the place of another open one: it is the same order."""
    ids = {order["id"] for order in working}
    return [order for order in working if not (is_version(order) and order["replaces"] in ids)]


def _report(journal: AlpacaJournal, account: str, order: Json) -> BrokerReport:
    return report(journal.pairs.named(account, order), journal.before(account, order))


def _name(order: BrokerOrder) -> tuple[str, str]:
    return order.account, order.client_order_id
