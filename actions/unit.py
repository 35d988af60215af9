"""The unit of work: one transaction under the portfolio's lock; events and jobs leave after commit."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from datetime import datetime, timedelta

from tortoise.exceptions import IntegrityError

from actions.access import permissions_in
from actions.audit import Deed, write
from actions.viewer import Viewer
from db.engine import OUTAGES, dialect, transaction, turn
from db.lookup import among, ask, one
from db.models import Alert, EventHead, IdempotencyKey, Order, Outbox, OutboxKind, Portfolio
from db.reads.events import LOGS, channel, message, point
from db.reads.facts import DESK
from db.rows import save_all
from trading.alerts import ALERTS, AlertCode
from trading.errors import DenialCode, IdempotencyRefused, NotAllowed, NotFound, Permission
from trading.ports import Desk, Json

GRACE = timedelta(seconds=2)
KEY_MAX = 100
TOLD_MAX = 100  # orders or executions in one event
SHOWN = (
    *("name", "autonomy", "lot_method", "benchmark", "limits", "watchlist", "rebalancing", "archived_at"),
    *("cash", "reserved", "realized", "fees", "dividends", "interest", "flows", "units"),
)
CheckJson = dict[str, str | bool | None]
DONE = "UPDATE outbox SET done_at = $1 WHERE done_at IS NULL AND id IN"
# PostgreSQL would look for rows to lock again and again, once for each row that waits; an array it makes once.
LEFT = {
    "sqlite": f"{DONE} {{0}}",
    "postgres": "UPDATE outbox SET done_at = $1 WHERE id = ANY (ARRAY ("
    "SELECT id FROM outbox WHERE done_at IS NULL AND id IN {0} FOR UPDATE SKIP LOCKED))",
}
MARKED = 64  # events in one statement


class Unit:
    """What one action gathers while it holds the lock: audit deeds, events, jobs.

    `now` is real time, `market_now` the market's. The portfolio's row is saved at the end, once. `written` are the
    events and jobs that leave after the commit.
    """

    def __init__(self, desk: Desk, viewer: Viewer, portfolio: Portfolio | None, market_now: datetime) -> None:
        self.desk = desk
        self.viewer = viewer
        self._portfolio = portfolio
        self.now = desk.clock.now()
        self.market_now = market_now
        self.written: list[Outbox] = []
        self._before = _shown(portfolio)
        self._moved: set[str] = set()
        self._changed: tuple[dict[str, None], dict[str, None]] = ({}, {})
        self._counted = False
        self._finished: list[str] = []
        self._deeds: dict[str | None, list[Deed]] = {}

    @property
    def portfolio(self) -> Portfolio:
        if self._portfolio is None:
            raise RuntimeError("this unit has no portfolio")
        return self._portfolio

    def adopt(self, portfolio: Portfolio) -> None:
        """Take a portfolio that was created within this unit."""
        self._portfolio = portfolio

    def next_sequence(self) -> int:
        """Number the next row or event of the portfolio; taken under its lock, so commit order is its order."""
        number: int = self.portfolio.sequence + 1
        self.portfolio.sequence = number
        return number

    def event(self, topic: str, **payload: object) -> None:
        """Announce a change on the portfolio's stream after commit."""
        row = self._row(OutboxKind.EVENT, topic, None, payload, self.portfolio.id)
        row.sequence = self.next_sequence()
        self.portfolio.told = _chained(row, self.portfolio.told)
        self.written.append(row)

    def changed(self, *orders: str, executions: Iterable[str] = ()) -> None:
        """Note that orders, and executions of theirs, are new or different: each is announced once, as it is then."""
        for noted, ids in zip(self._changed, (orders, executions), strict=True):
            noted.update(dict.fromkeys(ids))

    def moved(self, symbol: str) -> None:
        """Note that a position has changed: profit and loss are announced once, with the balances."""
        self._moved.add(symbol)

    def counted(self) -> None:
        """Note that an order was opened or has ended: the stop, which tells how many are left, is announced once."""
        self._counted = True

    def desk_event(self, topic: str, **payload: object) -> None:
        """Announce a change of the whole desk; it is numbered when it is written."""
        self.written.append(self._row(OutboxKind.EVENT, topic, None, payload, None))

    def job(self, queue: str, name: str, **payload: object) -> None:
        """Queue work after commit; the sweeper finds it again until it is marked done."""
        owner = self._portfolio.id if self._portfolio else None
        self.written.append(self._row(OutboxKind.JOB, name, queue, payload, owner))

    def finish(self, job_id: str) -> None:
        """Mark a job as done with this transaction: it will not be swept again."""
        self._finished.append(job_id)

    def record(self, deed: Deed, *, desk: bool = False) -> None:
        """Add a link to the portfolio's audit chain, or to the desk's."""
        chain = None if desk or self._portfolio is None else self.portfolio.id
        self._deeds.setdefault(chain, []).append(deed)

    async def alert(
        self,
        code: AlertCode,
        message: str,
        *,
        title: str | None = None,
        order: Order | None = None,
        symbol: str | None = None,
        check: CheckJson | None = None,
    ) -> Alert:
        """Keep an alert for a person to read, of this portfolio or, in a unit without one, of the whole desk.

        Severity and title are the code's own; `title` says it better where more is known. `check` is the risk
        check behind it, as it is stored. A message is cut at 1000 characters.
        """
        severity, usual = ALERTS[code]
        portfolio = self._portfolio
        alert = Alert(
            id=self.desk.ids.new(),
            portfolio_id=portfolio.id if portfolio else None,
            sequence=self.next_sequence() if portfolio else 0,
            severity=severity,
            code=code,
            title=title or usual,
            message=message[:1000],
            order_id=order.id if order else None,
            symbol=order.symbol if order else symbol,
            check=check,
            created_at=self.now,
        )
        await alert.save(force_create=True)
        self.told(alert)
        return alert

    def told(self, alert: Alert) -> None:
        """Announce an alert that is new or was read to whom it concerns."""
        announce = self.desk_event if alert.portfolio_id is None else self.event
        announce("alerts", alerts=[alert.id])

    def _row(
        self,
        kind: OutboxKind,
        topic: str,
        queue: str | None,
        payload: Json,
        portfolio_id: str | None,
    ) -> Outbox:
        due = self.now + GRACE
        return Outbox(
            id=self.desk.ids.new(),
            kind=kind,
            portfolio_id=portfolio_id,
            topic=topic,
            queue=queue,
            payload=payload,
            created_at=self.now,
            due_at=due,
        )

    async def write(self) -> None:
        """Write what was gathered; the last thing within the transaction."""
        await write_all([self])

    def conclude(self) -> None:
        """Gather the events that say once what was noted often; afterwards the portfolio's row is as it is saved."""
        if self._portfolio is None:
            return
        self._tell_orders()
        if self._counted and all(row.topic != "stop" for row in self.written):
            self.event("stop")
        if self._moved or (self._before and self._before != _shown(self._portfolio)):
            self.event("pnl", symbols=sorted(self._moved))

    def _tell_orders(self) -> None:
        orders, executions = map(list, self._changed)
        for start in range(0, max(len(orders), len(executions)), TOLD_MAX):
            part = slice(start, start + TOLD_MAX)
            self.event("orders", orders=orders[part], executions=executions[part])

    async def announce(self) -> None:
        """Send what was written; the first thing after commit. The sweeper sends what is left after a failure."""
        await announce([self])


