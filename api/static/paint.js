/* Draws what is known into the page, at most once a frame; the status comes from the age of the data. */

import { paintCurve } from "./curve.js";
import { keep, make, put, table } from "./nodes.js";
import { $, age, desk, LOST_S, QUIET_S } from "./state.js";
import { arrowOf, asChange, asGain, asMoney, asPercent, asPrice, asQuantity, asTime, asWords, MARKET_TIME, toneOf } from "./words.js";

let painting = false;
/** Paint with the next frame, however many updates come before it. */
export function show() {
  if (painting) return;
  painting = true;
  requestAnimationFrame(() => {
    painting = false;
    if (desk.portfolio) [paintFrame, paintFigures, paintCurve, paintPositions, paintOrders, paintDecisions, paintStop].forEach((paint) => paint());
    tick();
  });
}

function paintFrame() {
  const { name, mode, pnl, equity } = desk.portfolio;
  const many = desk.portfolios.length > 1;
  for (const id of ["desk", "who", "clock", "stop", "footer"]) $(id).hidden = false;
  $("signin").hidden = true;
  $("choice").hidden = !many;
  $("name").hidden = many;
  put($("name"), name);
  if (many) {
    keep($("choice"), desk.portfolios, () => make("option"), (option, item) => {
      put(option, item.name);
      option.value = item.id;
    });
    $("choice").value = desk.portfolio.id;
  }
  document.body.dataset.mode = mode;
  put($("mode"), mode);
  put($("market"), `${asTime(pnl.markedAt, MARKET_TIME)} UTC`);
  $("market").dateTime = pnl.markedAt;
  put($("viewer"), desk.viewer ? `Signed in as ${desk.viewer}` : "");
  const halted = desk.stop.state === "HALTED" ? "HALTED · " : "";
  document.title = `${mode === "LIVE" ? "LIVE · " : ""}${halted}${asMoney(equity)} · ${name} · Plimsoll`;
}

function paintFigures() {
  const { equity, cash, pnl } = desk.portfolio;
  put($("equity"), asMoney(equity));
  const day = asGain(pnl.day);
  put($("day"), `${arrowOf(day)}${day} (${asChange(pnl.dayRatio)}) today`, `day ${toneOf(day)}`);
  for (const key of ["total", "realized", "unrealized"]) {
    const text = asGain(pnl[key]);
    put($(key), arrowOf(text) + text, toneOf(text));
  }
  put($("cash"), asMoney(cash));
  $("prices").hidden = !pnl.stale;
}

function paintPositions() {
  const held = [...desk.positions.values()].filter(({ quantity }) => Number(quantity) !== 0);
  held.sort((a, b) => Number(b.weight) - Number(a.weight));
  $("positions-empty").hidden = held.length > 0;
  $("positions").parentNode.hidden = held.length === 0;
  table($("positions"), held, (position) => {
    const gain = asGain(position.pnl?.unrealized);
    return [
      [position.instrument.symbol],
      [asQuantity(position.quantity), "num"],
      [asPrice(position.averageCost), "num"],
      [asPrice(position.marketPrice), "num"],
      [asMoney(position.marketValue), "num"],
      [asPercent(position.weight), "num"],
      [arrowOf(gain) + gain, `num ${toneOf(gain)}`],
    ];
  });
}

function paintOrders() {
  const orders = [...desk.orders.values()];
  $("orders-empty").hidden = orders.length > 0;
  $("orders").parentNode.hidden = orders.length === 0;
  table($("orders"), orders, (order) => {
    const at = [order.stopPrice, order.limitPrice].filter(Boolean).map((price) => ` ${asPrice(price)}`).join(" /");
    const status = asWords(order.status) + (order.denial ? `: ${asWords(order.denial).toLowerCase()}` : "");
    return [
      [order.instrument.symbol],
      [`${asWords(order.side)} ${asWords(order.type).toLowerCase()}${at}`],
      [asQuantity(order.quantity), "num"],
      [status],
      [asQuantity(order.filledQuantity), "num"],
      [asPrice(order.averageFillPrice), "num"],
      [asWords(order.origin)],
      [asTime(order.placedAt)],
    ];
  });
}

