import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useMemo } from "react";
import { shownOf } from "../../shared/graphql/shown";
import { useScope } from "../../shared/portfolio/scope";
import { PageLink } from "../../shared/route/PageLink";
import { MoneyChange } from "../../shared/ui/Change";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { percent } from "../risk/percent";
import { ValueAndFlows, type ValueAndFlowsData } from "./flows.generated";
import { FlowsChart } from "./FlowsChart";
import { benchmarks, ranges, usePeriod } from "./period";

type Performance = NonNullable<NonNullable<ValueAndFlowsData["portfolio"]>["performance"]>;

function Chart({ performance, asset, currency }: { readonly performance: Performance; readonly asset: string; readonly currency: string }) {
  const { points, benchmark } = performance;
  // While another asset is asked for, the figures are those of the one before.
  const name = benchmarks.find(([id]) => id === benchmark.assetId)?.[1] ?? benchmark.assetId.toUpperCase();
  const other = useMemo(() => {
    const beside = new Map(benchmark.points.nodes.map((one) => [one.at, one.sameMoney]));
    return points.nodes.map((one) => beside.get(one.at) ?? null);
  }, [points, benchmark]);
  const known = asset !== "none" && other.some((one) => one !== null);
  return (
    <>
      <FlowsChart points={points.nodes} other={other} otherName={known ? name : null} currency={currency} />
      <Typography variant="body2" color="textSecondary" data-testid="flows-sum">
        Made <PageLink to="/why" parameters={{ from: performance.from.slice(0, 10) }} color="inherit" title="Why did it move?"><MoneyChange value={performance.gain} currency={currency} /></PageLink> beside <MoneyChange value={performance.netFlows} currency={currency} arrow={false} /> put in. Time-weighted {percent(performance.timeWeighted)}{known && benchmark.rise !== null ? `; ${name} over the same time ${percent(benchmark.rise)}` : ""}
        {performance.unpriced > 0 && <Box component="span" sx={{ color: "warn" }}>; {performance.unpriced === 1 ? "once" : `${String(performance.unpriced)} times`} a holding or flow had no price and is left out</Box>}
      </Typography>
    </>
  );
}

/** Value over time with deposits and withdrawals marked, and a benchmark beside it. */
export function FlowsPanel({ area, complete = true }: { readonly area?: string; readonly complete?: boolean }) {
  const { id, currency } = useScope();
  const { days, from, benchmark: asset, beside, setDays, setBenchmark } = usePeriod();
  const { data, previousData, error, refetch } = useQuery(ValueAndFlows, { variables: { portfolio: id ?? "", from, beside }, skip: id === null || !complete });
  const found = shownOf(id, { data, previousData, error })?.portfolio;
  const aside = (
    <>
      <ToggleButtonGroup exclusive size="small" aria-label="Benchmark" value={asset} onChange={(_, next: string | null) => { if (next !== null) setBenchmark(next); }}>
        {benchmarks.map(([one, name]) => <ToggleButton key={one} value={one} sx={{ py: 0, px: 1, textTransform: "none" }}>{name}</ToggleButton>)}
      </ToggleButtonGroup>
      <ToggleButtonGroup exclusive size="small" aria-label="Range of the chart" value={days} onChange={(_, next: string | null) => { if (next !== null) setDays(next); }}>
        {ranges.map(([one, text]) => <ToggleButton key={one} value={one} sx={{ py: 0, px: 1, textTransform: "none" }}>{text}</ToggleButton>)}
      </ToggleButtonGroup>
    </>
  );
  return (
    <Panel title="Value, flows and benchmark" aside={aside} {...(area === undefined ? {} : { area })}>
      {!complete ? <Empty>History is still being imported: the chart follows when it is complete.</Empty> : (
        <Answer data={found} error={error} onRetry={() => { void refetch(); }} rows={8}>
          {(portfolio) => portfolio?.performance == null || portfolio.performance.points.nodes.length < 2
            ? <Empty>There is no value to draw yet.</Empty>
            : <Chart performance={portfolio.performance} asset={asset} currency={currency} />}
        </Answer>
      )}
    </Panel>
  );
}
