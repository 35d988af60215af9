// React with Apollo: one button that places one order, however often it is pressed.
import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { PlaceOrderDocument } from "../generated/graphql.ts";

export function Buy({ portfolioId, symbol }: { portfolioId: string; symbol: string }) {
  const [idempotencyKey] = useState(() => crypto.randomUUID()); // made once, before the first attempt
  const [place, { data, loading, error }] = useMutation(PlaceOrderDocument);
  const input = { terms: { portfolioId, symbol, side: "BUY" as const, quantity: "1" }, idempotencyKey };
  const answer = data?.placeOrder;
  return (
    <>
      <button disabled={loading} onClick={() => void place({ variables: { input } })}>
        Buy {symbol}
      </button>
      {error && <p role="alert">Nobody knows yet what became of it: press again, it stays one order.</p>}
      {answer && <p>{answer.__typename === "OrderPlaced" ? answer.order.status : answer.message}</p>}
    </>
  );
}
