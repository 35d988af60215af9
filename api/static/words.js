/* Figures, times and names as people read them: exact decimals, a real minus sign, UTC. */

const minus = (text) => text.replace("-", "−");
export const decimals = (least, most, more = {}) => {
  const format = new Intl.NumberFormat("en-US", { minimumFractionDigits: least, maximumFractionDigits: most, signDisplay: "negative", ...more });
  return (text) => (text == null ? "–" : minus(format.format(text)));
};
export const asQuantity = decimals(0, 6);
const cents = decimals(2, 2);
const finer = decimals(2, 4);
/** A market price: to the cent, and finer only below one dollar, so that a column lines up. */
export const asPrice = (text) => (Math.abs(Number(text)) < 1 ? finer(text) : cents(text));
export const asPercent = decimals(1, 1, { style: "percent" });
export const asChange = decimals(2, 2, { style: "percent", signDisplay: "exceptZero" });
const currencies = new Map();
/** Money text, exact: the decimal text goes to the formatter as it is. */
export function asMoney(money, sign = "negative") {
  if (!money) return "–";
  const key = money.currency + sign;
  if (!currencies.has(key)) {
    currencies.set(key, decimals(2, 2, { style: "currency", currency: money.currency, currencyDisplay: "narrowSymbol", signDisplay: sign }));
  }
  return currencies.get(key)(money.amount);
}
export const asGain = (money) => asMoney(money, "exceptZero");
/** up, down or flat: decided on the rounded text, so that −0.00 has no colour. */
export const toneOf = (text) => (!/[1-9]/.test(text) ? "" : text.startsWith("−") ? "down" : "up");
export const arrowOf = (text) => ({ up: "▲ ", down: "▼ " })[toneOf(text)] ?? "";
export const asWords = (name) => (name ? name[0] + name.slice(1).toLowerCase().replaceAll("_", " ") : "–");

const inUtc = (options) => new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options });
export const MARKET_TIME = inUtc({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });
const SHORT_TIME = inUtc({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
export const DAY = inUtc({ day: "numeric", month: "short", year: "numeric" });
export const asTime = (text, format = SHORT_TIME) => (text ? format.format(new Date(text)) : "–");
