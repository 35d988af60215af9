"""The short way in for sockets: an opening with nothing special about it is accepted without Starlette and Strawberry.

Whatever else it is goes the long way, and is judged or refused there.
"""

import secrets
from typing import Final

from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL

from actions.tries import Origin
from api.express import PATH
from api.graphql import Door
from api.handshake import Scope
from api.middleware import Gate
from api.sockets import Multiplexer

PROTOCOLS: Final = [GRAPHQL_TRANSPORT_WS_PROTOCOL]
SPECIAL: Final = frozenset({b"origin", b"x-forwarded-for", b"x-forwarded-proto"})  # of browsers, and behind a proxy


class Welcome:
    """What a handshake asks before the app."""

    def __init__(self, door: Door, gate: Gate) -> None:
        self._door = door
        self._gate = gate

    def __call__(self, scope: Scope) -> tuple[Multiplexer, str] | None:
        """Return who speaks with this client, None where the long way is to judge."""
        if scope["path"] != PATH or scope["subprotocols"] != PROTOCOLS:
            return None
        heads = dict(reversed(scope["headers"]))  # the first of each name
        if SPECIAL & heads.keys() or self._gate.objection(scope, heads) is not None:
            return None
        client, agent = scope["client"], heads.get(b"user-agent")
        origin = Origin(client[0] if client else "", None if agent is None else agent.decode("latin-1"))
        return self._door.greet(secrets.token_hex(8), origin), GRAPHQL_TRANSPORT_WS_PROTOCOL
