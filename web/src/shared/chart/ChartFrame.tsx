import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Skeleton from "@mui/material/Skeleton";
import { useTheme, type Theme } from "@mui/material/styles";
import type { EChartsCoreOption } from "echarts/core";
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from "react";
import { download, downloadCsv } from "../ui/csv";
import type { EChartsType } from "./echarts";

const Chart = lazy(() => import("./Chart"));

export interface ChartTable {
  readonly head: readonly string[];
  /** As text, with all digits. */
  readonly rows: readonly (readonly (string | null)[])[];
}

interface ChartFrameProps {
  /** Also the name of its files. */
  readonly name: string;
  /** What the chart shows, in one sentence, for whoever does not see it. */
  readonly label: string;
  readonly height?: number;
  readonly option: (theme: Theme) => EChartsCoreOption;
  readonly table: ChartTable;
  readonly onPick?: (index: number) => void;
}

/** What all charts share: type, lines, tooltip. */
export function chartBase(theme: Theme): EChartsCoreOption {
  const { palette, typography } = theme;
  return {
    animation: false,
    textStyle: { fontFamily: typography.fontFamily ?? "sans-serif", fontSize: 12, color: palette.text.primary },
    grid: { left: 8, right: 12, top: 16, bottom: 8, containLabel: true },
    tooltip: { backgroundColor: palette.background.paper, borderColor: palette.divider, textStyle: { color: palette.text.primary, fontSize: 12 }, confine: true },
  };
}

/** Lines of an axis, the same in every chart. */
export function axisLook(theme: Theme) {
  const { palette } = theme;
  return { axisLine: { lineStyle: { color: palette.divider } }, axisTick: { show: false }, axisLabel: { color: palette.text.secondary, fontSize: 11 }, splitLine: { lineStyle: { color: palette.divider, opacity: 0.6 } } };
}

/** A chart that can be read as a table and taken along as CSV and PNG. */
export function ChartFrame({ name, label, height = 280, option, table, onPick }: ChartFrameProps) {
  const theme = useTheme();
  const made = useMemo(() => option(theme), [option, theme]);
  const [asTable, setAsTable] = useState(false);
  const chart = useRef<EChartsType | null>(null);
  const take = useCallback((ready: EChartsType | null) => { chart.current = ready; }, []);
  const png = () => {
    const url = chart.current?.getDataURL({ pixelRatio: 2, backgroundColor: theme.palette.background.paper });
    if (url !== undefined) void fetch(url).then((answer) => answer.blob()).then((blob) => { download(`${name}.png`, blob); });
  };
  return (
    <Box data-testid={`chart-${name}`}>
      {asTable ? <DataTable table={table} label={label} height={height} /> : (
        <Suspense fallback={<Skeleton variant="rounded" height={height} />}>
          <Chart option={made} height={height} label={label} onReady={take} onPick={onPick} />
        </Suspense>
      )}
      <Box sx={{ display: "flex", justifyContent: "flex-end", gap: 0.5 }}>
        <Button size="small" color="inherit" aria-pressed={asTable} onClick={() => { setAsTable(!asTable); }}>{asTable ? "Chart" : "Table"}</Button>
        <Button size="small" color="inherit" aria-label={`${name} as CSV`} onClick={() => { downloadCsv(name, table.head, table.rows); }}>CSV</Button>
        {!asTable && <Button size="small" color="inherit" aria-label={`${name} as PNG`} onClick={png}>PNG</Button>}
      </Box>
    </Box>
  );
}

function DataTable({ table, label, height }: { readonly table: ChartTable; readonly label: string; readonly height: number }) {
  return (
    <Box tabIndex={0} role="region" aria-label={label} sx={{ maxHeight: height, overflow: "auto" }}>
      <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "right", px: 1, py: 0.5, borderBottom: 1, borderColor: "divider" }, "& th:first-of-type": { textAlign: "left" }, "& thead th": { color: "text.secondary", fontWeight: 500, position: "sticky", top: 0, bgcolor: "background.paper" } }}>
        <thead><tr>{table.head.map((cell) => <th key={cell} scope="col">{cell}</th>)}</tr></thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={row[0] ?? index}>{row.map((cell, at) => (at === 0 ? <th key={at} scope="row">{cell}</th> : <td key={at}>{cell ?? "–"}</td>))}</tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}
