import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Slider from "@mui/material/Slider";
import type { Theme } from "@mui/material/styles";
import Typography from "@mui/material/Typography";
import { useCallback, useMemo, useState } from "react";
import { formatMeasure } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { useTime } from "../../shared/settings/time";
import { Panel } from "../../shared/ui/Panel";
import { Empty, Loading } from "../../shared/ui/States";
import { clusterOrder, decodeCorrelation, inOrderOf, type Correlation } from "./correlation";
import { RiskCorrelations } from "./risk.generated";

const [windowDays, frames] = [60, 24];

const places = (value: number | null) => (value === null ? null : value.toFixed(2));

interface MapProps {
  readonly correlation: Pick<Correlation, "symbols" | "matrix">;
  /** Rows from above, so that frames of one story keep their places. */
  readonly order: readonly number[];
  readonly when: string;
}

function Map({ correlation, order, when }: MapProps) {
  const names = useMemo(() => order.map((index) => correlation.symbols[index] ?? "?"), [order, correlation]);
  const cells = useMemo(() => order.flatMap((row, y) => order.map((column, x) => [x, y, correlation.matrix[row]?.[column] ?? null] as const)), [order, correlation]);
  const option = useCallback((theme: Theme) => {
    const look = { ...axisLook(theme), splitLine: { show: false } };
    return {
      ...chartBase(theme),
      grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
      tooltip: { ...(chartBase(theme)["tooltip"] as object), formatter: ({ data }: { data: readonly [number, number, number | null] }) => `${names[data[1]] ?? ""} and ${names[data[0]] ?? ""}: <b>${data[2] === null ? "unknown" : formatMeasure(data[2], 2)}</b>` },
      xAxis: { type: "category", data: names, ...look, axisLabel: { ...look.axisLabel, interval: 0, rotate: 60 } },
      yAxis: { type: "category", data: names, inverse: true, ...look, axisLabel: { ...look.axisLabel, interval: 0 } },
      // Orange falls together, blue moves apart: a pair colour-blind readers can tell.
      visualMap: { min: -1, max: 1, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemWidth: 10, itemHeight: 120, text: ["together", "against"], textStyle: { color: theme.palette.text.secondary, fontSize: 11 }, inRange: { color: theme.palette.heat } },
      series: [{ type: "heatmap", data: cells.map((cell) => [...cell]), label: { show: names.length <= 14, fontSize: 9, color: theme.palette.text.primary, formatter: ({ data }: { data: readonly [number, number, number | null] }) => (data[2] === null ? "" : formatMeasure(data[2], 2)) }, itemStyle: { borderColor: theme.palette.background.paper, borderWidth: 1 } }],
    };
  }, [names, cells]);
  const table = useMemo(() => ({ head: ["Asset", ...names], rows: order.map((row) => [correlation.symbols[row] ?? "?", ...order.map((column) => places(correlation.matrix[row]?.[column] ?? null))]) }), [order, names, correlation]);
  return <ChartFrame name="correlation" label={`Correlation of daily returns, ${when}, of ${names.join(", ")}; those that move together stand together`} option={option} table={table} height={Math.max(300, 60 + names.length * 22)} />;
}

/** The map of now, and behind it the windows before: the slider goes through the year. */
function Through({ correlation, portfolio }: { readonly correlation: Correlation; readonly portfolio: string }) {
  const { day } = useTime();
  const { data } = useQuery(RiskCorrelations, { variables: { portfolio, window: windowDays, points: frames } });
  const history = data?.portfolio?.correlationHistory;
  const order = useMemo(() => clusterOrder(correlation.matrix), [correlation]);
  const points = useMemo(() => (history?.state === "ok" ? history.points.map((one) => ({ at: one.at, matrix: inOrderOf(history.symbols.map((symbol) => symbol.toUpperCase()), one.rows, correlation.symbols) })) : []), [history, correlation]);
  const [chosen, choose] = useState<number | null>(null);
  const at = Math.min(chosen ?? points.length, points.length);
  const past = points[at];
  const when = past === undefined ? "now, over the last year" : `the ${String(windowDays)} days to ${day(past.at)}`;
  return (
    <>
      <Map correlation={past === undefined ? correlation : { symbols: correlation.symbols, matrix: past.matrix }} order={order} when={when} />
      {points.length > 1 && (
        <Box sx={{ display: "flex", alignItems: "center", gap: 2, px: 1, pt: 0.5 }}>
          <Slider size="small" min={0} max={points.length} value={at} onChange={(_, next) => { choose(Array.isArray(next) ? (next[0] ?? null) : next); }} aria-label="Correlation at" getAriaValueText={() => when} sx={{ maxWidth: 420 }} />
          <Typography variant="body2" color="textSecondary" data-testid="correlation-when" aria-hidden sx={{ whiteSpace: "nowrap" }}>{when}</Typography>
        </Box>
      )}
    </>
  );
}

/** Which holdings move together: a heat map, ordered so that groups show, now and through the year. */
export function CorrelationPanel({ store, portfolio }: { readonly store: TopicStore; readonly portfolio: string | null }) {
  const correlation = useKey(store, "correlation", decodeCorrelation);
  return (
    <Panel title="Correlation" aside={<Typography variant="caption" color="textSecondary">of daily returns, grouped by what moves together</Typography>}>
      {correlation === undefined || portfolio === null ? <Loading rows={4} /> : correlation.matrix.length < 2 ? <Empty>{correlation.reason ?? "Fewer than two holdings have enough history."}</Empty> : <Through correlation={correlation} portfolio={portfolio} />}
    </Panel>
  );
}
