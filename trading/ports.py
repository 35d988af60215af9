"""What the desk needs from outside: the Protocols that actions and workers reach through."""

from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from trading.figures import Figures
from trading.intake import Intake
from trading.ledger import Cause
from trading.market import Bar, CorporateAction, Listing, Quote, Step, Tick, Upheaval
from trading.news import Headline
from trading.orders import Ended, OrderSide, OrderType, TimeInForce
from trading.units import NANO, TICK

Json = dict[str, Any]


class Clock(Protocol):
    """Real time (simulated in demo and backtests): leases, time-outs, tokens, audit. Always UTC."""

    def now(self) -> datetime: ...


class MarketClock(Protocol):
    """The market's time: quote age, sessions, daily limits. Always UTC."""

    async def now(self) -> datetime: ...


class Ids(Protocol):
    """Unique ids, sortable by creation."""

    def new(self) -> str:
        """Return a new id: 32 lower-case hex digits."""
        ...

    def secret(self) -> str:
        """Return 32 random bytes as URL-safe text; never seeded, never repeated."""
        ...


class Rng(Protocol):
    def random(self) -> float: ...


class Messages(Protocol):
    """What comes on some channels: iterate over it, or be called when something has come and take it."""

    def __aiter__(self) -> AsyncIterator[Json]: ...

    async def __anext__(self) -> Json:
        """Wait for the next. Who gives up waiting (is canceled) loses none, and may wait again."""
        ...

    def take(self) -> Json | None:
        """Return what waits, the oldest first; None when nothing does. Raise StopAsyncIteration after the end."""
        ...

    def call(self, news: Callable[[], None] | None) -> None:
        """Call this whenever something comes, from now on; None calls nobody. It may neither raise nor take long."""
        ...


class Bus(Protocol):
    """Redis pub/sub. Publishing never raises: what must not be lost is in the database first."""

    async def publish(self, channel: str, message: Json) -> bool:
        """Return False when the bus is out of reach."""
        ...

    async def announce(self, events: Sequence[tuple[str, Json]]) -> bool:
        """Publish events in their order, each with its channel, and keep those of log streams for a while.

        These have a `sequence`, an `id`, and `previous`: "sequence-id" of the event before it on this channel. Sending
        one again is harmless. False where any has not left.
        """
        ...

    async def kept(self, channel: str, after: int, limit: int) -> Sequence[Json]:
        """Return what is kept of a channel after a sequence, oldest first; nothing when out of reach."""
        ...

    async def count(self, amounts: Mapping[str, int], keep_s: int) -> Sequence[int] | None:
        """Add to counters that all processes share; return their totals in that order, None when out of reach.

        A counter that nobody adds to is forgotten after so many seconds.
        """
        ...

    async def ping(self) -> bool:
        """Whether the bus is within reach."""
        ...

    def subscribe(self, *channels: str) -> AbstractAsyncContextManager[Messages]:
        """Enter with the subscription confirmed, then take {"channel": str, "data": Json}, one after the other.

        After a lost connection or an overflow the item is {"channel": "", "data": {"resync": True}}.
        """
        ...


class Jobs(Protocol):
    """The queue. Enqueueing never raises: the sweeper finds what was not enqueued."""

    async def enqueue(self, queue: str, name: str, key: str, payload: Json) -> bool: ...


# ---------------------------------------------------------------- brokers


