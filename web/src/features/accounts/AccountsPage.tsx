import Box from "@mui/material/Box";
import { useTopic } from "../../shared/feed/useTopic";
import { ReconciliationPanel } from "../reconciliation/ReconciliationPanel";
import { AccountsPanel } from "./AccountsPanel";
import { ImportBanner } from "./ImportBanner";

/** Every account with its health, and where ledger and venue disagree. */
export function AccountsPage() {
  const accounts = useTopic("accounts");
  const reconciliation = useTopic("reconciliation");
  return (
    <>
      <ImportBanner store={accounts} />
      <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", md: "minmax(0, 1.4fr) minmax(0, 1fr)" }, gridTemplateAreas: { xs: '"accounts" "reconciliation"', md: '"accounts reconciliation"' } }}>
        <AccountsPanel store={accounts} />
        <ReconciliationPanel store={reconciliation} />
      </Box>
    </>
  );
}
