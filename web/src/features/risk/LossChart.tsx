import type { Theme } from "@mui/material/styles";
import { useCallback, useMemo } from "react";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { percent } from "./percent";
import type { RiskStudiesData } from "./risk.generated";

type Losses = NonNullable<NonNullable<RiskStudiesData["portfolio"]>["lossDistribution"]>;

/** A line to hold the losses against. */
export interface Mark {
  readonly name: string;
  readonly at: number;
}

type Bins = Losses["bins"];

/** The bin a loss falls into; the worst takes its upper bound too. */
function binOf(bins: Bins, loss: number): number {
  const worst = Math.max(...bins.map((bin) => bin.to));
  return bins.findIndex((bin) => loss >= bin.from && (loss < bin.to || (bin.to === worst && loss <= worst)));
}

function option(bins: Bins, marks: readonly Mark[], theme: Theme) {
  const look = axisLook(theme);
  const { palette } = theme;
  const least = Math.min(Infinity, ...marks.map((mark) => mark.at));
  return {
    ...chartBase(theme),
    grid: { left: 8, right: 12, top: 34, bottom: 8, containLabel: true },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), formatter: ({ dataIndex }: { dataIndex: number }) => { const bin = bins[dataIndex]; return bin === undefined ? "" : `${percent(-bin.to)} to ${percent(-bin.from)}<br/><b>${String(bin.count)} days</b>`; } },
    xAxis: { type: "category", data: bins.map((bin) => percent(-(bin.from + bin.to) / 2, 1)), ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, hideOverlap: true } },
    yAxis: { type: "value", ...look, minInterval: 1 },
    series: [{
      type: "bar", barCategoryGap: "8%", data: bins.map((bin) => ({ value: bin.count, itemStyle: { color: bin.from >= least ? palette.loss : palette.primary.main, opacity: bin.from >= least ? 1 : 0.75 } })),
      markLine: { symbol: "none", silent: true, lineStyle: { color: palette.text.primary, type: "solid", width: 1 }, label: { color: palette.text.primary, fontSize: 11, formatter: ({ name }: { name: string }) => name }, data: marks.flatMap((mark) => { const at = binOf(bins, mark.at); return at < 0 ? [] : [{ name: mark.name, xAxis: at }]; }) },
    }],
  };
}

/** How often the present holdings would have made or lost so much on a day: a bar a bin, the tail beyond the value at risk in another colour. */
export function LossChart({ losses, marks }: { readonly losses: Losses; readonly marks: readonly Mark[] }) {
  // The worst day stands at the left, as on every axis of changes.
  const bins = useMemo(() => [...losses.bins].reverse(), [losses]);
  const make = useCallback((theme: Theme) => option(bins, marks, theme), [bins, marks]);
  const table = useMemo(() => ({ head: ["Change of a day, from", "to", "Days"], rows: bins.map((bin) => [percent(-bin.to), percent(-bin.from), String(bin.count)]) }), [bins]);
  const worst = bins[0];
  return <ChartFrame name="losses" label={`Changes of ${String(losses.observations)} days, the worst ${percent(worst === undefined ? null : -worst.to)}; ${marks.map((mark) => `${mark.name} at a loss of ${percent(mark.at)}`).join(", ")}`} option={make} table={table} height={260} />;
}
