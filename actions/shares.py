"""Bring orders across splits: all of a symbol as it is booked, one that was left behind when more is heard of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

from actions.accounts import as_split
from actions.lives import as_life, keep
from actions.unit import Unit
from db.models import Execution, Order
from db.models import Split as SplitRow
from trading.ports import BrokerEvent, BrokerEventKind, Venue
from trading.shares import as_of, restate
from trading.tape import Split
from trading.units import ZERO

# What an order has come through; amendments are of the past.
LIVED: Final = frozenset(
    {BrokerEventKind.FILL, BrokerEventKind.REPLACED, BrokerEventKind.RESTATED, BrokerEventKind.SNAPSHOT}
)
STEP_MAX: Final = timedelta(days=7)  # a split that is farther away is of a replay that has begun again
MISREAD: Final = "An order reached the broker on the other side of a split, and is canceled"


def at_the_turn(u: Unit) -> bool:
    """Whether a split is booked that a market of the desk's own does not know yet: its next step brings it.

    What reached it in between it would take for shares of before.
    """
    last = u.portfolio.split_at
    near = last is not None and timedelta(0) < last - u.market_now < STEP_MAX
    return near and isinstance(u.desk.brokers.get(u.portfolio.broker), Venue)


def counts_as_of(order: Order) -> datetime | None:
    """Return the time in whose shares an order counts, None as long as its broker has not said that it has it."""
    return as_of(order.taken_at, order.terms_at, order.restated_at)


def bring(u: Unit, order: Order, split: Split, since: Decimal, *, asked: bool = True) -> bool:
    """Bring an order across a split, `since` of its fills being after it; False: nothing is left to fill."""
    after = restate(as_life(order), split, since, asked=asked)
    if after is not None:
        keep(u, order, after)
    return after is not None


async def catch_up(u: Unit, order: Order, event: BrokerEvent) -> None:
    """Bring an order that a split has left behind to the shares of what is heard of it, an open one to those of now.

    It was over, or the broker was not known to have it, when the split was booked; so was all that it has protected.
    The caller saves it.
    """
    since, last = counts_as_of(order), u.portfolio.split_at
    if since is None or last is None or since >= last:
        return
    fills = await Execution.filter(order_id=order.id, busted=False)
    times = [each.executed_at for each in fills] + [event.at] * (event.kind in LIVED)
    until = last if order.open else max(times, default=since)
    mine = SplitRow.filter(portfolio_id=order.portfolio_id, symbol=order.symbol, at__gt=since, at__lte=until)
    for row in await mine.order_by("at", "sequence"):
        bring(u, order, as_split(row), executed_since(fills, row.at))


def executed_since(fills: Sequence[Execution], at: datetime) -> Decimal:
    return sum((each.quantity for each in fills if each.executed_at >= at), ZERO)
