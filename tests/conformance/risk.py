"""Runs risk scenarios through the real actions, order job and stop loop: `python -m tests.conformance risk FILE ...`.

Each case has a fresh database, simulated time and a broker that acknowledges at once. Only this file knows the
short names of the scenario files; everything that is decided is decided by the product.
"""

import asyncio
import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from itertools import count
from pathlib import Path
from typing import Any

from actions import (
    approvals,
    equity,
    executions,
    ledger,
    limits,
    marks,
    order_rows,
    orders,
    overrides,
    portfolios,
    releases,
    replaces,
    setup,
    stops,
    strategies,
)
from actions.unit import unit
from actions.viewer import ALL, Viewer
from adapters.notary import FileNotary
from adapters.passwords import Argon2Passwords
from adapters.system import SeededIds, SimulatedClock
from adapters.vault import FileVault
from db import engine
from db.migrate import migrate
from db.models import Feed, Instrument, Member, Order, Outbox, OutboxKind, Portfolio, Quote, Role, Stop, User
from db.reads.facts import halt_of, stops_for
from settings import Settings
from tests.conformance.venue import Quiet, Venue
from trading.errors import Conflict, DenialCode, IdempotencyRefused, InvalidInput, NotAllowed, NotFound, Refusal
from trading.ledger import Cause, book_flow
from trading.market import Phase, Step
from trading.orders import OrderOrigin, OrderSide, OrderType, Terms, TimeInForce
from trading.ports import BrokerEventKind, Desk
from trading.risk import SOFT
from trading.stop import StopLevel, StopScope, TradingState
from trading.units import to_quantity_down
from workers import orders as order_jobs
from workers import stop as stop_loop
from workers.desk import Crew
from workers.library import Library
from workers.models import Models

Json = dict[str, Any]
EXPECTED: tuple[type[Exception], ...] = (*engine.OUTAGES, Refusal)
START, DAY, FEED, WHY = datetime(2026, 1, 5, 15, tzinfo=UTC), date(2026, 1, 5), "conformance", "A scenario says so."
NAV_UNITS = Decimal(10**6)  # nav at the open and at the peak, as money for this many units
LIMITS = {
    "max_position_pct": "max_position_ratio",
    "max_daily_loss_pct": "max_daily_loss_ratio",
    "daily_risk_budget_pct": "daily_risk_budget_ratio",
    "max_drawdown_pct": "max_drawdown_ratio",
    "max_order_value": "max_order_value",
    "max_order_pct_adv": "max_order_volume_ratio",
    "collar_aggressive": "collar_aggressive_ratio",
    "collar_passive": "collar_passive_ratio",
    "max_quote_age_s": "max_quote_age_seconds",
    "vol20_max": "max_volatility",
    "day_move_max": "max_day_move_ratio",
    "market_buffer": "market_buffer_ratio",
    "default_loss_pct": "default_loss_ratio",
    "orders_per_sec": "orders_per_second",
    "orders_per_min": "orders_per_minute",
    "auto_exec_max": "auto_execution_max",
    "auto_exec_window_s": "auto_execution_window_seconds",
    "duplicate_window_s": "duplicate_window_seconds",
    "allow_short": "allow_short",
    "approval_over_pct": "approval_above_ratio",
    "approval_ttl_s": "approval_ttl_seconds",
    "approval_drift_pct": "approval_drift_ratio",
}
COUNTS = frozenset(name for name in LIMITS.values() if name.endswith(("_seconds", "_second", "_minute", "_max")))


def run(paths: Sequence[Path]) -> int:
    """Run every scenario of these files, print what failed and how many; return 0 when nothing did."""
    failures = passed = 0
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for path in paths:
            for scenario in json.loads(path.read_text())["scenarios"]:
                wrong = asyncio.run(bench.first_difference(scenario))
                failures, passed = failures + (wrong is not None), passed + (wrong is None)
                if wrong is not None:
                    print(f"{scenario['id']} {scenario['title']}: {wrong}")  # noqa: T201
    print(f"{passed} passed, {failures} failed")  # noqa: T201
    return 1 if failures else 0


