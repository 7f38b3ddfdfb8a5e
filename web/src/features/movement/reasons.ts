import { add, percentOf, subtract, sum, zero } from "../../shared/decimal/arithmetic";
import { compare, signOf, type Decimal } from "../../shared/decimal/decimal";
import type { MovementData } from "./movement.generated";

export type MovementOf = NonNullable<MovementData["portfolio"]>["movement"];
export type Parts = MovementOf["total"];
export type Reason = Exclude<keyof Parts, "start" | "end">;

export const reasons: readonly Reason[] = ["price", "fx", "flows", "trading", "income", "fees", "corrections", "newlyFound"];

export const reasonNames: Readonly<Record<Reason, { readonly name: string; readonly means: string }>> = {
  price: { name: "Price", means: "what moving prices made of what was held" },
  fx: { name: "FX", means: "what exchange rates of state currencies made of it" },
  flows: { name: "Flows", means: "deposits less withdrawals" },
  trading: { name: "Trading", means: "what trades gave less what they took, at the prices of their times" },
  income: { name: "Income", means: "rewards, interest, airdrops and rebates" },
  fees: { name: "Fees", means: "paid to venues and networks" },
  corrections: { name: "Corrections", means: "adjustments and edits" },
  newlyFound: { name: "Newly found", means: "older transactions that were found later" },
};

/** Kinds of transactions behind a reason; none where prices are the reason, or the time at which it was found. */
const kindsOf: Readonly<Record<Reason, readonly string[]>> = {
  price: [], fx: [], newlyFound: [], flows: ["DEPOSIT", "WITHDRAWAL", "INTERNAL_TRANSFER"], trading: ["TRADE", "CONVERSION", "DUST_CONVERSION", "FUNDING", "MARGIN_RESULT"],
  income: ["STAKING_REWARD", "INTEREST", "AIRDROP", "FORK", "REBATE"], fees: ["FEE", "INTEREST_PAID", "TRADE"], corrections: ["ADJUSTMENT", "MIGRATION", "ROUNDING", "UNKNOWN"],
};

/** Where a bar leads: to what is behind it. Prices move what is held; what was newly found is older than the interval and was recorded since. */
export function behind(reason: Reason, { from, to }: { readonly from: string; readonly to: string }, since: string | null): { readonly path: string; readonly parameters: Readonly<Record<string, string>> } {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  if (reason === "price" || reason === "fx") return { path: "/positions", parameters: {} };
  if (reason === "newlyFound") return { path: "/transactions", parameters: { found: since ?? from, to: first } };
  return { path: "/transactions", parameters: { kind: kindsOf[reason].join(","), from: first, to: last } };
}

export interface Bar {
  readonly reason: Reason | "start" | "end";
  readonly name: string;
  readonly amount: Decimal;
  /** Where the bar begins and ends. */
  readonly from: Decimal;
  readonly to: Decimal;
}

/** Start, one bar a reason that is not nothing, end: each begins where the one before ends. */
export function waterfall(parts: Parts): readonly Bar[] {
  const bars: Bar[] = [{ reason: "start", name: "Start", amount: parts.start, from: zero, to: parts.start }];
  let at = parts.start;
  for (const reason of reasons) {
    if (signOf(parts[reason]) === 0) continue;
    const to = add(at, parts[reason]);
    bars.push({ reason, name: reasonNames[reason].name, amount: parts[reason], from: at, to });
    at = to;
  }
  return [...bars, { reason: "end", name: "End", amount: parts.end, from: zero, to: parts.end }];
}

/** What is left when start and all reasons are taken from the end: zero, or something is wrong and is said. */
export function remainder(parts: Parts): Decimal {
  return subtract(parts.end, add(parts.start, sum(reasons.map((reason) => parts[reason]))));
}

export interface PeriodChange {
  /** Without what came from outside. */
  readonly gain: Decimal;
  /** Of the value at the start and what came in; null where there was none. */
  readonly percent: Decimal | null;
}

/** What a period made, deposits and withdrawals left out. */
export function gainOf(total: Pick<Parts, "start" | "end" | "flows">): PeriodChange {
  const gain = subtract(subtract(total.end, total.start), total.flows);
  const basis = compare(total.flows, zero) > 0 ? add(total.start, total.flows) : total.start;
  return { gain, percent: percentOf(gain, basis, 2) };
}

export type Period = "day" | "week" | "month" | "year";

export const periods: readonly (readonly [Period, string, number])[] = [["day", "24 hours", 1], ["week", "7 days", 7], ["month", "30 days", 30], ["year", "1 year", 365]];

/** A day as it stands in an address, or null. */
export const dayIn = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);

/** An instant as it stands in an address, or null. */
export const instantIn = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}T/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);

/** When a period began, on the full minute, so that asking again within it asks the cache. */
export function beginOf(period: Period, now: number): string {
  const days = periods.find(([id]) => id === period)?.[2] ?? 7;
  return new Date(Math.floor(now / 60_000) * 60_000 - days * 86_400_000).toISOString();
}
