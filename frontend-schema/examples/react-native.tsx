// React Native: the socket is closed while the app is in the background, and goes on from the cursor afterwards, with
// another token where the old one has ended meanwhile.
import { useEffect, useState } from "react";
import { AppState, Text } from "react-native";
import { print } from "graphql";
import { StopUpdatesDocument, type StopUpdatesSubscription } from "../generated/graphql.ts";
import type { Access } from "./session.ts";
import { socketTo } from "./socket.ts";

export function StopBadge({ url, access, portfolioId }: { url: string; access: Access; portfolioId: string }) {
  const [state, setState] = useState<string>();
  useEffect(() => {
    const socket = socketTo(url, access);
    const end = socket.subscribe<StopUpdatesSubscription>(
      { query: print(StopUpdatesDocument), variables: { portfolioId } },
      {
        next: ({ data }) => setState(data?.stopUpdates.stop.state),
        error: () => setState(undefined),
        complete: () => setState(undefined),
      },
    );
    const seen = AppState.addEventListener("change", (now) => {
      if (now === "background") socket.sleep();
      if (now === "active") socket.wake();
    });
    return () => {
      seen.remove();
      end();
      void socket.dispose();
    };
  }, [url, access, portfolioId]);
  return <Text>{state ?? "unknown"}</Text>;
}
