import { useApolloClient } from "@apollo/client/react";
import { useCallback, useState } from "react";
import { newKey } from "../../shared/graphql/key";
import { problemOf, refusalOf } from "../../shared/graphql/problem";
import { AnnotateTransaction, DecideTransfer, EditTransaction, type EditTransactionInput, type TransferDecision } from "./transactions.generated";
import type { TransactionLineOf } from "./types";

export type Edit = Omit<EditTransactionInput, "idempotencyKey" | "accountId" | "transactionId">;

export interface Notice {
  readonly text: string;
  readonly bad: boolean;
  /** Takes it back; null when there is nothing to take back. */
  readonly undo: (() => Promise<void>) | null;
}

const refused = (errors: Parameters<typeof refusalOf>[0]): readonly string[] => {
  const words = refusalOf(errors);
  return words === undefined ? [] : [words];
};

/** The edit that takes another one back: it says again what that one changed. The ledger keeps both. */
export function restoring(row: TransactionLineOf, made: Edit): Edit {
  return {
    reason: "Taken back",
    exclude: row.status === "FAILED",
    ...(made.time == null ? {} : { time: row.time }),
    ...(made.kind == null ? {} : { kind: row.kind }),
    ...(made.legs == null ? {} : { legs: row.legs.map((leg) => ({ symbol: leg.code, amount: leg.amount, role: leg.role })) }),
  };
}

export interface Pair {
  readonly leftAccountId: string;
  readonly leftTransactionId: string;
  readonly arrivedAccountId: string;
  readonly arrivedTransactionId: string;
}

/** Everything people add to the ledger from the page. Each change says what it did and, where it can, takes itself back. */
export function useLedgerChanges(onChanged: () => void) {
  const client = useApolloClient();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState(false);

  const run = useCallback(async (work: () => Promise<readonly string[]>, text: string, undo: (() => Promise<void>) | null): Promise<boolean> => {
    setBusy(true);
    try {
      const refusals = await work();
      setNotice(refusals.length === 0 ? { text, bad: false, undo } : { text: refusals[0] ?? "", bad: true, undo: null });
      return refusals.length === 0;
    } catch (error) {
      setNotice({ text: problemOf(error).message, bad: true, undo: null });
      return false;
    } finally {
      setBusy(false);
      onChanged();
    }
  }, [onChanged]);

  const edits = useCallback(async (rows: readonly TransactionLineOf[], of: (row: TransactionLineOf) => Edit): Promise<readonly string[]> => {
    const refusals: string[] = [];
    for (const row of rows) {
      const { data } = await client.mutate({ mutation: EditTransaction, variables: { input: { idempotencyKey: newKey(), accountId: row.accountId, transactionId: row.id, ...of(row) } } });
      refusals.push(...refused(data?.editTransaction.errors));
    }
    return refusals;
  }, [client]);

  const edit = useCallback((rows: readonly TransactionLineOf[], of: (row: TransactionLineOf) => Edit, text: string) =>
    run(() => edits(rows, of), text, async () => { await run(() => edits(rows, (row) => restoring(row, of(row))), "Taken back", null); }), [run, edits]);

  const note = useCallback((rows: readonly TransactionLineOf[], words: string) => run(async () => {
    const refusals: string[] = [];
    for (const row of rows) {
      const { data } = await client.mutate({ mutation: AnnotateTransaction, variables: { input: { idempotencyKey: newKey(), accountId: row.accountId, transactionId: row.id, text: words } } });
      refusals.push(...refused(data?.annotateTransaction.errors));
    }
    return refusals;
  }, rows.length === 1 ? "Remark added" : `Remark added to ${String(rows.length)} transactions`, null), [run, client]);

  const decideOnce = useCallback(async (pair: Pair, decision: TransferDecision, reason: string) => {
    const { data } = await client.mutate({ mutation: DecideTransfer, variables: { input: { idempotencyKey: newKey(), ...pair, decision, reason } } });
    return refused(data?.decideTransfer.errors);
  }, [client]);

  const decide = useCallback((pair: Pair, decision: TransferDecision) => {
    const words: Record<TransferDecision, string> = { LINK: "Linked as one transfer", UNLINK: "Transfer separated", DISMISS: "Kept apart" };
    const back: Record<TransferDecision, TransferDecision | null> = { LINK: "UNLINK", UNLINK: "LINK", DISMISS: null };
    const opposite = back[decision];
    const undo = opposite === null ? null : async () => { await run(() => decideOnce(pair, opposite, "Taken back"), "Taken back", null); };
    return run(() => decideOnce(pair, decision, "Decided on the page"), words[decision], undo);
  }, [run, decideOnce]);

  return { notice, busy, clear: useCallback(() => { setNotice(null); }, []), edit, note, decide };
}

export type LedgerChanges = ReturnType<typeof useLedgerChanges>;
