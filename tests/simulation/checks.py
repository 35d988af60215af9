"""What must hold, asked of the database itself by a connection of its own, and of the venue's book."""

import json
import sqlite3
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Any

from actions.audit import problem_of
from actions.sending import LEASE
from db.models import AuditHead, Execution, JournalEntry, Order, Portfolio, Position, StopReceipt
from db.reads.facts import DESK, order_status
from db.reads.proof import prove
from tests.desks import LOOSE
from tests.simulation.database import connect
from tests.simulation.venue import Split, VenueOrder
from trading.orders import TERMINAL, Ended, OrderStatus
from trading.ports import BrokerOrder

if TYPE_CHECKING:
    import random

    from tests.simulation.workload import Intent
    from tests.simulation.world import World

MOVES = ('INSERT INTO "orders"', 'INSERT INTO "positions"', 'UPDATE "positions"')
EXITS = """
    SELECT portfolio_id, symbol, side, parent_id, min(quantity - filled) AS leaves FROM orders
    WHERE exit_state = 'WORKING' GROUP BY min(id, coalesce(pair_id, id))
    HAVING max(open) AND NOT max(cancel_pending) AND NOT max(cancel_refusals)"""
LAST = """
    SELECT o.id, o.symbol, o.side, o.opening, p.cash, p.limits, q.price AS mark, coalesce(h.quantity, 0) AS held
    FROM orders o JOIN portfolios p ON p.id = o.portfolio_id JOIN quotes q ON q.symbol = o.symbol
    LEFT JOIN positions h ON h.portfolio_id = o.portfolio_id AND h.symbol = o.symbol
    WHERE o.sequence = (SELECT max(sequence) FROM orders WHERE portfolio_id = p.id) AND p.id = ?
    AND o.denial IS NULL AND o.parent_id IS NULL AND o.origin NOT IN ('EXTERNAL', 'STOP')"""
SPLITS = "SELECT reference FROM journal_entries WHERE portfolio_id = ? AND cause = 'SPLIT'"
LATER = """
    SELECT count(*) FROM executions e JOIN splits s ON s.portfolio_id = e.portfolio_id AND s.symbol = e.symbol
    WHERE e.executed_at < s.at AND e.version > 1"""
VALUES = """
    SELECT h.quantity, q.price FROM positions h JOIN quotes q ON q.symbol = h.symbol WHERE h.portfolio_id = ?"""
BUYS = """
    SELECT quantity - filled AS leaves, reference_price FROM orders WHERE portfolio_id = ? AND symbol = ?
    AND open AND side = 'BUY' AND filled < quantity AND reference_price IS NOT NULL"""
SECOND = timedelta(seconds=1)
ZERO = Decimal(0)
RATIOS = "SELECT ratio, at FROM splits WHERE portfolio_id = ? AND symbol = ?"
MICRO = Decimal("0.00001")
HALTED = "s.state = 'HALTED' AND s.target IN ('desk', p.portfolio_id)"
HELD = f"""
    SELECT count(*) FROM positions p WHERE p.quantity <> 0
    AND EXISTS (SELECT 1 FROM stops s WHERE s.level = 'FLATTEN' AND {HALTED})
    AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.code = 'STOP_INCOMPLETE' AND a.symbol = p.symbol
                    AND a.portfolio_id = p.portfolio_id)"""
BARE = f"""
    SELECT count(*) FROM orders p WHERE p.exits_due > 0 AND coalesce(p.stop_loss, p.take_profit) IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM stops s WHERE {HALTED})
    AND (SELECT coalesce(sum(quantity), 0) FROM positions h WHERE h.portfolio_id = p.portfolio_id
         AND h.symbol = p.symbol)
      > (SELECT coalesce(sum(quantity - filled), 0) FROM orders o WHERE o.open AND o.side = 'SELL'
         AND o.portfolio_id = p.portfolio_id AND o.symbol = p.symbol)"""


class Broken(Exception):
    """Something that must always hold does not."""