async def write_all(units: Sequence[Unit]) -> None:
    """Write what several units gathered, each of another portfolio; the last thing within their transaction.

    Their portfolios go together and so does what leaves: a tick moves fifty portfolios in one transaction.
    """
    for each in units:
        each.conclude()
    await save_all([each.portfolio for each in units if each._portfolio is not None])
    for each in units:
        for chain, deeds in each._deeds.items():
            await write(each.desk.ids, each.viewer, chain, each.now, deeds)
    rows = [row for each in units for row in each.written]
    await _number([row for row in rows if row.kind is OutboxKind.EVENT and row.portfolio_id is None])
    if rows:
        await Outbox.bulk_create(rows)
    if finished := [job for each in units for job in each._finished]:
        places, ids = among(2, finished)
        await ask(f"{DONE} {places}", units[0].now, *ids)


async def announce(units: Sequence[Unit]) -> None:
    """Send what several units wrote; after the first failure the rest is the sweeper's.

    A Redis that is mute costs a second each time, and a caller waits for this. Jobs go first: they are waited for.
    """
    rows = [row for opened in units for row in opened.written]
    if not rows:
        return
    for row in rows:
        if row.kind is OutboxKind.JOB and not await enqueue(units[0].desk, row):
            return
    events = [row for row in rows if row.kind is OutboxKind.EVENT]
    if await publish(units[0].desk, events):
        await _mark(units[0].desk, [row.id for row in events])


async def _mark(desk: Desk, event_ids: Sequence[str]) -> None:
    """Mark events that have left as done, many in one statement; what is not marked the sweeper sends once more.

    In any order and with no lock that another waits for, since nobody may fail after the commit.
    """
    desk.left.extend(event_ids)
    with suppress(*OUTAGES):
        while len(desk.left) >= MARKED:
            places, ids = among(2, [desk.left.popleft() for _ in range(MARKED)])
            await ask(LEFT[await dialect()].format(places), desk.clock.now(), *ids)


def _shown(portfolio: Portfolio | None) -> tuple[object, ...]:
    """Return what a portfolio's own stream shows of it besides prices."""
    return tuple(getattr(portfolio, name) for name in SHOWN) if portfolio else ()


def _chained(row: Outbox, told: dict[str, str]) -> dict[str, str]:
    """Link an event of a log stream to the one before it, and return where the streams end now."""
    if row.topic not in LOGS:
        return told
    row.previous = told.get(row.topic, "")
    return {**told, row.topic: point(message(row))}


