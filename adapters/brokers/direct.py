"""Cancels everything at the brokers without the desk: what `plimsoll halt --direct` does when the database is down."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol, TypeVar

from adapters.brokers.alpaca_rest import AlpacaLogin, AlpacaRest
from adapters.brokers.alpaca_words import OVER
from adapters.brokers.paper_book import PaperBook
from adapters.brokers.paper_rows import BookOrder
from adapters.brokers.paper_venue import PaperParams, PaperVenue
from adapters.patience import backoff_s
from trading.errors import AdapterError, Unavailable
from trading.ports import Json
from trading.units import plain

GIVE_UP_S: Final = 30.0
PAUSE_S: Final = 0.3
QUIET_LOOKS: Final = 2  # a call that was under way may still bring an order after the first look that found none
OPEN: Final = "STILL OPEN"
UNKNOWN: Final = "UNKNOWN"
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Fate:
    """An order that was open, in words, and what became of it: CANCELED, FILLED, STILL OPEN, UNKNOWN, ..."""

    order_id: str
    words: str
    became: str


@dataclass(frozen=True, slots=True)
class Emptied:
    """What came of cancelling everything at one broker; `trouble` says why it is not certain that nothing is open."""

    broker: str
    fates: tuple[Fate, ...]
    trouble: str | None

    @property
    def clean(self) -> bool:
        return self.trouble is None and all(fate.became not in (OPEN, UNKNOWN) for fate in self.fates)


class Counter(Protocol):
    """A broker with nothing of the desk before it. Blocking; raises AdapterError."""

    name: str

    @property
    def extent(self) -> str:
        """What is going to be cancelled, in words."""
        ...

    def working(self) -> dict[str, str]:
        """Return every open order at the broker: its id there, and what it is in words."""
        ...

    def cancel_all(self) -> None: ...

    def fate(self, order_id: str) -> str: ...

    def close(self) -> None: ...


def empty(counter: Counter, give_up_s: float = GIVE_UP_S) -> Emptied:
    """Cancel until nothing has been open for two looks or the time is over; never raises AdapterError."""
    deadline = time.monotonic() + give_up_s
    seen: dict[str, str] = {}
    failures = quiet = 0
    trouble: str | None = None
    while quiet < QUIET_LOOKS and time.monotonic() < deadline:
        try:
            quiet = 0 if _round(counter, seen) else quiet + 1
            failures, trouble = 0, None
        except AdapterError as error:
            failures, trouble = failures + 1, str(error)
        time.sleep(backoff_s(failures, first_s=PAUSE_S) if failures else PAUSE_S)
    if quiet < QUIET_LOOKS:
        trouble = trouble or f"orders were still open after {give_up_s:g} s"
    return Emptied(counter.name, tuple(_fates(counter, seen)), trouble)


def _round(counter: Counter, seen: dict[str, str]) -> bool:
    """Look, cancel and look again; return whether anything is open. Cancels even where the look fails."""
    try:
        working = counter.working()
    except AdapterError:
        counter.cancel_all()
        raise
    seen |= working
    if not working:
        return False
    counter.cancel_all()
    left = counter.working()
    seen |= left
    return bool(left)


def _fates(counter: Counter, seen: dict[str, str]) -> Sequence[Fate]:
    fates = []
    for order_id, words in seen.items():
        try:
            fates.append(Fate(order_id, words, counter.fate(order_id)))
        except AdapterError:
            fates.append(Fate(order_id, words, UNKNOWN))
    return fates


class PaperCounter:
    """The paper broker's own book, with all its accounts; an order's id here is its row's."""

    name = "paper"

    def __init__(self, path: Path) -> None:
        self._path = path
        self._venue: PaperVenue | None = None

    @property
    def extent(self) -> str:
        return f"every order of every account in {self._path}"

    def working(self) -> dict[str, str]:
        return {str(order.id): _words(order) for order in self._ask(lambda venue: venue.book.open_orders())}

    def cancel_all(self) -> None:
        self._ask(lambda venue: venue.cancel_all())

    def fate(self, order_id: str) -> str:
        order = self._ask(lambda venue: venue.book.order_by_id(int(order_id)))
        if order is None:
            return UNKNOWN
        return OPEN if order.state == "OPEN" else order.state

    def close(self) -> None:
        if self._venue is not None:
            self._venue.book.close()

    def _ask(self, question: Callable[[PaperVenue], Answer]) -> Answer:
        try:
            if self._venue is None:
                book = PaperBook(self._path, durable=True)
                self._venue = PaperVenue(book, seed=0, params=PaperParams())  # neither matters to a cancel
            return question(self._venue)
        except (sqlite3.Error, OSError) as error:
            raise Unavailable(f"the paper broker's book: {error}") from error


class AlpacaCounter:
    """One account at Alpaca: everything that is open there, whoever placed it."""

    name = "alpaca"

    def __init__(self, login: AlpacaLogin) -> None:
        self._login = login
        self._rest = AlpacaRest(login)

    @property
    def extent(self) -> str:
        return (
            f"every order of the whole account of key {self._login.key_id} at {self._login.url}, also orders that were "
            "placed by hand or by other programs"
        )

    def working(self) -> dict[str, str]:
        return {str(order["id"]): _described(order) for order in self._rest.open_orders()}

    def cancel_all(self) -> None:
        self._rest.cancel_all()

    def fate(self, order_id: str) -> str:
        status = str(self._rest.order(order_id)["status"])
        return status.upper() if status in OVER else OPEN

    def close(self) -> None:
        self._rest.close()


def _words(order: BookOrder) -> str:
    resting = order.resting
    return (
        f"{resting.side} {plain(resting.left)} {order.symbol} {resting.type} "
        f"(account {order.account}, order {order.client_order_id})"
    )


def _described(order: Json) -> str:
    names = ("side", "qty", "symbol", "type")
    return f"{' '.join(str(order.get(name)).upper() for name in names)} (order {order.get('client_order_id')})"
