"""Read the part of a broker account that an event can touch, as trading.state has it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256

from actions.lives import as_life
from actions.lots import Shelf, shelf_of, touched_by
from actions.unit import Unit
from db.lookup import among, ask, many
from db.models import EarlyAmendment, LotMethod, Order
from db.models import Execution as Row
from db.models import Split as SplitRow
from trading.fills import INFERRED
from trading.ports import BrokerEvent, BrokerEventKind
from trading.state import State
from trading.tape import Execution, Said, Split, Tape
from trading.units import ZERO, whole_shares

NAME_MAX = 128
REBOOKS = frozenset({BrokerEventKind.BUST, BrokerEventKind.CORRECT})
FILLS = frozenset({BrokerEventKind.FILL, BrokerEventKind.SNAPSHOT})
TRADES = FILLS | REBOOKS | {BrokerEventKind.COMMISSION}  # what can move the stock, or what it has cost
LATER = """SELECT 1 WHERE EXISTS (SELECT 1 FROM executions WHERE portfolio_id = $1 AND symbol = $2 AND executed_at > $3)
    OR EXISTS (SELECT 1 FROM splits WHERE portfolio_id = $1 AND symbol = $2 AND at > $3)"""
NAMES_MAX = 128
NAMES = """SELECT broker_execution_id FROM executions WHERE account = $1 AND broker_execution_id IN {0}
    UNION SELECT broker_execution_id FROM early_amendments WHERE account = $1 AND broker_execution_id IN {0}"""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The state, and the rows that it was made of: the order, what is held of its symbol, executions by their id."""

    state: State
    order: Order | None
    shelf: Shelf
    rows: dict[str, Row]


def kept_name(name: str, most: int = NAME_MAX) -> str:
    """Return the name under which something of a broker's is kept; others' may be longer than there is room for."""
    return name if len(name) <= most else f"sha256-{sha256(name.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Known:
    """What is read once for all events that are booked together, and goes along with what they change.

    `orders` by their name at the broker, names of executions of which there `may_be` rows, and a time by symbol after
    which none of it was executed.
    """

    orders: dict[str, Order]
    may_be: set[str]
    newest: dict[str, datetime] = field(default_factory=dict)


async def known(u: Unit, events: Sequence[BrokerEvent], answered: Collection[str] = ()) -> Known:
    """Read what there is of the orders and executions that events are about, and of `answered` orders, by our id."""
    names = sorted({event.client_order_id for event in events})
    orders = await many(Order, lock=True, portfolio_id=u.portfolio.id, client_order_id=names)
    missing = set(answered) - {order.id for order in orders}
    orders += await many(Order, lock=True, id=sorted(missing))
    executions = sorted({event.execution_id for event in events if event.execution_id is not None})
    may_be = set[str]()
    for start in range(0, len(executions), NAMES_MAX):
        places, part = among(2, executions[start : start + NAMES_MAX])
        may_be |= {str(name) for (name,) in await ask(NAMES.format(places), u.portfolio.id, *part)}
    return Known({order.client_order_id: order for order in orders}, may_be)


async def load(u: Unit, event: BrokerEvent, known: Known) -> Loaded:
    """Read what this event can touch. Executions are replayed only where one of them moves or comes late."""
    order = known.orders.get(event.client_order_id)
    versions = await _versions(u, event, order, known)
    waiting = await _waiting(u, event, known)
    if event.execution_id is not None:
        known.may_be.add(event.execution_id)
    symbol = order.symbol if order is not None else event.symbol
    moves = bool(waiting) or (event.kind in REBOOKS and bool(versions)) or any(_inferred(row) for row in versions)
    tape, shelf = None, Shelf(None)
    late = symbol is not None and await _late(u, symbol, event, known)  # asked in any case: it is remembered
    if symbol is not None and (moves or late):
        versions = await Row.filter(portfolio_id=u.portfolio.id, symbol=symbol)
        shelf = await shelf_of(u.portfolio.id, symbol)
        tape = await replayed(u, symbol, versions, shelf, order)
    elif symbol is not None and event.kind in TRADES:
        shelf = await _touched(u, symbol, event, order)
        tape = Tape.of(average=_average(u), opening=shelf.stock)
    state = State(
        average=_average(u),
        orders={} if order is None else {order.client_order_id: as_life(order)},
        executions={each.id: each for each in _executions(versions, order)},
        waiting={event.execution_id or "": waiting} if waiting else {},
        tapes={} if tape is None or symbol is None else {symbol: tape},
        splits=await _splits(event, order),
        number=u.portfolio.sequence,
    )
    return Loaded(state, order, shelf, _last(versions))


