import Box from "@mui/material/Box";
import { lazy, Suspense } from "react";
import { AccountsPanel } from "../features/accounts/AccountsPanel";
import { ImportBanner } from "../features/accounts/ImportBanner";
import { AllocationPanel } from "../features/allocation/AllocationPanel";
import { AwayPanel } from "../features/movement/AwayPanel";
import { PeriodStrip } from "../features/movement/PeriodStrip";
import { HealthPanel } from "../features/health/HealthPanel";
import { MoversLine } from "../features/overview/MoversLine";
import { TotalPanel } from "../features/overview/TotalPanel";
import { PortfolioTree } from "../features/portfolios/PortfolioTree";
import { usePortfolios } from "../features/portfolios/usePortfolios";
import { PositionsPanel } from "../features/positions/PositionsPanel";
import { ReconciliationPanel } from "../features/reconciliation/ReconciliationPanel";
import { useKey, useTopic, useTopicState } from "../shared/feed/useTopic";
import { decodeTotal } from "../shared/portfolio/total";
import { Panel } from "../shared/ui/Panel";
import { Loading } from "../shared/ui/States";
import { HeldNote } from "./HeldNote";

// Charts are not in the first bundle.
const FlowsPanel = lazy(async () => ({ default: (await import("../features/performance/FlowsPanel")).FlowsPanel }));

const narrow = ["total", "tree", "allocation", "flows", "positions", "accounts", "reconciliation", "health"].map((area) => `"${area}"`).join(" ");
const medium = '"total allocation" "flows flows" "positions positions" "tree accounts" "health reconciliation"';
const wide = '"tree total allocation" "tree flows flows" "tree positions positions" "accounts positions positions" "accounts reconciliation health"';

/** The one page: what it is worth, what it is made of, and whether that can be trusted. */
export function Overview() {
  const { store: portfolios, nodes, scope, select } = usePortfolios();
  const { id, currency, name } = scope;
  const accounts = useTopic("accounts");
  const reconciliation = useTopic("reconciliation");
  const portfolio = useTopic(id === null ? null : "portfolio", id ?? undefined);
  const total = useKey(portfolio, "total", decodeTotal);
  const { heldSince } = useTopicState(portfolio);
  return (
    <>
      <ImportBanner store={accounts} />
      <AwayPanel ready={total?.complete ?? false} />
      {heldSince !== null && <HeldNote since={heldSince} />}
      <Box
        data-held={heldSince !== null}
        sx={{
          ...(heldSince === null ? {} : { filter: "grayscale(1)", opacity: 0.7 }),
          display: "grid",
          gap: { xs: 1.5, md: 2 },
          gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1.25fr) minmax(0, 1fr)", lg: "minmax(250px, 300px) minmax(0, 1.45fr) minmax(0, 1fr)" },
          gridTemplateAreas: { xs: narrow, md: medium, lg: wide },
          gridTemplateRows: { lg: "auto auto auto 1fr auto" },
        }}
      >
        <PortfolioTree store={portfolios} nodes={nodes} selected={id} onSelect={select} />
        <TotalPanel key={id} store={portfolio} name={name} periods={<><PeriodStrip complete={total?.complete ?? false} /><MoversLine store={portfolio} currency={currency} /></>} />
        <AllocationPanel store={portfolio} currency={currency} />
        <Suspense fallback={<Panel title="Value, flows and benchmark" area="flows"><Loading rows={8} /></Panel>}><FlowsPanel key={`flows ${id ?? ""}`} area="flows" complete={total?.complete ?? false} /></Suspense>
        <PositionsPanel store={portfolio} currency={currency} />
        <AccountsPanel store={accounts} />
        <HealthPanel store={portfolio} />
        <ReconciliationPanel store={reconciliation} />
      </Box>
    </>
  );
}
