// React Native: the socket is closed while the app is in the background, and goes on from the cursor afterwards.
import { useEffect, useState } from "react";
import { AppState, Text } from "react-native";
import { print } from "graphql";
import { StopUpdatesDocument, type StopUpdatesSubscription } from "../generated/graphql.ts";
import { socketTo } from "./socket.ts";

export function StopBadge({ url, token, portfolioId }: { url: string; token: string; portfolioId: string }) {
  const [state, setState] = useState<string>();
  useEffect(() => {
    const socket = socketTo(url, () => token);
    const end = socket.subscribe<StopUpdatesSubscription>(
      { query: print(StopUpdatesDocument), variables: { portfolioId } },
      {
        next: ({ data }) => setState(data?.stopUpdates.stop.state),
        error: () => setState(undefined),
        complete: () => setState(undefined),
      },
    );
    const seen = AppState.addEventListener("change", (now) => {
      if (now === "background") socket.terminate(); // a socket that slept is not to be trusted
    });
    return () => {
      seen.remove();
      end();
      void socket.dispose();
    };
  }, [url, token, portfolioId]);
  return <Text>{state ?? "unknown"}</Text>;
}
