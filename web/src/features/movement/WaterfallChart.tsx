import type { Theme } from "@mui/material/styles";
import { useCallback, useMemo } from "react";
import { compare, signOf, toChart } from "../../shared/decimal/decimal";
import { formatMoney, signedMoneyStyle } from "../../shared/decimal/format";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { waterfall, type Bar, type Parts, type Reason } from "./reasons";

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });
const isNarrow = () => window.innerWidth < 700;

const ends = (bar: Bar) => bar.reason === "start" || bar.reason === "end";

function colourOf(bar: Bar, { palette }: Theme): string {
  if (ends(bar)) return palette.primary.main;
  return signOf(bar.amount) >= 0 ? palette.gain : palette.loss;
}

function option(bars: readonly Bar[], currency: string, theme: Theme) {
  const look = axisLook(theme);
  const text = (bar: Bar) => formatMoney(bar.amount, currency, ends(bar) ? undefined : signedMoneyStyle);
  const low = (bar: Bar) => toChart(compare(bar.from, bar.to) <= 0 ? bar.from : bar.to);
  const steps = bars.filter((bar) => !ends(bar)).flatMap((bar) => [toChart(bar.from), toChart(bar.to)]);
  const [least, most] = [Math.min(...steps, ...bars.filter(ends).map((bar) => toChart(bar.to))), Math.max(...steps, ...bars.filter(ends).map((bar) => toChart(bar.to)))];
  // The axis begins near what moved: from zero a change of a percent would be a hair.
  const floor = least <= 0 ? least * 1.1 : Math.max(0, least - (most - least) * 0.6);
  return {
    ...chartBase(theme),
    tooltip: { ...(chartBase(theme)["tooltip"] as object), formatter: ({ dataIndex }: { dataIndex: number }) => { const bar = bars[dataIndex]; return bar === undefined ? "" : `${bar.name}<br/><b>${text(bar)}</b>`; } },
    xAxis: { type: "category", data: bars.map((bar) => bar.name), ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, interval: 0, rotate: bars.length > 4 && isNarrow() ? 40 : 0 } },
    yAxis: { type: "value", min: floor, scale: true, ...look, axisLabel: { ...look.axisLabel, formatter: (value: number) => compact.format(value) } },
    series: [
      { type: "bar", stack: "all", silent: true, itemStyle: { color: "transparent" }, data: bars.map((bar) => (ends(bar) ? 0 : low(bar))) },
      {
        type: "bar", stack: "all", barMaxWidth: 64, data: bars.map((bar) => ({ value: ends(bar) ? toChart(bar.to) : Math.abs(toChart(bar.amount)), itemStyle: { color: colourOf(bar, theme), borderRadius: 2 } })),
        // Where there is no room for all, some amounts are in the tooltip and the table only.
        labelLayout: { hideOverlap: true },
        label: { show: true, position: "top", color: theme.palette.text.primary, fontSize: 11, formatter: ({ dataIndex }: { dataIndex: number }) => { const bar = bars[dataIndex]; return bar === undefined ? "" : `${ends(bar) ? "" : signOf(bar.amount) > 0 ? "▲ " : "▼ "}${isNarrow() ? compact.format(Math.abs(toChart(bar.amount))) : text(bar)}`; } },
      },
    ],
  };
}

/** From the value at the start to that at the end, a step for each reason. */
export function WaterfallChart({ parts, currency, onPick }: { readonly parts: Parts; readonly currency: string; readonly onPick: (reason: Reason) => void }) {
  const bars = useMemo(() => waterfall(parts), [parts]);
  const make = useCallback((theme: Theme) => option(bars, currency, theme), [bars, currency]);
  const table = useMemo(() => ({ head: ["Reason", `Amount, ${currency}`], rows: bars.map((bar) => [bar.name, bar.amount]) }), [bars, currency]);
  const pick = useCallback((index: number) => {
    const reason = bars[index]?.reason;
    if (reason !== undefined && reason !== "start" && reason !== "end") onPick(reason);
  }, [bars, onPick]);
  return <ChartFrame name="why" label={`From ${formatMoney(parts.start, currency)} to ${formatMoney(parts.end, currency)}: ${bars.filter((bar) => !ends(bar)).map((bar) => `${bar.name} ${formatMoney(bar.amount, currency, signedMoneyStyle)}`).join(", ")}`} option={make} table={table} height={320} onPick={pick} />;
}