class Checks:
    """Looks at what is committed, never through the code that it checks, but for the ledger's proof and the chains."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self.intents: list[Intent] = []
        self._sql = connect(world.database_file)
        self._sql.row_factory = sqlite3.Row
        self._dirty: dict[str, bool] = {}
        self._moved: dict[str, bool] = {}
        self._judged: dict[str, str] = {}  # each portfolio's newest order that was looked at: prices move afterwards
        self._halts: dict[tuple[str, int], datetime] = {}  # when each was committed

    def close(self) -> None:
        self._sql.close()

    def prepare(self, rng: "random.Random") -> None:
        """Give the portfolios the limits of this run: loose ones, those of the house, or with approvals."""
        kinds: list[dict[str, Any]] = [
            LOOSE,
            LOOSE,
            {"max_position_ratio": "0.3", "daily_risk_budget_ratio": "1"},
            LOOSE | {"approval_above_ratio": "0.02"},
            LOOSE | {"max_position_ratio": "0.06", "orders_per_second": 2},
        ]
        limits = json.dumps(rng.choice(kinds))
        self._sql.execute("UPDATE portfolios SET limits = ?", (limits,))

    # ---------------------------------------------------------------- at every step

    def wrote(self, process: str, sql: str) -> None:
        if sql.startswith('INSERT INTO "orders"'):
            self._dirty[process] = True
        if sql.startswith(MOVES):
            self._moved[process] = True

    def forget(self, process: str) -> None:
        self._dirty.pop(process, None)
        self._moved.pop(process, None)

    def committed(self, process: str) -> None:
        """After each commit: what is reserved is what the open orders need, and a new order had the cash."""
        new = self._dirty.pop(process, False)
        if self._moved.pop(process, False):
            self._exits()
        for row in self._sql.execute("SELECT target, epoch FROM stops WHERE state = 'HALTED'"):
            self._halts.setdefault((row["target"], row["epoch"]), self.world.clock.now())
        for row in self._sql.execute(
            "SELECT p.id, p.cash, p.reserved, (SELECT coalesce(sum(o.reserved), 0) FROM orders o"
            " WHERE o.portfolio_id = p.id AND o.open) AS needed FROM portfolios p"
        ):
            if row["reserved"] != row["needed"]:
                self.world.fail(f"L6: {row['reserved']} is reserved, open orders need {row['needed']}")
            if new:
                self._concentration(row["id"])
            if new and row["reserved"] and row["reserved"] > max(row["cash"], 0):
                self._overcommitted(row)

    def _concentration(self, portfolio_id: str) -> None:
        """A long position and all buys of it, the last one accepted now, are no more than their share of equity."""
        row = self._sql.execute(LAST, (portfolio_id,)).fetchone()
        if row is None or self._judged.get(portfolio_id) == row["id"]:
            return
        self._judged[portfolio_id] = row["id"]
        if not row["opening"] or row["side"] != "BUY" or row["held"] < 0:
            return
        most = Decimal(json.loads(row["limits"] or "{}").get("max_position_ratio", "0.1"))
        values = self._sql.execute(VALUES, (portfolio_id,))
        equity = Decimal(row["cash"]) / 100 + sum(nano(each["quantity"]) * Decimal(each["price"]) for each in values)
        buys = self._sql.execute(BUYS, (portfolio_id, row["symbol"]))
        working = sum(nano(each["leaves"]) * Decimal(each["reference_price"]) for each in buys)
        if nano(row["held"]) * Decimal(row["mark"]) + working > most * equity:
            self.world.fail(f"{row['id']} was accepted and makes {row['symbol']} more than {most} of {equity}")

    def _throttle(self, portfolio: Portfolio) -> None:
        """No more orders were accepted within a second than the portfolio allows."""
        most = int(str(portfolio.limits.get("orders_per_second", 5)))
        rows = self._sql.execute(
            "SELECT at FROM order_messages WHERE portfolio_id = ? AND NOT denied ORDER BY at", (portfolio.id,)
        )
        times = [_time(row["at"]) for row in rows]
        for first, last in zip(times, times[most:], strict=False):
            if last - first < SECOND:
                self.world.fail(f"more than {most} orders were accepted within a second of {first}")

    def _exits(self) -> None:
        """Exits that work sell no more than is held, nor than their entry has filled; of two that has less left counts.

        Those that the venue has refused to cancel are left out: it has ended them and says so in a moment.
        """
        by_symbol: defaultdict[tuple[str, str, str], int] = defaultdict(int)
        by_entry: defaultdict[str, int] = defaultdict(int)
        for row in self._sql.execute(EXITS):
            if self.unbooked(row["portfolio_id"], row["symbol"]):
                continue
            by_symbol[row["portfolio_id"], row["symbol"], row["side"]] += row["leaves"]
            by_entry[row["parent_id"]] += row["leaves"]
        for (portfolio_id, symbol, side), leaves in by_symbol.items():
            held = self._held(portfolio_id, symbol) * (1 if side == "SELL" else -1)
            if leaves > max(held, 0):
                self.world.fail(f"exits {side} {leaves} {symbol}, {held} are held")
        for entry, leaves in by_entry.items():
            filled = self._filled_now(entry)
            if leaves > filled:
                self.world.fail(f"exits of {entry} are for {leaves}, it has filled {filled}")

    def _filled_now(self, entry: str) -> Decimal:
        """Return what an entry has filled, in shares of now: one that was over before a split counts in old ones."""
        row = self._sql.execute("SELECT * FROM orders WHERE id = ?", (entry,)).fetchone()
        since = max(_time(row[name]) for name in ("restated_at", "terms_at", "taken_at", "sent_at") if row[name])
        later = self._sql.execute(RATIOS, (row["portfolio_id"], row["symbol"]))
        return prod((Decimal(each["ratio"]) for each in later if _time(each["at"]) > since), start=row["filled"] + ZERO)

    def unbooked(self, portfolio_id: str, symbol: str) -> list[Split]:
        """Return the splits that are not booked yet: until then fills are in other shares than all else."""
        booked = {row[0] for row in self._sql.execute(SPLITS, (portfolio_id,))}
        return [each for each in self.world.venue.splits if each.symbol == symbol and each.name not in booked]

    def _held(self, portfolio_id: str, symbol: str) -> int:
        held = "SELECT coalesce(sum(quantity), 0) FROM positions WHERE portfolio_id = ? AND symbol = ?"
        return int(self._sql.execute(held, (portfolio_id, symbol)).fetchone()[0])

    def _overcommitted(self, row: sqlite3.Row) -> None:
        """More may be reserved than there is cash only by what fills have cost beyond their reservation."""
        last = self._sql.execute(
            "SELECT reserved, denial, origin FROM orders WHERE portfolio_id = ? ORDER BY sequence DESC LIMIT 1",
            (row["id"],),
        ).fetchone()
        if last["denial"] is None and last["reserved"] and last["origin"] != "EXTERNAL":
            self.world.fail(f"an order was accepted with {row['reserved']} reserved of {row['cash']} in cash")

    def about_to_send(self, process: str, order: BrokerOrder) -> None:
        """Nothing is sent that was not claimed in a commit, nor what was claimed after a halt."""
        row = self._sql.execute(
            "SELECT * FROM orders WHERE portfolio_id = ? AND client_order_id = ?",
            (order.account, order.client_order_id),
        ).fetchone()
        if row is None or row["sent_at"] is None:
            self.world.fail(f"{process} sends {order.client_order_id}, which no commit has claimed")
            return
        if row["claimed_until"] is None:
            return  # another worker has found it at the broker meanwhile
        claimed = _time(row["claimed_until"]) - LEASE
        stops = list(
            self._sql.execute("SELECT * FROM stops WHERE target IN ('desk', ?) AND state = 'HALTED'", (order.account,))
        )
        if row["origin"] == "STOP" and row["halt_epoch"] == self._epoch(order.account):
            return
        for stop in stops:
            halted = self._halts[stop["target"], stop["epoch"]]
            if claimed > halted:
                self.world.fail(
                    f"{process} sends {order.client_order_id}, claimed at {claimed}, after the halt of {halted}"
                )

    def _epoch(self, account: str) -> int:
        found = self._sql.execute("SELECT sum(epoch) AS epoch FROM stops WHERE target IN ('desk', ?)", (account,))
        return int(found.fetchone()["epoch"] or 0)

    def saw(self) -> Counter[str]:
        """Count what the run has come through: how orders stand or ended, why they were denied, alerts, stops."""
        counts: Counter[str] = Counter(orders=0)
        for table, column in (
            ("orders", "denial"),
            ("orders", "ended"),
            ("alerts", "code"),
            ("stop_receipts", "level"),
        ):
            for name, count in self._sql.execute(f"SELECT {column}, count(*) FROM {table} GROUP BY 1"):
                counts[f"{name}"] += count if name else 0
        for name, table in (("orders", "orders"), ("executions", "executions")):
            counts[name] += self._one(f"SELECT count(*) FROM {table}")
        counts["exits"] += self._one("SELECT count(*) FROM orders WHERE parent_id IS NOT NULL")
        counts["exits_filled"] += self._one("SELECT count(*) FROM orders WHERE parent_id IS NOT NULL AND filled > 0")
        counts["taken_up_again"] += self._one("SELECT count(*) FROM stop_receipts WHERE steps LIKE '%again%'")
        counts["flows"] += self._one("SELECT count(*) FROM journal_entries WHERE cause = 'FLOW'")
        counts["splits"] += self._one("SELECT count(*) FROM splits")
        counts["split_later"] += self._one(LATER)
        counts["filled"] += self._one("SELECT count(*) FROM orders WHERE filled >= quantity")
        counts["replaces"] += self._one("SELECT count(*) FROM audit_entries WHERE action = 'replaced_order'")
        counts["approvals"] += self._one("SELECT count(*) FROM audit_entries WHERE action = 'approve_order'")
        counts["releases"] += self._one("SELECT count(*) FROM audit_entries WHERE action = 'release_stop'")
        return +counts

    # ---------------------------------------------------------------- at rest

    def unrest(self) -> list[str]:
        """Return what is still under way; empty when the desk has come to rest."""
        one = self._one
        told = {account: len(journal) for account, journal in self.world.venue.journal.items()}
        behind = [
            row["id"]
            for row in self._sql.execute("SELECT id, broker_cursor FROM portfolios")
            if row["broker_cursor"] != told[row["id"]]
        ]
        left = {
            "processes are down": sum(not process.alive for process in self.world.processes.values()),
            "calls are on the way": self.world.calls,
            "events are on the way": self.world.venue.on_the_way,
            "portfolios are behind the journal": len(behind),
            "jobs or events have not left": one("SELECT count(*) FROM outbox WHERE done_at IS NULL"),
            "stops are pending": self.stopping(),
            "orders wait to be sent": one("SELECT count(*) FROM orders WHERE open AND acked_at IS NULL"
                                          " AND NOT approval_pending"),
            "cancels have no outcome": one("SELECT count(*) FROM orders WHERE open AND cancel_pending"),
            "orders work under a halt": len(self._working_under_halt()),
            "positions are held under a flatten": one(HELD),
            "entries are owed exits for which there is room": one(BARE),
        }  # fmt: skip
        return [f"{count} {what}" for what, count in left.items() if count]

    def stopping(self) -> int:
        """Return how many stops are not carried out yet."""
        return self._one("SELECT count(*) FROM stops WHERE pending")

    def closing(self) -> set[str]:
        """Return the client order ids of the orders with which stops close positions."""
        rows = self._sql.execute("SELECT client_order_id FROM orders WHERE origin = 'STOP'")
        return {row["client_order_id"] for row in rows}

    def _one(self, sql: str) -> int:
        return int(self._sql.execute(sql).fetchone()[0])

    async def final(self) -> None:
        """Hold the desk's books against the venue's, and all that the house promises of itself."""
        for portfolio in await Portfolio.all().order_by("id"):
            await self._ledger(portfolio)
            await self._against_venue(portfolio)
            self._throttle(portfolio)
        await self._keys()
        await self._receipts()
        for head in await AuditHead.all().order_by("chain"):
            if problem := await problem_of(head):
                self.world.fail(f"audit chain {head.chain}: {problem}")

    async def _ledger(self, portfolio: Portfolio) -> None:
        proof = await prove(portfolio)
        for failure in proof.failures:
            self.world.fail(failure)
        basis = sum((signed for _, signed in proof.positions.values()), Decimal(0))
        if proof.cash != -basis + proof.realized - proof.fees + proof.dividends + proof.interest + proof.flows:
            self.world.fail("L5: cash is not what trades, fees and flows have left")
        if not await JournalEntry.exists(portfolio_id=portfolio.id):
            self.world.fail(f"{portfolio.name} has no journal")

    async def _against_venue(self, portfolio: Portfolio) -> None:
        """L7, and every order and execution one by one."""
        venue, fail = self.world.venue, self.world.fail
        held = {p.symbol: p.quantity for p in await Position.filter(portfolio_id=portfolio.id).exclude(quantity=0)}
        theirs = {symbol: quantity for symbol, quantity in venue.positions[portfolio.id].items() if quantity}
        if portfolio.cash != venue.cash[portfolio.id]:
            fail(f"L7: cash is {portfolio.cash}, the venue has {venue.cash[portfolio.id]}")
        if held != theirs:
            fail(f"L7: positions are {held}, the venue has {theirs}")
        there: defaultdict[str, list[VenueOrder]] = defaultdict(list)
        for each in venue.orders:
            if each.account == portfolio.id:
                there[each.client_id].append(each)
        for order in await Order.filter(portfolio_id=portfolio.id):
            self._order(order, there.pop(order.client_order_id, []))
        for lost in there:
            fail(f"the venue has {lost}, which the desk does not know")
        await self._executions(portfolio.id)

    def _order(self, order: Order, found: list[VenueOrder]) -> None:
        name, ours, fail = order.client_order_id, order_status(order), self.world.fail
        if len(found) > 1:
            fail(f"{name} is {len(found)} orders at the venue")
        if not found:
            if ours not in TERMINAL and ours is not OrderStatus.PENDING_APPROVAL:
                fail(f"{name} is {ours} and not at the venue")
            return
        theirs = found[0]
        wanted = _status(theirs)
        same = ours is wanted or (ours in (OrderStatus.WORKING, OrderStatus.PARTIALLY_FILLED) and wanted is None)
        if wanted is OrderStatus.REJECTED and ours is OrderStatus.CANCELED:
            same = True  # what was to be canceled was not taken
        here = self._restated(order, theirs)
        filled = theirs.filled_after(here)
        if not same or order.filled != filled:
            fail(f"{name} is {ours} with {order.filled}; the venue has {theirs.state} with {filled}")
        if order.ended is Ended.REJECTED and theirs.state != "REJECTED":
            fail(f"{name} was taken for rejected; the venue has {theirs.state}")
        self._terms(order, theirs)
        if order.open != (ours not in TERMINAL):
            fail(f"{name} is {ours} and open is {order.open}")

    def _terms(self, order: Order, theirs: VenueOrder) -> None:
        """What has filled before a replace was heard of may be more than it leaves; external orders grow.

        An order that is over on one side when a split comes stays there in the shares of before.
        """
        name, wanted = order.client_order_id, theirs.wanted
        here, there = self._restated(order, theirs), theirs.splits
        more = prod((each.ratio for each in here if each not in there), start=Decimal(1))
        less = prod((each.ratio for each in there if each not in here), start=Decimal(1))
        if more != less and order.open:
            self.world.fail(f"{name} is open and was restated for {here}; the venue has restated it for {there}")
        quantity, limit = wanted.quantity * more / less, wanted.limit_price and wanted.limit_price * less / more
        far = abs((order.limit_price or ZERO) - (limit or ZERO)) > (ZERO if more == less else MICRO)
        if not theirs.external and (order.quantity not in (quantity, order.filled) or far):
            self.world.fail(f"{name} is for {order.quantity} at {order.limit_price}; the venue has {wanted}")
        if order.replace_pending:
            self.world.fail(f"the replace of {name} to version {order.version} has no end")

    def _restated(self, order: Order, theirs: VenueOrder) -> list[Split]:
        """Return the splits for which the desk has restated an order, once it was at the venue."""
        until = order.restated_at
        mine = [split for split in self.world.venue.splits if split.symbol == order.symbol]
        return [split for split in mine if until is not None and theirs.came < split.at <= until]

    async def _executions(self, portfolio_id: str) -> None:
        ours = {
            row.broker_execution_id: (row.quantity, row.price, row.fee)
            for row in await Execution.filter(portfolio_id=portfolio_id, busted=False)
        }
        fills = [f for o in self.world.venue.orders if o.account == portfolio_id for f in o.fills if not f.busted]
        theirs = {f.id: (f.quantity, f.price, f.fee or Decimal(0)) for f in fills}
        if ours != theirs:
            odd = {name: (ours.get(name), theirs.get(name)) for name in ours.keys() ^ theirs.keys()}
            odd |= {
                name: (ours[name], theirs[name]) for name in ours.keys() & theirs.keys() if ours[name] != theirs[name]
            }
            self.world.fail(f"executions differ (ours, theirs): {odd}")

    async def _keys(self) -> None:
        """One key is one order, and every client was told of the same one."""
        rows = Counter([row.idempotency_key for row in await Order.all()])
        for intent in self.intents:
            if len(intent.answers) > 1 or rows[intent.key] > 1:
                self.world.fail(f"{intent.key} is {rows[intent.key]} orders, clients know {intent.answers}")
            if intent.answers and not rows[intent.key]:
                self.world.fail(f"{intent.key} was answered and is lost")

    async def _receipts(self) -> None:
        for receipt in await StopReceipt.all():
            steps = [step["name"] for step in receipt.steps]
            if not {"done", "released"} & set(steps) and await self._in_force(receipt):
                self.world.fail(f"the receipt of {receipt.level} has no end: {steps}")
            if receipt.orders_still_open:
                self.world.fail(f"the receipt of {receipt.level} has left {receipt.orders_still_open} open")

    def _working_under_halt(self) -> list[VenueOrder]:
        """Return what works at the venue under a halt and closes no position; other hands may do as they like."""
        halted = {row["target"] for row in self._sql.execute("SELECT target FROM stops WHERE state = 'HALTED'")}
        closing = self.closing()
        return [
            order
            for order in self.world.venue.open_orders()
            if halted & {order.account, DESK} and not order.external and order.client_id not in closing
        ]

    async def _in_force(self, receipt: StopReceipt) -> bool:
        """Whether no newer epoch has overtaken the stop; a release writes the end of the receipt itself."""
        row = self._sql.execute("SELECT epoch FROM stops WHERE target = ?", (receipt.target,)).fetchone()
        return bool(row["epoch"] == receipt.epoch)


def _status(order: VenueOrder) -> OrderStatus | None:
    """What the desk must say of an order at the venue; None while it works there."""
    if order.filled >= order.wanted.quantity:
        return OrderStatus.FILLED
    return None if order.state == "OPEN" else OrderStatus(order.state)


def nano(units: int) -> Decimal:
    """Return a quantity from the units that the database keeps."""
    return Decimal(units) / 10**9


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
