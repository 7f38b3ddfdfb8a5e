import TextField from "@mui/material/TextField";
import { useCallback, useState, type ReactNode } from "react";
import { FormDialog } from "../../../shared/ui/FormDialog";
import type { Outcome } from "./api";

type Work<T> = (password: string | null) => Promise<Outcome<T>>;

interface Asked {
  readonly work: Work<unknown>;
  readonly then: (value: unknown) => void;
}

export interface Proof {
  /** Does what changes how one signs in; when the server asks to prove it again, the password is asked for and it is done then. */
  readonly attempt: <T>(work: Work<T>, then: (value: T) => void) => Promise<void>;
  /** The same where the server always wants the password: it is asked for first. */
  readonly prove: <T>(work: Work<T>, then: (value: T) => void) => void;
  readonly busy: boolean;
  /** Why it was not done; null while nothing went wrong. */
  readonly refusal: string | null;
  readonly clear: () => void;
  readonly dialog: ReactNode;
}

/** Asks for the password again where the server wants it again. */
export function useProof(): Proof {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const prove = useCallback(<T,>(work: Work<T>, then: (value: T) => void) => {
    setPassword("");
    setRefusal(null);
    setAsked({ work, then: then as (value: unknown) => void });
  }, []);
  const attempt = useCallback(async <T,>(work: Work<T>, then: (value: T) => void) => {
    setBusy(true);
    setRefusal(null);
    const outcome = await work(null);
    setBusy(false);
    if (outcome.ok) then(outcome.value);
    else if (outcome.code === "PROVE_AGAIN") prove(work, then);
    else setRefusal(outcome.message);
  }, [prove]);
  const close = () => { setAsked(null); setRefusal(null); };
  const again = async () => {
    if (asked === null) return;
    setBusy(true);
    const outcome = await asked.work(password);
    setBusy(false);
    if (!outcome.ok) {
      setRefusal(outcome.message);
      return;
    }
    close();
    asked.then(outcome.value);
  };
  const dialog = asked === null ? null : (
    <FormDialog title="Is it you?" action="Continue" busy={busy} refusal={refusal} ready={password !== ""} onSubmit={() => { void again(); }} onClose={close}>
      <div>This changes how you sign in, so show your password again.</div>
      <TextField label="Password" type="password" size="small" autoComplete="current-password" value={password} onChange={(event) => { setPassword(event.target.value); }} fullWidth />
    </FormDialog>
  );
  return { attempt, prove, busy, refusal: asked === null ? refusal : null, clear: useCallback(() => { setRefusal(null); }, []), dialog };
}
