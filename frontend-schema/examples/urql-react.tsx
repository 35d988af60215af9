// React with urql: live profit and loss, dimmed when it is old.
import { useEffect, useMemo, useState } from "react";
import { Provider, useSubscription } from "urql";
import { PortfolioPnlDocument } from "../generated/graphql.ts";
import type { Access } from "./session.ts";
import { socketTo } from "./socket.ts";
import { staleness } from "./staleness.ts";
import { urqlTo } from "./urql-client.ts";

export function Desk({ url, access, portfolioId }: { url: string; access: Access; portfolioId: string }) {
  const client = useMemo(() => urqlTo(url, access, socketTo(url, access)), [url, access]);
  return (
    <Provider value={client}>
      <Pnl portfolioId={portfolioId} />
    </Provider>
  );
}

function Pnl({ portfolioId }: { portfolioId: string }) {
  const [{ data, error }] = useSubscription({ query: PortfolioPnlDocument, variables: { portfolioId } });
  const [stale, setStale] = useState(false);
  useEffect(() => staleness(setStale).stop, [data]);
  if (error) return <p role="alert">{error.message}</p>;
  if (!data) return <p>...</p>;
  const { total } = data.portfolioPnl.portfolio.pnl;
  return <output style={{ opacity: stale ? 0.5 : 1 }}>{`${total.amount} ${total.currency}`}</output>;
}
