/* Follows one portfolio for ever: the whole picture by HTTP, then every change from the streams. */

import { show, tick } from "./paint.js";
import * as documents from "./queries.js";
import { desk, QUIET_S, remembered, sleep, touch } from "./state.js";
import { ask, listen, SignedOut } from "./wire.js";

const DELAY_MAX_MS = 10_000;
const ORDERS_MAX = 50;
const POINTS_MAX = 2_400;

/** Load, listen, and start again for ever, with a jittered and bounded delay, until another run takes over. */
export async function follow(onSignedOut) {
  desk.run?.end?.("replaced");
  const run = (desk.run = { id: null, end: null });
  for (let attempt = 0; desk.run === run; attempt += 1) {
    const startedAt = performance.now();
    try {
      await load(run);
      if (desk.run !== run) return;
      desk.trouble = "";
      const reason = await listen(run, [
        [documents.PNL_UPDATES, applyPnl],
        [documents.ORDER_UPDATES, applyOrders],
        [documents.SIGNAL_UPDATES, applySignals],
        [documents.STOP_UPDATES, applyStop],
      ]);
      if (desk.run !== run) return;
      desk.trouble = reason;
    } catch (error) {
      if (desk.run !== run) return;
      if (error instanceof SignedOut) return onSignedOut();
      desk.trouble = error.message;
    }
    if (performance.now() - startedAt > QUIET_S * 1000) attempt = 0;
    tick();
    await sleep(Math.min(DELAY_MAX_MS, 500 * 2 ** attempt) * (0.5 + Math.random() / 2));
  }
}

/** The whole picture by plain HTTP: the first paint, and after every lost connection. */
async function load(run) {
  const { viewer, portfolios } = await ask(documents.PORTFOLIOS);
  const chosen = portfolios.nodes.find(({ id }) => id === remembered("portfolio")) ?? portfolios.nodes[0];
  if (!chosen) throw new Error("There is no portfolio yet. The `createPortfolio` mutation makes one.");
  const [{ portfolio }, curve] = await Promise.all([ask(documents.DESK, { id: chosen.id }), ask(documents.CURVE, { id: chosen.id })]);
  if (desk.run !== run) return;
  run.id = chosen.id;
  desk.viewer = viewer?.name ?? "";
  desk.portfolios = portfolios.nodes;
  desk.portfolio = portfolio;
  desk.positions = byId(portfolio.positions.nodes);
  desk.orders = byId(portfolio.orders.nodes);
  desk.decisions = portfolio.decisions.nodes;
  desk.stop = portfolio.stop;
  desk.curve = curve.portfolio.equityCurve.map((point) => ({ ...point, at: Date.parse(point.at) }));
  addPoint(portfolio);
  touch();
  show();
}

const byId = (items) => new Map(items.map((item) => [item.id, item]));

function applyPnl({ kind, portfolio, positions }) {
  touch();
  if (kind !== "HEARTBEAT") {
    if (kind === "SNAPSHOT") desk.positions.clear();
    for (const position of positions) desk.positions.set(position.id, position);
    Object.assign(desk.portfolio, portfolio);
    addPoint(portfolio);
  }
  show();
}

/** Also a SNAPSHOT is merged: it holds the orders of this session only, and the older ones cannot change any more. */
function applyOrders({ kind, orders }) {
  if (kind === "HEARTBEAT") return;
  for (const order of orders) desk.orders.set(order.id, order);
  const newest = [...desk.orders.values()].sort((a, b) => Date.parse(b.placedAt) - Date.parse(a.placedAt));
  desk.orders = byId(newest.slice(0, ORDERS_MAX));
  if (kind === "CHANGE") decisionsSoon();
  show();
}

function applySignals({ kind }) {
  if (kind === "CHANGE") decisionsSoon();
}

/** A stricter state shows at once. A milder one may be of one scope among several, so ask which state holds. */
export async function applyStop({ kind, stop }) {
  const strictness = ["ACTIVE", "REDUCING", "HALTED"];
  if (kind === "HEARTBEAT") return;
  if (strictness.indexOf(stop.state) >= strictness.indexOf(desk.stop.state)) desk.stop = stop;
  show();
  const { id } = desk.run ?? {};
  const answer = await ask(documents.STOP_NOW, { id }).catch(() => null); // a lost connection is noticed and healed by follow()
  if (!answer || desk.run?.id !== id) return;
  desk.stop = answer.portfolio.stop;
  show();
}

let decisionsAsked = false;
/** Ask for the decisions once for a burst of events. */
async function decisionsSoon() {
  if (decisionsAsked) return;
  decisionsAsked = true;
  await sleep(1000);
  decisionsAsked = false;
  const { id } = desk.run ?? {};
  const answer = await ask(documents.DECISIONS, { id }).catch(() => null);
  if (!answer || desk.run?.id !== id) return;
  desk.decisions = answer.portfolio.decisions.nodes;
  show();
}

/** The curve's live end: one moving point per day. */
function addPoint({ equity, pnl }) {
  const point = { at: Date.parse(pnl.markedAt), equity: equity.amount, live: true };
  const last = desk.curve.at(-1);
  if (last && point.at < last.at) return;
  const dayOf = ({ at }) => Math.floor(at / 86_400_000);
  if (last && (last.at === point.at || (last.live && dayOf(last) === dayOf(point)))) desk.curve.pop();
  if (desk.curve.length >= POINTS_MAX) desk.curve = desk.curve.filter((_, i) => i % 2 === 0);
  desk.curve.push(point);
}
