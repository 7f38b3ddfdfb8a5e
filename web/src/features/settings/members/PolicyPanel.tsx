import { useApolloClient } from "@apollo/client/react";
import Alert from "@mui/material/Alert";
import FormControlLabel from "@mui/material/FormControlLabel";
import Switch from "@mui/material/Switch";
import Typography from "@mui/material/Typography";
import { newKey } from "../../../shared/graphql/key";
import { Panel } from "../../../shared/ui/Panel";
import { RequireSecondFactor } from "../settings.generated";
import { useChange } from "../useChange";

/** What the organisation asks of who signs in. */
export function PolicyPanel({ required, onChanged }: { readonly required: boolean; readonly onChanged: () => void }) {
  const client = useApolloClient();
  const change = useChange();
  const ask = async (next: boolean) => {
    const done = await change.run(async () => (await client.mutate({ mutation: RequireSecondFactor, variables: { input: { idempotencyKey: newKey(), required: next } } })).data?.requireSecondFactor);
    if (done !== null) onChanged();
  };
  return (
    <Panel title="Signing in">
      <FormControlLabel disabled={change.busy} control={<Switch checked={required} onChange={(_, next) => { void ask(next); }} />} label="Members must sign in with a code or a passkey" slotProps={{ typography: { variant: "body2" } }} />
      <Typography variant="body2" color="textSecondary">Who has neither can set one up at the next sign-in, and see nothing before. Who comes from your organisation's own provider is asked there.</Typography>
      {change.refusal !== null && <Alert severity="error" onClose={change.clear} sx={{ mt: 1 }}>{change.refusal}</Alert>}
    </Panel>
  );
}
