import { toChart } from "../../shared/decimal/decimal";
import type { HistoryPoint } from "../../shared/portfolio/total";

export interface Drawing {
  readonly line: string;
  readonly area: string;
  readonly last: { readonly x: number; readonly y: number };
}

const margin = 4;

/** The points as SVG paths in a box; null while there are fewer than two. Time runs on x as it does on the clock, gaps included. */
export function draw(points: readonly HistoryPoint[], width: number, height: number): Drawing | null {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || last.at <= first.at) return null;
  const values = points.map((point) => toChart(point.value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (at: number) => margin + ((at - first.at) / (last.at - first.at)) * (width - 2 * margin);
  const y = (value: number) => (high === low ? height / 2 : margin + ((high - value) / (high - low)) * (height - 2 * margin));
  const corners = points.map((point, index) => `${x(point.at).toFixed(1)},${y(values[index] ?? low).toFixed(1)}`);
  const line = `M${corners.join("L")}`;
  return { line, area: `${line}L${x(last.at).toFixed(1)},${String(height)}L${x(first.at).toFixed(1)},${String(height)}Z`, last: { x: x(last.at), y: y(values.at(-1) ?? low) } };
}

/** Thins a series to at most so many points, keeping the first, the last and the extremes of each stretch. */
export function thin(points: readonly HistoryPoint[], most: number): readonly HistoryPoint[] {
  if (points.length <= most) return points;
  const stretch = Math.ceil(points.length / (most / 2));
  const kept: HistoryPoint[] = [];
  for (let start = 0; start < points.length; start += stretch) {
    const part = points.slice(start, start + stretch);
    const ordered = [...part].sort((a, b) => toChart(a.value) - toChart(b.value));
    kept.push(...[...new Set([ordered[0], ordered.at(-1)])].filter((point) => point !== undefined).sort((a, b) => a.at - b.at));
  }
  const last = points.at(-1);
  if (last !== undefined && kept.at(-1) !== last) kept.push(last);
  return kept;
}
