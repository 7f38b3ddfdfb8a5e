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

/** A sentence about transactions. */
export function RemarkDialog({ count, busy, onSave, onClose }: RemarkDialogProps) {
  const [text, setText] = useDraft("remark", "");
  return (
    <FormDialog title={`Remark on ${count}`} action="Add" ready={text.trim() !== ""} busy={busy} refusal={null} onSubmit={() => { onSave(text.trim()); }} onClose={onClose}>
      <TextField size="small" multiline minRows={2} label="Remark" value={text} onChange={(event) => { setText(event.target.value); }} helperText="It stands in the ledger with your name. You can take it back; the ledger keeps that, too." />
    </FormDialog>
  );
}
