import Box from "@mui/material/Box";
import type { EChartsCoreOption } from "echarts/core";
import { useEffect, useRef } from "react";
import { init, timeGroup, type EChartsType } from "./echarts";

interface ChartProps {
  readonly option: EChartsCoreOption;
  readonly height: number;
  readonly label: string;
  readonly onReady: (chart: EChartsType | null) => void;
  readonly onPick?: ((index: number) => void) | undefined;
}

const isOverTime = (option: EChartsCoreOption) => (option["xAxis"] as { readonly type?: string } | undefined)?.type === "time";

/** The drawing of a chart; in a bundle of its own. What it shows is in its label and in the table beside it. */
export default function Chart({ option, height, label, onReady, onPick }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  useEffect(() => {
    if (box.current === null) return undefined;
    const made = init(box.current, null, { renderer: "canvas" });
    chart.current = made;
    onReady(made);
    const watch = new ResizeObserver(() => { made.resize(); });
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = null;
      onReady(null);
    };
  }, [onReady]);
  useEffect(() => {
    if (chart.current === null) return;
    if (isOverTime(option)) chart.current.group = timeGroup;
    chart.current.setOption(option, { notMerge: true });
  }, [option]);
  useEffect(() => {
    const made = chart.current;
    if (made === null || onPick === undefined) return undefined;
    const pick = (event: unknown) => { onPick((event as { readonly dataIndex: number }).dataIndex); };
    made.on("click", pick);
    return () => { made.off("click", pick); };
  }, [onPick]);
  return <Box ref={box} role="img" aria-label={label} sx={{ height, minWidth: 0 }} />;
}
