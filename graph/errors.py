"""What clients see of errors: refusals with their code, request errors with theirs, everything else masked."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import ExecutionResult, GraphQLError, GraphQLSyntaxError
from strawberry.extensions import SchemaExtension
from strawberry.http import GraphQLHTTPResponse
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.graphql import OperationType

from db.engine import OUTAGES, unfit
from graph.codes import ErrorCode
from trading.errors import (
    Conflict,
    IdempotencyRefused,
    InvalidInput,
    LimitReached,
    NotAllowed,
    NotFound,
    Refusal,
    Unreachable,
)

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Tally:
    """Errors that nobody expected (each was masked, and is in the log), and operations that were refused before they
    were executed, by the code of the first reason.
    """

    unexpected: int = 0
    refused: Counter[ErrorCode] = field(default_factory=Counter)


TALLY: Final = Tally()
ERRORS_MAX: Final = 5
UNFIT: Final = "The request has a value that cannot be kept or looked for, such as a text with a NUL."
OUT_OF_REACH: Final = (
    "The desk cannot reach its database now; nothing was done. Try again in a moment. "
    "Trading is stopped without it by `plimsoll halt --direct` on the desk's machine."
)

# What was sent is not said again: passwords and keys may stand in it.
FOUND: Final = re.compile(r"(?:, found|(?<=non string value)): (?!None).*", re.DOTALL)
SUGGESTION: Final = " Did you mean "

NEEDS_STREAM: Final = (
    "A subscription needs a stream: open a socket with graphql-transport-ws, or send `Accept: text/event-stream`."
)
ONLY_STREAMS: Final = "This way of asking is for subscriptions only; send `Accept: application/json`."

REFUSALS: Final[dict[type[Refusal], ErrorCode]] = {
    InvalidInput: ErrorCode.BAD_USER_INPUT,
    NotFound: ErrorCode.NOT_FOUND,
    NotAllowed: ErrorCode.FORBIDDEN,
    Conflict: ErrorCode.CONFLICT,
    IdempotencyRefused: ErrorCode.CONFLICT,
    LimitReached: ErrorCode.LIMIT_REACHED,
    Unreachable: ErrorCode.UNAVAILABLE,
}


def shown(error: GraphQLError, request_id: str, *, executing: bool, suggestions: bool = True) -> GraphQLError:
    """Return the error as a client may see it; `executing` says that the document itself was accepted.

    Without `suggestions` it names nothing of the schema that the client did not name.
    """
    cause = error.original_error
    if error.extensions and "code" in error.extensions:
        return error
    match cause:
        case Refusal():
            message, extensions = (
                cause.message,
                {"code": REFUSALS.get(type(cause), ErrorCode.REFUSED), **_details(cause)},
            )
        case RecursionError():
            message, extensions = "The document is nested too deeply.", {"code": ErrorCode.QUERY_TOO_COMPLEX}
        case InvalidOperationTypeError():
            message, extensions = ONLY_STREAMS, {"code": ErrorCode.BAD_USER_INPUT}
        case None | GraphQLError():
            message, extensions = _of_the_request(error, executing=executing)
            message = message if suggestions else message.partition(SUGGESTION)[0]
        case _ if unfit(cause):
            message, extensions = UNFIT, {"code": ErrorCode.BAD_USER_INPUT}
        case _ if isinstance(cause, OUTAGES):
            message, extensions = OUT_OF_REACH, {"code": ErrorCode.UNAVAILABLE}
        case _:
            message = f"Something went wrong; quote the request id {request_id} when you report it."
            extensions = {"code": ErrorCode.INTERNAL, "requestId": request_id}
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=extensions)


def _of_the_request(error: GraphQLError, *, executing: bool) -> tuple[str, dict[str, Any]]:
    """Word what graphql-core finds wrong with a document or its variables."""
    if not isinstance(error, GraphQLSyntaxError):
        said = FOUND.sub("", error.message)
        return said, {"code": ErrorCode.BAD_USER_INPUT if executing else ErrorCode.GRAPHQL_VALIDATION_FAILED}
    if "Parsing aborted" in error.message:
        return "The document is too long: it has too many characters or tokens.", {"code": ErrorCode.QUERY_TOO_COMPLEX}
    return error.message, {"code": ErrorCode.GRAPHQL_PARSE_FAILED}


def _details(refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, InvalidInput):
        return {"fields": [{"path": list(field.path), "message": field.message} for field in refusal.fields]}
    return {}


def expected(error: GraphQLError) -> bool:
    """Tell whether an error is the client's or a refusal, so that there is nothing for us to look into."""
    cause = error.original_error
    return cause is None or isinstance(cause, GraphQLError | Refusal | RecursionError | InvalidOperationTypeError)


def answered(result: ExecutionResult, request_id: str) -> GraphQLHTTPResponse:
    """Return what a client is told of a document that was executed; log what a person should look into."""
    if not result.errors:
        return {"data": result.data}
    report(result.errors, request_id)
    errors = [shown(error, request_id, executing=True) for error in result.errors[:ERRORS_MAX]]
    return {"data": result.data, "errors": [error.formatted for error in errors]}


class NeedStream(SchemaExtension):
    """Refuses a subscription whose answers could not be sent: it stands after what validates the document."""

    def on_validate(self) -> Iterator[None]:
        context = self.execution_context
        if context.operation_type is OperationType.SUBSCRIPTION and not getattr(context.context, "streams", True):
            found = context.pre_execution_errors or []
            context.pre_execution_errors = [
                *found,
                GraphQLError(NEEDS_STREAM, extensions={"code": ErrorCode.BAD_USER_INPUT}),
            ]
        yield


class WordErrors(SchemaExtension):
    """Replaces the errors of every result, at most five, before it leaves."""

    def __init__(self, *, suggestions: bool = True) -> None:
        self._suggestions = suggestions
        self._executing = False
        self._streaming = False

    def on_operation(self) -> Iterator[None]:
        yield
        if not self._streaming:
            self._word(self.execution_context.result)

    def on_execute(self) -> Iterator[None]:
        self._executing = True
        yield

    def on_stream_result(self, result: Any) -> Iterator[None]:
        self._streaming = True
        self._word(result)
        yield

    def _word(self, result: Any) -> None:
        request_id = getattr(self.execution_context.context, "request_id", "")
        if errors := getattr(result, "errors", None):
            result.errors = [
                shown(each, request_id, executing=self._executing, suggestions=self._suggestions)
                for each in errors[:ERRORS_MAX]
            ]
            if not self._executing:
                _count(result.errors)


def refused_first(objections: list[GraphQLError]) -> ExecutionResult:
    """Return the answer to an operation that is not executed at all, for these reasons; each has its code."""
    _count(objections)
    return ExecutionResult(None, objections)


def _count(reasons: list[GraphQLError]) -> None:
    TALLY.refused[(reasons[0].extensions or {})["code"]] += 1


def report(errors: list[GraphQLError], request_id: str) -> None:
    """Log what needs a person's eyes, with its traceback and the request id that the client was given."""
    for error in errors:
        if not expected(error):
            TALLY.unexpected += 1
            level = logging.WARNING if isinstance(error.original_error, OUTAGES) else logging.ERROR
            log.log(level, "request %s failed at %s", request_id, error.path, exc_info=error.original_error)
