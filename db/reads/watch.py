"""What the watch looks at: the feed, who has orders at work, rejects, throttle denials, the database's clock."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from db.engine import connection, dialect
from db.models import Feed, Order, OrderMessage, Portfolio, Stop
from trading import leases
from trading.market import Phase
from trading.orders import Ended
from trading.watch import DENIALS_WITHIN, LAST_ORDERS

LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
CLOCK: Final = "SELECT clock_timestamp() AS now"


def in_session(feed: Feed) -> bool:
    """Whether prices are due: the market is open, and nobody has paused the replay."""
    return feed.phase != Phase.CLOSE and not feed.paused and not feed.ended


async def with_orders_at_work() -> list[str]:
    """Return the portfolios that have orders at a broker."""
    working = Order.filter(open=True).exclude(acked_at=None).order_by("portfolio_id").distinct()
    return [str(each) for each in await working.values_list("portfolio_id", flat=True)]


async def living() -> list[str]:
    """Return the portfolios that trade."""
    return [str(each) for each in await Portfolio.filter(archived_at=None).order_by("id").values_list("id", flat=True)]


async def last_rejected(portfolio_id: str) -> Sequence[bool]:
    """Tell of the last orders sent, newest first, whether the broker rejected them; none that a person looked at."""
    looked_at = await _looked_at(portfolio_id)
    last = Order.filter(portfolio_id=portfolio_id, sent_at__gt=looked_at).order_by("-sequence").limit(LAST_ORDERS)
    return [order.ended is Ended.REJECTED for order in await last.only("id", "ended")]


async def denials(portfolio_id: str, now: datetime) -> int:
    """Count what the throttle denied within the last minute, less what a person has looked at."""
    since = max(now - DENIALS_WITHIN, await _looked_at(portfolio_id))
    return await OrderMessage.filter(
        portfolio_id=portfolio_id, denied=True, at__gt=since, at__lt=leases.latest(now, timedelta(0))
    ).count()


async def _looked_at(portfolio_id: str) -> datetime:
    stop = await Stop.get_or_none(target=portfolio_id).only("target", "looked_at")
    return (stop and stop.looked_at) or LONG_AGO


async def their_time() -> datetime | None:
    """Return the database's time; None on SQLite, which has no clock but this machine's."""
    if await dialect() == "sqlite":
        return None
    rows = await connection().execute_query_dict(CLOCK)
    read: datetime = rows[0]["now"]
    return read
