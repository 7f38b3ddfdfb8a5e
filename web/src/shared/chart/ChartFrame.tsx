import { useTheme, type Theme } from "@mui/material/styles";
import type { EChartsCoreOption } from "echarts/core";
import { lazy, Suspense, useMemo, useState } from "react";
import { LoadingDrawing } from "../ui/States";
import { DrawingFrame, type ChartTable } from "./DrawingFrame";
import type { EChartsType } from "./echarts";

const Chart = lazy(() => import("./Chart"));

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
  const [chart, setChart] = useState<EChartsType | null>(null);
  const png = () => Promise.resolve(chart?.getDataURL({ pixelRatio: 2, backgroundColor: theme.palette.background.paper }) ?? null);
  return (
    <DrawingFrame name={name} label={label} height={height} table={table} png={png}>
      <Suspense fallback={<LoadingDrawing height={height} />}>
        <Chart option={made} height={height} label={label} onReady={setChart} onPick={onPick} />
      </Suspense>
    </DrawingFrame>
  );
}
