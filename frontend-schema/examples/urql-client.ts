import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import type { Client as Socket } from "graphql-ws";
import { fetchAs, type Access } from "./session.ts";

export function urqlTo(url: string, access: Access, socket: Socket): Client {
  return new Client({
    url: `${url}/graphql`,
    preferGetMethod: false, // the desk answers POST only
    fetch: fetchAs(access),
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query, variables }) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query: query ?? "", variables }, sink) }),
        }),
      }),
    ],
  });
}
