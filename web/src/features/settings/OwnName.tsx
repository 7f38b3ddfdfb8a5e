import Button from "@mui/material/Button";
import TextField from "@mui/material/TextField";
import { useState } from "react";
import { useDraft } from "../../shared/session/drafts";
import { FormDialog } from "../../shared/ui/FormDialog";
import { waysApi } from "./security/api";

interface OwnNameProps {
  readonly name: string;
  /** Whether the viewer is a member, who has a name of their own. */
  readonly mayChange: boolean;
  readonly onChanged: () => void;
}

function NameDialog({ name, onDone, onClose }: { readonly name: string; readonly onDone: () => void; readonly onClose: () => void }) {
  const [next, setNext] = useDraft("own name", name);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const send = async () => {
    setBusy(true);
    const outcome = await waysApi.changeName(next);
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.message);
  };
  return (
    <FormDialog title="Change your name" action="Keep" busy={busy} refusal={refusal} ready={next.trim() !== "" && next.trim() !== name} onSubmit={() => { void send(); }} onClose={onClose}>
      <TextField label="Name" size="small" autoComplete="name" value={next} onChange={(event) => { setNext(event.target.value); }} helperText="What you change from now on is recorded under it, in this organisation. What is recorded already keeps the name of its time." />
    </FormDialog>
  );
}

/** The name the viewer's changes are recorded under, and another one. */
export function OwnName({ name, mayChange, onChanged }: OwnNameProps) {
  const [open, setOpen] = useDraft("own name open", false);
  const done = () => {
    setOpen(false);
    onChanged();
  };
  return (
    <span data-testid="own-name">
      {name}
      {mayChange && <Button size="small" aria-label="Change your name" sx={{ ml: 1, py: 0 }} onClick={() => { setOpen(true); }}>Change…</Button>}
      {open && <NameDialog name={name} onDone={done} onClose={() => { setOpen(false); }} />}
    </span>
  );
}
