import Box from "@mui/material/Box";
import { useMemo } from "react";
import { decodePortfolio, flatten } from "../features/portfolios/portfolio";
import { PortfolioTree } from "../features/portfolios/PortfolioTree";
import { ConcentrationPanel, ContributionPanel, StressPanel } from "../features/risk/TablePanels";
import { VarPanel } from "../features/risk/VarPanel";
import { WarningsPanel } from "../features/risk/WarningsPanel";
import { useTopic, useValues } from "../shared/feed/useTopic";
import { useSelection } from "./useSelection";

/** What could be lost, by what, and what to look at. */
export function RiskPage() {
  const portfolios = useTopic("portfolios");
  const all = useValues(portfolios, "", decodePortfolio, 100);
  const nodes = useMemo(() => flatten(all), [all]);
  const [wanted, select] = useSelection();
  const id = (nodes.find((node) => node.portfolio.id === wanted) ?? nodes[0])?.portfolio.id ?? null;
  const risk = useTopic(id === null ? null : "risk", id ?? undefined);
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(250px, 300px) minmax(0, 1fr)" } }}>
      <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, gridTemplateAreas: '"tree" "warnings"', gridTemplateColumns: "minmax(0, 1fr)" }}>
        <PortfolioTree store={portfolios} nodes={nodes} selected={id} onSelect={select} />
        <WarningsPanel store={risk} />
      </Box>
      <Box key={id} sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, minWidth: 0 }}>
        <VarPanel store={risk} />
        <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "repeat(auto-fit, minmax(300px, 1fr))" } }}>
          <ContributionPanel store={risk} />
          <ConcentrationPanel store={risk} />
          <StressPanel store={risk} />
        </Box>
      </Box>
    </Box>
  );
}
