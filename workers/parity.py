"""Parity: what a paper portfolio was asked to do, replayed through the backtester's account on the same ticks."""

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final

from adapters.market.hours import ex_date
from db.models import (
    AuditEntry,
    BrokerMessage,
    Execution,
    Feed,
    Instrument,
    JournalEntry,
    LotMethod,
    Order,
    Portfolio,
    Posting,
)
from db.reads.facts import terms
from trading.condition import DAYS, Condition, condition
from trading.errors import Conflict
from trading.ledger import Account, Cause, Leg
from trading.limits import Limits
from trading.market import Step
from trading.ports import Desk, Market
from trading.recorded import (
    Happening,
    Input,
    Line,
    Session,
    digest,
    fill_line,
    journal_lines,
    lines,
    order_line,
    replay,
)
from trading.stop import StopReason
from trading.units import ZERO

SHOWN_MAX: Final = 10
ASKED_FOR: Final = "asked for"
REPLAYED: Final = (Cause.EXECUTION, Cause.DIVIDEND, Cause.SPLIT, Cause.FLOW)
LOSSES: Final = (StopReason.DRAWDOWN, StopReason.DAILY_LOSS)
DECIDED: Final = {
    "set_risk_limits": "changes of its limits",
    "enable_strategy": "strategies that were enabled again",
    "use_override": "orders with an override",
}


@dataclass(frozen=True, slots=True)
class Parity:
    """Both hashes, over orders, fills and ledger; `differences` are lines that only one side has, at most 20."""

    recorded: str
    replayed: str
    orders: int
    fills: int
    entries: int
    differences: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return self.recorded == self.replayed


async def parity(desk: Desk, portfolio: Portfolio) -> Parity:
    """Replay a portfolio's whole session and compare. Conflict names what a replay does not know."""
    orders = await Order.filter(portfolio_id=portfolio.id).order_by("sequence")
    messages = await BrokerMessage.filter(account=portfolio.id).order_by("cursor")
    said = [each.body for each in messages]
    arrived = {str(body["client_order_id"]): str(body["at"]) for body in said if body.get("event") == "ACK"}
    orders = [order for order in orders if order.parent_id is None or order.client_order_id in arrived]
    await _replayable(portfolio, orders)
    flows = await _flows(portfolio)
    inputs = sorted(
        [*_placed(orders), *_arrived(orders, arrived), *_canceled(orders, said), *await _released(portfolio)],
        key=lambda each: (each.at, ORDER.index(each.kind)),
    )
    session = Session(
        cash=flows,
        limits=Limits.of(portfolio.limits),
        average=portfolio.lot_method is LotMethod.AVERAGE,
        known=frozenset(each.symbol for each in await Instrument.filter(tradable=True)),
        inputs=tuple(inputs),
    )
    been = _Been(desk.market)
    account = replay(session, await _steps(desk, inputs), been, ex_date).account
    recorded, theirs = digest([line async for line in _recorded(portfolio, orders)])
    replayed, ours = digest(lines(account))
    one, two = sorted(set(theirs) - set(ours)), sorted(set(ours) - set(theirs))
    differences = [f"recorded only: {each}" for each in one[:SHOWN_MAX]]
    differences += [f"replayed only: {each}" for each in two[:SHOWN_MAX]]
    return Parity(recorded, replayed, len(orders), len(account.executions), len(account.journal), tuple(differences))


ORDER: Final = (Happening.PLACED, Happening.ARRIVED, Happening.CANCELED, Happening.RELEASED)


async def _replayable(portfolio: Portfolio, orders: Sequence[Order]) -> None:
    """Raise Conflict for what was decided by people in real time or came from a broker, which no market time tells."""
    if not orders:
        raise Conflict(f"{portfolio.name} has no orders: there is nothing to replay.")
    booked = JournalEntry.filter(portfolio_id=portfolio.id)
    deeds = AuditEntry.filter(chain=portfolio.id, at__gte=orders[0].placed_at)
    stops = await deeds.filter(action="engage_stop").only("summary")
    odd = {
        "replaced orders": sum(order.placed_quantity is not None for order in orders),
        "orders that waited for approval": sum(order.approval_hash is not None for order in orders),
        "orders of a flatten": sum(order.origin.value == "STOP" for order in orders),
        "entries that the market did not make": await booked.exclude(cause__in=REPLAYED).count(),
        "stops that no loss limit engaged": sum(not any(f"({why})" in one.summary for why in LOSSES) for one in stops),
        **{words: await deeds.filter(action=action).count() for action, words in DECIDED.items()},
    }
    if found := [f"{count} {name}" for name, count in odd.items() if count]:
        raise Conflict(f"{portfolio.name} cannot be replayed: it has {' and '.join(found)}.")


