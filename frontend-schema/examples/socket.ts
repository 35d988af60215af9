// The socket that every client here shares: it comes back by itself, with another token where the old one has ended,
// takes a silent server for a broken one, and asks again from the last cursor, so that nothing is missed.
import { createClient, type Client, type SubscribePayload } from "graphql-ws";
import type { Access } from "./session.ts";

const PING_MS = 10_000;
const SILENCE_MS = 5_000;
const PAUSE_MAX_MS = 30_000;
const REFUSED = 4403; // the token has ended
const FINAL = [4400]; // a malformed message: the same again would end the same
const PASSING = ["UNAVAILABLE", "LIMIT_REACHED", "DEADLINE_EXCEEDED"]; // of one stream, while the socket stays

/** `sleep` when the app goes to the background, `wake` when it is seen again or the network is back. */
export type Line = Client & { sleep(): void; wake(): void };

const pauseMs = (tries: number) => Math.min(PAUSE_MAX_MS, 500 * 2 ** tries) * (0.5 + Math.random() / 2);

export function socketTo(url: string, access: Access): Line {
  let overdue: ReturnType<typeof setTimeout> | undefined;
  let sent = "";
  let refused: string | undefined;
  let ended = false;
  let vain = false;
  let asleep = false;
  let stir = () => {};
  const within = (ms: number) => {
    clearTimeout(overdue);
    overdue = setTimeout(() => socket.terminate(), ms);
  };
  const pause = async (retries: number) => {
    const stirred = () => new Promise<void>((resolve) => (stir = resolve));
    const ms = pauseMs(refused === undefined || vain ? retries : 0); // a token is renewed without waiting long
    await Promise.race([stirred(), new Promise((resolve) => setTimeout(resolve, ms))]);
    while (asleep) await stirred();
    if (refused === undefined) return;
    try {
      ended = !(await access.renewed(refused));
      refused = undefined;
      vain = false;
    } catch {
      vain = true; // nobody answers: the next attempt asks again
    }
  };
  const socket = createClient({
    url: `${url.replace(/^http/, "ws")}/graphql`,
    connectionParams: () => ({ authorization: `Bearer ${(sent = access.token())}` }),
    retryAttempts: Infinity,
    retryWait: pause,
    shouldRetry: (event) => {
      const code = (event as { code?: number }).code ?? 0;
      if (code === REFUSED) refused = sent;
      return code === REFUSED ? !ended : !FINAL.includes(code);
    },
    keepAlive: PING_MS,
    on: {
      connecting: () => within(PING_MS), // a server that is frozen opens nothing, and says nothing
      connected: () => clearTimeout(overdue),
      ping: (received) => {
        if (!received) within(SILENCE_MS);
      },
      pong: (received) => {
        if (received) clearTimeout(overdue);
      },
      closed: () => clearTimeout(overdue),
    },
  });
  return {
    ...socket,
    subscribe: (payload, sink) => resuming(socket, payload, sink),
    sleep: () => {
      asleep = true;
      socket.terminate(); // a socket that slept is not to be trusted
    },
    wake: () => {
      asleep = false;
      stir();
    },
  };
}

const resuming: (socket: Client, ...asked: Parameters<Client["subscribe"]>) => () => void = (socket, payload, sink) => {
  const variables: SubscribePayload["variables"] = { ...payload.variables };
  let end = () => {};
  let again: ReturnType<typeof setTimeout> | undefined;
  let tries = 0;
  const next: typeof sink.next = (told) => {
    tries = 0;
    for (const update of Object.values(told.data ?? {}) as ({ cursor?: string } | null)[])
      if (update?.cursor && payload.query.includes("$after")) variables["after"] = update.cursor;
    sink.next(told);
  };
  const error = (why: unknown) => {
    const code = (why as { extensions?: { code?: string } }[])?.[0]?.extensions?.code ?? "";
    if (!PASSING.includes(code)) return sink.error(why);
    again = setTimeout(begin, pauseMs(tries++));
  };
  // The socket sends this very object of variables again when it comes back.
  const begin = () => {
    end = socket.subscribe({ ...payload, variables }, { next, error, complete: () => sink.complete() });
  };
  begin();
  return () => {
    clearTimeout(again);
    end();
  };
};
