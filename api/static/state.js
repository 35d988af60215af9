/* What the page knows, how old it is, and what the tab remembers over a reload. */

export const QUIET_S = 12; // two heartbeats missed: dim, and drop the socket
export const LOST_S = 30; // say so in a banner

export const desk = {
  viewer: "",
  portfolios: [],
  portfolio: null, // name, mode and the last mark
  positions: new Map(),
  orders: new Map(),
  decisions: [],
  stop: null,
  curve: [],
  trouble: "",
  run: null, // the one running follow(): {id of the portfolio, end}
  fresh: null, // when figures last came: {mono, wall} in ms
};

export const $ = (id) => document.getElementById(id);
export const sleep = (ms) => new Promise((wake) => setTimeout(wake, ms));
export const remembered = (key) => sessionStorage.getItem(`plimsoll.${key}`);
export const remember = (key, value) =>
  value ? sessionStorage.setItem(`plimsoll.${key}`, value) : sessionStorage.removeItem(`plimsoll.${key}`);

/** Seconds since figures came. Two clocks, because one stands still while a laptop sleeps and the other may be set back. */
export function age() {
  if (!desk.fresh) return Infinity;
  return Math.max(performance.now() - desk.fresh.mono, Date.now() - desk.fresh.wall) / 1000;
}

export function touch() {
  desk.fresh = { mono: performance.now(), wall: Date.now() };
}
