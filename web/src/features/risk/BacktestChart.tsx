import type { Theme } from "@mui/material/styles";
import { useCallback, useMemo } from "react";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { useTime, type TimeFormats } from "../../shared/settings/time";
import { percent } from "./percent";
import type { RiskStudiesData } from "./risk.generated";

export type Backtest = NonNullable<NonNullable<RiskStudiesData["portfolio"]>["backtest"]>;

function option(days: Backtest["days"], time: TimeFormats, theme: Theme) {
  const look = axisLook(theme);
  const { palette } = theme;
  const at = (day: Backtest["days"][number]) => Date.parse(day.at);
  return {
    ...chartBase(theme),
    grid: { left: 8, right: 24, top: 30, bottom: 8, containLabel: true },
    legend: { type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: palette.text.secondary, fontSize: 11 } },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", formatter: (shown: readonly { readonly seriesIndex: number; readonly dataIndex: number }[]) => { const day = days[shown.find((one) => one.seriesIndex === 0)?.dataIndex ?? -1]; return day === undefined ? "" : `${time.day(day.at)}<br/>change <b>${percent(-day.loss)}</b><br/>forecast limit ${percent(-day.forecast)}${day.isException ? "<br/>◆ beyond it" : ""}`; } },
    xAxis: { type: "time", ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, formatter: (value: number) => time.day(value), hideOverlap: true } },
    yAxis: { type: "value", ...look, axisLabel: { ...look.axisLabel, formatter: (value: number) => percent(value, 0) } },
    series: [
      { name: "Change of the day", type: "bar", itemStyle: { color: palette.series[9] }, data: days.map((day) => [at(day), -day.loss]) },
      { name: "Limit forecast the evening before", type: "line", step: "end", showSymbol: false, lineStyle: { width: 1.5, color: palette.primary.main }, itemStyle: { color: palette.primary.main }, data: days.map((day) => [at(day), -day.forecast]) },
      { name: "◆ Beyond it", type: "scatter", symbol: "diamond", symbolSize: 9, itemStyle: { color: palette.loss }, data: days.filter((day) => day.isException).map((day) => [at(day), -day.loss]) },
    ],
  };
}

/** Each day's change against the limit that was forecast the evening before. */
export function BacktestChart({ backtest }: { readonly backtest: Backtest }) {
  const time = useTime();
  const { days } = backtest;
  const make = useCallback((theme: Theme) => option(days, time, theme), [days, time]);
  const table = useMemo(() => ({ head: ["Day (UTC)", "Change", "Forecast limit", "Beyond it"], rows: days.map((day) => [day.at.slice(0, 10), percent(-day.loss), percent(-day.forecast), day.isException ? "yes" : "no"]) }), [days]);
  return <ChartFrame name="backtest" label={`${String(backtest.exceptions)} of ${String(backtest.observations)} days were worse than the value at risk forecast the evening before; ${backtest.expected.toFixed(1)} are expected`} option={make} table={table} height={260} />;
}
