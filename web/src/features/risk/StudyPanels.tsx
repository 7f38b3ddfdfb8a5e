import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useMemo, useState } from "react";
import { formatMeasure } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { shownOf } from "../../shared/graphql/shown";
import { Facts } from "../../shared/ui/Facts";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { BacktestChart, type Backtest } from "./BacktestChart";
import { DrawdownChart } from "./DrawdownChart";
import { LossChart } from "./LossChart";
import { percent } from "./percent";
import { decodeReport } from "./risk";
import { RiskStudies, type BacktestMethod } from "./risk.generated";

const methods: readonly (readonly [BacktestMethod, string])[] = [["HISTORICAL", "Historical"], ["NORMAL", "Normal"], ["EWMA", "EWMA"]];
const zones: Readonly<Record<string, readonly [mark: string, colour: string, means: string]>> = { GREEN: ["●", "gain", "green: as many exceptions as promised"], YELLOW: ["▲", "warn", "yellow: more than promised, could be chance"], RED: ["◆", "loss", "red: too many to be chance"] };

/** The supervisor's verdict, and the tests behind it. */
function Verdict({ backtest }: { readonly backtest: Backtest }) {
  const [mark, colour, means] = zones[backtest.zone ?? ""] ?? ["○", "text.secondary", "no verdict"];
  const chance = (test: Backtest["kupiec"]) => (test === null ? null : `p ${percent(test.pValue, 1)}`);
  return (
    <Box sx={{ mb: 1 }}>
      <Typography variant="body2" data-testid="backtest-verdict" sx={{ mb: 0.5 }}><Box component="span" sx={{ color: colour }}><span aria-hidden>{mark}</span> {means}</Box>: {backtest.exceptions} of {backtest.observations} days, {formatMeasure(backtest.expected, 1)} expected</Typography>
      <Facts facts={[["As many as promised", chance(backtest.kupiec)], ["Each by itself", chance(backtest.christoffersen)], ["Both at once", chance(backtest.conditional)]]} />
    </Box>
  );
}

/** The losses the present holdings would have had, and whether yesterday's value at risk held. */
export function StudyPanels({ portfolio, store }: { readonly portfolio: string; readonly store: TopicStore }) {
  const [method, setMethod] = useState<BacktestMethod>("HISTORICAL");
  const { data, previousData, error, refetch } = useQuery(RiskStudies, { variables: { portfolio, method, level: 0.95 } });
  const report = useKey(store, "report", decodeReport);
  const marks = useMemo(() => {
    const levels = report?.methods.find((one) => one.method === "historical")?.levels ?? [];
    return levels.flatMap((one) => (one.valueAtRisk === null ? [] : [{ name: `VaR ${percent(one.level, 0)}`, at: one.valueAtRisk }]));
  }, [report]);
  const found = shownOf(portfolio, { data, previousData, error })?.portfolio;
  const again = () => { void refetch(); };
  const aside = (
    <ToggleButtonGroup exclusive size="small" aria-label="Forecast by" value={method} onChange={(_, next: BacktestMethod | null) => { if (next !== null) setMethod(next); }}>
      {methods.map(([id, name]) => <ToggleButton key={id} value={id} sx={{ py: 0, px: 1, textTransform: "none" }}>{name}</ToggleButton>)}
    </ToggleButtonGroup>
  );
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", xl: "minmax(0, 1fr) minmax(0, 1fr)" } }}>
      <Panel title="Changes of a day" aside={<Typography variant="body2" color="textSecondary">of what is held now, over the last year</Typography>}>
        <Answer data={found} error={error} onRetry={again} rows={8}>
          {(all) => {
            const losses = all?.lossDistribution ?? null;
            if (losses === null) return <Empty>There is not enough history for a distribution yet.</Empty>;
            return (
              <>
                <LossChart losses={losses} marks={marks} />
                <Typography variant="body2" color="textSecondary" data-testid="loss-moments">{losses.observations} days; mean {percent(-losses.mean)}, standard deviation {percent(losses.standardDeviation)}{losses.skewness === null ? "" : `, skewness ${formatMeasure(losses.skewness, 2)}`}{losses.excessKurtosis === null ? "" : `, excess kurtosis ${formatMeasure(losses.excessKurtosis, 2)}`}</Typography>
              </>
            );
          }}
        </Answer>
      </Panel>
      <Panel title="Drawdown" aside={<Typography variant="body2" color="textSecondary">of what is held now, over the last year</Typography>}>
        <Answer data={found} error={error} onRetry={again} rows={6}>
          {(all) => ((all?.drawdowns?.points ?? []).length === 0 ? <Empty>There is not enough history for a drawdown yet.</Empty> : <DrawdownChart points={all?.drawdowns?.points ?? []} />)}
        </Answer>
      </Panel>
      <Panel title="Did the value at risk hold?" aside={aside}>
        <Answer data={found} error={error} onRetry={again} rows={8}>
          {(all) => {
            const backtest = all?.backtest ?? null;
            if (backtest === null || backtest.state !== "ok") return <Empty>{backtest?.reason ?? "There is not enough history for a backtest yet."}</Empty>;
            return <><Verdict backtest={backtest} /><BacktestChart backtest={backtest} /></>;
          }}
        </Answer>
      </Panel>
    </Box>
  );
}
