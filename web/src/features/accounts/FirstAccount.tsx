import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useEffect, useState } from "react";
import { accountsApi } from "./api";

/** Nothing is connected: the two ways to begin, each one click away. The demo is offered where its venues run. */
export default function FirstAccount({ onConnect }: { readonly onConnect: () => void }) {
  const [venues, setVenues] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void accountsApi.demo().then((offer) => { if (!gone && offer.ok) setVenues(offer.value.venues); });
    return () => { gone = true; };
  }, []);
  const take = async () => {
    setBusy(true);
    const outcome = await accountsApi.takeDemo();
    // Where it was taken, the accounts take the place of these words.
    setBusy(outcome.ok);
    setRefusal(outcome.ok ? null : outcome.message);
  };
  return (
    <Box component="span" data-testid="first-account" sx={{ display: "block" }}>
      No account is connected. Connect the first one with a read-only key: its balances appear within seconds, its history follows.
      <Box component="span" sx={{ display: "flex", flexWrap: "wrap", gap: 1, mt: 1.5 }}>
        <Button size="small" variant="contained" disableElevation onClick={onConnect}>Connect an account…</Button>
        {venues.length > 0 && <Button size="small" variant="outlined" disabled={busy} title={`Accounts at simulated venues: ${venues.join(", ")}. They are removed like any other.`} onClick={() => { void take(); }}>Look around with demo accounts</Button>}
      </Box>
      {refusal !== null && <Alert severity="error" sx={{ mt: 1 }}>{refusal}</Alert>}
    </Box>
  );
}
