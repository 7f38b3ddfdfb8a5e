import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useId, type ReactNode } from "react";

interface ConfirmDialogProps {
  readonly title: string;
  /** What will happen, and what will not. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly action: string;
  readonly busy?: boolean;
  readonly refusal?: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog({ title, children, action, busy = false, refusal = null, onConfirm, onClose }: ConfirmDialogProps) {
  const id = useId();
  return (
    <Dialog open onClose={onClose} maxWidth="xs" fullWidth aria-labelledby={id}>
      <DialogTitle id={id} sx={{ fontSize: "1rem", fontWeight: 600 }}>{title}</DialogTitle>
      <DialogContent sx={{ fontSize: "0.875rem", display: "grid", gap: 1.5 }}>
        <div>{children}</div>
        {refusal !== null && <Alert severity="error">{refusal}</Alert>}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="contained" disableElevation disabled={busy} onClick={onConfirm}>{action}</Button>
      </DialogActions>
    </Dialog>
  );
}
