import type { FeedValue } from "../../shared/feed/protocol";
import { list, text } from "../../shared/feed/read";

/** Key `correlation` of topic `risk`. */
export interface Correlation {
  readonly state: string;
  readonly reason: string | null;
  readonly symbols: readonly string[];
  /** −1 to 1; null where an asset never moves. */
  readonly matrix: readonly (readonly (number | null)[])[];
}

export function decodeCorrelation(value: FeedValue): Correlation {
  const rows = list(value, "matrix").map((row) => (Array.isArray(row) ? row.map((cell: unknown) => (typeof cell === "number" ? cell : null)) : []));
  return { state: text(value, "state") ?? "ok", reason: text(value, "reason"), symbols: list(value, "symbols").map((one) => String(one).toUpperCase()), matrix: rows };
}

/** How far apart two groups are: the mean of 1 − correlation over their pairs; what is unknown counts as unrelated. */
function distance(a: readonly number[], b: readonly number[], matrix: Correlation["matrix"]): number {
  let sum = 0;
  for (const i of a) for (const j of b) sum += 1 - (matrix[i]?.[j] ?? 0);
  return sum / (a.length * b.length);
}

/** Rows in an order in which those that move together stand together: the two nearest groups are joined until there is one, larger ends outwards. */
export function clusterOrder(matrix: Correlation["matrix"]): readonly number[] {
  let groups: readonly (readonly number[])[] = matrix.map((_, index) => [index]);
  while (groups.length > 1) {
    let best = { a: 0, b: 1, apart: Infinity };
    groups.forEach((left, a) => {
      groups.slice(a + 1).forEach((right, offset) => {
        const apart = distance(left, right, matrix);
        if (apart < best.apart) best = { a, b: a + 1 + offset, apart };
      });
    });
    const joined = [...(groups[best.a] ?? []), ...(groups[best.b] ?? [])];
    groups = [...groups.filter((_, index) => index !== best.a && index !== best.b), joined];
  }
  return groups[0] ?? [];
}

/** A matrix in the order of other symbols; what it does not have is unknown. */
export function inOrderOf(symbols: readonly string[], matrix: Correlation["matrix"], order: readonly string[]): Correlation["matrix"] {
  const places = order.map((one) => symbols.indexOf(one));
  return places.map((row) => places.map((column) => matrix[row]?.[column] ?? null));
}
