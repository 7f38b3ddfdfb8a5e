import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import type { Theme } from "@mui/material/styles";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useCallback, useMemo, useState } from "react";
import { toChart, type Decimal } from "../../shared/decimal/decimal";
import { formatMoney } from "../../shared/decimal/format";
import { axisLook, ChartFrame, chartBase } from "../../shared/chart/ChartFrame";
import { useTime, type TimeFormats } from "../../shared/settings/time";
import { MoneyChange } from "../../shared/ui/Change";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { ValueHistory } from "./performance.generated";
import { changeOver } from "./profit";

interface Point {
  readonly at: string;
  readonly value: Decimal;
}

const ranges = [["1", "Day"], ["7", "Week"], ["30", "Month"], ["365", "Year"]] as const;

function option(points: readonly Point[], currency: string, time: TimeFormats, theme: Theme) {
  const look = axisLook(theme);
  return {
    ...chartBase(theme),
    tooltip: { ...(chartBase(theme)["tooltip"] as object), trigger: "axis", axisPointer: { type: "cross", label: { show: false } }, formatter: ([first]: readonly { dataIndex: number }[]) => { const point = points[first?.dataIndex ?? 0]; return point === undefined ? "" : `${time.instant(point.at)}<br/><b>${formatMoney(point.value, currency)}</b>`; } },
    xAxis: { type: "time", ...look, splitLine: { show: false }, axisLabel: { ...look.axisLabel, formatter: (at: number) => time.short(at), hideOverlap: true } },
    yAxis: { type: "value", scale: true, ...look, axisLabel: { ...look.axisLabel, formatter: (value: number) => new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 2 }).format(value) } },
    series: [{ type: "line", showSymbol: points.length < 40, symbolSize: 4, lineStyle: { width: 1.75, color: theme.palette.primary.main }, itemStyle: { color: theme.palette.primary.main }, areaStyle: { color: theme.palette.primary.main, opacity: 0.08 }, data: points.map((point) => [Date.parse(point.at), toChart(point.value)]) }],
  };
}

/** The value as it was told every five minutes. */
export function ValueChart({ portfolio, currency }: { readonly portfolio: string | null; readonly currency: string }) {
  const [range, setRange] = useState<string>("7");
  const [now] = useState(() => Math.floor(Date.now() / 60_000) * 60_000);
  const time = useTime();
  const from = new Date(now - Number(range) * 86_400_000).toISOString();
  const { data, error, refetch } = useQuery(ValueHistory, { variables: { portfolio: portfolio ?? "", from }, skip: portfolio === null });
  const points = data?.portfolio?.history.nodes;
  const make = useCallback((theme: Theme) => option(points ?? [], currency, time, theme), [points, currency, time]);
  const table = useMemo(() => ({ head: ["Time (UTC)", `Value, ${currency}`], rows: (points ?? []).map((point) => [point.at, point.value]) }), [points, currency]);
  const change = changeOver((points ?? []).map((point) => point.value));
  const aside = (
    <>
      {change !== null && <Box sx={{ fontSize: "0.8125rem" }} title="Deposits and withdrawals included"><MoneyChange value={change} currency={currency} /></Box>}
      <ToggleButtonGroup exclusive size="small" aria-label="Range" value={range} onChange={(_, next: string | null) => { if (next !== null) setRange(next); }}>
        {ranges.map(([days, text]) => <ToggleButton key={days} value={days} sx={{ py: 0, px: 1, textTransform: "none" }}>{text}</ToggleButton>)}
      </ToggleButtonGroup>
    </>
  );
  return (
    <Panel title="Value" aside={aside}>
      <Answer data={points} error={error} onRetry={() => { void refetch(); }} rows={8}>
        {(all) => all.length < 2 ? <Empty>The value is kept from the platform's first start on; a line appears with the second point, five minutes later.</Empty> : <ChartFrame name="value" label={`Value from ${time.instant(all[0]?.at ?? "")} to ${time.instant(all.at(-1)?.at ?? "")}`} option={make} table={table} height={300} />}
      </Answer>
    </Panel>
  );
}
