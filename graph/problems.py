"""Refusals as data: the problem types, and the one table that says which refusal becomes which."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import strawberry
from strawberry.types.nodes import SelectedField

import db.models as rows
from db.engine import OUTAGES, unfit
from db.reads.stops import Standstill
from graph import ids
from graph.context import Info
from graph.errors import OUT_OF_REACH, UNFIT
from graph.types.orders import Order
from graph.types.risk import RiskCheck
from graph.types.stops import StopState
from trading import book
from trading import errors as refusals
from trading.errors import DenialCode, Permission


@strawberry.interface(
    description="An expected refusal. Select `message` on the interface; new members may join any result union."
)
class Problem:
    message: str = strawberry.field(description="What is wrong and what would be right, for a person.")


@strawberry.type(description="What is wrong with one field of the input.")
class FieldProblem:
    path: list[str] = strawberry.field(description="Where it is within the input.")
    message: str = strawberry.field(description="What is wrong with it.")


@strawberry.type(description="The request itself is wrong.")
class InvalidInputProblem(Problem):
    fields: list[FieldProblem] = strawberry.field(description="The fields that are wrong.")


@strawberry.type(description="It does not exist, or it is not yours: the answer is the same.")
class NotFoundProblem(Problem):
    id: strawberry.ID | None = strawberry.field(description="The id that was asked for.")


@strawberry.type(description="You may see it, and not do this.")
class NotAllowedProblem(Problem):
    needs: Permission | None = strawberry.field(description="The permission that is missing.")


@strawberry.type(description="The thing is no longer in a state where this can be done.")
class ConflictProblem(Problem):
    code: DenialCode | None = strawberry.field(description="The rule behind it, if there is one.")


@strawberry.type(
    description="The desk cannot answer now (database, market data or broker out of reach); nothing was done."
)
class UnavailableProblem(Problem):
    retry_at: datetime | None = strawberry.field(description="When to try again, if that is known.")


# What any change may come to.
Usual = InvalidInputProblem | NotFoundProblem | NotAllowedProblem | UnavailableProblem


@strawberry.type(description="Trading is stopped.")
class StoppedProblem(Problem):
    stop: Standstill = strawberry.field(graphql_type=StopState, description="The stop that applies.")
    order: rows.Order | None = strawberry.field(
        graphql_type=Order | None, description="The denied order, kept for the record."
    )


@strawberry.type(
    description="Risk said no. The denied order is kept for the record. `largestQuantityNow` would pass every check at "
    "this moment; zero when none would."
)
class OrderDeniedProblem(Problem):
    code: DenialCode = strawberry.field(description="The first check that said no.")
    order: rows.Order = strawberry.field(graphql_type=Order, description="The denied order.")
    checks: list[book.RiskCheck] = strawberry.field(graphql_type=list[RiskCheck], description="Every check.")
    largest_quantity_now: Decimal = strawberry.field(description="Would pass every check at this moment.")
    replayed: bool = strawberry.field(description="True when the key was seen before: a denial is a result too.")


@strawberry.type(description="The same key was used before with other content, or is still being worked on.")
class IdempotencyProblem(Problem):
    code: DenialCode = strawberry.field(description="Which of the two it is.")


@strawberry.type(description="Too many; try again later.")
class LimitReachedProblem(Problem):
    retry_at: datetime | None = strawberry.field(description="When to try again, if that is known.")


# ---------------------------------------------------------------- from refusals to problems


class Turn(strawberry.ExceptionHandler):  # type: ignore[type-arg]  # what it turns is said at run time, below
    """Turns one kind of exception into one problem, in every mutation whose result union holds that problem."""

    def __init__(
        self,
        refused: type[Exception] | tuple[type[Exception], ...],
        problem: type[Problem],
        make: Callable[[Any, Info], Problem],
    ) -> None:
        self.exception_type = refused
        self.error_type = problem
        self._make = make

    def handle(self, exception: Exception, *, field: Any, info: Any) -> Problem:
        return self._make(exception, info)


def _invalid(error: refusals.InvalidInput, _info: Info) -> Problem:
    fields = [FieldProblem(path=list(field.path), message=field.message) for field in error.fields]
    return InvalidInputProblem(message=error.message, fields=fields)


def _not_found(error: refusals.NotFound, info: Info) -> Problem:
    return NotFoundProblem(message=error.message, id=_as_asked(error.object_id, info))


def _as_asked(raw: str | None, info: Info) -> strawberry.ID | None:
    """Return the id in the input that led to a raw id, so that an answer never shows the inner one."""
    selected = info.selected_fields[0]
    given = _texts(selected.arguments) if isinstance(selected, SelectedField) else ()
    return next((strawberry.ID(text) for text in given if raw is not None and raw in (text, _raw(text))), None)


def _texts(value: object) -> Iterator[str]:
    """Yield every text within arguments."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _raw(text: str) -> str | None:
    try:
        return ids.split(text)[1]
    except refusals.NotFound:
        return None


def _out_of_reach(error: Exception, _info: Info) -> Problem:
    if unfit(error):
        return InvalidInputProblem(message=UNFIT, fields=[])
    return UnavailableProblem(message=OUT_OF_REACH, retry_at=None)


TURNS: Final = (
    Turn(refusals.InvalidInput, InvalidInputProblem, _invalid),
    Turn(refusals.NotFound, NotFoundProblem, _not_found),
    Turn(refusals.NotAllowed, NotAllowedProblem, lambda e, _: NotAllowedProblem(message=e.message, needs=e.needs)),
    Turn(refusals.Conflict, ConflictProblem, lambda e, _: ConflictProblem(message=e.message, code=e.code)),
    Turn(
        refusals.IdempotencyRefused,
        IdempotencyProblem,
        lambda e, _: IdempotencyProblem(message=e.message, code=e.code),
    ),
    Turn(
        refusals.LimitReached,
        LimitReachedProblem,
        lambda e, _: LimitReachedProblem(message=e.message, retry_at=e.retry_at),
    ),
    Turn(
        refusals.Unreachable,
        UnavailableProblem,
        lambda e, _: UnavailableProblem(message=e.message, retry_at=e.retry_at),
    ),
    Turn(OUTAGES, UnavailableProblem, _out_of_reach),
)
