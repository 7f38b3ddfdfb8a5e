import Alert from "@mui/material/Alert";
import Button from "@mui/material/Button";
import Portal from "@mui/material/Portal";
import Snackbar from "@mui/material/Snackbar";
import Typography from "@mui/material/Typography";
import { useCallback, useEffect, useMemo } from "react";
import { flushSync } from "react-dom";
import { formatCount } from "../../shared/decimal/format";
import { useScope } from "../../shared/portfolio/scope";
import { useParameter, useSearch } from "../../shared/route/route";
import { useDraft } from "../../shared/session/drafts";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty, Unfinished } from "../../shared/ui/States";
import { BulkBar } from "./BulkBar";
import { EditDialog } from "./EditDialog";
import { FilterBar } from "./FilterBar";
import { isFiltered, readFilter } from "./filter";
import { TransactionDetail } from "./TransactionDetail";
import { TransactionTable } from "./TransactionTable";
import type { TransactionLineOf } from "./types";
import { useLedgerChanges, type Edit } from "./useLedgerChanges";
import { useNames, useTransactions } from "./useTransactions";

/** The ledger: every transaction of the portfolio, filtered by the address, with its origin and its proof. */
export function TransactionsPage() {
  const { id } = useScope();
  const search = useSearch();
  const filter = useMemo(() => readFilter(search), [search]);
  const names = useNames();
  const { rows, more, error, isCutShort, next, again } = useTransactions(id, filter);
  const changes = useLedgerChanges(again);
  const [marked, setMarked] = useDraft<ReadonlySet<string>>("marked transactions", new Set<string>());
  const [opened, open] = useParameter("tx");
  const [editing, setEditing] = useDraft("transaction is edited", false);
  const mark = useCallback((one: string) => { const after = new Set(marked); if (!after.delete(one)) after.add(one); setMarked(after); }, [marked, setMarked]);
  const chosen = useMemo(() => (rows ?? []).filter((row) => marked.has(row.id)), [rows, marked]);
  const detail = rows?.find((row) => row.id === opened);
  // A link may name one that is further down: pages are read until it is there, a few thousand rows at most.
  const seeking = opened !== null && detail === undefined && more && (rows?.length ?? 0) < 5000;
  useEffect(() => { if (seeking) next(); }, [seeking, rows, next]);
  const close = () => { open(null); setEditing(false); };
  // A refused edit stays open with what was typed. A made one is closed before it is told: a dialog that closes hides from those who listen what came to stand beside it.
  const save = (row: TransactionLineOf, edit: Edit) => changes.edit([row], () => edit, "Saved: your version holds", () => { flushSync(() => { setEditing(false); }); });
  const count = <Typography variant="body2" color="textSecondary" aria-live="polite" data-testid="transaction-count">{rows === undefined ? "" : `${formatCount(rows.length)}${more ? " loaded, more below" : ""}`}</Typography>;
  return (
    <Panel title="Transactions" aside={count} flush>
      {isCutShort && <Unfinished onRetry={next}>More could not be loaded</Unfinished>}
      <FilterBar filter={filter} names={names} />
      {chosen.length > 0 && <BulkBar rows={chosen} changes={changes} onDone={() => { setMarked(new Set()); }} />}
      <Answer data={rows} error={error} onRetry={again} rows={12}>
        {(all) => all.length === 0
          ? <Empty>{isFiltered(filter) ? "No transaction matches the filter." : "No transaction yet. They appear as soon as an account has imported its history."}</Empty>
          : <TransactionTable rows={all} names={names} more={more} onNext={next} marked={marked} onMark={mark} onOpen={open} />}
      </Answer>
      {detail !== undefined && <TransactionDetail row={detail} portfolio={id ?? ""} names={names} changes={changes} onEdit={() => { setEditing(true); }} onClose={close} />}
      {detail !== undefined && editing && <EditDialog row={detail} onClose={() => { setEditing(false); }} busy={changes.busy} onSave={(edit) => { void save(detail, edit); }} />}
      {/* Beside what is open over the page, not behind it: it is read out and clicked there, too. */}
      <Portal>
        <Snackbar open={changes.notice !== null} autoHideDuration={12_000} onClose={(_, why) => { if (why !== "clickaway") changes.clear(); }}>
          <Alert severity={changes.notice?.bad === true ? "error" : "success"} variant="filled" action={changes.notice?.undo == null ? undefined : <Button color="inherit" size="small" onClick={() => { void changes.notice?.undo?.(); }}>Undo</Button>}>
            {changes.notice?.text}
          </Alert>
        </Snackbar>
      </Portal>
    </Panel>
  );
}
