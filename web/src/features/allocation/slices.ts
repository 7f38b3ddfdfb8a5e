import { compare, signOf, toChart, type Decimal } from "../../shared/decimal/decimal";

export interface Holding {
  readonly symbol: string;
  readonly value: Decimal | null;
}

export interface Slice {
  readonly label: string;
  /** 0 to 1, of what is priced and positive. */
  readonly share: number;
  /** Where it begins on the ring, 0 to 1. */
  readonly from: number;
  /** Null for the rest, which has no value of its own. */
  readonly value: Decimal | null;
}

/** The largest holdings and the rest, as shares of a ring. What is owed (negative) or unpriced has no share. */
export function slices(holdings: readonly Holding[], most: number): readonly Slice[] {
  const priced = holdings
    .flatMap((holding) => (holding.value !== null && signOf(holding.value) > 0 ? [{ label: holding.symbol, value: holding.value }] : []))
    .sort((a, b) => compare(b.value, a.value));
  const sum = priced.reduce((total, one) => total + toChart(one.value), 0);
  const result: Slice[] = [];
  let from = 0;
  for (const { label, value } of priced.slice(0, most)) {
    const share = toChart(value) / sum;
    result.push({ label, share, from, value });
    from += share;
  }
  if (priced.length > most) result.push({ label: `${String(priced.length - most)} others`, share: Math.max(0, 1 - from), from, value: null });
  return result;
}

/** An arc of a ring around (0,0), clockwise from the top. */
export function arc(from: number, share: number, outer: number, inner: number): string {
  const end = from + Math.min(share, 0.99999);
  const at = (turn: number, radius: number) => `${(radius * Math.sin(2 * Math.PI * turn)).toFixed(3)} ${(-radius * Math.cos(2 * Math.PI * turn)).toFixed(3)}`;
  const large = end - from > 0.5 ? "1" : "0";
  return `M${at(from, outer)}A${String(outer)} ${String(outer)} 0 ${large} 1 ${at(end, outer)}L${at(end, inner)}A${String(inner)} ${String(inner)} 0 ${large} 0 ${at(from, inner)}Z`;
}
