import Typography from "@mui/material/Typography";
import { formatMeasure } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { Bars, type Bar } from "./Bars";
import { decodeExposures, decodeReport } from "./risk";

const nothing = "Nothing to show yet.";

/** What each asset adds to the historical value at risk at 95 %. */
export function ContributionPanel({ store }: { readonly store: TopicStore }) {
  const report = useKey(store, "report", decodeReport);
  const parts = report?.methods.find((method) => method.method === "historical")?.levels[0]?.components ?? [];
  const bars = parts.map((part, at) => ({ key: String(at), name: report?.symbols[at]?.toUpperCase() ?? "", part })).sort((a, b) => Math.abs(b.part ?? 0) - Math.abs(a.part ?? 0));
  return (
    <Panel title="Contributions" aside={<Typography variant="body2" color="textSecondary">add up to the historical VaR at 95 %</Typography>}>
      <TopicGate store={store} prefix="report" empty={nothing}>
        {bars.length === 0 ? <Typography color="textSecondary" sx={{ py: 1 }}>Not enough data.</Typography> : <Bars bars={bars.slice(0, 15)} label="Contributions to value at risk" testId="contribution" />}
      </TopicGate>
    </Panel>
  );
}

/** One way to look at shares; nothing where there are none. */
function Shares({ title, ...table }: { readonly title: string; readonly bars: readonly Bar[]; readonly label: string; readonly testId: string }) {
  if (table.bars.length === 0) return null;
  return (
    <>
      <Typography component="h3" variant="body2" sx={{ fontWeight: 600, mt: 1.5, mb: 0.5 }}>{title}</Typography>
      <Bars {...table} />
    </>
  );
}

/** How much hangs on few things. */
export function ConcentrationPanel({ store }: { readonly store: TopicStore }) {
  const exposures = useKey(store, "exposures", decodeExposures);
  const effective = exposures?.effective ?? null;
  const bars = (shares: readonly { readonly key: string; readonly name: string; readonly share: number }[]) => shares.slice(0, 8).map((share) => ({ key: share.key, name: share.name, part: share.share }));
  return (
    <Panel title="Concentration" aside={<Typography variant="body2" color="textSecondary">{effective === null ? "" : `like ${formatMeasure(effective, 1)} equal assets`}</Typography>}>
      <TopicGate store={store} prefix="exposures" empty={nothing}>
        <Bars bars={bars(exposures?.assets ?? [])} label="Shares by asset" testId="asset-share" />
        <Shares title="By venue" label="Shares by venue" testId="venue-share" bars={bars(exposures?.venues ?? [])} />
        <Shares title="By chain" label="Shares by chain" testId="chain-share" bars={bars(exposures?.chains ?? [])} />
        <Shares title="By issuer of stablecoins" label="Shares by issuer of stablecoins" testId="issuer-share" bars={bars(exposures?.issuers ?? [])} />
      </TopicGate>
    </Panel>
  );
}

/** What past crises, a broken peg or a failed venue would take. */
export function StressPanel({ store }: { readonly store: TopicStore }) {
  const report = useKey(store, "report", decodeReport);
  const bars = (report?.stress ?? []).map((each) => ({ key: each.scenario, name: each.scenario, part: each.loss }));
  return (
    <Panel title="Stress" aside={<Typography variant="body2" color="textSecondary">loss as a share of the value</Typography>}>
      <TopicGate store={store} prefix="report" empty={nothing}>
        <Bars bars={bars} label="Losses by scenario" testId="scenario" />
      </TopicGate>
    </Panel>
  );
}
