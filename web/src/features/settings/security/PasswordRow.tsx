import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { waysApi, type WaysIn } from "./api";
import { WayRow } from "./WayRow";

function PasswordDialog({ ways, onDone, onClose }: { readonly ways: WaysIn; readonly onDone: () => void; readonly onClose: () => void }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async () => {
    setBusy(true);
    const outcome = await waysApi.changePassword(ways.hasPassword ? current : null, next);
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.message);
  };
  return (
    <FormDialog title={ways.hasPassword ? "Change the password" : "Choose a password"} action="Keep" busy={busy} refusal={refusal} ready={next !== "" && (current !== "" || !ways.hasPassword)} onSubmit={() => { void send(); }} onClose={onClose}>
      {ways.hasPassword && <TextField label="Password until now" type="password" size="small" autoComplete="current-password" value={current} onChange={(event) => { setCurrent(event.target.value); }} />}
      <TextField label="New password" type="password" size="small" autoComplete="new-password" value={next} onChange={(event) => { setNext(event.target.value); }} helperText="At least 12 characters. A sentence is a good one. All your other sessions end." />
    </FormDialog>
  );
}

/** The password: whether there is one, and another one. */
export function PasswordRow({ ways, onDone }: { readonly ways: WaysIn; readonly onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  const done = () => {
    setOpen(false);
    setChanged(true);
    onDone();
  };
  return (
    <WayRow testId="way-password" name="Password" state={ways.hasPassword ? `for ${ways.email}` : `none yet for ${ways.email}`} actions={<Button size="small" onClick={() => { setOpen(true); setChanged(false); }}>{ways.hasPassword ? "Change…" : "Choose…"}</Button>}>
      {changed && <Alert severity="success" role="status" sx={{ mt: 1 }}>The new password holds. All your other sessions have ended.</Alert>}
      {open && <PasswordDialog ways={ways} onDone={done} onClose={() => { setOpen(false); }} />}
    </WayRow>
  );
}
