import type { Theme } from "@mui/material/styles";
import { useCallback, useMemo } from "react";
import { signOf, toChart, type Decimal } from "../../shared/decimal/decimal";
import { formatMoney, signedMoneyStyle } from "../../shared/decimal/format";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { useTime, type TimeFormats } from "../../shared/settings/time";

export interface FlowPoint {
  readonly at: string;
  /** Flows included. */
  readonly value: Decimal;
  /** Put in less taken out since the point before. */
  readonly flow: Decimal;
}

export interface FlowsChartProps {
  readonly points: readonly FlowPoint[];
  /** What the same money would be worth, point by point; null where nobody knows. */
  readonly other: readonly (Decimal | null)[];
  readonly otherName: string | null;
  readonly currency: string;
}

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 });

function words({ points, other, otherName, currency }: FlowsChartProps, time: TimeFormats, index: number): string {
  const [point, beside] = [points[index], other[index] ?? null];
  if (point === undefined) return "";
  const lines = [time.short(point.at), `<b>${formatMoney(point.value, currency)}</b>`];
  if (otherName !== null && beside !== null) lines.push(`the same money in ${otherName} <b>${formatMoney(beside, currency)}</b>`);
  if (signOf(point.flow) !== 0) lines.push(`${signOf(point.flow) > 0 ? "▲ put in" : "▼ taken out"} ${formatMoney(point.flow, currency, signedMoneyStyle)}`);
  return lines.join("<br/>");
}

function option(props: FlowsChartProps, time: TimeFormats, theme: Theme) {
  const { points, other, otherName, currency } = props;
  const look = axisLook(theme);
  const { palette } = theme;
  const at = (point: FlowPoint) => Date.parse(point.at);
  const flows = points.flatMap((point, index) => (signOf(point.flow) === 0 || index === 0 ? [] : [{ value: [at(point), toChart(point.value)], symbol: "triangle", symbolRotate: signOf(point.flow) > 0 ? 0 : 180, itemStyle: { color: signOf(point.flow) > 0 ? palette.gain : palette.loss } }]));
  return {
    ...chartBase(theme),
    grid: { left: 8, right: 40, top: 30, bottom: 8, containLabel: true },
    legend: { type: "scroll", top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: palette.text.secondary, fontSize: 11 } },
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", axisPointer: { type: "cross", label: { show: false } }, formatter: (shown: readonly { readonly seriesIndex: number; readonly dataIndex: number }[]) => { const first = shown.find((one) => one.seriesIndex === 0); return first === undefined ? "" : words(props, time, first.dataIndex); } },
    xAxis: { type: "time", ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, formatter: (value: number) => time.day(value), hideOverlap: true, alignMaxLabel: "right" } },
    yAxis: { type: "value", scale: true, ...look, axisLabel: { ...look.axisLabel, formatter: (value: number) => compact.format(value) } },
    series: [
      { name: `Value, ${currency}`, type: "line", showSymbol: false, lineStyle: { width: 1.75, color: palette.primary.main }, itemStyle: { color: palette.primary.main }, areaStyle: { color: palette.primary.main, opacity: 0.08 }, data: points.map((point) => [at(point), toChart(point.value)]) },
      ...(otherName === null ? [] : [{ name: `Same money in ${otherName}`, type: "line", showSymbol: false, lineStyle: { width: 1.5, type: "dashed", color: palette.series[1] }, itemStyle: { color: palette.series[1] }, data: points.flatMap((point, index) => { const beside = other[index] ?? null; return beside === null ? [] : [[at(point), toChart(beside)]]; }) }]),
      { name: "▲ put in, ▼ taken out", type: "scatter", symbolSize: 9, symbol: "triangle", itemStyle: { color: palette.gain }, data: flows },
    ],
  };
}

/** The value day by day, what was put in and taken out, and what the same money would be worth elsewhere. */
export function FlowsChart(props: FlowsChartProps) {
  const { points, other, otherName, currency } = props;
  const time = useTime();
  const make = useCallback((theme: Theme) => option({ points, other, otherName, currency }, time, theme), [points, other, otherName, currency, time]);
  const table = useMemo(() => ({
    head: ["Time (UTC)", `Value, ${currency}`, `Put in, ${currency}`, ...(otherName === null ? [] : [`Same money in ${otherName}`])],
    rows: points.map((point, index) => [point.at, point.value, signOf(point.flow) === 0 ? null : point.flow, ...(otherName === null ? [] : [other[index] ?? null])]),
  }), [points, other, otherName, currency]);
  const label = `Value from ${time.day(points[0]?.at ?? "")} to ${time.day(points.at(-1)?.at ?? "")}, with deposits and withdrawals${otherName === null ? "" : `, beside the same money in ${otherName}`}`;
  return <ChartFrame name="flows" label={label} option={make} table={table} height={260} />;
}
