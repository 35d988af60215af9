// Tells when data is old. The socket cannot: it looks open while the server is frozen.
export const STALE_MS = 12_000; // two heartbeats missed

export function staleness(tell: (stale: boolean) => void, afterMs = STALE_MS) {
  let timer: ReturnType<typeof setTimeout>;
  const heard = () => {
    clearTimeout(timer);
    tell(false);
    timer = setTimeout(() => tell(true), afterMs);
  };
  heard();
  return { heard, stop: () => clearTimeout(timer) };
}
