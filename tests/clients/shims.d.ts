// What the example uses of React Native, which is too large to install for one type-check.
declare module "react-native" {
  import type { ComponentType, PropsWithChildren } from "react";
  export const Text: ComponentType<PropsWithChildren>;
  export const AppState: {
    addEventListener(type: "change", told: (now: "active" | "background" | "inactive") => void): { remove(): void };
  };
}

declare module "ws" {
  export const WebSocket: unknown;
}
