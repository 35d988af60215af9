"""Authentication, field by field: whatever is not about signing in asks here who is there, and streams ask again."""

import asyncio
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from graphql import GraphQLError

from actions import refused
from actions.viewer import Viewer
from graph.codes import ErrorCode
from graph.context import Context, Info
from graph.shapes import derived
from trading.errors import NotAllowed, NotFound

CHANGING: Final = set[asyncio.Task[Any]]()


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


def change(resolver: Callable[..., Any], description: str) -> Any:
    """A field that changes something; what its viewer is not allowed, or cannot see, is written to the audit trail.

    It is done whole or not at all: a client that leaves, or a deadline that passes, does not stop it half way.
    """

    async def watched(*args: Any, **kwargs: Any) -> Any:
        try:
            return await resolver(*args, **kwargs)
        except (NotFound, NotAllowed) as no:
            await _refused(kwargs["info"], no)
            raise

    @wraps(resolver)
    async def whole(*args: Any, **kwargs: Any) -> Any:
        changing = asyncio.create_task(watched(*args, **kwargs))
        CHANGING.add(changing)
        changing.add_done_callback(CHANGING.discard)
        return await asyncio.shield(changing)

    return derived(whole, description)


async def _refused(info: Info, no: NotFound | NotAllowed) -> None:
    viewer, desk = info.context.viewer, info.context.desk
    if viewer is None:
        return
    await refused.record(desk, viewer, info.field_name, no)
    if isinstance(no, NotFound):
        info.context.misses.add(viewer.user_id, desk.clock.now())


async def still_signed_in(context: Context) -> None:
    """Raise an error with code UNAUTHENTICATED when the token has been revoked or has expired since."""
    if context.viewer is None or await context.loaders.ended.load(context.viewer):
        raise token_ended()


def token_ended() -> GraphQLError:
    return GraphQLError("This token has ended; sign in again.", extensions={"code": ErrorCode.UNAUTHENTICATED})
