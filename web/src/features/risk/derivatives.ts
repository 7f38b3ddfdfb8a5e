import type { Decimal } from "../../shared/decimal/decimal";
import type { FeedValue } from "../../shared/feed/protocol";
import { count, decimal, flag, text } from "../../shared/feed/read";

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
}

export interface Margin {
  readonly key: string;
  readonly venue: string;
  readonly name: string;
  readonly ratio: number | null;
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
  };
}

export function decodeMargin(value: FeedValue): Margin {
  return { key: value.key, venue: text(value, "venue") ?? "", name: text(value, "name") ?? "", ratio: count(value, "ratio") };
}

export function decodeUnderlying(value: FeedValue): Underlying {
  return { key: value.key, symbol: text(value, "underlying") ?? "", delta: count(value, "delta") ?? 0, gamma: count(value, "gamma") ?? 0, vega: count(value, "vega") ?? 0 };
}

const digits = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });

/** A computed figure, to six digits; a dash for what cannot be said. */
export function figure(value: number | null): string {
  return value === null ? "–" : digits.format(value).replace("-", "\u2212");
}
