import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useId, type ReactNode, type SyntheticEvent } from "react";

interface FormDialogProps {
  readonly title: string;
  readonly children: ReactNode;
  readonly action: string;
  /** Whether everything that is needed is there. */
  readonly ready?: boolean;
  readonly busy: boolean;
  readonly refusal: string | null;
  readonly wide?: boolean;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
}

/** Fields, one button, and one sentence when it was refused. */
export function FormDialog({ title, children, action, ready = true, busy, refusal, wide = false, onSubmit, onClose }: FormDialogProps) {
  const id = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Dialog open onClose={onClose} maxWidth={wide ? "sm" : "xs"} fullWidth aria-labelledby={id}>
      <form onSubmit={submit} autoComplete="off">
        <DialogTitle id={id} sx={{ fontSize: "1rem", fontWeight: 600 }}>{title}</DialogTitle>
        <DialogContent sx={{ display: "grid", gap: 1.75, pt: "6px !important", fontSize: "0.875rem" }}>
          {children}
          {refusal !== null && <Alert severity="error">{refusal}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disableElevation disabled={!ready || busy}>{action}</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
