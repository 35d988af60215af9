"""A partner follows orders with `gql`, goes on where it stood after a break, and ends when asking again is in vain."""

import os
import random
import time

from gql import Client, gql
from gql.transport.exceptions import TransportError, TransportQueryError
from gql.transport.websockets import WebsocketsTransport

FOLLOW = gql("""subscription ($p: ID!, $after: String) { orderUpdates(portfolioId: $p, after: $after) {
  kind cursor orders { id status } } }""")
PASSING = ("UNAVAILABLE", "LIMIT_REACHED")  # after any other answer the same again would end the same
FINAL = (4400, 4403)

url = os.environ["URL"].replace("http", "ws", 1) + "/graphql"
token = {"authorization": "Bearer " + os.environ["TOKEN"]}
what, tries = {"p": os.environ["PORTFOLIO"], "after": None}, 0
while True:
    socket = WebsocketsTransport(url, init_payload=token, ping_interval=10, pong_timeout=5)
    try:
        for told in Client(transport=socket).subscribe(FOLLOW, variable_values=what):
            what["after"], tries = told["orderUpdates"]["cursor"], 0
            print(told["orderUpdates"], flush=True)
    except TransportQueryError as refused:
        if (refused.errors or [{}])[0].get("extensions", {}).get("code") not in PASSING:
            raise SystemExit(f"The desk refuses: {refused}") from None
    except (TransportError, OSError) as broken:
        closed = getattr(broken.__cause__, "rcvd", None)
        if closed and closed.code in FINAL:
            raise SystemExit(f"The desk has closed for good: {closed.code} {closed.reason}") from None
    tries += 1
    time.sleep(min(30, 2**tries / 2) * random.uniform(0.5, 1))  # noqa: S311 - not a secret
