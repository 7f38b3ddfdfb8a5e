import { add, divide, multiply } from "../../shared/decimal/arithmetic";
import { round, signOf, type Decimal } from "../../shared/decimal/decimal";

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

export interface FlowPoint {
  readonly at: string;
  /** Flows included. */
  readonly value: Decimal;
  /** Put in less taken out since the point before. */
  readonly flow: Decimal;
}

const unitPlaces = 18;

/** One close an instant: of those told, the best source stands first, and of it the last version counts. */
export function closesOf(told: readonly ToldClose[]): readonly Close[] {
  const best = new Map<string, ToldClose>();
  for (const one of told) {
    const known = best.get(one.at);
    if (known === undefined || (known.source === one.source && one.version > known.version)) best.set(one.at, one);
  }
  return [...best.values()].map((one) => ({ at: Date.parse(one.at), usd: one.usd })).sort((a, b) => a.at - b.at);
}

/** The last close at or before an instant; null before the first. */
export function closeAt(closes: readonly Close[], at: number): Decimal | null {
  let [low, high] = [0, closes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((closes[middle]?.at ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return closes[low - 1]?.usd ?? null;
}

/** What the same money at the same times would be worth in another asset, from the first point that has a price; in the money of the closes. */
export function sameMoney(points: readonly FlowPoint[], closes: readonly Close[]): readonly (Decimal | null)[] {
  let units: Decimal | null = null;
  return points.map((point) => {
    const price = closeAt(closes, Date.parse(point.at));
    if (price === null || signOf(price) === 0) return null;
    const bought = divide(units === null ? point.value : point.flow, price, unitPlaces);
    if (bought !== null) units = units === null ? bought : add(units, bought);
    return units === null ? null : round(multiply(units, price), 2);
  });
}

/** How much an asset rose from the first point to the last, as a fraction; null without both prices. */
export function rise(points: readonly FlowPoint[], closes: readonly Close[]): number | null {
  const [first, last] = [points[0], points.at(-1)];
  const [begin, end] = [first === undefined ? null : closeAt(closes, Date.parse(first.at)), last === undefined ? null : closeAt(closes, Date.parse(last.at))];
  const ratio = begin === null || end === null ? null : divide(end, begin, 8);
  return ratio === null ? null : Number(ratio) - 1;
}
