import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useDraft } from "../../shared/session/drafts";

interface ReasonDialogProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  /** Does it; tells what is wrong, or nothing when it is done. */
  readonly onDo: (reason: string) => Promise<string | undefined>;
  readonly onClose: () => void;
}

/** A change that is kept with its reason. */
export function ReasonDialog({ title, text, action, onDo, onClose }: ReasonDialogProps) {
  const [reason, setReason] = useDraft(`reason ${title}`, "");
  const [problem, setProblem] = useState<string | undefined>();
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const wrong = await onDo(reason).catch((error: unknown) => (error instanceof Error ? error.message : "The server does not answer."));
    setBusy(false);
    setProblem(wrong);
    if (wrong === undefined) onClose();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="tax-reason">
      <DialogTitle id="tax-reason">{title}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.5 }}>
        <Typography variant="body2">{text}</Typography>
        <TextField label="Why, for whoever reads it later" size="small" value={reason} onChange={(event) => { setReason(event.target.value); }} />
        {problem !== undefined && <Typography variant="body2" role="alert" sx={{ color: "warn" }}>{problem}</Typography>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disabled={reason.trim() === "" || busy} onClick={() => void send()}>{action}</Button>
      </DialogActions>
    </Dialog>
  );
}
