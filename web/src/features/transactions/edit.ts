import { howToType, readTyped } from "../../shared/decimal/typed";
import type { TransactionKind } from "./transactions.generated";
import type { TransactionLineOf } from "./types";
import type { Edit } from "./useLedgerChanges";

/** What is typed into the editor of a transaction. */
export interface Draft {
  readonly kind: TransactionKind;
  readonly time: string;
  readonly amounts: readonly string[];
  readonly reason: string;
}

/** What is wrong with a draft, in the words of its form; null while it can be sent. Amounts that were not touched are the source's and may be longer. */
export function faultOf(row: TransactionLineOf, draft: Draft): string | null {
  if (Number.isNaN(Date.parse(draft.time))) return "The time is not written as an instant, like 2026-01-31T14:03:07Z.";
  const isChanged = row.legs.some((leg, index) => leg.amount !== draft.amounts[index]?.trim());
  const wrong = row.legs.filter((_, index) => readTyped(draft.amounts[index] ?? "") === null).map((leg) => leg.code);
  return isChanged && wrong.length > 0 ? `The amount of ${wrong.join(", ")} cannot be kept exactly as it stands. ${howToType}` : null;
}

/** The edit a draft means: only what was changed; null when something is wrong with it. */
export function editOf(row: TransactionLineOf, draft: Draft): Edit | null {
  if (faultOf(row, draft) !== null) return null;
  const amounts = draft.amounts.map(readTyped);
  const isChanged = row.legs.some((leg, index) => leg.amount !== draft.amounts[index]?.trim());
  const legs = row.legs.flatMap((leg, index) => (amounts[index] == null ? [] : [{ symbol: leg.code, amount: amounts[index], role: leg.role }]));
  return {
    reason: draft.reason.trim(), exclude: row.status === "FAILED",
    ...(draft.kind === row.kind ? {} : { kind: draft.kind }), ...(draft.time === row.time ? {} : { time: new Date(draft.time).toISOString() }), ...(isChanged ? { legs } : {}),
  };
}
