import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import type { Client as Socket } from "graphql-ws";

export function urqlTo(url: string, token: () => string, socket: Socket): Client {
  return new Client({
    url: `${url}/graphql`,
    preferGetMethod: false, // the desk answers POST only
    fetchOptions: () => ({ headers: { authorization: `Bearer ${token()}` } }),
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
