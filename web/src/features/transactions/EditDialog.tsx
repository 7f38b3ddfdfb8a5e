import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { type SyntheticEvent } from "react";
import { readTyped } from "../../shared/decimal/typed";
import { useDraft } from "../../shared/session/drafts";
import { editOf, faultOf, type Draft } from "./edit";
import { allKinds, kindNames } from "./filter";
import type { TransactionKind } from "./transactions.generated";
import type { TransactionLineOf } from "./types";
import type { Edit } from "./useLedgerChanges";

interface EditDialogProps {
  readonly row: TransactionLineOf;
  readonly busy: boolean;
  readonly onSave: (edit: Edit) => void;
  readonly onClose: () => void;
}

/** A person's version over the source's: the source's stays in the ledger, and the edit can be taken back. */
export function EditDialog({ row, busy, onSave, onClose }: EditDialogProps) {
  const [draft, setDraft] = useDraft<Draft>(`edit ${row.id}`, { kind: row.kind, time: row.time, amounts: row.legs.map((leg) => leg.amount), reason: "" });
  const edit = editOf(row, draft);
  const fault = faultOf(row, draft);
  const field = { size: "small", fullWidth: true, margin: "dense" } as const;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (edit !== null) onSave(edit);
  };
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth aria-labelledby="edit-title">
      <form onSubmit={submit}>
        <DialogTitle id="edit-title" sx={{ fontSize: "1rem", fontWeight: 600 }}>Edit the transaction</DialogTitle>
        <DialogContent>
          <Typography variant="body2" color="textSecondary">Your version holds instead of the source's. What the source told stays in the ledger, and you can take this back.</Typography>
          <TextField {...field} select label="Kind" value={draft.kind} onChange={(event) => { setDraft({ ...draft, kind: event.target.value as TransactionKind }); }}>
            {allKinds.map((kind) => <MenuItem key={kind} value={kind} dense>{kindNames[kind]}</MenuItem>)}
          </TextField>
          <TextField {...field} label="Time (UTC)" value={draft.time} error={Number.isNaN(Date.parse(draft.time))} onChange={(event) => { setDraft({ ...draft, time: event.target.value }); }} />
          <Box sx={{ display: "grid", gridTemplateColumns: "1fr 1fr", columnGap: 1 }}>
            {row.legs.map((leg, index) => (
              <TextField {...field} key={`${leg.code}${String(index)}`} label={`${leg.code} (${leg.role.toLowerCase()})`} value={draft.amounts[index] ?? ""} error={draft.amounts[index] !== leg.amount && readTyped(draft.amounts[index] ?? "") === null}
                onChange={(event) => { setDraft({ ...draft, amounts: draft.amounts.map((text, at) => (at === index ? event.target.value : text)) }); }} />
            ))}
          </Box>
          <TextField {...field} required label="Why" value={draft.reason} onChange={(event) => { setDraft({ ...draft, reason: event.target.value }); }} helperText="For whoever reads it later." />
          {fault !== null && <Alert severity="warning">{fault}</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disableElevation disabled={busy || edit === null || draft.reason.trim() === ""}>Save</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
