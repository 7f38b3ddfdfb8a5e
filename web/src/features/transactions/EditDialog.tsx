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
import { toDecimal } from "../../shared/decimal/decimal";
import { useDraft } from "../../shared/session/drafts";
import { allKinds, kindNames } from "./filter";
import type { TransactionKind } from "./transactions.generated";
import type { TransactionLineOf } from "./types";
import type { Edit } from "./useLedgerChanges";

interface Draft {
  readonly kind: TransactionKind;
  readonly time: string;
  readonly amounts: readonly string[];
  readonly reason: string;
}

/** The edit a draft means: only what was changed; null when an amount is no number. */
export function editOf(row: TransactionLineOf, draft: Draft): Edit | null {
  const amounts = draft.amounts.map((text) => toDecimal(text.trim()));
  if (amounts.some((amount) => amount === null) || Number.isNaN(Date.parse(draft.time))) return null;
  const changed = row.legs.some((leg, index) => leg.amount !== amounts[index]);
  const legs = row.legs.flatMap((leg, index) => (amounts[index] == null ? [] : [{ symbol: leg.code, amount: amounts[index], role: leg.role }]));
  return {
    reason: draft.reason.trim(), exclude: row.status === "FAILED",
    ...(draft.kind === row.kind ? {} : { kind: draft.kind }), ...(draft.time === row.time ? {} : { time: new Date(draft.time).toISOString() }), ...(changed ? { legs } : {}),
  };
}

interface EditDialogProps {
  readonly row: TransactionLineOf;
  readonly onSave: (edit: Edit) => void;
  readonly onClose: () => void;
}

/** A person's version over the source's: the source's stays in the ledger, and the edit can be taken back. */
export function EditDialog({ row, onSave, onClose }: EditDialogProps) {
  const [draft, setDraft] = useDraft<Draft>(`edit ${row.id}`, { kind: row.kind, time: row.time, amounts: row.legs.map((leg) => leg.amount), reason: "" });
  const edit = editOf(row, draft);
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
              <TextField {...field} key={`${leg.code}${String(index)}`} label={`${leg.code} (${leg.role.toLowerCase()})`} value={draft.amounts[index] ?? ""} error={toDecimal((draft.amounts[index] ?? "").trim()) === null}
                onChange={(event) => { setDraft({ ...draft, amounts: draft.amounts.map((text, at) => (at === index ? event.target.value : text)) }); }} />
            ))}
          </Box>
          <TextField {...field} required label="Why" value={draft.reason} onChange={(event) => { setDraft({ ...draft, reason: event.target.value }); }} helperText="For whoever reads it later." />
          {edit === null && <Alert severity="warning">An amount or the time is not written as a number or an instant.</Alert>}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disableElevation disabled={edit === null || draft.reason.trim() === ""}>Save</Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