async def _splits(event: BrokerEvent, order: Order | None) -> dict[str, tuple[Split, ...]]:
    """Return the splits across which what is told of an order has to be read."""
    if order is None or order.restated_at is None or event.at >= order.restated_at:
        return {}
    rows = await SplitRow.filter(portfolio_id=order.portfolio_id, symbol=order.symbol)
    return {order.symbol: tuple(map(as_split, rows))}


async def _touched(u: Unit, symbol: str, event: BrokerEvent, order: Order | None) -> Shelf:
    """Return what is held as far as the event can touch it: all lots where they are one, or its figures no quantity."""
    side = event.side if order is None else order.side
    figure = event.filled if event.kind is BrokerEventKind.SNAPSHOT else event.quantity
    if _average(u) or side is None or (figure is not None and not figure.is_finite()):
        return await shelf_of(u.portfolio.id, symbol)
    return await touched_by(u.portfolio.id, symbol, side, ZERO if figure is None else figure)


def _average(u: Unit) -> bool:
    return u.portfolio.lot_method is LotMethod.AVERAGE


def _inferred(row: Row) -> bool:
    return row.broker_execution_id.startswith(INFERRED) and not row.busted


async def _versions(u: Unit, event: BrokerEvent, order: Order | None, known: Known) -> list[Row]:
    """Return every version of the event's execution, and for a fill what was inferred for its order."""
    rows: list[Row] = []
    if event.execution_id in known.may_be:
        rows += await many(Row, account=u.portfolio.id, broker_execution_id=event.execution_id)
    if event.kind in FILLS and order is not None and order.filled:
        own = await Row.filter(order_id=order.id, busted=False, broker_execution_id__startswith=INFERRED)
        rows += own
    return rows


async def _waiting(u: Unit, event: BrokerEvent, known: Known) -> tuple[BrokerEvent, ...]:
    name = event.execution_id
    if name is None or name not in known.may_be:
        return ()
    rows = await many(EarlyAmendment, order_by=("cursor",), account=u.portfolio.id, broker_execution_id=name)
    return tuple([_early(row) for row in rows])


def _early(row: EarlyAmendment) -> BrokerEvent:
    return BrokerEvent(
        cursor=row.cursor,
        account=row.account,
        kind=row.kind,
        client_order_id=row.client_order_id,
        broker_order_id="",
        at=row.at,
        execution_id=row.broker_execution_id,
        quantity=row.quantity,
        price=row.price,
        fee=row.fee,
        live=row.live,
        version=row.broker_version,
    )


async def _late(u: Unit, symbol: str, event: BrokerEvent, known: Known) -> bool:
    """Whether a fill happened before something of its symbol that is booked already."""
    if event.kind not in FILLS:
        return False
    newest = known.newest.get(symbol)
    if newest is not None and newest <= event.at:
        known.newest[symbol] = event.at
        return False
    if await ask(LATER, u.portfolio.id, symbol, event.at):
        return True
    known.newest[symbol] = max(event.at, newest or event.at)
    return False


async def replayed(u: Unit, symbol: str, versions: Sequence[Row], shelf: Shelf, order: Order | None = None) -> Tape:
    """Replay a symbol from its first execution through its splits; what it comes to now is what the books say, not
    the replay.
    """
    splits = await SplitRow.filter(portfolio_id=u.portfolio.id, symbol=symbol)
    tape = Tape.of(*_executions(versions, order), *map(as_split, splits), average=_average(u))
    realized = {row.broker_execution_id: row.realized for row in versions if not row.busted}
    return replace(tape, fold=replace(tape.fold, stock=shelf.stock, realized=realized))


def as_split(row: SplitRow) -> Split:
    return Split(symbol=row.symbol, ratio=whole_shares(row.ratio), at=row.at, number=row.sequence)


def _last(versions: Iterable[Row]) -> dict[str, Row]:
    return {row.broker_execution_id: row for row in sorted(versions, key=lambda row: row.version)}


def _executions(versions: Sequence[Row], order: Order | None) -> list[Execution]:
    firsts = {row.broker_execution_id: row for row in versions if row.version == 1}
    return [_execution(firsts[name], row, order) for name, row in _last(versions).items()]


def _execution(first: Row, last: Row, order: Order | None) -> Execution:
    """The order's name matters only for the event's own order; another's id is as good a name."""
    unknown = not last.fee and last.said_fee is None
    return Execution(
        id=last.broker_execution_id,
        order=order.client_order_id if order is not None and last.order_id == order.id else last.order_id,
        symbol=last.symbol,
        side=last.side,
        now=Said(last.quantity, last.price, None if unknown else last.fee),
        said=Said(first.quantity, first.price, first.said_fee),
        at=last.executed_at,
        number=last.place,
        busted=last.busted,
        version=last.broker_version,
    )
