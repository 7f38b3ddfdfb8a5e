import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import { ColorType, createChart, CrosshairMode, LineSeries, type IChartApi, type UTCTimestamp } from "lightweight-charts";
import { useEffect, useRef } from "react";
import { toChart, type Decimal } from "../decimal/decimal";

export interface PricePoint {
  readonly at: number;
  readonly usd: Decimal;
}

interface PriceLineProps {
  readonly points: readonly PricePoint[];
  readonly height: number;
  readonly label: string;
  /** How a price is written. */
  readonly price: (value: number) => string;
  /** How an instant is written. */
  readonly time: (at: number) => string;
  readonly onReady: (chart: IChartApi | null) => void;
}

const millis = (at: unknown) => (typeof at === "number" ? at * 1000 : Number.NaN);

/** A price over time, drawn by the library made for prices: it can be dragged and zoomed. In a bundle of its own. */
export default function PriceLine({ points, height, label, price, time, onReady }: PriceLineProps) {
  const box = useRef<HTMLDivElement>(null);
  const { palette, typography } = useTheme();
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart = createChart(box.current, {
      autoSize: true,
      layout: { background: { type: ColorType.Solid, color: palette.background.paper }, textColor: palette.text.secondary, fontFamily: typography.fontFamily ?? "sans-serif", fontSize: 11 },
      grid: { vertLines: { visible: false }, horzLines: { color: palette.divider } },
      rightPriceScale: { borderColor: palette.divider },
      timeScale: { borderColor: palette.divider, tickMarkFormatter: (at: unknown) => time(millis(at)) },
      localization: { priceFormatter: price, timeFormatter: (at: unknown) => time(millis(at)) },
      crosshair: { mode: CrosshairMode.Normal },
    });
    const series = chart.addSeries(LineSeries, { color: palette.primary.main, lineWidth: 2, priceLineVisible: false });
    series.setData(points.map((one) => ({ time: (one.at / 1000) as UTCTimestamp, value: toChart(one.usd) })));
    chart.timeScale().fitContent();
    onReady(chart);
    return () => {
      onReady(null);
      chart.remove();
    };
  }, [points, palette, typography, price, time, onReady]);
  // The library names itself by a link in the drawing.
  return <Box ref={box} role="figure" aria-label={label} sx={{ height, minWidth: 0 }} />;
}
