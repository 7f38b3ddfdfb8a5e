import { useApolloClient } from "@apollo/client/react";
import { useCallback, useState } from "react";
import { newKey } from "../../shared/graphql/key";
import { problemOf, refusalOf } from "../../shared/graphql/problem";
import { AnnotateTransaction, DecideTransfer, EditTransaction, RetractAnnotation, type EditTransactionInput, type TransferDecision } from "./transactions.generated";
import type { TransactionLineOf } from "./types";

export type Edit = Omit<EditTransactionInput, "idempotencyKey" | "accountId" | "transactionId">;

export interface Notice {
  readonly text: string;
  readonly bad: boolean;
  /** Takes it back; null when there is nothing to take back. */
  readonly undo: (() => Promise<void>) | null;
}

interface Outcome {
  /** Why it was not made, or not all of it; null when it was. */
  readonly refusal: string | null;
  readonly undo: Notice["undo"];
}

const decisionWords: Record<TransferDecision, string> = { LINK: "Linked as one transfer", UNLINK: "Transfer separated", DISMISS: "Kept apart" };
const opposites: Record<TransferDecision, TransferDecision | null> = { LINK: "UNLINK", UNLINK: "LINK", DISMISS: null };

/** Changes one after the other. A refused one does not stop the rest, a lost connection does; what was made is told apart from what was not. */
async function oneByOne<T>(all: readonly T[], change: (one: T) => Promise<string | undefined>): Promise<{ readonly made: readonly T[]; readonly refusal: string | null }> {
  const made: T[] = [];
  let refusal: string | undefined;
  try {
    for (const one of all) {
      const words = await change(one);
      if (words === undefined) made.push(one);
      refusal ??= words;
    }
  } catch (error) {
    refusal ??= problemOf(error).message;
  }
  if (refusal === undefined) return { made, refusal: null };
  return { made, refusal: made.length === 0 ? refusal : `${String(made.length)} of ${String(all.length)} ${made.length === 1 ? "was" : "were"} changed. ${refusal}` };
}

/** The edit that takes another one back: it says again what that one changed. The ledger keeps both. */
export function restoring(row: TransactionLineOf, made: Edit): Edit {
  return {
    reason: "Taken back",
    exclude: row.status === "FAILED",
    ...(made.time == null ? {} : { time: row.time }),
    ...(made.kind == null ? {} : { kind: row.kind }),
    ...(made.legs == null ? {} : { legs: row.legs.map((leg, index) => ({ symbol: leg.code, amount: made.legs?.[index]?.amount == null ? null : leg.amount, role: leg.role })) }),
  };
}

export interface Pair {
  readonly leftAccountId: string;
  readonly leftTransactionId: string;
  readonly arrivedAccountId: string;
  readonly arrivedTransactionId: string;
}

/** A remark by its place in the chain of its account. */
export interface Remark {
  readonly accountId: string;
  readonly transactionId: string;
  readonly number: number;
}

/** Everything people add to the ledger from the page. Each change says what it did and, where it can, takes itself back. */
export function useLedgerChanges(onChanged: () => void) {
  const client = useApolloClient();
  const [notice, setNotice] = useState<Notice | null>(null);
  const [busy, setBusy] = useState(false);

  /** What came of a change; what it made may be taken back, also when not all of it was made. */
  const run = useCallback(async (work: () => Promise<Outcome>, text: string, onMade?: () => void): Promise<boolean> => {
    setBusy(true);
    try {
      const { refusal, undo } = await work();
      if (refusal === null) onMade?.();
      setNotice({ text: refusal ?? text, bad: refusal !== null, undo });
      return refusal === null;
    } finally {
      setBusy(false);
      onChanged();
    }
  }, [onChanged]);

  const edits = useCallback((rows: readonly TransactionLineOf[], of: (row: TransactionLineOf) => Edit) => oneByOne(rows, async (row) => {
    const { data } = await client.mutate({ mutation: EditTransaction, variables: { input: { idempotencyKey: newKey(), accountId: row.accountId, transactionId: row.id, ...of(row) } } });
    return refusalOf(data?.editTransaction.errors);
  }), [client]);

  const edit = useCallback((rows: readonly TransactionLineOf[], of: (row: TransactionLineOf) => Edit, text: string, onMade?: () => void) => run(async () => {
    const { made, refusal } = await edits(rows, of);
    const back = async () => ({ ...(await edits(made, (row) => restoring(row, of(row)))), undo: null });
    return { refusal, undo: made.length === 0 ? null : async () => { await run(back, "Taken back"); } };
  }, text, onMade), [run, edits]);

  const retracts = useCallback((remarks: readonly Remark[]) => oneByOne(remarks, async (remark) => {
    const { data } = await client.mutate({ mutation: RetractAnnotation, variables: { input: { idempotencyKey: newKey(), ...remark } } });
    return refusalOf(data?.retractAnnotation.errors);
  }), [client]);

  const retract = useCallback((remarks: readonly Remark[]) => run(async () => ({ ...(await retracts(remarks)), undo: null }), "Taken back"), [run, retracts]);

  const note = useCallback((rows: readonly TransactionLineOf[], words: string) => run(async () => {
    const remarks: Remark[] = [];
    const { refusal } = await oneByOne(rows, async (row) => {
      const of = { accountId: row.accountId, transactionId: row.id };
      const { data } = await client.mutate({ mutation: AnnotateTransaction, variables: { input: { idempotencyKey: newKey(), ...of, text: words } } });
      const number = data?.annotateTransaction.number ?? null;
      if (number !== null) remarks.push({ ...of, number });
      return refusalOf(data?.annotateTransaction.errors);
    });
    return { refusal, undo: remarks.length === 0 ? null : async () => { await retract(remarks); } };
  }, rows.length === 1 ? "Remark added" : `Remark added to ${String(rows.length)} transactions`), [run, client, retract]);

  const decideOnce = useCallback((pair: Pair, decision: TransferDecision, reason: string) => oneByOne([pair], async () => {
    const { data } = await client.mutate({ mutation: DecideTransfer, variables: { input: { idempotencyKey: newKey(), ...pair, decision, reason } } });
    return refusalOf(data?.decideTransfer.errors);
  }), [client]);

  const decide = useCallback((pair: Pair, decision: TransferDecision) => run(async () => {
    const { refusal } = await decideOnce(pair, decision, "Decided on the page");
    const opposite = opposites[decision];
    const back = async (other: TransferDecision) => ({ ...(await decideOnce(pair, other, "Taken back")), undo: null });
    return { refusal, undo: opposite === null || refusal !== null ? null : async () => { await run(() => back(opposite), "Taken back"); } };
  }, decisionWords[decision]), [run, decideOnce]);

  return { notice, busy, clear: useCallback(() => { setNotice(null); }, []), edit, note, retract, decide };
}

export type LedgerChanges = ReturnType<typeof useLedgerChanges>;
