import Box from "@mui/material/Box";
import { lazy, Suspense } from "react";
import { AccountsPanel } from "../features/accounts/AccountsPanel";
import { ImportBanner } from "../features/accounts/ImportBanner";
import { PeriodStrip } from "../features/movement/PeriodStrip";
import { MoversLine } from "../features/overview/MoversLine";
import { TotalPanel } from "../features/overview/TotalPanel";
import { PortfolioTree } from "../features/portfolios/PortfolioTree";
import { usePortfolios } from "../features/portfolios/usePortfolios";
import { PositionsPanel } from "../features/positions/PositionsPanel";
import { ReconciliationPanel } from "../features/reconciliation/ReconciliationPanel";
import { useKey, useKeys, useTopic, useTopicState } from "../shared/feed/useTopic";
import { decodeTotal } from "../shared/portfolio/total";
import { Panel } from "../shared/ui/Panel";
import { Loading } from "../shared/ui/States";
import { HeldNote } from "./HeldNote";

// Charts are not in the first bundle, and neither is what comes when the numbers are there.
const AwayPanel = lazy(async () => ({ default: (await import("../features/movement/AwayPanel")).AwayPanel }));
const AllocationPanel = lazy(async () => ({ default: (await import("../features/allocation/AllocationPanel")).AllocationPanel }));
const HealthPanel = lazy(async () => ({ default: (await import("../features/health/HealthPanel")).HealthPanel }));
const FlowsPanel = lazy(async () => ({ default: (await import("../features/performance/FlowsPanel")).FlowsPanel }));

const narrow = ["total", "tree", "allocation", "flows", "positions", "accounts", "reconciliation", "health"].map((area) => `"${area}"`).join(" ");
const medium = '"total allocation" "flows flows" "positions positions" "tree accounts" "health reconciliation"';
// Before the first account everything else is empty: where it is connected comes first.
const firstNarrow = `"accounts" ${narrow.replace('"accounts" ', "")}`;
const firstMedium = '"accounts accounts" "total allocation" "flows flows" "positions positions" "tree tree" "health reconciliation"';
// Where there is room, portfolios and accounts stand below each other in a column of their own.
const wide = '"side total allocation" "side flows flows" "side positions positions" "side reconciliation health"';
const firstWide = `"accounts accounts accounts" ${wide}`;

/** The one page: what it is worth, what it is made of, and whether that can be trusted. */
export function Overview() {
  const { store: portfolios, nodes, scope, select } = usePortfolios();
  const { id, currency, name } = scope;
  const accounts = useTopic("accounts");
  const reconciliation = useTopic("reconciliation");
  const portfolio = useTopic(id === null ? null : "portfolio", id ?? undefined);
  const total = useKey(portfolio, "total", decodeTotal);
  const { heldSince } = useTopicState(portfolio);
  const { loaded } = useTopicState(accounts);
  const isFirst = useKeys(accounts).length === 0 && loaded;
  return (
    <>
      <ImportBanner store={accounts} />
      <Suspense><AwayPanel ready={total?.complete ?? false} /></Suspense>
      {heldSince !== null && <HeldNote since={heldSince} />}
      <Box
        data-held={heldSince !== null}
        sx={{
          ...(heldSince === null ? {} : { filter: "grayscale(1)", opacity: 0.7 }),
          display: "grid",
          gap: { xs: 1.5, md: 2 },
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1.25fr) minmax(0, 1fr)", lg: "minmax(250px, 300px) minmax(0, 1.45fr) minmax(0, 1fr)" },
          gridTemplateAreas: isFirst ? { xs: firstNarrow, md: firstMedium, lg: firstWide } : { xs: narrow, md: medium, lg: wide },
          gridTemplateRows: { lg: isFirst ? "auto" : "auto auto 1fr auto" },
        }}
      >
        {isFirst && <AccountsPanel store={accounts} />}
        <Box sx={{ display: { xs: "contents", lg: "flex" }, gridArea: { lg: "side" }, flexDirection: "column", gap: 2, minWidth: 0 }}>
          <PortfolioTree store={portfolios} nodes={nodes} selected={id} onSelect={select} />
          {!isFirst && <AccountsPanel store={accounts} />}
        </Box>
        <TotalPanel key={id} store={portfolio} name={name} periods={<><PeriodStrip complete={total?.complete ?? false} /><MoversLine store={portfolio} currency={currency} /></>} />
        <Suspense fallback={<Panel title="Allocation" area="allocation"><Loading rows={5} /></Panel>}><AllocationPanel store={portfolio} currency={currency} /></Suspense>
        <Suspense fallback={<Panel title="Value, flows and benchmark" area="flows"><Loading rows={8} /></Panel>}><FlowsPanel key={`flows ${id ?? ""}`} area="flows" complete={total?.complete ?? false} /></Suspense>
        <PositionsPanel store={portfolio} currency={currency} />
        <Suspense fallback={<Panel title="Health" area="health"><Loading rows={3} /></Panel>}><HealthPanel store={portfolio} /></Suspense>
        <ReconciliationPanel store={reconciliation} />
      </Box>
    </>
  );
}