async def _number(events: list[Outbox]) -> None:
    """Number events of the whole desk, under the lock of its own row."""
    if not events:
        return
    await EventHead.bulk_create([EventHead(chain=DESK)], ignore_conflicts=True)
    head = await EventHead.select_for_update().get(chain=DESK)
    for row in events:
        row.sequence = head.sequence = head.sequence + 1
        head.told = _chained(row, head.told)
    await head.save()


async def publish(desk: Desk, events: Sequence[Outbox]) -> bool:
    """Publish events in their order; False when Redis is out of reach."""
    return not events or await desk.bus.announce(
        [(channel(row.portfolio_id, row.topic), message(row)) for row in events]
    )


async def enqueue(desk: Desk, job: Outbox) -> bool:
    """Enqueue a job; False when Redis is out of reach.

    Its key changes with `due_at`, so that a resend is not taken for the one that a killed worker still seems to run.
    """
    key = f"{job.id}-{job.due_at.timestamp():.3f}"
    return await desk.jobs.enqueue(job.queue or "", job.topic, key, {**job.payload, "outbox_id": job.id})


@asynccontextmanager
async def unit(
    desk: Desk,
    viewer: Viewer,
    portfolio_id: str | None = None,
    *,
    of_order: str | None = None,
    needs: Permission | None = None,
    wait: timedelta | None = None,
) -> AsyncIterator[Unit]:
    """Open a transaction, lock the portfolio's row or that of an order's portfolio, and check that the viewer may.

    Those of one process wait for a portfolio before they take a connection: a hundred that do leave the rest to others.
    Leaving it normally writes portfolio, audit and outbox, commits, then announces. An exception
    rolls everything back. Raise NotFound or NotAllowed like actions.access.portfolio_for, and
    IdempotencyRefused when the lock is not to be had within `wait`.
    """
    async with AsyncExitStack() as held:
        patience = asyncio.timeout(wait.total_seconds() if wait else None)
        try:
            async with patience:
                if of_order is not None:
                    [(portfolio_id,)] = await ask("SELECT portfolio_id FROM orders WHERE id = $1", of_order)
                if portfolio_id is not None:
                    await held.enter_async_context(turn(portfolio_id))
                await held.enter_async_context(transaction())
                portfolio = await _locked(viewer, portfolio_id, needs) if portfolio_id is not None else None
        except TimeoutError:
            if not patience.expired():
                raise
            raise IdempotencyRefused(
                "Other requests are being worked on and nothing was done; repeat this one with the same key.",
                DenialCode.IDEMPOTENCY_IN_PROGRESS,
            ) from None
        opened = Unit(desk, viewer, portfolio, await desk.market_clock.now())
        yield opened
        await opened.write()
    await opened.announce()


async def _locked(viewer: Viewer, portfolio_id: str, needs: Permission | None) -> Portfolio:
    portfolio = await one(Portfolio, lock=True, id=portfolio_id)
    granted = await permissions_in(viewer, portfolio_id)
    if portfolio is None or Permission.READ not in granted:
        raise NotFound("There is no such portfolio.", portfolio_id)
    if needs is not None and needs not in granted:
        raise NotAllowed(f"This needs the permission {needs} in portfolio {portfolio.name}.", needs)
    return portfolio


# ---------------------------------------------------------------- idempotency


def fingerprint(*parts: object) -> str:
    """Hash what a request asks for, so that a key used with other content is noticed."""
    return hashlib.sha256(json.dumps([str(part) for part in parts]).encode()).hexdigest()


async def seen(viewer: Viewer, operation: str, key: str, content: str) -> str | None:
    """Return the id of the result that this key already has, None for a new key.

    Raise IdempotencyRefused when the key was used with other content.
    """
    row = await one(IdempotencyKey, user_id=viewer.user_id, operation=operation, key=key)
    if row is None:
        return None
    if row.fingerprint != content:
        raise IdempotencyRefused(
            "This idempotency key was used before with other content; use a new key for a new request.",
            DenialCode.IDEMPOTENCY_MISMATCH,
        )
    return row.result_id


@contextmanager
def one_key() -> Iterator[None]:
    """Turn a clash of two requests that bring the same key at the same moment into IdempotencyRefused."""
    try:
        yield
    except IntegrityError as clash:
        raise IdempotencyRefused(
            "This idempotency key was used at the same moment for another request; use a new key.",
            DenialCode.IDEMPOTENCY_MISMATCH,
        ) from clash


async def remember(opened: Unit, operation: str, key: str, content: str, result_id: str) -> None:
    """Bind a key to its result, in the transaction that made it."""
    await IdempotencyKey(
        id=opened.desk.ids.new(),
        user_id=opened.viewer.user_id,
        operation=operation,
        key=key,
        fingerprint=content,
        result_id=result_id,
        created_at=opened.now,
    ).save(force_create=True)
