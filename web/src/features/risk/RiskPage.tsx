import Box from "@mui/material/Box";
import { PortfolioTree } from "../portfolios/PortfolioTree";
import { usePortfolios } from "../portfolios/usePortfolios";
import { useTopic } from "../../shared/feed/useTopic";
import { CorrelationPanel } from "./CorrelationPanel";
import { DerivativesPanel } from "./DerivativesPanel";
import { LiquidityPanel } from "./LiquidityPanel";
import { StudyPanels } from "./StudyPanels";
import { ConcentrationPanel, ContributionPanel, StressPanel } from "./TablePanels";
import { VarPanel } from "./VarPanel";
import { WarningsPanel } from "./WarningsPanel";

const gap = { xs: 1.5, md: 2 };

/** What could be lost, by what, and what to look at. */
export function RiskPage() {
  const { store, nodes, scope, select } = usePortfolios();
  const risk = useTopic(scope.id === null ? null : "risk", scope.id ?? undefined);
  return (
    <Box sx={{ display: "grid", gap, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(250px, 300px) minmax(0, 1fr)" } }}>
      <Box sx={{ display: "grid", gap, gridTemplateAreas: '"tree" "warnings"', gridTemplateColumns: "minmax(0, 1fr)" }}>
        <PortfolioTree store={store} nodes={nodes} selected={scope.id} onSelect={select} />
        <WarningsPanel store={risk} />
      </Box>
      <Box key={scope.id} sx={{ display: "grid", gap, minWidth: 0 }}>
        <VarPanel store={risk} />
        <Box sx={{ display: "grid", gap, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(auto-fit, minmax(300px, 1fr))" } }}>
          <ContributionPanel store={risk} />
          <ConcentrationPanel store={risk} />
          <StressPanel store={risk} />
          <LiquidityPanel store={risk} />
        </Box>
        <DerivativesPanel portfolio={scope.id} />
        <CorrelationPanel store={risk} portfolio={scope.id} />
        {scope.id !== null && <StudyPanels portfolio={scope.id} store={risk} />}
      </Box>
    </Box>
  );
}
