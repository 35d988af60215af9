/** The way to the desk: queries over HTTP, subscriptions over graphql-transport-ws. The token lives in memory only. */
import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { createClient } from "graphql-ws";

const HTTP = "/graphql";
const SOCKET = location.origin.replace(/^http/, "ws") + HTTP;

/** Return a fetcher that speaks with this token, and what ends its socket. */
export function connect(token: string): { fetcher: Fetcher; close: () => void } {
  const bearer: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
  const wsClient = createClient({ url: SOCKET, connectionParams: bearer, shouldRetry: () => true, retryAttempts: 20 });
  const fetcher = createGraphiQLFetcher({ url: HTTP, headers: bearer, wsClient });
  return { fetcher, close: () => void wsClient.dispose() };
}

export interface Tab {
  query: string;
  variables: string;
}

/** Read the operations that the desk shows as tabs. */
export async function tabs(): Promise<Tab[]> {
  const answer = await fetch("/static/graphiql-tabs.json");
  return answer.ok ? answer.json() : [];
}
