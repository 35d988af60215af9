"""Every `extensions.code` that an error can carry, with what it means to a client."""

from enum import StrEnum
from typing import Final


class ErrorCode(StrEnum):
    """Refusals of a mutation are data (problems); these are for all else."""

    BAD_USER_INPUT = "BAD_USER_INPUT"
    GRAPHQL_PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
    GRAPHQL_VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    FORBIDDEN = "FORBIDDEN"
    NOT_FOUND = "NOT_FOUND"
    CONFLICT = "CONFLICT"
    LIMIT_REACHED = "LIMIT_REACHED"
    REFUSED = "REFUSED"
    UNAVAILABLE = "UNAVAILABLE"
    DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED"
    INTERNAL = "INTERNAL"
    BAD_HOST = "BAD_HOST"
    FORBIDDEN_ORIGIN = "FORBIDDEN_ORIGIN"
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    PERSISTED_QUERY_NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND"
    PERSISTED_QUERY_NOT_LISTED = "PERSISTED_QUERY_NOT_LISTED"


MEANS: Final = {
    ErrorCode.BAD_USER_INPUT: "A variable, argument or way of asking is wrong; `fields` may say which. Do not retry.",
    ErrorCode.GRAPHQL_PARSE_FAILED: "The document is no GraphQL. Do not retry.",
    ErrorCode.GRAPHQL_VALIDATION_FAILED: "The document does not fit the schema. Do not retry.",
    ErrorCode.QUERY_TOO_COMPLEX: "The document is larger than a limit that the message names. Ask for less.",
    ErrorCode.UNAUTHENTICATED: "No token, or it is unknown, expired or revoked. Get another, then retry.",
    ErrorCode.FORBIDDEN: "The token lacks a permission. Do not retry.",
    ErrorCode.NOT_FOUND: "It does not exist, or it is not yours: the answer is the same.",
    ErrorCode.CONFLICT: "The thing is no longer in a state where this can be done. Read it again.",
    ErrorCode.LIMIT_REACHED: "Too many. Wait, then retry.",
    ErrorCode.REFUSED: "Refused for the reason that the message gives.",
    ErrorCode.UNAVAILABLE: "Out of reach now; nothing was done. Retry with a pause and the same idempotencyKey.",
    ErrorCode.DEADLINE_EXCEEDED: "It took longer than 10 s. Ask for less; retry a mutation with its idempotencyKey.",
    ErrorCode.INTERNAL: "Our fault, and logged: quote `requestId`. An order may have been placed: ask with orderByKey.",
    ErrorCode.BAD_HOST: "The host name in the URL is not one of the desk's.",
    ErrorCode.FORBIDDEN_ORIGIN: "A page of another site may not ask.",
    ErrorCode.BODY_TOO_LARGE: "The request has too many bytes.",
    ErrorCode.PERSISTED_QUERY_NOT_FOUND: "No operation has this hash. Send its text.",
    ErrorCode.PERSISTED_QUERY_NOT_LISTED: "This desk answers its persisted operations only. Do not retry.",
}
