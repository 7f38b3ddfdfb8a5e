import TextField from "@mui/material/TextField";
import { useDraft } from "../../shared/session/drafts";
import { FormDialog } from "../../shared/ui/FormDialog";

interface RemarkDialogProps {
  /** `2 transactions`. */
  readonly count: string;
  readonly busy: boolean;
  readonly onSave: (text: string) => void;
  readonly onClose: () => void;
}

/** A sentence that stays with transactions. */
export function RemarkDialog({ count, busy, onSave, onClose }: RemarkDialogProps) {
  const [text, setText] = useDraft("remark", "");
  return (
    <FormDialog title={`Remark on ${count}`} action="Add" ready={text.trim() !== ""} busy={busy} refusal={null} onSubmit={() => { onSave(text.trim()); }} onClose={onClose}>
      <TextField size="small" multiline minRows={2} label="Remark" value={text} onChange={(event) => { setText(event.target.value); }} helperText="A remark stays in the ledger, with your name; a later one can correct it." />
    </FormDialog>
  );
}
