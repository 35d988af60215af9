import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { OperationTypeNode } from "graphql";
import type { Client as Socket } from "graphql-ws";
import { fetchAs, type Access } from "./session.ts";
import possible from "../possible-types.json" with { type: "json" };

export function apolloTo(url: string, access: Access, socket: Socket): ApolloClient {
  const http = new HttpLink({ uri: `${url}/graphql`, fetch: fetchAs(access) });
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      http,
    ),
    cache: new InMemoryCache({ possibleTypes: possible }), // fragments on Problem and Update match by it
  });
}
