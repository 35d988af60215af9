"""Everything that can be refused, in one family.

Refusal                     expected; data for the client, never masked
|-- InvalidInput            the request itself is wrong; carries field problems
|-- NotFound                missing, or not the viewer's: the answer is the same
|-- NotAllowed              the viewer lacks a permission
|-- Conflict                the thing is no longer in a state where this can be done
|-- Denied                  risk said no; the denied order is kept
|-- Stopped                 trading is halted or reducing
|-- IdempotencyRefused      the key was used with other content, or is being worked on
|-- LimitReached            too many; try again later
`-- Unreachable             database, market or broker out of reach; nothing was done

AdapterError                what adapters raise, and nothing else
|-- Unavailable             retry or fall back; after a send the outcome is unknown
`-- Rejected                a definite no from the other side
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trading.ports import LlmAnswer


class DenialCode(StrEnum):
    """In the order in which they are asked."""

    UNAVAILABLE = "UNAVAILABLE"
    IDEMPOTENCY_MISMATCH = "IDEMPOTENCY_MISMATCH"
    IDEMPOTENCY_IN_PROGRESS = "IDEMPOTENCY_IN_PROGRESS"
    INVALID_INPUT = "INVALID_INPUT"
    UNKNOWN_SYMBOL = "UNKNOWN_SYMBOL"
    NO_PRICE = "NO_PRICE"
    TRADING_HALTED = "TRADING_HALTED"
    STRATEGY_DISABLED = "STRATEGY_DISABLED"
    AUTO_EXEC_LIMIT = "AUTO_EXEC_LIMIT"
    RATE_LIMITED = "RATE_LIMITED"
    DUPLICATE_SUSPECTED = "DUPLICATE_SUSPECTED"
    STALE_PRICE = "STALE_PRICE"
    PRICE_COLLAR = "PRICE_COLLAR"
    INSUFFICIENT_QTY = "INSUFFICIENT_QTY"
    MAX_ORDER_VALUE = "MAX_ORDER_VALUE"
    MAX_ORDER_VOLUME = "MAX_ORDER_VOLUME"
    MARKET_CONDITION = "MARKET_CONDITION"
    INSUFFICIENT_CASH = "INSUFFICIENT_CASH"
    DAILY_LOSS_LIMIT = "DAILY_LOSS_LIMIT"
    DAILY_RISK_BUDGET = "DAILY_RISK_BUDGET"
    CONCENTRATION = "CONCENTRATION"
    VALUE_AT_RISK = "VALUE_AT_RISK"
    EXPECTED_SHORTFALL = "EXPECTED_SHORTFALL"
    APPROVAL_EXPIRED = "APPROVAL_EXPIRED"
    APPROVAL_REJECTED = "APPROVAL_REJECTED"
    PRICE_DRIFT = "PRICE_DRIFT"
    SELF_APPROVAL = "SELF_APPROVAL"
    SECOND_PERSON_REQUIRED = "SECOND_PERSON_REQUIRED"
    NOT_RECONCILED = "NOT_RECONCILED"
    OVERRIDE_REFUSED = "OVERRIDE_REFUSED"
    FORBIDDEN = "FORBIDDEN"


class Permission(StrEnum):
    READ = "READ"
    TRADE = "TRADE"
    APPROVE = "APPROVE"
    RISK = "RISK"
    STOP = "STOP"
    ADMIN = "ADMIN"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one input field; `path` is in GraphQL names."""

    path: tuple[str, ...]
    message: str


class Refusal(Exception):
    """An expected no, worded for the person who asked."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class InvalidInput(Refusal):
    def __init__(self, message: str, *fields: FieldProblem) -> None:
        super().__init__(message)
        self.fields = fields


class NotFound(Refusal):
    def __init__(self, message: str = "There is no such object.", object_id: str | None = None) -> None:
        super().__init__(message)
        self.object_id = object_id


class NotAllowed(Refusal):
    def __init__(self, message: str, needs: Permission | None = None) -> None:
        super().__init__(message)
        self.needs = needs


class Conflict(Refusal):
    def __init__(self, message: str, code: DenialCode | None = None) -> None:
        super().__init__(message)
        self.code = code


class IdempotencyRefused(Refusal):
    def __init__(self, message: str, code: DenialCode) -> None:
        super().__init__(message)
        self.code = code


class LimitReached(Refusal):
    def __init__(self, message: str, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class Unreachable(Refusal):
    def __init__(self, message: str, retry_at: datetime | None = None) -> None:
        super().__init__(message)
        self.retry_at = retry_at


class AdapterError(Exception):
    """The other side, or the way to it, failed. `useless` are answers of a language model that were paid for."""

    useless: "tuple[LlmAnswer, ...]" = ()


class Unavailable(AdapterError):
    """No usable answer: retry or fall back. After a send the outcome is unknown."""


class Rejected(AdapterError):
    """A definite no, in the other side's own words."""
