import type { Theme } from "@mui/material/styles";
import { useCallback, useMemo } from "react";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { useTime, type TimeFormats } from "../../shared/settings/time";
import { percent } from "./percent";
import type { RiskStudiesData } from "./risk.generated";

type Points = NonNullable<NonNullable<RiskStudiesData["portfolio"]>["drawdowns"]>["points"];

function option(points: Points, time: TimeFormats, theme: Theme) {
  const look = axisLook(theme);
  const colour = theme.palette.loss;
  return {
    ...chartBase(theme),
    grid: { left: 8, right: 24, top: 12, bottom: 8, containLabel: true },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", formatter: (shown: readonly { readonly dataIndex: number }[]) => { const point = points[shown[0]?.dataIndex ?? -1]; return point === undefined ? "" : `${time.day(point.at)}<br/>below the peak by <b>${percent(point.depth, 1)}</b>`; } },
    xAxis: { type: "time", ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, formatter: (value: number) => time.day(value), hideOverlap: true } },
    yAxis: { type: "value", max: 0, ...look, axisLabel: { ...look.axisLabel, formatter: (value: number) => percent(value, 0) } },
    series: [{ name: "Below the peak", type: "line", showSymbol: false, lineStyle: { width: 1.5, color: colour }, itemStyle: { color: colour }, areaStyle: { color: colour, opacity: 0.15 }, data: points.map((point) => [Date.parse(point.at), -point.depth]) }],
  };
}

/** How far what is held now would have stood below its highest value so far, day by day. */
export function DrawdownChart({ points }: { readonly points: Points }) {
  const time = useTime();
  const make = useCallback((theme: Theme) => option(points, time, theme), [points, time]);
  const table = useMemo(() => ({ head: ["Day (UTC)", "Below the peak"], rows: points.map((point) => [point.at.slice(0, 10), percent(point.depth, 1)]) }), [points]);
  const deepest = Math.max(0, ...points.map((point) => point.depth));
  return <ChartFrame name="drawdown" label={`What is held now stood at most ${percent(deepest, 1)} below its peak in ${String(points.length)} days`} option={make} table={table} height={200} />;
}
