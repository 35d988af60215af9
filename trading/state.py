"""What the order life is told and what it keeps: commands, alerts, orders, and the state of one broker account."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from trading.alerts import AlertCode
from trading.ledger import Cause, Leg
from trading.orders import Facts, OrderSide, OrderStatus, TimeInForce, status
from trading.ports import BrokerEvent
from trading.tape import Execution, Split, Tape
from trading.units import ZERO


class CommandKind(StrEnum):
    """What we do ourselves: SEND is the durable mark before the call; FOUND and MISSING answer a lookup.

    MISSING of an order that the broker has is about the replace under way; KEEP ends that, the old terms stay.
    """

    SEND = "SEND"
    CANCEL = "CANCEL"
    REPLACE = "REPLACE"
    KEEP = "KEEP"
    FOUND = "FOUND"
    MISSING = "MISSING"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """New terms that are asked for; None stays as it is. `version` is the one that the broker is asked for.

    `opening` and `reference_price` are what the order reserves under the new terms.
    """

    quantity: Decimal | None = None
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    time_in_force: TimeInForce | None = None
    opening: Decimal | None = None
    reference_price: Decimal | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """`change` is what a REPLACE asks for; a KEEP names its version."""

    kind: CommandKind
    client_order_id: str
    at: datetime
    change: Change = Change()


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One order as its life goes. `value` is the sum of quantity x price of its live executions.

    `changes` are the replaces under way, oldest first; `misses` the lookups in a row that found nothing;
    `not_received` says that its rejection is our own conclusion, which any word of the broker undoes.
    `version` is the newest broker version seen, `terms_version` the one that its terms are from. `opening` is the
    part of its quantity that opens or grows a position, at `reference_price`: what closes one is filled first.
    `told` is the size that its broker has named of an `external` order, or of one that was replaced; what is filled
    beyond that, or of an external one before it is known, makes the order larger. Its broker took it at `taken_at` and
    named its terms last at `terms_at`; it counts in the shares of then, or in those after the split at `restated_at`,
    the last across which it was brought, whichever is later.
    """

    id: str
    symbol: str
    side: OrderSide
    facts: Facts
    value: Decimal = ZERO
    limit_price: Decimal | None = None
    stop_price: Decimal | None = None
    trail_by: Decimal | None = None
    time_in_force: TimeInForce | None = None
    opening: Decimal = ZERO
    reference_price: Decimal | None = None
    changes: tuple[Change, ...] = ()
    misses: int = 0
    not_received: bool = False
    version: int | None = None
    terms_version: int | None = None
    external: bool = False
    told: Decimal | None = None
    taken_at: datetime | None = None
    terms_at: datetime | None = None
    restated_at: datetime | None = None

    @property
    def status(self) -> OrderStatus:
        return status(self.facts)

    def know(self, **facts: Any) -> "Life":
        """Return the order with other facts."""
        return replace(self, facts=replace(self.facts, **facts))

    def seen(self, at: datetime) -> "Life":
        """The broker speaks of the order, so it has it: what we concluded from its silence is undone."""
        facts = self.facts
        return replace(
            self,
            misses=0,
            not_received=False,
            facts=replace(
                facts,
                sent_at=facts.sent_at or at,
                acked_at=facts.acked_at or at,
                ended=None if self.not_received else facts.ended,
            ),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """One broker account, or the part of it that an event can touch.

    `orders` are by client order id, `executions` by the broker's id, `tapes` by symbol. `waiting` keeps, by
    execution id, what came before its execution, `happened` the corporate actions that are booked, `splits` by symbol
    those that an order or event may be on the other side of. `number` is the last place in the order of booking.
    """

    average: bool
    orders: Mapping[str, Life] = field(default_factory=dict)
    executions: Mapping[str, Execution] = field(default_factory=dict)
    waiting: Mapping[str, tuple[BrokerEvent, ...]] = field(default_factory=dict)
    tapes: Mapping[str, Tape] = field(default_factory=dict)
    happened: frozenset[str] = frozenset()
    splits: Mapping[str, tuple[Split, ...]] = field(default_factory=dict)
    number: int = 0

    def tape(self, symbol: str) -> Tape:
        return self.tapes.get(symbol) or Tape.of(average=self.average)

    def with_order(self, life: Life) -> "State":
        return replace(self, orders={**self.orders, life.id: life})

    def with_tape(self, symbol: str, tape: Tape) -> "State":
        return replace(self, tapes={**self.tapes, symbol: tape})


@dataclass(frozen=True, slots=True)
class Entry:
    """A journal entry to write: why, for which execution or event, and its legs, which balance."""

    cause: Cause
    reference: str
    legs: tuple[Leg, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an event led to. `ignored`: it changed neither facts nor money."""

    state: State
    entries: tuple[Entry, ...] = ()
    alerts: tuple[AlertCode, ...] = ()
    ignored: bool = False

    def then(self, later: "Outcome") -> "Outcome":
        """Join with what a later event, applied to this outcome's state, led to."""
        return Outcome(
            later.state, self.entries + later.entries, self.alerts + later.alerts, self.ignored and later.ignored
        )


def ignore(state: State, *alerts: AlertCode) -> Outcome:
    return Outcome(state, alerts=alerts, ignored=True)
