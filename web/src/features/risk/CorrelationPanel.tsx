import type { Theme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useCallback, useMemo } from "react";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { Panel } from "../../shared/ui/Panel";
import { Empty, Loading } from "../../shared/ui/States";
import { clusterOrder, decodeCorrelation, type Correlation } from "./correlation";

const places = (value: number | null) => (value === null ? null : value.toFixed(2));

function Map({ correlation }: { readonly correlation: Correlation }) {
  const order = useMemo(() => clusterOrder(correlation.matrix), [correlation]);
  const names = useMemo(() => order.map((index) => correlation.symbols[index] ?? "?"), [order, correlation]);
  const cells = useMemo(() => order.flatMap((row, y) => order.map((column, x) => [x, y, correlation.matrix[row]?.[column] ?? null] as const)), [order, correlation]);
  const option = useCallback((theme: Theme) => {
    const look = { ...axisLook(theme), splitLine: { show: false } };
    const dark = theme.palette.mode === "dark";
    return {
      ...chartBase(theme),
      grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
      tooltip: { ...(chartBase(theme)["tooltip"] as object), formatter: ({ data }: { data: readonly [number, number, number | null] }) => `${names[data[1]] ?? ""} and ${names[data[0]] ?? ""}: <b>${places(data[2]) ?? "unknown"}</b>` },
      xAxis: { type: "category", data: names, ...look, axisLabel: { ...look.axisLabel, interval: 0, rotate: 60 } },
      yAxis: { type: "category", data: names, inverse: true, ...look, axisLabel: { ...look.axisLabel, interval: 0 } },
      // Orange falls together, blue moves apart: a pair colour-blind readers can tell.
      visualMap: { min: -1, max: 1, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemWidth: 10, itemHeight: 120, text: ["together", "against"], textStyle: { color: theme.palette.text.secondary, fontSize: 11 }, inRange: { color: ["#2f6fb0", dark ? "#1f2a34" : "#f3f4f6", "#c9571c"] } },
      series: [{ type: "heatmap", data: cells.map((cell) => [...cell]), label: { show: names.length <= 14, fontSize: 9, color: theme.palette.text.primary, formatter: ({ data }: { data: readonly [number, number, number | null] }) => places(data[2]) ?? "" }, itemStyle: { borderColor: theme.palette.background.paper, borderWidth: 1 } }],
    };
  }, [names, cells]);
  const table = useMemo(() => ({ head: ["Asset", ...names], rows: order.map((row) => [correlation.symbols[row] ?? "?", ...order.map((column) => places(correlation.matrix[row]?.[column] ?? null))]) }), [order, names, correlation]);
  return <ChartFrame name="correlation" label={`Correlation of daily returns of ${names.join(", ")}; those that move together stand together`} option={option} table={table} height={Math.max(300, 60 + names.length * 22)} />;
}

/** Which holdings move together: a heat map, ordered so that groups show. */
export function CorrelationPanel({ store }: { readonly store: TopicStore }) {
  const correlation = useKey(store, "correlation", decodeCorrelation);
  return (
    <Panel title="Correlation" aside={<Typography variant="caption" color="text.secondary">of daily returns, grouped by what moves together</Typography>}>
      {correlation === undefined ? <Loading rows={4} /> : correlation.matrix.length < 2 ? <Empty>{correlation.reason ?? "Fewer than two holdings have enough history."}</Empty> : <Map correlation={correlation} />}
    </Panel>
  );
}
