// The socket that every client here shares: it comes back by itself, takes a silent server for a broken one, and asks
// again from the last cursor, so that nothing is missed.
import { createClient, type Client, type SubscribePayload } from "graphql-ws";

const PING_MS = 10_000;
const SILENCE_MS = 5_000;
const FINAL = [4400, 4403]; // a malformed message, a token that has ended: the same again would end the same

export function socketTo(url: string, token: () => string): Client {
  let overdue: ReturnType<typeof setTimeout> | undefined;
  const socket = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    connectionParams: () => ({ authorization: `Bearer ${token()}` }),
    retryAttempts: Infinity,
    shouldRetry: (event) => !FINAL.includes((event as { code?: number }).code ?? 0),
    keepAlive: PING_MS,
    on: {
      ping: (received) => {
        if (!received) overdue = setTimeout(() => socket.terminate(), SILENCE_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(overdue);
      },
      closed: () => clearTimeout(overdue),
    },
  });
  return { ...socket, subscribe: (payload, sink) => resuming(socket, payload, sink) };
}

const resuming: (socket: Client, ...asked: Parameters<Client["subscribe"]>) => () => void = (socket, payload, sink) => {
  const variables: SubscribePayload["variables"] = { ...payload.variables };
  const next: typeof sink.next = (told) => {
    for (const update of Object.values(told.data ?? {}) as ({ cursor?: string } | null)[])
      if (update?.cursor && payload.query.includes("$after")) variables["after"] = update.cursor;
    sink.next(told);
  };
  // The socket sends this very object again when it comes back.
  return socket.subscribe({ ...payload, variables }, { next, error: (e) => sink.error(e), complete: () => sink.complete() });
};
