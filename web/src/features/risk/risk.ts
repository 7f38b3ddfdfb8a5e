import type { FeedValue } from "../../shared/feed/protocol";
import { count, instant, list, text } from "../../shared/feed/read";

/** Topic `risk`: fractions of the portfolio's value; null where there is not enough data. */
export interface Level {
  readonly level: number;
  readonly valueAtRisk: number | null;
  readonly shortfall: number | null;
  readonly reason: string | null;
  readonly components: readonly (number | null)[];
}

export interface Method {
  readonly method: string;
  readonly levels: readonly Level[];
}

export interface Share {
  readonly key: string;
  readonly name: string;
  readonly share: number;
}

export interface Coverage {
  readonly share: number | null;
  readonly observations: number;
  readonly left: readonly { readonly symbol: string; readonly reason: string }[];
}

export interface Exposures {
  readonly reason: string | null;
  readonly normal: readonly Level[];
  readonly volatility: number | null;
  readonly assets: readonly Share[];
  readonly venues: readonly Share[];
  readonly chains: readonly Share[];
  readonly issuers: readonly Share[];
  readonly effective: number | null;
  readonly coverage: Coverage;
}

/** How one position is got out of: closed into its order book, or sold at a tenth of a day's volume. */
export interface WayOut {
  readonly key: string;
  readonly name: string;
  readonly by: string;
  readonly share: number;
  readonly days: number | null;
  readonly cost: number | null;
  readonly filled: number | null;
}

export interface Liquidity {
  readonly cost: number;
  readonly levels: readonly { readonly level: number; readonly valueAtRisk: number | null; readonly adjusted: number | null }[];
  readonly positions: readonly WayOut[];
  readonly byBook: number;
  readonly byVolume: number;
  readonly unknown: number;
}

export interface Report {
  readonly reason: string | null;
  readonly asOf: number | null;
  readonly methods: readonly Method[];
  readonly symbols: readonly string[];
  readonly drawdown: number | null;
  readonly stress: readonly { readonly scenario: string; readonly loss: number | null }[];
  readonly liquidity: Liquidity | null;
  readonly coverage: Coverage;
}

export interface Warning {
  readonly key: string;
  readonly kind: string;
  readonly subject: string;
  readonly since: number | null;
  readonly measured: number | null;
  readonly threshold: number | null;
}

const inner = (value: unknown): FeedValue => ({ key: "", ...(typeof value === "object" ? value : {}) });
const many = <T>(value: FeedValue, member: string, decode: (each: FeedValue) => T): readonly T[] => list(value, member).map((each) => decode(inner(each)));
const numbers = (value: FeedValue, member: string) => list(value, member).map((each) => (typeof each === "number" && Number.isFinite(each) ? each : null));

const levelOf = (value: FeedValue): Level => ({
  level: count(value, "level") ?? 0,
  valueAtRisk: count(value, "var"),
  shortfall: count(value, "es"),
  reason: text(value, "reason"),
  components: numbers(value, "components"),
});

const shareOf = (value: FeedValue): Share => ({ key: value.key, name: text(value, "name") ?? value.key, share: count(value, "share") ?? 0 });

function coverageOf(value: FeedValue): Coverage {
  const coverage = inner(value["coverage"]);
  return {
    share: count(coverage, "share"),
    observations: count(coverage, "observations") ?? 0,
    left: many(coverage, "left", (each) => ({ symbol: text(each, "symbol") ?? "", reason: text(each, "reason") ?? "" })),
  };
}

function liquidityOf(value: FeedValue): Liquidity | null {
  const found = value["liquidity"];
  if (typeof found !== "object" || found === null) return null;
  const told = inner(found);
  return {
    cost: count(told, "slippage") ?? 0,
    levels: many(told, "levels", (each) => ({ level: count(each, "level") ?? 0, valueAtRisk: count(each, "var"), adjusted: count(each, "adjusted") })),
    positions: many(told, "positions", (each) => ({ key: each.key, name: text(each, "name") ?? each.key, by: text(each, "by") ?? "unknown", share: count(each, "share") ?? 0, days: count(each, "days"), cost: count(each, "slippage"), filled: count(each, "filled") })),
    byBook: count(told, "byBook") ?? 0,
    byVolume: count(told, "byVolume") ?? 0,
    unknown: count(told, "unknown") ?? 0,
  };
}

export function decodeExposures(value: FeedValue): Exposures {
  return {
    reason: text(value, "reason"),
    normal: many(value, "normal", levelOf),
    volatility: count(value, "volatility"),
    assets: many(value, "assets", shareOf),
    venues: many(value, "venues", shareOf),
    chains: many(value, "chains", shareOf),
    issuers: many(value, "issuers", shareOf),
    effective: count(value, "effectiveAssets"),
    coverage: coverageOf(value),
  };
}

export function decodeReport(value: FeedValue): Report {
  return {
    reason: text(value, "reason"),
    asOf: instant(value, "asOf"),
    methods: many(value, "methods", (each) => ({ method: text(each, "method") ?? "", levels: many(each, "levels", levelOf) })),
    symbols: list(value, "symbols").map(String),
    drawdown: count(value, "drawdown"),
    liquidity: liquidityOf(value),
    stress: many(value, "stress", (each) => ({ scenario: text(each, "scenario") ?? "", loss: count(each, "loss") })),
    coverage: coverageOf(value),
  };
}

export function decodeWarning(value: FeedValue): Warning {
  return {
    key: value.key,
    kind: text(value, "kind") ?? "",
    subject: text(value, "subject") ?? "",
    since: instant(value, "raisedAt"),
    measured: count(value, "measured"),
    threshold: count(value, "threshold"),
  };
}
