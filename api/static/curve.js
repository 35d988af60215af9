/* The equity curve as one SVG, and as a table. */

import { table } from "./nodes.js";
import { $, desk } from "./state.js";
import { asChange, asGain, asMoney, asTime, DAY, decimals, MARKET_TIME, toneOf } from "./words.js";

const HEIGHT = 230;
const LEFT = 0;
const RIGHT = 74;
const TOP = 10;
const BOTTOM = 26;

function draw(tag, attributes, text = "") {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.textContent = text;
  return node;
}

/** At most six round steps that cover low to high. */
function gridOf(low, high) {
  const rough = (high - low) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const lines = [];
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) lines.push(value);
  return { lines, places: step < 1 ? 2 : 0 };
}

export function paintCurve() {
  const svg = $("curve");
  const width = svg.parentNode.clientWidth;
  const points = desk.curve.map(({ at, equity }) => [at, Number(equity)]);
  const enough = points.length > 1 && width > 0;
  $("curve-empty").hidden = enough;
  svg.toggleAttribute("hidden", !enough);
  if ($("curve-details").open) paintPoints();
  if (!enough) return;
  const values = points.map(([, value]) => value);
  const spread = Math.max(...values) - Math.min(...values) || Math.abs(values[0]) * 0.01 || 1;
  const low = Math.min(...values) - spread * 0.08;
  const high = Math.max(...values) + spread * 0.08;
  const [from, to] = [points[0][0], points.at(-1)[0]];
  const x = (at) => LEFT + ((at - from) / Math.max(1, to - from)) * (width - LEFT - RIGHT);
  const y = (value) => TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const line = points.map(([at, value], i) => `${i ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const floor = HEIGHT - BOTTOM;
  const { lines, places } = gridOf(low, high);
  const asTick = decimals(places, places);
  const change = asGain({ amount: (values.at(-1) - values[0]).toFixed(2), currency: desk.portfolio.currency });
  svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  svg.setAttribute("class", toneOf(change) || "up");
  svg.setAttribute("aria-label", `Equity curve from ${DAY.format(from)} to ${DAY.format(to)}: ${change}. The table below has every point.`);
  svg.replaceChildren(
    ...lines.map((value) => draw("path", { class: "grid", d: `M${LEFT} ${y(value)}H${width - RIGHT}` })),
    ...lines.map((value) => draw("text", { x: width - RIGHT + 10, y: y(value) + 4 }, asTick(value))),
    draw("path", { class: "start", d: `M${LEFT} ${y(values[0])}H${width - RIGHT}` }),
    draw("path", { class: "area", d: `${line}V${floor}H${x(from)}Z` }),
    draw("path", { class: "line", d: line }),
    draw("circle", { class: "now", cx: x(to), cy: y(values.at(-1)), r: 5 }),
    draw("text", { x: LEFT, y: HEIGHT - 6 }, DAY.format(from)),
    draw("text", { x: width - RIGHT, y: HEIGHT - 6, "text-anchor": "end" }, DAY.format(to)),
  );
}

function paintPoints() {
  let peak = -Infinity;
  const rows = desk.curve.map(({ at, equity, drawdown }) => {
    peak = Math.max(peak, Number(equity));
    return { id: `${at}`, at, equity, below: drawdown ?? 1 - Number(equity) / peak };
  });
  table($("points"), rows.reverse(), ({ at, equity, below }) => [
    [asTime(at, MARKET_TIME)],
    [asMoney({ amount: equity, currency: desk.portfolio.currency }), "num"],
    [asChange(-Math.abs(Number(below))), "num"],
  ]);
}