class Bench:
    """Where scenarios are run: one migrated database to copy for each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        self._numbers = count(1)

    async def first_difference(self, scenario: Json) -> str | None:
        """Return where a scenario goes another way than it expects, None when it does not."""
        if not self._template.exists():
            await migrate(f"sqlite://{self._template}")
        file = self._folder / f"{next(self._numbers)}.db"
        shutil.copyfile(self._template, file)
        case = Case(file)
        try:
            await case.open(scenario["state"])
            return await _compare(case, scenario)
        except Exception as error:
            return f"{type(error).__name__}: {error}"
        finally:
            await case.close()
            file.unlink()


async def _compare(case: "Case", scenario: Json) -> str | None:
    for number, (step, expected) in enumerate(zip(scenario["steps"], scenario["expect"], strict=True), 1):
        got = await case.do(step)
        if any(got.get(name) != value for name, value in expected.items()):
            shown = {name: got.get(name) for name in {**expected, "code": None} if name in got}
            return f"step {number} {json.dumps(step)}: expected {json.dumps(expected)}, got {json.dumps(shown)}"
    return None


def number(text: Any) -> Decimal | None:
    """Return a finite decimal, None for nothing and for what is none."""
    with suppress(InvalidOperation):
        value = Decimal(str(text))
        return value if value.is_finite() else None
    return None


class Case:
    """One scenario: a desk with one portfolio, its people, and a name for every order."""

    def __init__(self, file: Path) -> None:
        self._url = f"sqlite://{file}?busy_timeout=50&synchronous=off"
        self._file = file
        self._clock = SimulatedClock(START)
        self._ids = SeededIds(7)
        self._venue = Venue()
        self._keys = count(1)
        self._day = DAY
        self._people: dict[str, Viewer] = {}
        self._names: dict[str, str] = {}
        self._asked: set[str] = set()
        self._lock: sqlite3.Connection | None = None
        self._crew = self._hire()
        self._portfolio = ""

    # ------------------------------------------------ the desk

    def _hire(self) -> Crew:
        quiet = Quiet(self._clock)
        desk = Desk(
            clock=self._clock,
            market_clock=quiet,
            ids=self._ids,
            bus=quiet,
            jobs=quiet,
            brokers={self._venue.name: self._venue},
            market=quiet,
            llm=None,
            key_secret=b"a secret of tests",
            deploy_tag="test",
            notary=FileNotary(self._file.parent / "checkpoints.jsonl", b"a key of tests"),
            vault=FileVault(self._file.parent / "keys.json"),
            passwords=Argon2Passwords(),
        )
        settings = Settings(data_dir=self._file.parent)
        return Crew(desk=desk, settings=settings, models=Models(1), library=Library(quiet))

    async def open(self, state: Json) -> None:
        """Connect, and bring a portfolio to the scenario's state by the actions that do such things."""
        await engine.connect(self._url)
        desk = self._crew.desk
        await Feed.create(name=FEED)
        await setup.prepare(desk, FEED, DAY)
        owner, _ = await setup.owner(desk)
        viewer = Viewer(user_id=owner.id, name=owner.name, permissions=ALL)
        made = await portfolios.create(
            desk, viewer, name="Main", opening_cash=Decimal(0), key="main", watchlist=[], broker=self._venue.name
        )
        self._portfolio = made.portfolio.id
        await Instrument.create(symbol="XYZ", name="XYZ", currency="USD")
        for symbol, mark in state["marks"].items():
            await self._mark({"symbol": symbol, "mark": mark})
        changes = {
            LIMITS[name]: _limit(LIMITS[name], value) for name, value in state["config"].items() if name in LIMITS
        }
        await limits.change(desk, viewer, self._portfolio, changes, WHY)
        await self._fund(viewer, state)
        self._venue.reconciled = not state.get("unreconciled", False)
        await self._play(Phase.OPEN_SESSION)

    async def _fund(self, viewer: Viewer, state: Json) -> None:
        for symbol, quantity in state["positions"].items():
            mark = state["marks"].get(symbol) or {}
            if Decimal(quantity):
                await self._hold(viewer, symbol, Decimal(quantity), number(mark.get("px")) or Decimal(1))
        async with unit(self._crew.desk, viewer, self._portfolio) as u:
            await ledger.post(u, Cause.FLOW, "cash", book_flow(Decimal(state["cash"]) - u.portfolio.cash))
            u.portfolio.units = Decimal(state["units"])
            u.portfolio.open_units = u.portfolio.peak_units = NAV_UNITS
            u.portfolio.open_equity = Decimal(state["nav_open"]) * NAV_UNITS
            u.portfolio.peak_equity = Decimal(state["nav_peak"]) * NAV_UNITS

    async def _hold(self, viewer: Viewer, symbol: str, quantity: Decimal, price: Decimal) -> None:
        """Book the fill of an order of days before."""
        before, order_id = self._clock.now() - timedelta(days=9), self._ids.new()
        order = await Order.create(
            id=order_id,
            portfolio_id=self._portfolio,
            sequence=-len(self._names) - 1,
            symbol=symbol,
            side=OrderSide.BUY if quantity > 0 else OrderSide.SELL,
            type=OrderType.MARKET,
            quantity=abs(quantity),
            time_in_force=TimeInForce.DAY,
            origin=OrderOrigin.MANUAL,
            idempotency_key=order_id,
            client_order_id=order_id,
            requested_by_id=viewer.user_id,
            open=True,
            reference_price=price,
            sent_at=before,
            acked_at=before,
            placed_at=before,
            updated_at=before,
        )
        self._names[order.id] = f"held {symbol}"
        await self._fill({"id": self._names[order.id], "qty": str(order.quantity), "px": str(price)})

    async def close(self) -> None:
        if self._lock is not None:
            self._lock.close()
        self._crew.models.close()
        await engine.close()

    async def _viewer(self, name: str) -> Viewer:
        if name not in self._people:
            user = await User.create(id=self._ids.new(), name=name, created_at=self._clock.now())
            role = {"risk": Role.RISK_OFFICER, "viewer": Role.VIEWER}.get(name.rpartition("_")[2], Role.TRADER)
            await Member.create(
                id=self._ids.new(), portfolio_id=self._portfolio, user_id=user.id, role=role, since=self._clock.now()
            )
            self._people[name] = Viewer(user_id=user.id, name=name, permissions=ALL)
        return self._people[name]

    # ------------------------------------------------ steps

    async def do(self, step: Json) -> Json:
        """Do one step; return the decision or what became of it, and the trading state."""
        doing: Callable[[Json], Awaitable[Json | None]] = getattr(self, f"_{step['op']}")
        try:
            answer = await doing(step) or {"decision": "ACCEPT"}
            if self._lock is None:
                await self._stop_round()
                answer.setdefault("state", await self._state())
        except EXPECTED as no:
            answer = {"decision": "DENY", "code": _code(no)}
        return answer

    async def _state(self) -> str:
        return halt_of(await stops_for(self._portfolio)).state.value

    async def _submit(self, step: Json) -> Json:
        viewer = await self._viewer(step.get("actor", "alice")) if self._lock is None else self._people["alice"]
        if step.get("in_flight"):
            return await self._while_locked(viewer, step)
        wanted, refused, override = _terms(step), False, None
        if "override" in step:
            try:
                override = await self._override(wanted, step["override"])
            except Refusal:
                refused = True
        placed = await self._place(viewer, step, wanted, override)
        code = placed.order.denial
        if refused and code in SOFT and code in step["override"]["codes"]:
            return {"decision": "DENY", "code": DenialCode.OVERRIDE_REFUSED.value}
        return await self._placed(step, placed)

    async def _override(self, wanted: Terms, asked: Json) -> str:
        codes = [DenialCode(code) for code in asked["codes"]]
        granter = await self._viewer(asked["by"])
        return (await overrides.grant(self._crew.desk, granter, self._portfolio, wanted, codes, asked["reason"])).id

    async def _place(self, viewer: Viewer, step: Json, wanted: Terms, override_id: str | None) -> orders.Placed:
        automatic = step.get("origin") == "AI"
        return await orders.place(
            self._crew.desk,
            viewer,
            self._portfolio,
            wanted,
            key=step.get("key") or f"unnamed-{next(self._keys)}",
            allow_duplicate=bool(step.get("allow_duplicate", False)),
            origin=OrderOrigin.STRATEGY if automatic else OrderOrigin.MANUAL,
            override_id=override_id,
            strategy_id=(step.get("strategy") or strategies.recommender(self._portfolio)) if automatic else None,
        )

    async def _placed(self, step: Json, placed: orders.Placed) -> Json:
        order = placed.order
        if placed.replayed:
            return {"decision": "REPLAY", "of": self._names[order.id]}
        self._names[order.id] = step["id"]
        if order.denial is not None:
            return {"decision": "DENY", "code": order.denial}
        if order.approval_pending:
            return {"decision": "PENDING_APPROVAL"}
        await self._work()
        return {"decision": "ACCEPT"}

    async def _while_locked(self, viewer: Viewer, step: Json) -> Json:
        """Place while another request holds the portfolio."""
        held, done = asyncio.Event(), asyncio.Event()

        async def holder() -> None:
            async with unit(self._crew.desk, viewer, self._portfolio):
                held.set()
                await done.wait()

        holding = asyncio.create_task(holder())
        await held.wait()
        try:
            return await self._placed(step, await self._place(viewer, step, _terms(step), None))
        finally:
            done.set()
            await holding

    async def _race(self, step: Json) -> Json:
        viewers = [await self._viewer(each.get("actor", "alice")) for each in step["orders"]]
        placing = [
            self._place(viewer, each, _terms(each), None) for viewer, each in zip(viewers, step["orders"], strict=True)
        ]
        answers: list[Json] = []
        for each, placed in zip(step["orders"], await asyncio.gather(*placing, return_exceptions=True), strict=True):
            if isinstance(placed, orders.Placed):
                answers.append(await self._placed(each, placed))
            elif isinstance(placed, EXPECTED):
                answers.append({"decision": "DENY", "code": _code(placed)})
            else:
                raise placed
        codes = [each["code"] for each in answers if each["decision"] == "DENY"]
        accepted = sum(each["decision"] == "ACCEPT" for each in answers)
        return {"accepted": accepted, "codes": {code: codes.count(code) for code in codes}}

    async def _order(self, name: str) -> Order:
        ids = [order_id for order_id, known in self._names.items() if known == name]
        if not ids:
            raise NotFound("No order of this name was placed.")
        return await Order.get(id=ids[-1])

    async def _cancel(self, step: Json) -> None:
        viewer = await self._viewer(step.get("actor", "alice"))
        await orders.cancel(self._crew.desk, viewer, (await self._order(step["id"])).id)
        await self._work()

    async def _replace(self, step: Json) -> Json:
        viewer, order = await self._viewer(step.get("actor", "alice")), await self._order(step["id"])
        new = replaces.NewTerms(quantity=_given(step.get("qty")), limit_price=_given(step.get("limit")))
        asked = await replaces.ask(self._crew.desk, viewer, order.id, new)
        denial = asked.verdict and asked.verdict.denial
        await self._work()
        return {"decision": "DENY", "code": denial.value} if denial else {"decision": "ACCEPT"}

    async def _approve(self, step: Json) -> Json:
        viewer, order = await self._viewer(step.get("actor", "alice")), await self._order(step["id"])
        approving = step["op"] != "reject" and bool(step.get("approve", True))
        decided = await approvals.decide(self._crew.desk, viewer, order.id, approve=approving)
        await self._work()
        return {"decision": "DENY", "code": decided.denial} if decided.denial else {"decision": "ACCEPT"}

    async def _work(self) -> None:
        """Carry out the jobs of the outbox as the order worker would."""
        for row in await Outbox.filter(kind=OutboxKind.JOB, queue=order_rows.QUEUE, done_at=None).order_by("id"):
            await order_jobs.JOBS[row.topic]({"crew": self._crew}, {**row.payload, "outbox_id": row.id})

    # ------------------------------------------------ what the broker says

    async def _say(self, step: Json, kind: BrokerEventKind, **more: Any) -> None:
        order, portfolio = await self._order(step["id"]), await Portfolio.get(id=self._portfolio)
        cursor = portfolio.broker_cursor + 1
        event = self._venue.event(order.client_order_id, kind, cursor, self._clock.now(), **more)
        desk, system = self._crew.desk, self._crew.viewer
        await executions.book(desk, system, self._portfolio, [event])
        if "op" in step:
            await self._play(Phase.OPEN_SESSION)

    async def _fill(self, step: Json) -> None:
        order = await self._order(step["id"])
        await self._say(
            step,
            BrokerEventKind.FILL,
            execution_id=step.get("exec_id") or f"fill-{next(self._keys)}",
            symbol=order.symbol,
            side=order.side,
            quantity=Decimal(step["qty"]),
            price=Decimal(step["px"]),
            fee=Decimal(str(step.get("fee", 0))),
        )

    async def _cancel_done(self, step: Json) -> None:
        await self._say(step, BrokerEventKind.CANCELED)

    async def _expire(self, step: Json) -> None:
        await self._say(step, BrokerEventKind.EXPIRED)

    async def _reject(self, step: Json) -> Json | None:
        if (await self._order(step["id"])).approval_pending:
            return await self._approve(step)
        await self._say(step, BrokerEventKind.REJECTED)
        return None

    async def _replace_done(self, step: Json) -> None:
        version = (await self._order(step["id"])).version
        await self._say(step, BrokerEventKind.REPLACED, version=version)

    async def _replace_rejected(self, step: Json) -> None:
        version = (await self._order(step["id"])).version
        await self._say(step, BrokerEventKind.REPLACE_REJECTED, version=version)

    async def _send_timeout(self, step: Json) -> None:
        """The call of this order ended without an answer."""
        order = await self._order(step["id"])
        await Order.filter(id=order.id).update(acked_at=None)

    async def _reconcile(self, _: Json) -> None:
        self._venue.reconciled = True

    # ------------------------------------------------ prices, money and time

    async def _play(self, phase: Phase) -> None:
        step = Step(self._day, 1, self._clock.now(), phase, ())
        await marks.apply(self._crew.desk, self._crew.viewer, FEED, step)

    async def _tick(self, step: Json) -> None:
        if "mark" in step:
            await self._mark(step)
        await self._play(Phase.OPEN_SESSION)

    async def _mark(self, step: Json) -> None:
        """Write what the feed worker writes of an instrument; the age stays as it is until the next mark."""
        symbol, mark = step["symbol"], step.get("mark") or {}
        await Instrument.get_or_create(symbol=symbol, defaults={"name": symbol, "currency": "USD"})
        await Quote.filter(symbol=symbol).delete()
        price, age = number(mark.get("px")), number(mark.get("age_s"))
        if price is None or age is None or price <= 0:
            return
        await Quote.create(
            symbol=symbol,
            price=price,
            at=self._clock.now() - timedelta(microseconds=int(age.scaleb(6))),
            source=FEED,
            volatility=number(mark.get("vol20")),
            day_move=number(mark.get("day_move")),
            average_volume=number(mark.get("adv")),
        )
        if self._portfolio and "op" in step:
            await self._play(Phase.OPEN_SESSION)

    async def _advance(self, step: Json) -> None:
        """Let time pass, real and of the market; prices are quoted anew, so that they do not age."""
        passed = timedelta(microseconds=int(Decimal(str(step["s"])).scaleb(6)))
        self._clock.set(self._clock.now() + passed)
        for quote in await Quote.all():
            quote.at += passed
            await quote.save(update_fields=["at"])
        await approvals.sweep(self._crew.desk, self._crew.viewer)

    async def _open_session(self, _: Json) -> None:
        await self._play(Phase.CLOSE)
        self._day += timedelta(days=1)
        await self._play(Phase.OPEN)

    async def _set_cash(self, step: Json) -> None:
        """Money that came or went without units: profit or loss."""
        async with unit(self._crew.desk, self._crew.viewer, self._portfolio) as u:
            change = Decimal(step["cash"]) - u.portfolio.cash
            if change:
                await ledger.post(u, Cause.FLOW, f"cash-{next(self._keys)}", book_flow(change))
        await self._play(Phase.OPEN_SESSION)

    async def _deposit(self, step: Json) -> None:
        await self._flow(Decimal(str(step["amount"])))

    async def _withdraw(self, step: Json) -> None:
        await self._flow(-Decimal(str(step["amount"])))

    async def _flow(self, amount: Decimal) -> None:
        """Money in or out, for units at the nav of now."""
        async with unit(self._crew.desk, self._crew.viewer, self._portfolio) as u:
            worth = (await equity.valuation(u.portfolio)).equity
            u.portfolio.units += to_quantity_down(amount * u.portfolio.units / worth)
            await ledger.post(u, Cause.FLOW, f"flow-{next(self._keys)}", book_flow(amount))
        await self._play(Phase.OPEN_SESSION)

    # ------------------------------------------------ stops and faults

    async def _kill(self, step: Json) -> Json:
        desk, viewer = self._crew.desk, await self._viewer(step.get("actor", "alice"))
        level = StopLevel(step.get("level", StopLevel.STOP))
        await stops.engage(desk, viewer, StopScope.PORTFOLIO, self._portfolio, level, WHY)
        return {"cancel_requested": await self._stop_round()}

    async def _stop_round(self) -> list[str]:
        """Let the stop loop cancel; return the orders for which it asked for the first time."""
        if not await Stop.filter(pending=True).exists():
            return []
        self._venue.again.clear()
        looking = asyncio.create_task(stop_loop.look(self._crew))
        waiting = asyncio.create_task(self._venue.again.wait())
        await asyncio.wait({looking, waiting}, return_when=asyncio.FIRST_COMPLETED)
        for task in (waiting, looking):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await Stop.filter(pending=True).update(pending=False)  # what is open now waits for the broker's word
        named = {order.client_order_id: self._names[order.id] for order in await Order.filter(id__in=list(self._names))}
        fresh = [name for name in self._venue.canceling if name not in self._asked]
        self._asked.update(fresh)
        for exit_id in set(fresh) - named.keys():
            await self._exit_canceled(exit_id)
        return sorted(named[each] for each in fresh if each in named)

    async def _exit_canceled(self, client_order_id: str) -> None:
        """A scenario names no exits, so its broker cancels one as soon as it is asked."""
        cursor = (await Portfolio.get(id=self._portfolio)).broker_cursor + 1
        event = self._venue.event(client_order_id, BrokerEventKind.CANCELED, cursor, self._clock.now())
        await executions.book(self._crew.desk, self._crew.viewer, self._portfolio, [event])

    async def _resume(self, step: Json) -> None:
        desk, viewer = self._crew.desk, await self._viewer(step.get("actor", "alice"))
        for to in (TradingState.REDUCING, TradingState.ACTIVE):
            if await self._state() not in (to, TradingState.ACTIVE):
                await releases.release(desk, viewer, StopScope.PORTFOLIO, self._portfolio, to, WHY)

    async def _enable_strategy(self, step: Json) -> None:
        viewer = await self._viewer(step.get("actor", "alice"))
        await strategies.enable(self._crew.desk, viewer, step["strategy"], WHY)

    async def _restart(self, _: Json) -> None:
        self._crew.models.close()
        await engine.close()
        await engine.connect(self._url)
        self._crew = self._hire()

    async def _infra(self, step: Json) -> None:
        """Redis is never there in a scenario; a database that is down is one that lets nobody write."""
        if step.get("db") == "down":
            await self._viewer("alice")
            self._lock = sqlite3.connect(self._file, isolation_level=None)
            self._lock.execute("BEGIN IMMEDIATE")
        if step.get("db") == "up" and self._lock is not None:
            self._lock.close()
            self._lock = None


