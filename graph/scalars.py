"""The scalars of the API: exact decimals, instants in UTC, days and currencies; what is not clear is refused."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Final, NewType

import orjson
import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

from graph.codes import ErrorCode
from trading.units import plain

# ASCII digits only; a minus before nothing but zeros says nothing.
DECIMAL: Final = re.compile(r"(?!-[0.]*\Z)-?[0-9]{1,18}(?:\.[0-9]{1,12})?\Z")
DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})\Z"
)
CURRENCY: Final = re.compile(r"[A-Z]{3}\Z")

Currency = NewType("Currency", str)


def refused(message: str) -> GraphQLError:
    """An error that the client can mend."""
    return GraphQLError(message, extensions={"code": ErrorCode.BAD_USER_INPUT})


def parse_decimal(value: Any) -> Decimal:
    """Read decimal text such as "12.34"; numbers, exponents, NaN and Infinity are refused."""
    if not isinstance(value, str) or not DECIMAL.match(value):
        raise refused(
            'A Decimal is written as text, such as "12.34": up to 18 digits before the point and 12 after it, '
            "without exponent or spaces."
        )
    return Decimal(value)


def parse_instant(value: Any) -> datetime:
    """Read an ISO 8601 instant with an offset and bring it to UTC."""
    try:
        if not isinstance(value, str) or not INSTANT.match(value):
            raise ValueError
        return datetime.fromisoformat(value).astimezone(UTC)
    except (ValueError, OverflowError):
        raise refused('A DateTime is ISO 8601 with an offset, such as "2011-03-01T14:30:00Z".') from None


def parse_day(value: Any) -> date:
    """Read an ISO 8601 calendar day."""
    try:
        if not isinstance(value, str) or not DATE.match(value):
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise refused('A Date is an ISO 8601 day, such as "2011-03-01".') from None


def parse_currency(value: Any) -> str:
    """Read an ISO 4217 code."""
    if not isinstance(value, str) or not CURRENCY.match(value):
        raise refused('A Currency is an ISO 4217 code of three capitals, such as "USD".')
    return value


def write_decimal(value: Any) -> str:
    """Write a finite Decimal; anything else is a mistake of ours."""
    if not isinstance(value, Decimal) or not value.is_finite():
        raise TypeError(f"{value!r} is no finite Decimal")
    return plain(value)


def write_instant(value: datetime) -> str:
    """Write an instant in UTC, always with its offset."""
    if value.tzinfo is None:
        raise TypeError(f"{value!r} has no time zone")
    return write_utc(value if value.tzinfo is UTC else value.astimezone(UTC))


def write_utc(value: datetime) -> str:
    """Write an instant that is in UTC: orjson does what isoformat() does, in a third of the time."""
    return orjson.dumps(value)[1:-1].decode()


@dataclass(frozen=True, slots=True)
class Sure:
    """What a scalar writes with nothing left to look at: values `v` of one type, under a condition."""

    type: type
    condition: str
    write: Callable[[Any], str]


SURE: Final[dict[object, Sure]] = {
    write_decimal: Sure(Decimal, "{v}.is_finite()", plain),
    write_instant: Sure(datetime, "{v}.tzinfo is UTC", write_utc),
}

SCALARS: Final[dict[object, ScalarDefinition]] = {
    Decimal: strawberry.scalar(
        name="Decimal",
        description='Plain decimal text such as "12.34". No float, exponent, NaN or Infinity.',
        serialize=write_decimal,
        parse_value=parse_decimal,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="ISO 8601 instant, always UTC, always with an offset.",
        serialize=write_instant,
        parse_value=parse_instant,
    ),
    date: strawberry.scalar(
        name="Date",
        description="ISO 8601 calendar day of the exchange.",
        serialize=date.isoformat,
        parse_value=parse_day,
    ),
    Currency: strawberry.scalar(
        name="Currency",
        description="ISO 4217 code, such as USD.",
        serialize=str,
        parse_value=parse_currency,
    ),
}
