"""The market's time as the feed has left it in the database."""

from datetime import datetime, timedelta

from db.lookup import one
from db.models import Feed
from trading.ports import Clock

GRACE = timedelta(seconds=5)


class FeedClock:
    """Implements trading.ports.MarketClock over the feed's row.

    Market time is the feed's last step. A feed that has not given a sign of life for longer than
    the grace lets market time run on, so that prices grow stale instead of looking fresh for ever.
    """

    def __init__(self, clock: Clock, feed: str) -> None:
        self._clock = clock
        self._feed = feed

    async def now(self) -> datetime:
        feed = await one(Feed, name=self._feed)
        now = self._clock.now()
        if feed is None or feed.at is None:
            return now
        silent = now - feed.beat_at - GRACE if feed.beat_at is not None else timedelta(0)
        return feed.at + max(timedelta(0), silent)
