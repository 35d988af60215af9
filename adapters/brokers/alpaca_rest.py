"""Alpaca's REST interface for one account, through alpaca-py with a time-out, no retry, and two kinds of error."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from adapters.brokers.alpaca_terms import changes, fields, irreplaceable, pair_fields, same_pair, same_terms
from adapters.brokers.alpaca_words import instant, is_pair, is_version, stop_leg
from trading.errors import Rejected, Unavailable
from trading.orders import client_order_id as versioned
from trading.orders import stem_and_version
from trading.ports import BrokerOrder, Json

if TYPE_CHECKING:
    from alpaca.trading.client import TradingClient

LIVE_URL: Final = "https://api.alpaca.markets"
PAPER_URL: Final = "https://paper-api.alpaca.markets"
PAPER_STREAM_URL: Final = "wss://paper-api.alpaca.markets/stream"
CONNECT_S, READ_S = 2.0, 3.5
LINES_MAX: Final = 80  # connections that are kept for one account; a call more opens one for itself
DEFINITE: Final = frozenset({403, 404, 422})
ORDERS_PAGE, FILLS_PAGE, PAGES_MAX = 500, 100, 1000
VERSIONS_MAX = 100
INSTANT: Final = timedelta(microseconds=1)
UNSETTLED: Final = frozenset({"pending_replace", "pending_cancel"})


@dataclass(frozen=True, slots=True, kw_only=True)
class AlpacaLogin:
    """One account at Alpaca: its keys and where they work. The paper addresses unless told."""

    key_id: str
    secret: str = field(repr=False)
    url: str = PAPER_URL
    stream_url: str = PAPER_STREAM_URL


def load() -> None:
    """Import alpaca-py with its pandas ahead of a first order or cancel: some 40 MB, and seconds on a busy machine."""
    import alpaca.trading.client
    import alpaca.trading.stream  # noqa: F401


class AlpacaRefusal(Rejected):
    """A definite no with Alpaca's own code; `status` is the HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class AlpacaRest:
    """Blocking calls for a pool of threads. Bodies come back as Alpaca wrote them, numbers as text.

    Raises AlpacaRefusal when Alpaca itself said no, Unavailable for all else: then the outcome is unknown.
    """

    def __init__(self, login: AlpacaLogin, *, read_s: float = READ_S) -> None:
        self._login = login
        self._read_s = read_s
        self._lock = Lock()
        self._client: TradingClient | None = None

    def account(self) -> Json:
        return self._object(self._open().get, "/account")

    def positions(self) -> list[Json]:
        return self._rows(self._open().get, "/positions")

    def place(self, order: BrokerOrder) -> Json:
        """Post an order once; on a no see whether it is there already, whatever words the refusal has.

        A resend of what was taken the first time may be refused for the shares or the cash that the first one holds.
        """
        try:
            return self._object(self._open().post, "/orders", fields(order))
        except AlpacaRefusal as no:
            known = self.order_by_client_id(order.client_order_id)
            if known is None:
                raise _worded(no, order) from no
        if is_pair(known) or not same_terms(order, known):
            raise Rejected(f"client order id {order.client_order_id} was used with other terms")
        return known

    def place_pair(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[Json, Json]:
        """Post two exits as one, once, and return the take profit and its leg; on a no see whether they are there."""
        try:
            return self.with_leg(self._object(self._open().post, "/orders", pair_fields(target, stop)))
        except AlpacaRefusal as no:
            known = self.order_by_client_id(target.client_order_id)
            if known is None:
                raise _worded(no, target) from no
        if is_pair(known) and same_pair(target, stop, *(both := self.with_leg(known))):
            return both
        raise Rejected(f"client order id {target.client_order_id} was used with other terms")

    def with_leg(self, target: Json) -> tuple[Json, Json]:
        """Return a take profit with its stop loss, which not every answer shows."""
        if (leg := stop_leg(target)) is None:
            target = self._object(self._open().get, f"/orders/{target['id']}", {"nested": "true"})
            leg = stop_leg(target)
        if leg is None:
            raise Unavailable(f"Alpaca does not show the stop loss of order {target['client_order_id']}")
        return target, leg

    def cancel(self, client_order_id: str, order_id: str | None) -> None:
        """Cancel an order, by Alpaca's id where it is known. One that is being cancelled is no news."""
        if order_id is None:
            found = self.order_by_client_id(client_order_id)
            if found is None:
                raise Rejected(f"there is no order {client_order_id}")
            order_id = str(found["id"])
        for _ in range(VERSIONS_MAX):
            try:
                self._ask(self._open().delete, f"/orders/{order_id}")
                return None
            except AlpacaRefusal as no:
                now = self.order(order_id)
                heir = self._heir(now)
                if heir is None:
                    return _not_canceled(client_order_id, str(now["status"]), no)
                order_id = str(heir["id"])
        raise Unavailable(f"order {client_order_id} is replaced again and again")

    def replace(self, wanted: BrokerOrder, version: int) -> Json:
        """Patch an order once, under the id of a new version, and return the order that is to take its place.

        A version that Alpaca has already is not asked for again. On a no see whether it is there all the same.
        """
        version_id = versioned(stem_and_version(wanted.client_order_id)[0], version)
        known = self.order_by_client_id(version_id)
        if known is not None:
            return _same(known, wanted, version)
        first = self.order_by_client_id(wanted.client_order_id)
        if first is None:
            raise Rejected(f"there is no order {wanted.client_order_id}")
        old = self.latest(first)
        if old["status"] in UNSETTLED:
            raise Unavailable(f"order {wanted.client_order_id} is {old['status']}")
        if reason := irreplaceable(old, wanted):
            raise Rejected(reason)
        try:
            return self._object(self._open().patch, f"/orders/{old['id']}", changes(wanted, version_id))
        except AlpacaRefusal as no:
            known = self.order_by_client_id(version_id)
            if known is None:
                raise _worded(no, wanted) from no
            return _same(known, wanted, version)

    def latest(self, order: Json) -> Json:
        """Return the version of an order that Alpaca goes by now; one that was refused has changed nothing."""
        if order["status"] == "rejected" and is_version(order):
            order = self.order(order["replaces"])
        for _ in range(VERSIONS_MAX):
            heir = self._heir(order)
            if heir is None:
                return order
            order = heir
        raise Unavailable(f"order {order['client_order_id']} is replaced again and again")

    def _heir(self, order: Json) -> Json | None:
        """Return the version of ours that has taken an order's place; what other hands made of it is none."""
        if order["status"] != "replaced" or not order.get("replaced_by"):
            return None
        heir = self.order(order["replaced_by"])
        return heir if is_version(heir) else None

    def related(self, orders: dict[str, Json], over: Collection[str]) -> dict[str, Json]:
        """Return the orders and, for each, what it replaces and is replaced by, but for those that are over."""
        found = dict(orders)
        for _ in range(VERSIONS_MAX):
            before = {each["replaces"] for each in found.values() if is_version(each)} - set(over)
            after = {each["replaced_by"] for each in found.values() if each["status"] == "replaced"}
            missing = {order_id for order_id in before | after if order_id} - found.keys()
            if not missing:
                return found
            found |= self.orders(missing)
        return found

    def cancel_all(self) -> None:
        """Ask for a cancel of every open order of the account; what became of each is seen by looking."""
        self._ask(self._open().delete, "/orders")

    def order(self, order_id: str) -> Json:
        return self._object(self._open().get, f"/orders/{order_id}")

    def order_by_client_id(self, client_order_id: str) -> Json | None:
        """Return None when Alpaca says that there is no such order."""
        try:
            return self._object(self._open().get, "/orders:by_client_order_id", {"client_order_id": client_order_id})
        except AlpacaRefusal as no:
            if no.status != 404:
                raise
            return None

    def open_orders(self) -> list[Json]:
        """Return all open orders, oldest first, however many pages they fill.

        A page begins just before the last order of the one before it, since others may have come at its instant;
        after that instant where the page had nothing new.
        """
        query = {"status": "open", "limit": str(ORDERS_PAGE), "direction": "asc", "nested": "false"}
        found: dict[str, Json] = {}
        for _ in range(PAGES_MAX):
            page = self._rows(self._open().get, "/orders", query)
            new = {order["id"]: order for order in page if order["id"] not in found}
            found |= new
            if len(page) < ORDERS_PAGE:
                return list(found.values())
            last = page[-1]["submitted_at"]
            query["after"] = (instant(last) - INSTANT).isoformat() if new else last
        raise Unavailable("Alpaca lists more open orders than there can be")

    def orders(self, ids: Iterable[str]) -> dict[str, Json]:
        return {order_id: self.order(order_id) for order_id in ids}

    def orders_now(self, known: Collection[str]) -> dict[str, Json]:
        """Return all open orders, and how those of the known ids are that are not open any more."""
        working = {order["id"]: order for order in self.open_orders()}
        return working | self.orders(order_id for order_id in known if order_id not in working)

    def fills(self, after: str) -> Iterator[Json]:
        """Yield the executions after an instant, oldest first, page by page."""
        return self._activities("/FILL", {"after": after})

    def cash(self, after: str) -> Iterator[Json]:
        """Yield what was booked without an order after an instant, oldest first, page by page."""
        return self._activities("", {"after": after, "category": "non_trade_activity"})

    def _activities(self, which: str, wanted: dict[str, str]) -> Iterator[Json]:
        query = wanted | {"direction": "asc", "page_size": str(FILLS_PAGE)}
        for _ in range(PAGES_MAX):
            page = self._rows(self._open().get, f"/account/activities{which}", query)
            yield from page
            if len(page) < FILLS_PAGE:
                return
            query["page_token"] = page[-1]["id"]
        raise Unavailable("Alpaca lists more activities than can be read at once")

    def close(self) -> None:
        if self._client is not None:
            self._client._session.close()

    def _open(self) -> "TradingClient":
        with self._lock:
            if self._client is None:
                self._client = _client(self._login, self._read_s)
            return self._client

    def _object(self, call: Callable[..., Any], *arguments: Any) -> Json:
        answer = self._ask(call, *arguments)
        if not isinstance(answer, dict):
            raise Unavailable("Alpaca's answer is no object.")
        return answer

    def _rows(self, call: Callable[..., Any], *arguments: Any) -> list[Json]:
        answer = self._ask(call, *arguments)
        if not isinstance(answer, list):
            raise Unavailable("Alpaca's answer is no list.")
        return answer

    def _ask(self, call: Callable[..., Any], *arguments: Any) -> Any:
        from alpaca.common.exceptions import APIError

        try:
            return call(*arguments)
        except APIError as error:
            raise _verdict(error.status_code or 0, str(error)) from error
        except (OSError, ValueError) as error:  # requests' errors are OSErrors, a body that is no JSON a ValueError
            raise Unavailable(f"Alpaca gave no usable answer: {type(error).__name__}: {error}") from error


def _client(login: AlpacaLogin, read_s: float) -> "TradingClient":
    from alpaca.trading.client import TradingClient

    client = TradingClient(login.key_id, login.secret, url_override=login.url, raw_data=True)
    client._retry = 0  # it would send a POST again after a 504
    session = client._session
    for scheme in ("http://", "https://"):  # by itself it keeps ten, and drops what more calls at once have opened
        kind: Any = type(session.get_adapter(scheme))
        session.mount(scheme, kind(pool_maxsize=LINES_MAX))
    session.request = partial(session.request, timeout=(CONNECT_S, read_s))  # type: ignore[method-assign]
    return client


def _same(known: Json, wanted: BrokerOrder, version: int) -> Json:
    if not same_terms(wanted, known):
        raise Rejected(f"version {version} of {wanted.client_order_id} was used with other terms")
    return known


def _not_canceled(name: str, status: str, no: AlpacaRefusal) -> None:
    """Say what a refused cancel means: nothing while one is under way, and that it may be asked for again later."""
    if status == "pending_replace":
        raise Unavailable(f"order {name} is being replaced: {no}") from no
    if status != "pending_cancel":
        raise Rejected(f"order {name} is {status.upper()}: {no}") from no


def _worded(no: AlpacaRefusal, order: BrokerOrder) -> Rejected | Unavailable:
    """Word a refusal of an order that is not to be seen. If its id is taken all the same, it may show up later."""
    if "client_order_id" in str(no):
        return Unavailable(f"Alpaca says {no}, and does not show the order")
    unknown = "asset" in str(no) and "not found" in str(no)
    return Rejected(f"unknown symbol {order.symbol}: {no}" if unknown else str(no))


def _verdict(status: int, body: str) -> AlpacaRefusal | Unavailable:
    """A no counts only with Alpaca's own code in it: proxies say 403 and 404 too. APIError.code raises on HTML."""
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    if status in DEFINITE and isinstance(said, dict) and isinstance(said.get("code"), int):
        return AlpacaRefusal(str(said.get("message") or said["code"]), status)
    return Unavailable(f"Alpaca answered {status}: {body[:200]}")
