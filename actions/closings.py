"""The closing orders of a flatten: what each open position needs now, and what has become of them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from actions.orders import Intent, place_within
from actions.unit import Unit, fingerprint, unit
from actions.viewer import Viewer
from db.models import Alert, Feed, Order, Position, Quote
from db.reads.books import age_seconds
from db.reads.facts import halt_of, stops_for
from trading.alerts import AlertCode
from trading.closing import Attempt, Move, collar, next_move, side_of
from trading.limits import Limits
from trading.market import Phase
from trading.orders import OrderOrigin, OrderType, Terms
from trading.ports import Desk


@dataclass(slots=True)
class Moves:
    """What the worker has to do now: orders to carry to the broker, of which some are new, and orders to cancel.

    `aged` counts the positions that wait for a younger price: the gate would deny their orders.
    """

    placed: int = 0
    aged: int = 0
    send: list[str] = field(default_factory=list)
    cancel: list[Order] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a flatten has come: positions closed and held, those given up, the most attempts on one that is held."""

    closed: int
    held: int
    given_up: int
    attempts: int
    market_closed: bool

    @property
    def over(self) -> bool:
        return self.held == self.given_up


async def advance(desk: Desk, viewer: Viewer, portfolio_id: str) -> Moves:
    """Place what is to be placed, one order per position at a time, and return what the broker must hear.

    The orders are DAY limits at the collar: what the market cannot take now waits for it, at the latest until the
    close. Their keys count the attempts under the halt in force, so that a repeat after a crash is harmless.
    """
    moves = Moves()
    async with unit(desk, viewer, portfolio_id) as u:
        attempts = await _attempts(portfolio_id)
        for position in await _held(portfolio_id):
            mine = attempts.get(position.symbol, [])
            quote = await Quote.get_or_none(symbol=position.symbol)
            move = next_move(_values(mine), side_of(position.quantity), quote.price if quote else None)
            match move:
                case Move.PLACE if quote is not None and _is_aged(u, quote):
                    moves.aged += 1
                    await _tell_of_age(u, quote)
                case Move.PLACE:
                    order = await _place(u, position, quote, len(mine) + 1)
                    moves.placed += 1
                    moves.send += [order.id] if order.open else []
                case Move.SEND:
                    moves.send.append(mine[-1].id)
                case Move.CANCEL:
                    moves.cancel.append(mine[-1])
                case Move.WAIT | Move.GIVE_UP:
                    pass
    return moves


async def standing(portfolio_id: str) -> Standing:
    """Return how far the flatten in force has come."""
    attempts, held = await _attempts(portfolio_id), await _held(portfolio_id)
    feed = await Feed.first()
    ends = [next_move(_values(attempts.get(p.symbol, [])), side_of(p.quantity), None) is Move.GIVE_UP for p in held]
    return Standing(
        closed=len(attempts.keys() - {position.symbol for position in held}),
        held=len(held),
        given_up=sum(ends),
        attempts=max((len(attempts.get(position.symbol, [])) for position in held), default=0),
        market_closed=feed is not None and feed.phase == Phase.CLOSE,
    )


async def at_work(portfolio_id: str) -> bool:
    """Whether closing orders of the stop in force may be open at the broker."""
    return any(order.open for mine in (await _attempts(portfolio_id)).values() for order in mine)


async def _held(portfolio_id: str) -> list[Position]:
    return await Position.filter(portfolio_id=portfolio_id).exclude(quantity=0).order_by("symbol")


async def _attempts(portfolio_id: str) -> dict[str, list[Order]]:
    """Return the closing orders of the stop in force by symbol, oldest first."""
    found: dict[str, list[Order]] = {}
    mine = Order.filter(portfolio_id=portfolio_id, origin=OrderOrigin.STOP, halt_epoch=await _epoch(portfolio_id))
    for order in await mine.order_by("sequence"):
        found.setdefault(order.symbol, []).append(order)
    return found


async def _epoch(portfolio_id: str) -> int:
    """Return the epoch of the halt in force: another stop of the desk or the portfolio makes it a new one."""
    return halt_of(await stops_for(portfolio_id)).epoch


def _values(orders: Sequence[Order]) -> list[Attempt]:
    return [Attempt(order.open, order.acked_at is not None, order.limit_price, order.filled) for order in orders]


async def _place(u: Unit, position: Position, quote: Quote | None, attempt: int) -> Order:
    """Place one closing order; without any price the gate denies it, and the denial says why."""
    side = side_of(position.quantity)
    terms = Terms(symbol=position.symbol, side=side, quantity=abs(position.quantity))
    if quote is not None:
        limit = collar(side, quote.price, Limits.of(u.portfolio.limits).collar_aggressive_ratio)
        terms = Terms(symbol=terms.symbol, side=side, quantity=terms.quantity, type=OrderType.LIMIT, limit_price=limit)
    epoch = await _epoch(u.portfolio.id)
    key = f"flatten-{epoch}-{fingerprint(u.portfolio.id, position.symbol)[:32]}-{attempt}"
    return (await place_within(u, Intent(terms, key, True, OrderOrigin.STOP))).order


def _is_aged(u: Unit, quote: Quote) -> bool:
    return age_seconds(quote, u.market_now) > Limits.of(u.portfolio.limits).max_quote_age_seconds


async def _tell_of_age(u: Unit, quote: Quote) -> None:
    """Tell a person, once a stop, what a position waits for: it may take long."""
    began = [stop.since for stop in await stops_for(u.portfolio.id) if stop.since is not None]
    told = Alert.filter(portfolio_id=u.portfolio.id, code=AlertCode.STOP_INCOMPLETE, symbol=quote.symbol, order_id=None)
    if not await told.filter(created_at__gte=max(began, default=u.now)).exists():
        message = (
            f"{quote.symbol} is still held: its last price is of {quote.at:%Y-%m-%d %H:%M:%S} UTC, too old to close. "
            "It is closed with the first one that is young enough."
        )
        await u.alert(AlertCode.STOP_INCOMPLETE, message, symbol=quote.symbol)


async def tell(desk: Desk, viewer: Viewer, portfolio_id: str) -> None:
    """Tell a person of every position that was given up, once for each."""
    attempts = await _attempts(portfolio_id)
    async with unit(desk, viewer, portfolio_id) as u:
        for position in await _held(portfolio_id):
            mine = attempts.get(position.symbol, [])
            if next_move(_values(mine), side_of(position.quantity), None) is Move.GIVE_UP:
                await _tell_once(u, mine[-1])


async def _tell_once(u: Unit, last: Order) -> None:
    if not await Alert.exists(portfolio_id=u.portfolio.id, code=AlertCode.STOP_INCOMPLETE, order_id=last.id):
        why = last.denial or last.rejection or last.ended
        message = (
            f"{last.symbol} is still held: no closing order came to anything, the last one {why}. Close it by hand."
        )
        await u.alert(AlertCode.STOP_INCOMPLETE, message, order=last)
