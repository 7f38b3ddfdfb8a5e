import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import { useId, type ReactNode } from "react";
import { CopyButton } from "../../shared/ui/CopyButton";
import { Facts } from "../../shared/ui/Facts";

interface OnceDialogProps {
  readonly title: string;
  readonly values: readonly (readonly [name: string, value: string])[];
  readonly children: ReactNode;
  readonly onClose: () => void;
}

/** Values that are shown this once: it closes by its button alone, not by a click beside it. */
export function OnceDialog({ title, values, children, onClose }: OnceDialogProps) {
  const id = useId();
  return (
    <Dialog open maxWidth="sm" fullWidth aria-labelledby={id}>
      <DialogTitle id={id} sx={{ fontSize: "1rem", fontWeight: 600 }}>{title}</DialogTitle>
      <DialogContent sx={{ fontSize: "0.875rem", display: "grid", gap: 2 }}>
        <div>{children}</div>
        <Facts facts={values.map(([name, value]) => [name, <span key={name}><code data-testid="once">{value}</code><CopyButton text={value} label={name} /></span>] as const)} />
      </DialogContent>
      <DialogActions><Button variant="contained" disableElevation onClick={onClose}>I have it</Button></DialogActions>
    </Dialog>
  );
}
