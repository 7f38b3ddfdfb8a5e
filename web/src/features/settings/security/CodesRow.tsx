import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { CopyButton } from "../../../shared/ui/CopyButton";
import { QrCode } from "../../../shared/ui/QrCode";
import { FormDialog } from "../../../shared/ui/FormDialog";
import { waysApi, type WaysIn } from "./api";
import { RecoveryCodes } from "./RecoveryCodes";
import { useProof } from "./useProof";
import { WayRow } from "./WayRow";

interface Setup {
  readonly secret: string;
  readonly uri: string;
}

const inFours = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** The key to give to an authenticator app, and the code that shows the app has it. */
function SetupDialog({ setup, onDone, onClose }: { readonly setup: Setup; readonly onDone: (recovery: readonly string[]) => void; readonly onClose: () => void }) {
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    const outcome = await waysApi.confirmCodes(code.trim());
    setBusy(false);
    if (outcome.ok) onDone(outcome.value.recoveryCodes);
    else setRefusal(outcome.message);
  };
  return (
    <FormDialog title="Set up an authenticator app" action="Turn on" busy={busy} refusal={refusal} ready={/^\d{6}$/.test(code.trim())} onSubmit={() => { void confirm(); }} onClose={onClose}>
      <div>Take a picture of this with the app. On the device that has the app, <a href={setup.uri}>open it there</a>; or add the key below by hand.</div>
      <QrCode text={setup.uri} label="QR picture of the key for an authenticator app" />
      <Box component="p" data-testid="totp-secret" data-secret={setup.secret} sx={{ m: 0, fontFamily: "monospace", fontSize: "0.9375rem", overflowWrap: "anywhere" }}>{inFours(setup.secret)}<CopyButton text={setup.secret} label="the key" /></Box>
      <TextField label="Code the app shows now" size="small" autoComplete="one-time-code" value={code} onChange={(event) => { setCode(event.target.value); }} slotProps={{ htmlInput: { inputMode: "numeric", maxLength: 6 } }} />
    </FormDialog>
  );
}

/** Codes of an authenticator app as the second proof. */
export function CodesRow({ ways, onDone }: { readonly ways: WaysIn; readonly onDone: () => void }) {
  const proof = useProof();
  const [setup, setSetup] = useState<Setup | null>(null);
  const [recovery, setRecovery] = useState<readonly string[] | null>(null);
  const begin = () => { void proof.attempt(waysApi.beginCodes, setSetup); };
  const remove = () => {
    const done = () => { onDone(); };
    if (ways.hasPassword) proof.prove(waysApi.removeCodes, done);
    else void proof.attempt(waysApi.removeCodes, done);
  };
  const confirmed = (codes: readonly string[]) => {
    setSetup(null);
    setRecovery(codes);
    onDone();
  };
  const left = ways.recoveryCodes === 1 ? "1 recovery code" : `${String(ways.recoveryCodes)} recovery codes`;
  return (
    <WayRow
      testId="way-codes" name="Authenticator app"
      state={ways.hasCodes ? <><Box component="span" sx={{ color: "gain" }}>● on</Box>, a code is asked for after the password; {left} left</> : "○ off: the password alone is enough"}
      actions={<><Button size="small" disabled={proof.busy} onClick={begin}>{ways.hasCodes ? "Set up anew…" : "Set up…"}</Button>{ways.hasCodes && <Button size="small" color="inherit" disabled={proof.busy} onClick={remove}>Turn off</Button>}</>}
    >
      {proof.refusal !== null && <Alert severity="error" onClose={proof.clear} sx={{ mt: 1 }}>{proof.refusal}</Alert>}
      {recovery !== null && <RecoveryCodes codes={recovery} onClose={() => { setRecovery(null); }} />}
      {setup !== null && <SetupDialog setup={setup} onDone={confirmed} onClose={() => { setSetup(null); }} />}
      {proof.dialog}
    </WayRow>
  );
}