class BrokerEventKind(StrEnum):
    """What a broker can say. UNKNOWN is a message that the adapter could not read: kept and alerted."""

    ACK = "ACK"
    FILL = "FILL"
    COMMISSION = "COMMISSION"
    BUST = "BUST"
    CORRECT = "CORRECT"
    CANCELED = "CANCELED"
    EXPIRED = "EXPIRED"
    REJECTED = "REJECTED"
    CANCEL_REJECTED = "CANCEL_REJECTED"
    REPLACED = "REPLACED"
    REPLACE_REJECTED = "REPLACE_REJECTED"
    RESTATED = "RESTATED"
    SNAPSHOT = "SNAPSHOT"
    CASH = "CASH"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerOrder:
    """One order as it is sent. `account` is the portfolio's id at this broker."""

    account: str
    client_order_id: str
    symbol: str
    side: OrderSide
    type: OrderType
    quantity: Decimal
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    time_in_force: TimeInForce = TimeInForce.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerEvent:
    """One thing the broker says about an order. `cursor` rises per account and never repeats.

    `client_order_id` is the one that the order was placed with, also after it was replaced.

    FILL carries execution_id, quantity, price and fee (money, positive = cost; None = not known yet);
    COMMISSION, BUST and CORRECT name the execution they change, `live` says whether the order still works
    after it. ACK carries the quantity and prices that were taken, where the broker says them, REPLACED and RESTATED
    the new ones, SNAPSHOT what is `filled` so far, its
    `average_price`, and how the order `ended`. `version` is the broker's own count of the order's changes; of
    REPLACED and REPLACE_REJECTED it is the version that was asked for.
    CASH is money that comes (positive) or goes without an order: `amount`, why (`cause`: FEE, DIVIDEND, INTEREST,
    WITHHOLDING, or FLOW, a deposit or withdrawal), and the broker's name for it, the same whenever it is said. Its
    client_order_id is empty, as is that of UNKNOWN, whose `reason` says what a person has to know.
    `raw` is the message as it came, stored before it is applied. `unread` says why an adapter could make nothing of it:
    then the rest says nothing but, where that much could be read, which order it is about.
    """

    cursor: int
    account: str
    kind: BrokerEventKind
    client_order_id: str
    broker_order_id: str
    at: datetime
    execution_id: str | None = None
    symbol: str | None = None
    side: OrderSide | None = None
    quantity: Decimal | None = None
    price: Decimal | None = None
    fee: Decimal | None = None
    live: bool = True
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    time_in_force: TimeInForce | None = None
    filled: Decimal | None = None
    average_price: Decimal | None = None
    ended: Ended | None = None
    version: int | None = None
    amount: Decimal | None = None
    cause: Cause | None = None
    activity_id: str | None = None
    reason: str | None = None
    unread: str | None = None
    raw: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerReport:
    """An order as the broker sees it now; `ended` is how, where it is over and not by being filled."""

    client_order_id: str
    broker_order_id: str
    open: bool
    quantity: Decimal
    filled: Decimal
    ended: Ended | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokerAccount:
    """Cash and signed positions as the broker sees them."""

    cash: Decimal
    positions: Mapping[str, Decimal]
    open_orders: tuple[BrokerReport, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Capabilities:
    """What a broker can do. `dedupes_client_id`: a resend with the same id can never make a second order.

    `bracket`: it takes two exits of which one cancels the other, in whole `exit_step`s of quantity and, from a
    dollar on, whole `exit_tick`s of price (below it a hundredth of that). `finds_at_once`: what a lookup does not
    find once the call has ended will never turn up. `adjusts_cash`: deposits and withdrawals are booked there by
    adjust_cash. `tells_cash`: what moves an account's cash without an order comes as CASH events, deposits and
    withdrawals too, so nobody else books it.
    `real_money`: its portfolios are LIVE, and no other is. `fee_per_share`: what a share costs, in the
    portfolio's currency; None where that is not known beforehand.
    """

    dedupes_client_id: bool
    fractional: bool
    short: bool
    replace: bool
    order_types: frozenset[OrderType]
    times_in_force: frozenset[TimeInForce]
    bracket: bool = False
    exit_step: Decimal = NANO
    exit_tick: Decimal = TICK
    finds_at_once: bool = False
    adjusts_cash: bool = False
    tells_cash: bool = False
    real_money: bool = False
    fee_per_share: Decimal | None = None


class Broker(Protocol):
    """A venue. Every method raises only Unavailable (unknown outcome) or Rejected (a definite no)."""

    name: str
    capabilities: Capabilities

    async def open_account(self, account: str, cash: Decimal) -> None:
        """Make sure a paper account exists; idempotent. Live brokers only check that it does."""
        ...

    async def adjust_cash(self, account: str, key: str, amount: Decimal) -> None:
        """Book whole cents of a deposit or withdrawal once per key; Rejected by a broker that does not adjust cash."""
        ...

    async def submit(self, order: BrokerOrder) -> BrokerReport: ...

    async def submit_oco(self, target: BrokerOrder, stop: BrokerOrder) -> tuple[BrokerReport, BrokerReport]:
        """Send a LIMIT and a STOP for the same shares as one: both are taken or none is, and they never fill both.

        What one fills the other loses, and when one ends so does the other. The ids are known like any others.
        """
        ...

    async def cancel(self, account: str, client_order_id: str) -> None:
        """Ask for a cancel; the outcome comes as an event. Unknown order: Rejected.

        It cancels the other one of two that were sent as one too.
        """
        ...

    async def cancel_all(self, account: str) -> None:
        """Ask for a cancel of every open order of the account in one call; the outcomes come as events."""
        ...

    async def replace(self, wanted: BrokerOrder, version: int) -> None:
        """Ask for other terms of an order, whole as they shall be: what is filled counts towards the quantity.

        The broker gets them under the order's client id with this version, and the same version again is the same
        replace. The outcome comes as REPLACED or REPLACE_REJECTED; too late, unknown, or not to be done: Rejected.
        """
        ...

    async def lookup(self, account: str, client_order_id: str) -> BrokerReport | None:
        """Return the order under the id of any of its versions; None for a version that did not arrive."""
        ...

    async def events(self, account: str, after: int, limit: int = 500) -> Sequence[BrokerEvent]:
        """Return what was said after the cursor, oldest first."""
        ...

    async def accounts_with_events(self, after: Mapping[str, int]) -> Sequence[str]:
        """Return the accounts that have events after the given cursor (0 where absent)."""
        ...

    async def account(self, account: str) -> BrokerAccount: ...


@runtime_checkable
class DrillGround(Protocol):
    """A broker with accounts for drills, which trade at the last price also while the market is closed."""

    async def open_drill_account(self, account: str, cash: Decimal) -> None: ...


@runtime_checkable
class TakesLogin(Protocol):
    """A broker at which a portfolio can have a login of its own."""

    async def take_login(self, account: str, key_id: str, secret: str) -> None:
        """Use this login for an account from now on. Rejected when it is refused, or of another account there."""
        ...


@runtime_checkable
class Venue(Protocol):
    """A broker that is also its own market: the replay plays every step through it."""

    async def on_step(self, step: Step) -> Sequence[str]:
        """Apply one step exactly once; return the accounts that got new events."""
        ...

    async def reset_market(self) -> None:
        """Forget the last step, since the replay goes on elsewhere; open orders stay."""
        ...


# ---------------------------------------------------------------- market


class Market(Protocol):
    """Where prices come from. Days and bars are in the exchange's calendar."""

    name: str

    def listings(self) -> Sequence[Listing]: ...

    def days(self) -> Sequence[date]:
        """Every trading day of the history, ascending."""
        ...

    def bars(self, symbol: str, *, until: date, count: int | None = None) -> Sequence[Bar]:
        """Return the last `count` bars up to and including `until`, ascending; never a later one."""
        ...

    def actions(self, day: date) -> Sequence[CorporateAction]: ...

    def steps(self, day: date) -> Sequence[Step]:
        """Return one session: OPEN first, CLOSE last, the same for the same seed."""
        ...


@runtime_checkable
class BarStore(Protocol):
    """A market whose past grows: that of a live one."""

    def add(self, bars: Mapping[str, Sequence[Bar]]) -> int:
        """Keep the days that are not there yet; return how many. Raise Unavailable where that cannot be written."""
        ...

    def note(self, actions: Sequence[CorporateAction]) -> Sequence[CorporateAction]:
        """Keep the splits and dividends that are not known yet, and return them. Raise as `add` does."""
        ...


class Prices(Protocol):
    """A vendor of prices that answers questions. Raises Unavailable (no answer now) or Rejected (a definite no).

    `tells_actions`: whether it can be asked for splits and dividends at all.
    """

    name: str

    @property
    def tells_actions(self) -> bool: ...

    async def last(self, symbols: Sequence[str]) -> Sequence[Quote]:
        """Return the last price of each symbol that the vendor knows, with its source and of when it is."""
        ...

    async def bars(self, symbol: str, first: date, until: date) -> Sequence[Bar]:
        """Return the raw daily bars of these days, both included, ascending; without splits and dividends."""
        ...

    async def actions(self, symbols: Sequence[str], first: date, until: date) -> Sequence[CorporateAction]:
        """Return the splits and dividends whose ex day lies in these days, both included, by day; splits come first.

        Their ids are the vendor's own, after its name and a colon.
        """
        ...

    async def upheavals(self, symbols: Sequence[str], first: date, until: date) -> Sequence[Upheaval]:
        """Return what else happens to their shares on these days, both included, by day; Rejected by who tells none."""
        ...


class Stream(Protocol):
    """A vendor of prices that tells them as they come."""

    name: str

    def listen(self, symbols: Sequence[str]) -> AbstractAsyncContextManager[AsyncIterator[Tick]]:
        """Enter once the vendor has agreed, then iterate. Raise Unavailable when the line is lost, or Rejected."""
        ...


class Companies(Protocol):
    """A vendor of companies' figures. Raises Unavailable (no answer now) or Rejected (a definite no)."""

    name: str

    async def figures(self, symbol: str) -> Figures | None:
        """Return what it tells now of a company, None where it knows none."""
        ...


class News(Protocol):
    """A vendor of headlines. What it brings is data of somebody else: bounded, and never believed."""

    name: str

    async def latest(self, symbols: Sequence[str], since: datetime) -> Sequence[Headline]:
        """Return what was published at `since` or later about the symbols, the oldest first, at most 1,000.

        Raise Unavailable (time-out, over budget, nonsense) or Rejected (the key or the question is refused).
        """
        ...


class NewsStream(Protocol):
    """A vendor of headlines that tells them as they come; `name` is that of the vendor who can be asked too."""

    name: str

    def listen(self, symbols: Sequence[str]) -> AbstractAsyncContextManager[AsyncIterator[Headline]]:
        """Enter once the vendor has agreed, then iterate. Raise Unavailable when the line is lost, or Rejected."""
        ...


# ---------------------------------------------------------------- models


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmAnswer:
    """A model's raw text with what it cost. `latency_ms` includes retries; `useless` are earlier answers to the same
    question that were paid for too."""

    text: str
    model: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int
    latency_ms: int
    useless: "tuple[LlmAnswer, ...]" = ()


class Llm(Protocol):
    """A chat model that answers with JSON text."""

    model: str

    async def complete(self, system: str, user: str) -> LlmAnswer:
        """Raise Unavailable (time-out, 429, 5xx, empty) or Rejected (401, 402, 400, refusal)."""
        ...


# ---------------------------------------------------------------- the notary


class Notary(Protocol):
    """Signs what the audit trail says, and keeps it outside the database in a place that only grows."""

    def sign(self, body: str) -> str:
        """Return the signature of a text; the same for the same text."""
        ...

    async def lines(self) -> Sequence[str]:
        """Return every line, oldest first. Raise Unavailable when they cannot be read."""
        ...

    async def add(self, make: Callable[[Sequence[str]], str]) -> str:
        """Add and return the line that `make` returns for those that are there, while no other process can."""
        ...


# ---------------------------------------------------------------- secrets


class Vault(Protocol):
    """The desk's own keys. Every method raises Unavailable when they cannot be read."""

    def sign(self, claims: Json) -> str:
        """Return a token that says this; issuer, audience and kind are the vault's own."""
        ...

    def claims(self, token: str) -> Json | None:
        """Return what a token says, None when it is not one of ours. Whether it is the time for it is not judged."""
        ...

    @property
    def sealing_key(self) -> str:
        """The id of the key that seals now; what is sealed begins with the id of its key and a dot."""
        ...

    def seal(self, secret: str, bound_to: str) -> str:
        """Return a secret as it may lie in the database; only under the same name can it be opened again."""
        ...

    def unseal(self, sealed: str, bound_to: str) -> str:
        """Return what was sealed. Raise Rejected when its key is gone, it was changed, or it is of another name."""
        ...

    def renew(self) -> None:
        """Seal and sign with new keys from now on; what older ones have sealed can still be opened."""
        ...

    def forget(self) -> None:
        """Drop the keys that seal no more."""
        ...


class Passwords(Protocol):
    """The slow hash of passwords. Raises Unavailable when too many wait for it."""

    async def hash(self, password: str) -> str: ...

    async def matches(self, hashed: str | None, password: str) -> bool:
        """Tell whether a password is the one that was hashed; without a hash it takes as long to say no."""
        ...


# ---------------------------------------------------------------- the bundle


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything outside that actions and workers may reach, bundled once per process by adapters/registry.

    `key_secret` is the HMAC key over API keys; `deploy_tag` starts every client order id; `sign_up_open` says that
    people may make accounts for themselves.
    `news` are the vendors in the order in which they are asked, `wires` those of them that tell headlines as they come.
    `prices` and `streams` are where prices come from while they happen; without them `market` is replayed. `left` are
    ids of events that have left and are not marked so. `intake` bounds the orders that are placed at once.
    """

    clock: Clock
    market_clock: MarketClock
    ids: Ids
    bus: Bus
    jobs: Jobs
    brokers: Mapping[str, Broker]
    market: Market
    llm: Llm | None
    key_secret: bytes
    deploy_tag: str
    notary: Notary
    vault: Vault
    passwords: Passwords
    sign_up_open: bool = False
    news: Sequence[News] = ()
    prices: Prices | None = None
    streams: Sequence[Stream] = ()
    companies: Sequence[Companies] = ()
    wires: Sequence[NewsStream] = ()
    left: deque[str] = field(default_factory=lambda: deque(maxlen=1000))
    intake: Intake = field(default_factory=Intake)
