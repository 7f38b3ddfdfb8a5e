import type { Decimal } from "../../shared/decimal/decimal";

export interface Close {
  readonly at: number;
  readonly usd: Decimal;
}

interface ToldClose {
  readonly at: string;
  readonly usd: Decimal;
  readonly source: string;
  readonly version: number;
}

/** One close an instant: of those told, the best source stands first, and of it the last version counts. */
export function closesOf(told: readonly ToldClose[]): readonly Close[] {
  const best = new Map<string, ToldClose>();
  for (const one of told) {
    const known = best.get(one.at);
    if (known === undefined || (known.source === one.source && one.version > known.version)) best.set(one.at, one);
  }
  return [...best.values()].map((one) => ({ at: Date.parse(one.at), usd: one.usd })).sort((a, b) => a.at - b.at);
}
