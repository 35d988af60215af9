// A stock Node peer for the fan-out: graphql-ws, ws and graphql, one subscription each, told by one Redis connection.
// node fanout.cjs PORT SOCKET CHANNEL, with NODE_PATH at a folder where `npm install graphql-ws ws graphql ioredis` ran.
const { buildSchema } = require("graphql");
const { useServer } = require("graphql-ws/use/ws");
const { Redis } = require("ioredis");
const { WebSocketServer } = require("ws");

const [port, path, channel] = process.argv.slice(2);
const schema = buildSchema(`
  type Query { hello: String }
  type Order { id: ID! }
  type OrderUpdate { kind: String! sequence: Int! cursor: String! at: String! orders: [Order!]! }
  type Subscription { orderUpdates(portfolioId: ID!): OrderUpdate! }`);

const listeners = new Set();
const redis = new Redis({ path });
redis.subscribe(channel);
redis.on("message", (_, text) => {
  const { sequence, payload } = JSON.parse(text);
  const update = { kind: "CHANGE", sequence, cursor: "NTAwMDAx", at: new Date().toISOString(), orders: payload.orders };
  for (const hear of listeners) hear({ orderUpdates: update });
});

async function* orderUpdates() {
  const waiting = [{ orderUpdates: { kind: "SNAPSHOT", sequence: 0, cursor: "", at: "", orders: [] } }];
  let wake = () => {};
  const hear = (update) => { waiting.push(update); wake(); };
  listeners.add(hear);
  try {
    for (;;) {
      while (waiting.length) yield waiting.shift();
      await new Promise((resolve) => { wake = resolve; });
    }
  } finally {
    listeners.delete(hear);
  }
}

const server = new WebSocketServer({ port: Number(port), host: "127.0.0.1", path: "/graphql", perMessageDeflate: false });
useServer({ schema, roots: { subscription: { orderUpdates } } }, server);
