/* The page at /: signing in and out, the first query, and which button does what. */

import { follow } from "./follow.js";
import { put } from "./nodes.js";
import { announce, show, tick } from "./paint.js";
import { FIRST_QUERY, PORTFOLIOS } from "./queries.js";
import { $, desk, remember, remembered, sleep } from "./state.js";
import { engage, openRelease, openStop, release } from "./stop.js";
import { ask, post, SignedOut, Unreachable } from "./wire.js";

const REFRESH = "/session/refresh";
const WITH_COOKIE = { credentials: "same-origin" };
const RENEW_MS = 60_000; // a token that is refused sooner than this is not a matter of time
let renewedAt = -RENEW_MS;

/** Trade the one-time code of the address bar for a token; the code leaves the address bar first. */
async function redeemCode() {
  const code = new URLSearchParams(location.hash.slice(1)).get("code");
  if (!code) return;
  history.replaceState(null, "", location.pathname + location.search);
  try {
    const response = await post("/session", { code });
    const answer = await response.json().catch(() => ({}));
    if (answer.token) remember("token", answer.token);
    else put($("signin-message"), answer.message ?? "This link does not sign in any more. `plimsoll link` prints a new one.");
  } catch (error) {
    put($("signin-message"), `${error.message} Start it with \`make up\` and open the new link.`);
  }
}

async function start() {
  await redeemCode();
  if (remembered("token")) {
    follow(expire);
    return;
  }
  for (const id of ["desk", "who", "clock", "stop", "footer", "banner"]) $(id).hidden = true;
  $("signin").hidden = false;
  $("email").focus();
}

function signOut(message) {
  const run = desk.run;
  desk.run = null;
  run?.end?.("signed out");
  if (remembered("session")) post(REFRESH, {}, "", { ...WITH_COOKIE, method: "DELETE" }).catch(() => {});
  remember("token", "");
  remember("session", "");
  Object.assign(desk, { portfolio: null, fresh: null, trouble: "" });
  delete document.body.dataset.mode;
  document.title = "Plimsoll";
  document.querySelectorAll("dialog[open]").forEach((dialog) => dialog.close());
  put($("signin-message"), message);
  start();
}

/** A session's token ends after 15 minutes; the cookie, which no script can read, gives the next one. */
async function expire() {
  try {
    if (remembered("session") && performance.now() - renewedAt > RENEW_MS) {
      const response = await post(REFRESH, {}, "", WITH_COOKIE);
      const answer = await response.json().catch(() => ({}));
      if (answer.token) {
        renewedAt = performance.now();
        remember("token", answer.token);
        return follow(expire);
      }
    }
  } catch {
    await sleep(1000); // out of reach is not signed out
    return follow(expire);
  }
  signOut("This token is not valid any more. Sign in again; `plimsoll link` prints a new sign-in link for the owner.");
}

async function signInWithPassword() {
  put($("signin-message"), "Signing in…");
  const response = await post("/session", { email: $("email").value, password: $("password").value }, "", WITH_COOKIE);
  const answer = await response.json().catch(() => ({}));
  $("password").value = "";
  if (!answer.token) throw new Error(answer.message ?? `The desk answered ${response.status}.`);
  remember("token", answer.token);
  remember("session", "yes");
  put($("signin-message"), "");
  follow(expire);
}

async function signInWithToken() {
  remember("token", $("token").value.trim());
  put($("signin-message"), "Signing in…");
  try {
    await ask(PORTFOLIOS);
  } catch (error) {
    remember("token", "");
    throw error instanceof SignedOut ? new Error("The desk does not know this token.") : error;
  }
  $("token").value = "";
  put($("signin-message"), "");
  follow(expire);
}

function paintFirstQuery() {
  const endpoint = `${location.origin}/graphql`;
  const body = JSON.stringify({ query: FIRST_QUERY.replace(/\s+/g, " ") });
  put($("endpoint"), endpoint);
  put($("query-text"), FIRST_QUERY);
  put($("curl-text"), `curl -s ${endpoint} \\\n  -H 'Authorization: Bearer YOUR_TOKEN' \\\n  -H 'Content-Type: application/json' \\\n  -d '${body}'`);
}

async function copy(button) {
  const source = $(button.dataset.copy);
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(source.textContent);
    put(button, "Copied");
    announce("Copied.");
  } catch {
    getSelection().selectAllChildren(source); // no clipboard outside a secure context: leave it selected
    put(button, "Selected: press Ctrl+C");
  }
  await sleep(2000);
  put(button, label);
}

async function runFirstQuery() {
  $("answer").hidden = false;
  put($("answer"), "Asking…");
  const answer = await ask(FIRST_QUERY).catch((error) => ({ error: error.message || "Signed out." }));
  put($("answer"), JSON.stringify(answer, null, 2));
}

/** Run a form's action instead of sending the form; say in words what went wrong. */
function onSubmit(form, button, message, action) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await action();
    } catch (error) {
      const help = error instanceof Unreachable ? " Run `plimsoll halt` on the machine where it runs." : "";
      if (error instanceof SignedOut) expire();
      else put(message, error.message + (form === $("stop-form") ? help : ""));
    } finally {
      button.disabled = false;
    }
  });
}

$("stop").addEventListener("click", openStop);
$("release").addEventListener("click", openRelease);
$("leave").addEventListener("click", () => signOut("You are signed out."));
$("run").addEventListener("click", runFirstQuery);
$("curve-details").addEventListener("toggle", show);
$("choice").addEventListener("change", () => {
  remember("portfolio", $("choice").value);
  follow(expire);
});
document.querySelectorAll("[data-copy]").forEach((button) => button.addEventListener("click", () => copy(button)));
document.querySelectorAll("[data-close]").forEach((button) => button.addEventListener("click", () => button.closest("dialog").close()));
onSubmit($("password-form"), $("password-form").querySelector("button"), $("signin-message"), signInWithPassword);
onSubmit($("signin-form"), $("signin-form").querySelector("button"), $("signin-message"), signInWithToken);
onSubmit($("stop-form"), $("stop-confirm"), $("stop-message"), engage);
onSubmit($("release-form"), $("release-confirm"), $("release-message"), release);
addEventListener("hashchange", () => location.hash.startsWith("#code=") && start());
addEventListener("resize", show);
setInterval(tick, 1000);
paintFirstQuery();
start();
