"""A partner places one order with `gql`; run it again with the same KEY, and it is the same order."""

import os

from gql import Client, gql
from gql.transport.httpx import HTTPXTransport

PLACE = gql("""mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename
  ... on OrderPlaced { replayed order { id status } } ... on Problem { message } } }""")
transport = HTTPXTransport(os.environ["URL"] + "/graphql", headers={"authorization": "Bearer " + os.environ["TOKEN"]})
terms = {"portfolioId": os.environ["PORTFOLIO"], "symbol": "AAPL", "side": "BUY", "quantity": "1"}
order = {"terms": terms, "idempotencyKey": os.environ["KEY"]}
with Client(transport=transport) as desk:
    print(desk.execute(PLACE, variable_values={"input": order})["placeOrder"])
