import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { useDraft } from "../../../shared/session/drafts";
import { useTime } from "../../../shared/settings/time";
import { ConfirmDialog } from "../../../shared/ui/ConfirmDialog";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { canUsePasskeys } from "../../signin/api";
import { waysApi, type Passkey } from "./api";
import { useProof } from "./useProof";
import { WayRow } from "./WayRow";

/** Passkeys: a finger, a face or a key instead of a password. */
export function PasskeyRows({ passkeys, onDone }: { readonly passkeys: readonly Passkey[]; readonly onDone: () => void }) {
  const { day } = useTime();
  const proof = useProof();
  const [name, setName] = useDraft<string | null>("passkey name", null);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const able = canUsePasskeys();
  const add = () => {
    const called = name?.trim() ?? "";
    setName(null);
    void proof.attempt((password) => waysApi.addPasskey(called, password), () => { onDone(); });
  };
  const remove = (passkey: Passkey) => {
    setRemoving(null);
    void proof.attempt((password) => waysApi.removePasskey(passkey.id, password), () => { onDone(); });
  };
  const state = able ? (passkeys.length === 0 ? "none: sign in with a finger, a face or a key instead of a password" : "each signs in alone, without a password") : `a passkey belongs to a name, and ${location.hostname} is a number: open this page by its name to add one`;
  return (
    <WayRow testId="way-passkeys" name="Passkeys" state={state} actions={<Button size="small" disabled={!able || proof.busy} onClick={() => { setName(""); }}>Add…</Button>}>
      {passkeys.length > 0 && (
        <Box component="ul" aria-label="Passkeys" sx={{ m: 0, mt: 0.5, p: 0, listStyle: "none", fontSize: "0.8125rem" }}>
          {passkeys.map((one) => (
            <Box component="li" key={one.id} data-testid="passkey" sx={{ display: "flex", alignItems: "center", gap: 1 }}>
              <Box sx={{ flexGrow: 1 }}>{one.name ?? "Passkey"} <Box component="span" sx={{ color: "text.secondary" }}>since {day(one.createdAt)}</Box></Box>
              <Button size="small" color="inherit" aria-label={`Remove ${one.name ?? "Passkey"}`} onClick={() => { setRemoving(one); }}>Remove</Button>
            </Box>
          ))}
        </Box>
      )}
      {proof.refusal !== null && <Alert severity="error" onClose={proof.clear} sx={{ mt: 1 }}>{proof.refusal}</Alert>}
      {name !== null && (
        <FormDialog title="Add a passkey" action="Continue" busy={proof.busy} refusal={null} ready={name.trim() !== ""} onSubmit={add} onClose={() => { setName(null); }}>
          <TextField label="What to call it" placeholder="Laptop" size="small" value={name} onChange={(event) => { setName(event.target.value); }} helperText="Your browser then asks for a finger, a face or a key." slotProps={{ htmlInput: { maxLength: 80 } }} />
        </FormDialog>
      )}
      {removing !== null && (
        <ConfirmDialog title={`Remove “${removing.name ?? "Passkey"}”?`} action="Remove" refusal={null} onConfirm={() => { remove(removing); }} onClose={() => { setRemoving(null); }}>
          Nobody can sign in with it any more. Delete it on the device too.
        </ConfirmDialog>
      )}
      {proof.dialog}
    </WayRow>
  );
}
