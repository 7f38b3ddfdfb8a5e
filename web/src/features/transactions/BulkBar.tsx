import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Menu from "@mui/material/Menu";
import MenuItem from "@mui/material/MenuItem";
import Typography from "@mui/material/Typography";
import { useState } from "react";
import { useDraft } from "../../shared/session/drafts";
import { allKinds, kindNames } from "./filter";
import { transferPair } from "./legs";
import { RemarkDialog } from "./RemarkDialog";
import type { TransactionKind } from "./transactions.generated";
import type { TransactionLineOf } from "./types";
import type { LedgerChanges } from "./useLedgerChanges";

interface BulkBarProps {
  readonly rows: readonly TransactionLineOf[];
  readonly changes: LedgerChanges;
  readonly onDone: () => void;
}

/** What can be done with all marked transactions at once. */
export function BulkBar({ rows, changes, onDone }: BulkBarProps) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [remarking, setRemarking] = useDraft("marked are remarked on", false);
  const pair = transferPair(rows);
  const count = rows.length === 1 ? "1 transaction" : `${String(rows.length)} transactions`;
  const then = (work: Promise<boolean>) => { void work.then((done) => { if (done) onDone(); }); };
  const choose = (kind: TransactionKind) => {
    setAnchor(null);
    then(changes.edit(rows, (row) => ({ reason: `Is a ${kindNames[kind].toLowerCase()}`, kind, exclude: row.status === "FAILED" }), `${count}: now ${kindNames[kind].toLowerCase()}`));
  };
  const link = () => {
    if (pair === null) return;
    then(changes.decide({ leftAccountId: pair.left.accountId, leftTransactionId: pair.left.id, arrivedAccountId: pair.arrived.accountId, arrivedTransactionId: pair.arrived.id }, "LINK"));
  };
  return (
    <Box role="toolbar" aria-label="Marked transactions" sx={{ display: "flex", alignItems: "center", gap: 1, flexWrap: "wrap", px: 2, py: 0.5, bgcolor: "action.selected" }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>{count} marked</Typography>
      <Button size="small" disabled={changes.busy} onClick={() => { then(changes.edit(rows, () => ({ reason: "Does not count", exclude: true }), `${count} excluded`)); }}>Exclude</Button>
      <Button size="small" disabled={changes.busy} aria-haspopup="menu" onClick={(event) => { setAnchor(event.currentTarget); }}>Change kind…</Button>
      <Button size="small" disabled={changes.busy} onClick={() => { setRemarking(true); }}>Add a remark…</Button>
      <Button size="small" disabled={pair === null || changes.busy} title="Mark one withdrawal and one deposit of the same asset" onClick={link}>Link as transfer</Button>
      <Button size="small" color="inherit" onClick={onDone}>Unmark</Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => { setAnchor(null); }}>
        {allKinds.map((kind) => <MenuItem key={kind} dense onClick={() => { choose(kind); }}>{kindNames[kind]}</MenuItem>)}
      </Menu>
      {remarking && <RemarkDialog count={count} busy={changes.busy} onSave={(text) => { then(changes.note(rows, text)); }} onClose={() => { setRemarking(false); }} />}
    </Box>
  );
}