async def _flows(portfolio: Portfolio) -> Decimal:
    entries = await JournalEntry.filter(portfolio_id=portfolio.id, cause=Cause.FLOW)
    if len(entries) != 1:
        raise Conflict(f"{portfolio.name} cannot be replayed: money came in or went out {len(entries)} times.")
    legs = await Posting.filter(entry_id=entries[0].id, account=Account.CASH)
    return sum((leg.amount or ZERO for leg in legs), ZERO)


def _placed(orders: Sequence[Order]) -> Iterator[Input]:
    for order in orders:
        if order.parent_id is None:
            yield Input(
                at=order.placed_at,
                kind=Happening.PLACED,
                orders=(order.client_order_id,),
                terms=(terms(order),),
                automatic=order.strategy_id is not None,
                allow_duplicate=order.denial != "DUPLICATE_SUSPECTED",
            )


def _arrived(orders: Sequence[Order], arrived: dict[str, str]) -> Iterator[Input]:
    """Yield arrivals; of a pair of exits the take profit comes first."""
    pairs: dict[tuple[str, str], list[Order]] = {}
    for order in orders:
        name = order.client_order_id
        if name not in arrived:
            continue
        if order.parent_id is None:
            yield Input(at=datetime.fromisoformat(arrived[name]), kind=Happening.ARRIVED, orders=(name,))
        else:
            pairs.setdefault((min(order.id, order.pair_id or order.id), arrived[name]), []).append(order)
    for (_, at), exits in pairs.items():
        exits.sort(key=lambda order: order.stop_price is not None)
        names = tuple(order.client_order_id for order in exits)
        yield Input(
            at=datetime.fromisoformat(at),
            kind=Happening.ARRIVED,
            orders=names,
            terms=tuple(terms(order) for order in exits),
        )


def _canceled(orders: Sequence[Order], said: Sequence[dict[str, object]]) -> Iterator[Input]:
    names = {order.client_order_id for order in orders}
    for body in said:
        if body.get("event") == "CANCELED" and body.get("reason") == ASKED_FOR and body["client_order_id"] in names:
            at = datetime.fromisoformat(str(body["at"]))
            yield Input(at=at, kind=Happening.CANCELED, orders=(str(body["client_order_id"]),))


async def _released(portfolio: Portfolio) -> list[Input]:
    rows = await AuditEntry.filter(chain=portfolio.id, action="release_stop", summary__startswith="Released")
    return [Input(at=row.at, kind=Happening.RELEASED) for row in rows]


async def _steps(desk: Desk, inputs: Sequence[Input]) -> list[Step]:
    """Return every step from the day of the first order to where the market stands."""
    feed = await Feed.first()
    if feed is None or feed.day is None:
        raise Conflict("The market has not opened yet.")
    days = [day for day in desk.market.days() if inputs[0].at.date() <= day <= feed.day]
    steps = [step for day in days for step in desk.market.steps(day)]
    return [step for step in steps if (step.day, step.index) <= (feed.day, feed.index)]


class _Been:
    """How a symbol's market had been, from the market's own bars, as the desk reckons it at each open."""

    def __init__(self, market: Market) -> None:
        self._market = market

    def __call__(self, symbol: str, day: date, split: Decimal) -> Condition:
        bars = self._market.bars(symbol, until=day - timedelta(days=1), count=DAYS + 1)
        return condition(bars, split)


async def _recorded(portfolio: Portfolio, orders: Sequence[Order]) -> AsyncIterator[Line]:
    entries = await JournalEntry.filter(portfolio_id=portfolio.id).exclude(cause=Cause.FLOW)
    legs: dict[str, list[Leg]] = {entry.id: [] for entry in entries}
    for row in await Posting.filter(entry_id__in=list(legs)):
        leg = Leg(account=Account(row.account), symbol=row.symbol, amount=row.amount, quantity=row.quantity)
        legs[row.entry_id].append(leg)
    for entry in entries:
        yield journal_lines(entry.at, entry.cause, legs[entry.id])
    for order in orders:
        is_exit = order.parent_id is not None
        yield order_line(is_exit, terms(order), order.filled, order.filled_value, order.ended, order.denial)
    for each in await Execution.filter(portfolio_id=portfolio.id):
        yield fill_line(
            each.executed_at, each.symbol, each.side, each.quantity, each.price, each.fee or ZERO, each.realized
        )
