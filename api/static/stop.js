/* The emergency stop and its release, each confirmed in a dialog; both go over HTTP and need no socket. */

import { applyStop } from "./follow.js";
import { put } from "./nodes.js";
import { announce, show, STATES } from "./paint.js";
import { ENGAGE, RELEASE } from "./queries.js";
import { $, desk } from "./state.js";
import { ask } from "./wire.js";
import { asWords } from "./words.js";

let stopKey = { note: null, key: "" };
/** The same note sent again carries the same key, so that a retry after a lost answer is the same stop. */
function keyFor(note) {
  if (stopKey.note !== note) stopKey = { note, key: crypto.randomUUID?.() ?? randomHex() };
  return stopKey.key;
}

/** crypto.randomUUID exists on https and on the machine itself only. */
function randomHex() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The dialog first asks; once the stop is engaged, only the receipt is left of it. */
function asking(open) {
  put($("stop-title"), open ? "Stop trading now?" : "Trading is HALTED");
  put($("stop-dialog").querySelector("[data-close]"), open ? "Keep trading" : "Close");
  for (const id of ["stop-ask", "stop-confirm", "stop-help"]) $(id).hidden = !open;
}

export function openStop() {
  stopKey = { note: null, key: "" };
  $("stop-note").value = "Stopped by hand from the desk page.";
  put($("stop-name"), desk.portfolio.name);
  put($("stop-message"), "");
  asking(true);
  $("stop-dialog").showModal();
  $("stop-confirm").focus();
}

export async function engage() {
  const note = $("stop-note").value.trim();
  const input = { scope: "PORTFOLIO", portfolioId: desk.portfolio.id, level: "STOP", note, idempotencyKey: keyFor(note) };
  put($("stop-message"), "Stopping…");
  const { engageStop: result } = await ask(ENGAGE, { input });
  if (result.message) throw new Error(result.message);
  desk.stop = result.stops[0] ?? desk.stop;
  show();
  const took = result.receipts[0] ? ` in ${result.receipts[0].haltCommittedMs} ms` : "";
  const left = desk.stop.openOrdersLeft;
  put($("stop-message"), `Stopped${took}. ${left ? `${left} open orders are being cancelled.` : "No order is open."}`);
  asking(false);
  $("stop-dialog").querySelector("[data-close]").focus();
}

let releasing = null; // what the open dialog speaks of: the stop may change under it, and the desk then refuses

export function openRelease() {
  const { state, scope } = desk.stop;
  const { next, verb } = STATES[state];
  releasing = { scope, portfolioId: scope === "PORTFOLIO" ? desk.portfolio.id : null, to: next };
  const text = {
    REDUCING: "First step: orders may close positions again, not open them. A second step resumes trading.",
    ACTIVE: "Second step: the desk may open positions again, within every limit.",
  };
  put($("release-title"), verb);
  put($("release-confirm"), verb);
  put($("release-text"), text[next]);
  put($("release-expected"), scope === "GLOBAL" ? "desk" : desk.portfolio.name);
  put($("release-message"), "");
  $("release-form").reset();
  $("release-dialog").showModal();
}

export async function release() {
  const input = { ...releasing, note: $("release-note").value.trim(), confirmation: $("release-name").value.trim() };
  put($("release-message"), "Releasing…");
  const { releaseStop: result } = await ask(RELEASE, { input });
  if (result.message) throw new Error(result.message);
  await applyStop({ kind: "CHANGE", stop: result.stop });
  $("release-dialog").close();
  announce(`The desk is now ${asWords(desk.stop.state).toLowerCase()}.`);
}
