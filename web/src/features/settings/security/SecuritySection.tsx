import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { Loading } from "../../../shared/ui/States";
import { Panel } from "../../../shared/ui/Panel";
import { CodesRow } from "./CodesRow";
import type { Outcome } from "./api";
import { EventsPanel } from "./EventsPanel";
import { PasskeyRows } from "./PasskeyRows";
import { PasswordRow } from "./PasswordRow";
import { SessionsPanel } from "./SessionsPanel";
import { useWaysIn, type Ways } from "./useWaysIn";

/** How one signs in. Somebody whose organisation or machine vouches for them has nothing to change here. */
function WaysPanel({ found, again }: { readonly found: Outcome<Ways> | null; readonly again: () => void }) {
  return (
    <Panel title="How you sign in">
      {found === null ? <Loading rows={4} /> : found.ok ? (
        <Box component="ul" sx={{ m: 0, p: 0, "& > li + li": { borderTop: 1, borderColor: "divider" } }}>
          <PasswordRow ways={found.value.ways} onDone={again} />
          <CodesRow ways={found.value.ways} onDone={again} />
          <PasskeyRows passkeys={found.value.passkeys} onDone={again} />
        </Box>
      ) : found.status === 401 || found.status === 403 ? (
        <Box data-testid="vouched" sx={{ py: 1, fontSize: "0.875rem", color: "text.secondary" }}>You came in without a password of your own: your organisation's provider, or this machine, vouches for you. How you sign in is changed there.</Box>
      ) : <Alert severity="error" data-testid="failed" action={<Button color="inherit" size="small" onClick={again}>Try again</Button>}>{found.message}</Alert>}
    </Panel>
  );
}

/** Ways to sign in, where one is signed in, and what happened at the door. */
export function SecuritySection() {
  const { found, again } = useWaysIn();
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1.4fr)" } }}>
      <WaysPanel found={found} again={again} />
      <SessionsPanel />
      {found?.ok === true && <Box sx={{ gridColumn: { lg: "1 / -1" }, minWidth: 0 }}><EventsPanel events={found.value.events} /></Box>}
    </Box>
  );
}
