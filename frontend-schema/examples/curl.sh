#!/usr/bin/env bash
# Places an order, watches it by SSE until it works, cancels it. Needs TOKEN and PORTFOLIO; URL, SYMBOL and PRICE may be set.
set -euo pipefail

ask=(curl -sSN --max-time 60 "${URL:-http://127.0.0.1:8000}/graphql"
    -H "authorization: Bearer $TOKEN" -H 'content-type: application/json')
body() { echo "{\"query\": \"$1\", \"variables\": $2}"; }

# The key is the order's name: after any doubt send the same again, and it is still one order.
key=${KEY:-$(date +%s%N)}
terms="{\"portfolioId\": \"$PORTFOLIO\", \"symbol\": \"${SYMBOL:-AAPL}\", \"side\": \"BUY\", \"type\": \"LIMIT\",
    \"quantity\": \"1\", \"limitPrice\": \"${PRICE:-300}\"}"
placed=$("${ask[@]}" -d "$(body \
    'mutation($i: PlaceOrderInput!) { placeOrder(input: $i) { __typename ... on OrderPlaced { order { id } } ... on Problem { message } } }' \
    "{\"i\": {\"idempotencyKey\": \"$key\", \"terms\": $terms}}")")
echo "$placed"
order=$(sed -n 's/.*"order":{"id":"\([^"]*\)".*/\1/p' <<<"$placed")
[[ $order ]] || exit 1

# The first update is a SNAPSHOT, so an order that works already is in it. No filter between: it would hold lines back.
exec 3< <(exec "${ask[@]}" -H 'accept: text/event-stream' -d "$(body \
    'subscription($p: ID!) { orderUpdates(portfolioId: $p) { orders { id status } } }' "{\"p\": \"$PORTFOLIO\"}")")
stream=$!
state="not seen working within a minute"
while read -r line <&3; do
    [[ $line == *"\"id\":\"$order\",\"status\":\"WORKING\""* ]] && state=working && break
done
kill "$stream" 2>/dev/null || true # it ends by itself only after a minute
exec 3<&-
echo "$state"

"${ask[@]}" -d "$(body \
    'mutation($i: CancelOrderInput!) { cancelOrder(input: $i) { __typename ... on Problem { message } } }' \
    "{\"i\": {\"orderId\": \"$order\"}}")"
