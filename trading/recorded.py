"""A paper session as it was recorded, and what the simulated account makes of the same orders on the same ticks."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from trading.condition import Condition
from trading.ledger import Leg
from trading.limits import Limits
from trading.market import Phase, Step, Tick
from trading.orders import Terms
from trading.simulated import Work
from trading.simulation import Simulation
from trading.units import plain

Line = tuple[object, ...]


class Happening(StrEnum):
    """What came from outside: an order was asked for, it (or a pair of exits) reached the venue, it was canceled there,
    a stop was released by a step."""

    PLACED = "PLACED"
    ARRIVED = "ARRIVED"
    CANCELED = "CANCELED"
    RELEASED = "RELEASED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One of those, at a market time. `orders` are names; a placed one has its terms, exits bring theirs on arrival."""

    at: datetime
    kind: Happening
    orders: tuple[str, ...] = ()
    terms: tuple[Terms, ...] = ()
    automatic: bool = False
    allow_duplicate: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """What was recorded: the account as it began, and what came from outside, in its order."""

    cash: Decimal
    limits: Limits
    average: bool
    known: frozenset[str]
    inputs: tuple[Input, ...]


class Been(Protocol):
    """How a symbol's market had been before a day, in shares after a split of that day."""

    def __call__(self, symbol: str, day: date, split: Decimal) -> Condition: ...


@dataclass(slots=True)
class Replayed:
    """The account after the replay, with the orders by name."""

    account: Simulation
    orders: dict[str, Work] = field(default_factory=dict)
    waiting: list[Input] = field(default_factory=list)

    def arrived(self, ticks: Sequence[Tick], at: datetime, each: Input) -> None:
        """Let an order, or a pair of exits, meet what trades now."""
        if each.terms:
            target, stop = each.terms if len(each.terms) > 1 else (None, each.terms[0])
            for name, work in zip(each.orders, self.account.place_exits(target, stop, at), strict=True):
                self.orders[name] = work
        works = [self.orders[name] for name in each.orders if name in self.orders]
        mine = [tick for tick in ticks if works and tick.symbol == works[0].terms.symbol]
        if len(works) > 1:
            self.account.hold_pair(works[0], works[1], mine, Phase.OPEN_SESSION, at)
        elif works:
            self.account.hold(works[0], mine, Phase.OPEN_SESSION, at)

    def canceled(self, each: Input) -> None:
        """End orders as the venue does: one of a pair takes the other with it."""
        for work in (self.orders[name] for name in each.orders if name in self.orders):
            self.account.cancel(work)
            if work.pair is not None:
                self.account.cancel(work.pair)


def replay(session: Session, steps: Iterable[Step], been: Been, begins: Callable[[date], datetime]) -> Replayed:
    """Play a session's ticks and what came from outside through the simulated account.

    `begins` says when a day begins: that is when the desk books its splits and dividends.
    """
    account = Simulation(
        cash=session.cash, limits=session.limits, average=session.average, known=session.known, automatic=False
    )
    state, inputs, at_venue = Replayed(account), list(session.inputs), set[int]()
    for step in steps:
        _step(account, step, at_venue, been, begins)
        ticks = () if step.phase is Phase.CLOSE else step.ticks
        while inputs and inputs[0].at <= step.at:
            _happen(state, inputs.pop(0), ticks, step.at, at_venue)
    return state


def _step(account: Simulation, step: Step, at_venue: set[int], been: Been, begins: Callable[[date], datetime]) -> None:
    """Live through one step as the desk does: actions, the venue's fills, the marks, the limits."""
    if step.phase is Phase.OPEN:
        account.open_session(step.day)
    splits = step.splits
    for action in step.actions:
        account.act(action, begins(step.day))
    ticks = {tick.symbol: (tick,) for tick in step.ticks}
    for work in list(account.working.values()):
        if work.number not in at_venue or not work.open:
            continue
        mine = ticks.get(work.terms.symbol, ())
        if work.pair is None:
            account.hold(work, mine, step.phase, step.at)
        elif work.number < work.pair.number:
            account.hold_pair(work, work.pair, mine, step.phase, step.at)
    for tick in step.ticks:
        fresh = step.phase is Phase.OPEN or tick.symbol not in account.quotes
        condition = been(tick.symbol, step.day, splits.get(tick.symbol, Decimal(1))) if fresh else None
        account.quote(tick.symbol, tick.last, tick.at, condition)
    account.mark(step.at, close=step.phase is Phase.CLOSE)


def _happen(state: Replayed, each: Input, ticks: Sequence[Tick], at: datetime, at_venue: set[int]) -> None:
    account = state.account
    match each.kind:
        case Happening.PLACED:
            account.automatic = each.automatic
            work = account.place(each.terms[0], each.at, alike=not each.allow_duplicate)
            state.orders[each.orders[0]] = work
        case Happening.ARRIVED:
            state.arrived(ticks, at, each)
            at_venue.update(state.orders[name].number for name in each.orders if name in state.orders)
        case Happening.CANCELED:
            state.canceled(each)
        case Happening.RELEASED:
            account.release()


# ---------------------------------------------------------------- what is compared


def journal_lines(at: datetime, cause: str, legs: Iterable[Leg]) -> Line:
    """Return an entry as one line: legs that move nothing are left out, the others in one order."""
    moved = sorted(
        (leg.account.value, leg.symbol or "", _text(leg.amount or leg.quantity))
        for leg in legs
        if leg.amount or leg.quantity
    )
    return "entry", at.isoformat(), str(cause), *(part for leg in moved for part in leg)


def lines(account: Simulation) -> Iterator[Line]:
    """Yield journal, orders and fills of a simulated account."""
    for entry in account.journal:
        yield journal_lines(entry.at, entry.cause, entry.legs)
    for work in account.orders:
        yield order_line(work.exit, work.terms, work.filled, work.filled_value, work.ended, work.denial)
    for fill in account.executions:
        terms = fill.work.terms
        yield fill_line(fill.at, terms.symbol, terms.side, fill.quantity, fill.price, fill.fee, fill.realized)


def order_line(is_exit: bool, terms: Terms, filled: Decimal, value: Decimal, ended: object, denial: object) -> Line:
    kind = "exit" if is_exit else "order"
    how = None if ended is None else str(ended)
    return (
        kind, terms.symbol, str(terms.side), str(terms.type), terms.quantity, filled, value,
        "DENIED" if denial else how, None if denial is None else str(denial),
    )  # fmt: skip


def fill_line(at: datetime, symbol: str, side: str, *figures: Decimal) -> Line:
    """`figures` are quantity, price, fee and what was realised."""
    return "fill", at.isoformat(), symbol, str(side), *figures


def digest(found: Iterable[Line]) -> tuple[str, list[str]]:
    """Return SHA-256 over the lines in one order, and the lines as text."""
    texts = sorted("|".join(map(_text, line)) for line in found)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest(), texts


def _text(value: object) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)
