"""What companies do to their shares on live days: asked for before a session opens, kept, and booked with its open."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from actions import corporate
from adapters.market.hours import opening
from trading.errors import AdapterError, Rejected
from trading.market import CorporateAction, Upheaval
from trading.ports import BarStore, Prices
from workers.desk import Crew

ASK_EVERY: Final = timedelta(seconds=30)
HELD: Final = timedelta(minutes=5)  # so long a session waits for an answer: without prices stops do not work either
LATE: Final = timedelta(days=7)  # so late a vendor may tell what it should have told before
BACK_MAX: Final = timedelta(days=90)
AHEAD: Final = timedelta(days=7)
DUE: Final = (
    "Nothing opens until a person has seen what became of the shares and cleared the break: at Alpaca the books differ "
    "until the position is the same on both sides, at the paper broker the old shares stay as they were."
)
COMES: Final = "Cancel what is open in it and decide before that day whether to keep the shares."

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Happenings:
    """The splits and dividends of live days; which sessions were asked for is known to this process only."""

    crew: Crew
    known: date | None = None  # the session for which the vendors have answered
    asked_at: datetime | None = None
    said: list[CorporateAction] = field(default_factory=list)

    async def before(self, day: date, last: date | None) -> tuple[CorporateAction, ...] | None:
        """Return what is to be booked as a session opens, since the session of `last`; None while it has to wait.

        After five minutes in vain the session opens all the same, and a person is told. What is told only after its
        session has opened cannot be booked as it was: a person is told of that too.
        """
        since = max(last or day - timedelta(days=1), day - BACK_MAX)
        if self.known != day:
            if not await self._asked(day, since):
                return None
            if last is not None and last < since:
                await self._tell(None, f"The desk was away since {last}: what happened before {since} is not booked.")
        market = self.crew.desk.market
        days = [since + timedelta(days=number) for number in range(1, (day - since).days + 1)]
        return tuple(action for each in days for action in market.actions(each))

    async def _asked(self, day: date, since: date) -> bool:
        """Ask for the events up to a day; whether its session may open now."""
        desk, now = self.crew.desk, self.crew.desk.clock.now()
        market, prices = desk.market, desk.prices
        if prices is None or not prices.tells_actions or not isinstance(market, BarStore):
            return True  # nobody can be asked, which the settings say
        if self.asked_at is not None and timedelta(0) <= now - self.asked_at < ASK_EVERY:
            return False
        self.asked_at = now
        symbols = [listing.symbol for listing in desk.market.listings()]
        try:
            fresh = market.note(await prices.actions(symbols, since - LATE, day))
            upheavals = await self._upheavals(prices, symbols, since - LATE, day + AHEAD)
        except AdapterError as error:
            log.warning("the splits and dividends up to %s are not known: %s", day, error)
            if now < opening(day) + HELD:
                return False
            await self._tell(
                None,
                f"No vendor tells the splits and dividends of {day}: they are not booked. {error}",
            )
        else:
            await self._late(fresh, since)
            await self._foretell(upheavals, day)
        self.known = day
        return True

    async def _late(self, fresh: Sequence[CorporateAction], since: date) -> None:
        for action in fresh:
            if action.day <= since:
                what = f"{action.kind} of {action.symbol} on {action.day}"
                await self._tell(action.symbol, f"The {what} was told after its session had opened: it is not booked.")

    async def _upheavals(self, prices: Prices, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Ask what else happens to shares, where anybody can be asked."""
        try:
            return await prices.upheavals(symbols, first, until)
        except Rejected as no:
            log.warning("mergers, spin-offs and new names are not known: %s", no)
            return ()

    async def _foretell(self, upheavals: Sequence[Upheaval], day: date) -> None:
        """Tell who holds such shares: a week before, and on the day, when what opens is stopped as well."""
        for each in upheavals:
            due = each.day <= day
            words = f"{each.symbol} on {each.day}: {each.what}. The desk does not book this. {DUE if due else COMES}"
            await corporate.warn(
                self.crew.desk, self.crew.viewer, each.symbol, words, title=f"{each.symbol} changes", due=due
            )

    async def _tell(self, symbol: str | None, words: str) -> None:
        log.error(words)
        await corporate.warn(self.crew.desk, self.crew.viewer, symbol, words)
