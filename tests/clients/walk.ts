// Walks graphql-ws, urql and Apollo through a query, a mutation and a subscription; prints a line for all that happens.
import { print } from "graphql";
import { WebSocket } from "ws";
import { apolloTo } from "./examples/apollo-client.ts";
import { sessionOn, withKey } from "./examples/session.ts";
import { socketTo } from "./examples/socket.ts";
import { staleness } from "./examples/staleness.ts";
import { urqlTo } from "./examples/urql-client.ts";
import {
  DashboardDocument, OrderUpdatesDocument, PlaceOrderDocument,
  type DashboardQuery, type OrderUpdatesSubscription, type PlaceOrderMutation,
} from "./generated/graphql.ts";

globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket; // Node 20 has none of its own
const { URL: url = "", TOKEN: bearer = "", PORTFOLIO: portfolioId = "" } = process.env;
const { REFRESH: refreshToken = "" } = process.env; // where a person asks
const access = refreshToken
  ? sessionOn(url, { accessToken: bearer, refreshToken }, async () => console.log("renewed"))
  : withKey(bearer);
const STALE_MS = 7_000; // a heartbeat and a bit: the test has less patience than a screen

interface Walk {
  query(): Promise<DashboardQuery | undefined>;
  place(idempotencyKey: string): Promise<PlaceOrderMutation | undefined>;
  follow(next: (told: OrderUpdatesSubscription) => void, ended: (why: unknown) => void): void;
}
const input = (idempotencyKey: string) => ({
  terms: { portfolioId, symbol: "AAPL", side: "BUY" as const, quantity: "1" }, allowDuplicate: true, idempotencyKey,
});

function closeCode(why: unknown): number | undefined {
  const { networkError, code } = why as { networkError?: { code?: number }; code?: number };
  return networkError?.code ?? code;
}

function sure<T>({ data, error }: { data?: T | null | undefined; error?: unknown }): T {
  if (error || !data) throw error ?? new Error("no data");
  return data;
}

function graphqlWs(): Walk {
  const socket = socketTo(url, access);
  const once = <T>(query: string, variables: Record<string, unknown>) =>
    new Promise<T | undefined>((resolve, reject) => {
      socket.subscribe<T>({ query, variables }, {
        next: ({ data, errors }) => (errors ? reject(errors) : resolve(data ?? undefined)), error: reject, complete: () => {},
      });
    });
  return {
    query: () => once<DashboardQuery>(print(DashboardDocument), { portfolioId }),
    place: (key) => once<PlaceOrderMutation>(print(PlaceOrderDocument), { input: input(key) }),
    follow: (next, ended) => void socket.subscribe<OrderUpdatesSubscription>(
      { query: print(OrderUpdatesDocument), variables: { portfolioId } },
      { next: ({ data, errors }) => (data ? next(data) : ended(errors)), error: ended, complete: () => ended("complete") },
    ),
  };
}

function urql(): Walk {
  const client = urqlTo(url, access, socketTo(url, access));
  return {
    query: async () => sure(await client.query(DashboardDocument, { portfolioId })),
    place: async (key) => sure(await client.mutation(PlaceOrderDocument, { input: input(key) })),
    follow: (next, ended) => void client.subscription(OrderUpdatesDocument, { portfolioId })
      .subscribe(({ data, error }) => (error ? ended(error) : data && next(data))),
  };
}

function apollo(): Walk {
  const client = apolloTo(url, access, socketTo(url, access));
  return {
    query: async () => sure(await client.query({ query: DashboardDocument, variables: { portfolioId } })),
    place: async (key) => sure(await client.mutate({ mutation: PlaceOrderDocument, variables: { input: input(key) } })),
    follow: (next, ended) => void client.subscribe({ query: OrderUpdatesDocument, variables: { portfolioId } })
      .subscribe({ next: ({ data, error }) => (error ? ended(error) : data && next(data as OrderUpdatesSubscription)), error: ended }),
  };
}

async function walk(name: string, client: Walk) {
  const say = (...words: unknown[]) => console.log(name, ...words);
  say("query", (await client.query())?.portfolio?.mode);
  let old = false;
  const age = staleness((stale) => { if (stale !== old) say(stale ? "stale" : "fresh"); old = stale; }, STALE_MS);
  client.follow(
    ({ orderUpdates: { kind, orders } }) => {
      age.heard();
      say("update", kind, ...orders.map(({ id, status }) => `${id}:${status}`));
    },
    (why) => { age.stop(); say("ended", JSON.stringify(why), String(why), closeCode(why)); },
  );
  const placed = (await client.place(`${name}-1`))?.placeOrder;
  say("mutation", placed?.__typename, placed?.__typename === "OrderPlaced" ? placed.order.id : "");
}

await Promise.all([walk("graphql-ws", graphqlWs()), walk("urql", urql()), walk("apollo", apollo())]);
