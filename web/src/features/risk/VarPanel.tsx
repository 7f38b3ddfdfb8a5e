import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { percent } from "./percent";
import { decodeExposures, decodeReport, type Coverage, type Level, type Method } from "./risk";

const names: Record<string, string> = { historical: "Historical", normal: "Normal", "cornish-fisher": "Cornish–Fisher", ewma: "EWMA" };

function Figure({ level }: { readonly level: Level }) {
  const title = `${percent(level.level, 0)}`;
  return (
    <Box sx={{ minWidth: 0 }}>
      <Typography variant="caption" color="textSecondary" component="p">{title}</Typography>
      <Typography component="p" data-testid="var" sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }}>{percent(level.valueAtRisk)}</Typography>
      <Typography variant="caption" component="p" sx={{ fontVariantNumeric: "tabular-nums" }}>{level.reason ?? `shortfall ${percent(level.shortfall)}`}</Typography>
    </Box>
  );
}

function Card({ method }: { readonly method: Method }) {
  return (
    <Box data-testid="method" sx={{ border: 1, borderColor: "divider", borderRadius: 1, p: 1.25 }}>
      <Typography component="h3" variant="body2" sx={{ fontWeight: 600, mb: 0.5 }}>{names[method.method] ?? method.method}</Typography>
      <Box sx={{ display: "grid", gridTemplateColumns: "1fr 1fr", gap: 1 }}>
        {method.levels.map((level) => <Figure key={level.level} level={level} />)}
      </Box>
    </Box>
  );
}

function Covered({ coverage }: { readonly coverage: Coverage }) {
  const left = coverage.left.map((each) => `${each.symbol.toUpperCase()} (${each.reason})`).join(", ");
  return (
    <Typography variant="caption" color="textSecondary" component="p" data-testid="coverage" sx={{ mt: 1 }}>
      {percent(coverage.share, 1)} of the value, {coverage.observations} days of returns{left === "" ? "" : `; left out: ${left}`}
    </Typography>
  );
}

/** Value at risk and expected shortfall of a day by method: the normal figures follow each tick, the others the last report. */
export function VarPanel({ store }: { readonly store: TopicStore }) {
  const exposures = useKey(store, "exposures", decodeExposures);
  const report = useKey(store, "report", decodeReport);
  const live: readonly Method[] = exposures === undefined ? [] : [{ method: "normal", levels: exposures.normal }];
  const methods = [...live, ...(report?.methods.filter((method) => method.method !== "normal") ?? [])];
  const reason = exposures?.reason ?? report?.reason ?? null;
  return (
    <Panel title="Value at risk of a day" aside={<Typography variant="body2" color="textSecondary">volatility of a year {percent(exposures?.volatility ?? null, 1)} · drawdown {percent(report?.drawdown ?? null, 1)}</Typography>}>
      <TopicGate store={store} prefix="exposures" empty="No figures yet: they come with the first positions and prices.">
        {reason !== null ? (
          <Typography data-testid="not-enough" sx={{ py: 1 }}>{reason.charAt(0).toUpperCase() + reason.slice(1)}</Typography>
        ) : (
          <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "repeat(auto-fit, minmax(210px, 1fr))" }}>
            {methods.map((method) => <Card key={method.method} method={method} />)}
          </Box>
        )}
        {exposures !== undefined && <Covered coverage={exposures.coverage} />}
      </TopicGate>
    </Panel>
  );
}
