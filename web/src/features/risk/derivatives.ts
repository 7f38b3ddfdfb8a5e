import type { Decimal } from "../../shared/decimal/decimal";
import type { FeedValue } from "../../shared/feed/protocol";
import { count, decimal, flag, list, text } from "../../shared/feed/read";

/** Topic `derivatives`: open positions, the margins behind them, and what they add up to by underlying. */
export interface Position {
  readonly key: string;
  readonly venue: string;
  readonly contract: string;
  readonly underlying: string;
  readonly settle: string;
  readonly quantity: Decimal | null;
  readonly mark: Decimal | null;
  readonly profit: Decimal | null;
  readonly liquidationPrice: number | null;
  readonly probability: number | null;
  readonly isIsolated: boolean;
  readonly isOption: boolean;
}

export interface Margin {
  readonly key: string;
  readonly venue: string;
  readonly name: string;
  readonly settle: string;
  readonly equity: number | null;
  readonly maintenance: number | null;
  readonly ratio: number | null;
  readonly paths: readonly MarginPath[];
}

/** A wallet of options as one underlying moves and everything else stays. */
export interface MarginPath {
  readonly underlying: string;
  readonly below: number | null;
  readonly above: number | null;
  readonly probability: number | null;
  readonly points: readonly { readonly change: number; readonly level: number; readonly ratio: number }[];
}

export interface Underlying {
  readonly key: string;
  readonly symbol: string;
  readonly delta: number;
  readonly gamma: number;
  readonly vega: number;
}

export function decodePosition(value: FeedValue): Position {
  return {
    key: value.key,
    venue: text(value, "venue") ?? "",
    contract: text(value, "contract") ?? "",
    underlying: text(value, "underlying") ?? "",
    settle: text(value, "settle") ?? "",
    quantity: decimal(value, "quantity"),
    mark: decimal(value, "mark"),
    profit: decimal(value, "profit"),
    liquidationPrice: count(value, "predictedLiquidationPrice"),
    probability: count(value, "liquidationProbability"),
    isIsolated: flag(value, "isIsolated"),
    isOption: text(value, "kind") === "Option",
  };
}

const inner = (value: unknown): FeedValue => ({ key: "", ...(typeof value === "object" ? value : {}) });

function pathOf(raw: unknown): MarginPath {
  const value = inner(raw);
  return {
    underlying: text(value, "underlying") ?? "",
    below: count(value, "below"),
    above: count(value, "above"),
    probability: count(value, "probability"),
    points: list(value, "points").map(inner).map((point) => ({ change: count(point, "change") ?? 0, level: count(point, "level") ?? 0, ratio: count(point, "ratio") ?? 0 })),
  };
}

export function decodeMargin(value: FeedValue): Margin {
  return {
    key: value.key,
    venue: text(value, "venue") ?? "",
    name: text(value, "name") ?? "",
    settle: text(value, "settle") ?? "",
    equity: count(value, "equity"),
    maintenance: count(value, "maintenance"),
    ratio: count(value, "ratio"),
    paths: list(value, "paths").map(pathOf),
  };
}

/** What the portfolio is worth with what is open: key `total` of topic `portfolio`. */
export interface Equity {
  readonly value: Decimal | null;
  readonly derivatives: Decimal | null;
  readonly equity: Decimal | null;
  readonly currency: string;
}

export function decodeEquity(value: FeedValue): Equity {
  return { value: decimal(value, "value"), derivatives: decimal(value, "derivatives"), equity: decimal(value, "equity"), currency: text(value, "currency") ?? "USD" };
}

export function decodeUnderlying(value: FeedValue): Underlying {
  return { key: value.key, symbol: text(value, "underlying") ?? "", delta: count(value, "delta") ?? 0, gamma: count(value, "gamma") ?? 0, vega: count(value, "vega") ?? 0 };
}

const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** A computed figure, to six digits; a dash for what cannot be said. */
export function figure(value: number | null): string {
  return value === null ? "–" : digits.format(value).replace("-", "\u2212");
}
