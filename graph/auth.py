"""Authentication, field by field: whatever is not about signing in asks here who is there, and streams ask again."""

from graphql import GraphQLError

from actions import admission
from actions.viewer import Viewer
from graph.codes import ErrorCode
from graph.context import Info


def signed_in(info: Info) -> Viewer:
    """Return the viewer. Raise an error with code UNAUTHENTICATED for an anonymous client."""
    if info.context.viewer is None:
        raise GraphQLError(
            "Sign in first: send a token as `Authorization: Bearer ...`.",
            extensions={"code": ErrorCode.UNAUTHENTICATED},
        )
    return info.context.viewer


def acting(info: Info) -> Viewer:
    """As `signed_in`, at the start of a mutation: what was loaded before it is out of date after it."""
    info.context.renew()
    return signed_in(info)


async def still_signed_in(info: Info) -> None:
    """Raise an error with code UNAUTHENTICATED when the token has been revoked or has expired since."""
    if not await admission.still_valid(info.context.desk, signed_in(info)):
        raise token_ended()


def token_ended() -> GraphQLError:
    return GraphQLError("This token has ended; sign in again.", extensions={"code": ErrorCode.UNAUTHENTICATED})
