/* The two ways to the API: one document over HTTP, and streams over graphql-transport-ws. */

import { age, QUIET_S, remembered } from "./state.js";

const ANSWER_MS = 8_000;

export class SignedOut extends Error {}
export class Unreachable extends Error {}

/** POST JSON to our own origin; throws Unreachable when no answer comes in time. `more` is for fetch. */
export async function post(path, body, token, more = {}) {
  try {
    return await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
      credentials: "omit",
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWER_MS),
      ...more,
    });
  } catch {
    throw new Unreachable("The desk cannot be reached.");
  }
}

/** Run one GraphQL document and return its data. */
export async function ask(query, variables = {}) {
  const response = await post("/graphql", { query, variables }, remembered("token"));
  const answer = await response.json().catch(() => ({}));
  const error = answer.errors?.[0];
  if (response.status === 401 || error?.extensions?.code === "UNAUTHENTICATED") throw new SignedOut();
  if (error) throw new Error(error.message);
  if (!answer.data) throw new Unreachable(`The desk answered ${response.status} instead of data.`);
  return answer.data;
}

/** Follow the streams ([document, apply]) until the socket is lost; resolves to the reason. */
export function listen(run, streams) {
  return new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace(/^http/, "ws") + "/graphql", "graphql-transport-ws");
    const openedAt = performance.now();
    const send = (message) => socket.send(JSON.stringify(message));
    const end = (reason) => {
      clearInterval(watch);
      socket.onopen = socket.onmessage = socket.onclose = null; // a frozen peer never answers the close: do not wait for it
      socket.close();
      resolve(reason);
    };
    const watch = setInterval(() => {
      const silent_s = Math.min(age(), (performance.now() - openedAt) / 1000);
      if (silent_s > QUIET_S) end("the desk went silent");
    }, 1000);
    run.end = end;
    socket.onclose = ({ code, reason }) => end(reason || `the connection closed (${code})`);
    socket.onopen = () => send({ type: "connection_init", payload: { authorization: `Bearer ${remembered("token")}` } });
    socket.onmessage = ({ data }) => {
      const { type, id, payload } = JSON.parse(data);
      if (type === "ping") send({ type: "pong" });
      if (type === "connection_ack") {
        streams.forEach(([query], i) => send({ type: "subscribe", id: `${i}`, payload: { query, variables: { id: run.id } } }));
      }
      if (type === "next" && payload.errors?.length) end(payload.errors[0].message);
      else if (type === "next") streams[id][1](Object.values(payload.data)[0]);
      if (type === "error") end(payload[0].message);
      if (type === "complete") end("the desk ended a stream");
    };
  });
}