def _limit(name: str, value: Any) -> limits.Value:
    if value is None or isinstance(value, bool):
        return value
    return int(Decimal(str(value))) if name in COUNTS else Decimal(str(value))


def _given(text: Any) -> Decimal | None:
    """Return a decimal as it was written, even one that makes no sense; text that is none is refused as input."""
    if text is None:
        return None
    try:
        return Decimal(str(text))
    except InvalidOperation:
        raise InvalidInput(f"{text!r} is no number.") from None


def _terms(step: Mapping[str, Any]) -> Terms:
    return Terms(
        symbol=step["symbol"],
        side=OrderSide(step["side"]),
        type=OrderType(step["type"]),
        quantity=_given(step["qty"]) or Decimal(0),
        limit_price=_given(step.get("limit")),
        stop_price=_given(step.get("stop_price")),
        stop_loss=_given(step.get("stop")),
    )


def _code(no: BaseException) -> str | None:
    """Return the code of a refusal, as the problem types of the API carry it."""
    match no:
        case Conflict() | IdempotencyRefused():
            return no.code.value if no.code else None
        case InvalidInput():
            return DenialCode.INVALID_INPUT.value
        case NotAllowed():
            return DenialCode.FORBIDDEN.value
        case NotFound():
            return "NOT_FOUND"
        case _:
            return DenialCode.UNAVAILABLE.value


if __name__ == "__main__":
    sys.exit(run([Path(name) for name in sys.argv[1:]]))
