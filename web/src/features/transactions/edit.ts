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

/** An amount that was not touched is the source's, however many digits it has. */
const isChanged = (row: TransactionLineOf, draft: Draft, index: number) => row.legs[index]?.amount !== draft.amounts[index]?.trim();

/** What is wrong with a draft, in the words of its form; null while it can be sent. */
export function faultOf(row: TransactionLineOf, draft: Draft): string | null {
  if (Number.isNaN(Date.parse(draft.time))) return "The time is not written as an instant, like 2026-01-31T14:03:07Z.";
  const wrong = row.legs.filter((_, index) => isChanged(row, draft, index) && readTyped(draft.amounts[index] ?? "") === null).map((leg) => leg.code);
  return wrong.length > 0 ? `The amount of ${wrong.join(", ")} cannot be kept exactly as it stands. ${howToType}` : null;
}

/** The edit a draft means: only what was changed; null when something is wrong with it. */
export function editOf(row: TransactionLineOf, draft: Draft): Edit | null {
  if (faultOf(row, draft) !== null) return null;
  const amounts = draft.amounts.map((text, index) => (isChanged(row, draft, index) ? readTyped(text) : null));
  const legs = row.legs.map((leg, index) => ({ symbol: leg.code, amount: amounts[index] ?? null, role: leg.role }));
  return {
    reason: draft.reason.trim(), exclude: row.status === "FAILED",
    ...(draft.kind === row.kind ? {} : { kind: draft.kind }), ...(draft.time === row.time ? {} : { time: new Date(draft.time).toISOString() }), ...(amounts.some((one) => one !== null) ? { legs } : {}),
  };
}
