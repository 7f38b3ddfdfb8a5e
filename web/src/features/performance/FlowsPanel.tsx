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
import { closesOf, rise, sameMoney, type Close } from "./benchmark";
import { BenchmarkCloses, ValueAndFlows, type ValueAndFlowsData } from "./flows.generated";
import { FlowsChart } from "./FlowsChart";
import { benchmarks, ranges, usePeriod } from "./period";

type Performance = NonNullable<NonNullable<ValueAndFlowsData["portfolio"]>["performance"]>;

const day = 86_400_000;

/** Closes of the benchmark in the portfolio's currency, with the price of now at their end; none where they are not in its currency. */
function useCloses(asset: string, from: string, to: string, inDollars: boolean): readonly Close[] {
  // A close before the first point is needed for it.
  const [begin, end] = [new Date(Date.parse(from) - 2 * day).toISOString(), new Date(Date.parse(to) + day).toISOString()];
  const { data } = useQuery(BenchmarkCloses, { variables: { asset, from: begin, to: end }, skip: asset === "none" || !inDollars });
  return useMemo(() => {
    if (data === undefined) return [];
    const now = data.prices.nodes.find((one) => one.assetId === asset);
    const last: readonly Close[] = now?.usd == null ? [] : [{ at: Date.parse(to), usd: now.usd }];
    return [...closesOf(data.referencePrices.nodes).filter((one) => one.at < Date.parse(to)), ...last];
  }, [data, asset, to]);
}

function Chart({ performance, asset, inDollars, currency }: { readonly performance: Performance; readonly asset: string; readonly inDollars: boolean; readonly currency: string }) {
  const closes = useCloses(asset, performance.from, performance.to, inDollars);
  const name = benchmarks.find(([id]) => id === asset)?.[1] ?? asset.toUpperCase();
  const other = useMemo(() => sameMoney(performance.points.nodes, closes), [performance, closes]);
  const known = asset !== "none" && other.some((one) => one !== null);
  const rose = rise(performance.points.nodes, closes);
  return (
    <>
      <FlowsChart points={performance.points.nodes} other={other} otherName={known ? name : null} currency={currency} />
      <Typography variant="body2" color="textSecondary" data-testid="flows-sum">
        Made <PageLink to="/why" parameters={{ from: performance.from.slice(0, 10) }} color="inherit" title="Why did it move?"><MoneyChange value={performance.gain} currency={currency} /></PageLink> beside <MoneyChange value={performance.netFlows} currency={currency} arrow={false} /> put in. Time-weighted {percent(performance.timeWeighted)}{known && rose !== null ? `; ${name} over the same days ${percent(rose)}` : ""}
        {asset !== "none" && !inDollars && "; a benchmark is told for portfolios in dollars only"}
        {performance.unpriced > 0 && <Box component="span" sx={{ color: "warn" }}>; {performance.unpriced === 1 ? "once" : `${String(performance.unpriced)} times`} a holding or flow had no price and is left out</Box>}
      </Typography>
    </>
  );
}

/** Value over time with deposits and withdrawals marked, and a benchmark beside it. */
export function FlowsPanel({ area, complete = true }: { readonly area?: string; readonly complete?: boolean }) {
  const { id, currency } = useScope();
  const { days, from, benchmark: asset, setDays, setBenchmark } = usePeriod();
  const { data, previousData, error, refetch } = useQuery(ValueAndFlows, { variables: { portfolio: id ?? "", from }, skip: id === null || !complete });
  const found = shownOf(id, data, previousData)?.portfolio;
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
            : <Chart performance={portfolio.performance} asset={asset} inDollars={portfolio.currency === "fiat:usd"} currency={currency} />}
        </Answer>
      )}
    </Panel>
  );
}