const STOPPED_BY = {
  EDGE_BELOW_COST: "The expected gain is too small for its cost.",
  NO_PRICE: "No price is known.",
  COOLING_OFF: "It was sold within the last week; no buying straight back.",
  NOTHING_TO_SELL: "Nothing is held that could be sold.",
  TRADING_HALTED: "Trading is halted.",
  WITHIN_BAND: "Too close to its target to be worth a trade.",
};
/** What stopped it, in words; an abstention has said so already. */
function stoppedBy({ outcome, stoppedBy: code }) {
  if (!code || code === outcome) return "";
  return STOPPED_BY[code] ?? `Stopped by ${asWords(code).toLowerCase()}.`;
}

const OUTCOME_CLASS = { ORDERED: "acted", RECOMMENDED: "acted", DENIED: "denied", ABSTAINED: "denied" };

function buildDecision() {
  const node = make("li");
  const top = make("div", "top");
  top.append(make("span", "symbol"), make("span"), make("time"));
  node.append(top, make("p", "why"), make("p", "by"));
  return node;
}

function paintDecisions() {
  $("decisions-empty").hidden = desk.decisions.length > 0;
  $("decisions").hidden = desk.decisions.length === 0;
  keep($("decisions"), desk.decisions, buildDecision, (node, decision) => {
    const [top, why, by] = node.children;
    put(top.children[0], decision.symbol);
    put(top.children[1], asWords(decision.outcome), `chip ${OUTCOME_CLASS[decision.outcome] ?? ""}`);
    put(top.children[2], asTime(decision.createdAt));
    top.children[2].dateTime = decision.createdAt;
    put(why, decision.explanation);
    put(by, stoppedBy(decision));
    by.hidden = !by.textContent;
  });
}

export const STATES = {
  ACTIVE: { chip: "Trading", title: "", text: "" },
  REDUCING: { chip: "Reducing", title: "Reducing only", text: "Orders may close positions, not open them.", next: "ACTIVE", verb: "Resume trading" },
  HALTED: { chip: "HALTED", title: "Trading is HALTED", text: "No order is sent until the stop is released.", next: "REDUCING", verb: "Release to reducing" },
};

function paintStop() {
  const { state, scope, reason, note, since, by, openOrdersLeft } = desk.stop;
  const words = STATES[state];
  put($("trading"), words.chip, `chip ${{ HALTED: "halted", REDUCING: "warn" }[state] ?? ""}`);
  $("halt").hidden = state === "ACTIVE";
  $("halt").classList.toggle("halted", state === "HALTED");
  if (state === "ACTIVE") return;
  const whole = scope === "GLOBAL" ? " for the whole desk" : "";
  const left = openOrdersLeft === 1 ? "1 order is still open." : `${openOrdersLeft} orders are still open.`;
  put($("halt-title"), words.title + whole);
  put($("halt-text"), `${words.text} ${openOrdersLeft ? left : "No order is open."}`);
  const facts = [reason && `Reason: ${asWords(reason).toLowerCase()}`, note && `“${note}”`, since && `since ${asTime(since)} UTC`, by && `by ${by}`];
  put($("halt-facts"), facts.filter(Boolean).join(" · "));
  put($("release"), `${words.verb}…`);
}

/** Status from the age of the data; the socket only says what is being done about it. */
export function tick() {
  const seconds = age();
  const state = seconds <= QUIET_S ? "live" : seconds <= LOST_S ? "old" : "lost";
  const before = document.body.dataset.age;
  document.body.dataset.age = state;
  const known = Number.isFinite(seconds);
  const old = known ? `${Math.round(seconds)} s old` : "no data yet";
  put($("status"), { live: desk.trouble ? `Reconnecting, ${old}` : `Live, ${old}`, old: `Stale, ${old}`, lost: `No data, ${old}` }[state]);
  const silent = state === "lost" && Boolean(desk.trouble);
  $("banner").hidden = !silent;
  if (silent) {
    const since = known ? `Nothing has come from the desk for ${Math.round(seconds)} s: the figures below are old.` : "";
    put($("banner"), `${since} ${desk.trouble.replace(/\.?$/, ".")} Trying again; plimsoll halt stops trading without this page.`.trim());
  }
  if (before && before !== state && desk.portfolio) {
    announce({ live: "The figures are live again.", old: "The figures are getting old.", lost: "The desk is silent; the figures are old." }[state]);
  }
}

export function announce(text) {
  put($("announce"), text);
}
