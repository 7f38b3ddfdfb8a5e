import { formatMeasure } from "../../shared/decimal/format";
import { venueName } from "../../shared/venue";
import { percent } from "./percent";
import type { Warning } from "./risk";

const sentences: Record<string, (name: string, warning: Warning) => string> = {
  AssetBreak: (name, { measured }) => `${name} falls away from the rest of the market: ${formatMeasure(measured ?? 0, 1)} standard deviations in two days`,
  Concentration: (name, { measured, threshold }) => `${name} is ${percent(measured, 1)} of the portfolio, above ${percent(threshold, 1)}`,
  CorrelationBreak: (_, { measured }) => `Assets move together unlike before: mean correlation ${formatMeasure(measured ?? 0, 2)}`,
  Drawdown: (_, { measured }) => `The portfolio stood ${percent(measured, 1)} below its peak of the month`,
  MarginRatio: (name, { measured, threshold }) => `Margin of ${name} is ${percent(measured, 1)} used, above ${percent(threshold, 1)}: at 100\u202f% the venue liquidates`,
  MissingPrice: (name) => `${name} has no present price`,
  StablecoinBand: (name, { measured }) => `${name} left its band: ${formatMeasure(measured ?? 0, 4)} dollars`,
  ValueAtRisk: (_, { measured, threshold }) => `Value at risk of a day is ${percent(measured)}, above the limit of ${percent(threshold)}`,
};

/** One sentence for a person. */
export function wordsOf(warning: Warning): string {
  // The subject of a margin is an account and what shares the margin.
  const name = warning.kind === "MarginRatio" ? warning.subject.slice(warning.subject.indexOf(":") + 1) : warning.subject.replace(/^(asset|venue):/, "");
  const shown = warning.subject.startsWith("venue:") ? venueName(name) : name.toUpperCase();
  return sentences[warning.kind]?.(shown, warning) ?? `${warning.kind} ${warning.subject}`.trim();
}
