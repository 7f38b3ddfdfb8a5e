import { stateText, type Account } from "../accounts/account";
import type { Issue } from "../reconciliation/issue";
import type { Position } from "../positions/position";
import { compare, round, signOf, type Decimal } from "../../shared/decimal/decimal";
import { groupBy } from "../../shared/group";
import { venueName } from "../../shared/venue";
import { magnitude, multiply } from "../../shared/decimal/arithmetic";
import { exactStyle, formatCount, formatDecimal } from "../../shared/decimal/format";
import type { ProblemListData } from "./problems.generated";

/** What is at stake, the worst first. */
export const weights = ["account", "difference", "price", "transfer", "record"] as const;
export type Weight = (typeof weights)[number];

/** Something that needs a person, with its fix. */
export interface Task {
  readonly key: string;
  readonly weight: Weight;
  readonly title: string;
  readonly detail: string;
  /** What to do, in words. */
  readonly fix: string;
  /** Where it is done. */
  readonly to: { readonly path: string; readonly parameters: Readonly<Record<string, string>>; readonly label: string } | null;
  /** About how much it costs to leave it, in the portfolio's currency; null is unknown. */
  readonly cost: Decimal | null;
  readonly since: number | null;
  readonly transfer: ProblemListData["transferSuggestions"]["nodes"][number] | null;
}

export interface Sources {
  readonly accounts: readonly Account[];
  readonly issues: readonly Issue[];
  readonly positions: readonly Position[];
  readonly list: ProblemListData | undefined;
}

/** Records whose fix is known. */
const fixes: Readonly<Record<string, string>> = {
  "older-needs-file": "Export the older history as a file at the venue and import it, if you need it.",
  "announced-missing": "The venue told of these fills and does not list them. They are booked as soon as it does; look there whether they stand.",
};

function ofAccount(account: Account): readonly Task[] {
  const state = stateText(account.state);
  if (state.tone !== "bad") return [];
  return [{
    key: `account:${account.key}`, weight: "account", title: `${account.name}: ${state.label.toLowerCase()}`, detail: "Its balances are the last known, nothing new arrives.", fix: account.advice ?? state.advice ?? "Look at the account.",
    to: { path: "/accounts", parameters: {}, label: "Open accounts" }, cost: null, since: account.lastSync, transfer: null,
  }];
}

function ofIssue(issue: Issue, positions: readonly Position[]): Task {
  const price = positions.find((one) => one.symbol.toUpperCase() === issue.symbol.toUpperCase())?.price ?? null;
  const gap = issue.difference;
  const cost = gap === null || price === null ? null : round(magnitude(multiply(gap, price)), 2);
  return {
    key: `issue:${issue.key}`, weight: "difference", title: `${issue.symbol.toUpperCase()} at ${venueName(issue.venue)}: ledger and venue differ`, cost, since: issue.since, transfer: null,
    detail: gap === null ? (issue.detail ?? "") : `The venue has ${formatDecimal(magnitude(gap), exactStyle)} ${signOf(gap) > 0 ? "more" : "less"} than the ledger. ${issue.detail ?? ""}`.trim(),
    fix: issue.firstBadEntry === null ? "Import the missing history, or correct the transaction that is wrong." : "Look at the first transaction that does not fit, and correct it or add what is missing.",
    to: { path: "/transactions", parameters: { account: issue.account, ...(issue.firstBadEntry === null ? {} : { tx: issue.firstBadEntry }) }, label: "Open its transactions" },
  };
}

function ofPosition(position: Position): readonly Task[] {
  if (position.price !== null || position.quantity === null || signOf(position.quantity) === 0) return [];
  return [{
    key: `price:${position.key}`, weight: "price", title: `${position.symbol} has no price`, detail: `${formatDecimal(position.quantity, exactStyle)} of it are not in the total.`, fix: "Nothing to do if it is worthless; otherwise connect a venue that quotes it.",
    to: { path: "/positions", parameters: { q: position.symbol }, label: "Open positions" }, cost: position.cost === null || signOf(position.cost) === 0 ? null : position.cost, since: null, transfer: null,
  }];
}

/** Everything that needs a person: by what is at stake, then by what it costs, then the oldest. */
export function tasks({ accounts, issues, positions, list }: Sources): readonly Task[] {
  const names = new Map((list?.accounts.nodes ?? []).map((one) => [one.id, one.name]));
  const name = (id: string) => names.get(id) ?? "an account";
  const transfers = (list?.transferSuggestions.nodes ?? []).map<Task>((one) => ({
    key: `transfer:${one.leftTransactionId}:${one.arrivedTransactionId}`, weight: "transfer", title: `A transfer from ${name(one.leftAccountId)} to ${name(one.arrivedAccountId)}?`, detail: one.reason,
    fix: "Linked, it is no disposal and keeps its cost; apart, it is a withdrawal and a deposit.", to: { path: "/transactions", parameters: { account: one.leftAccountId, tx: one.leftTransactionId }, label: "Look at it" }, cost: null, since: null, transfer: one,
  }));
  const grouped = groupBy(list?.problems.nodes ?? [], (one) => `${one.accountId}:${one.code}`);
  const records = [...grouped.values()].flatMap<Task>((all) => {
    const first = all[0];
    if (first === undefined) return [];
    return [{
      key: `record:${first.accountId}:${first.code}`, weight: "record", title: `${name(first.accountId)}: ${first.code.replaceAll(/[-_]/g, " ").toLowerCase()}${all.length === 1 ? "" : `, ${formatCount(all.length)} times`}`, detail: first.detail,
      fix: fixes[first.code.toLowerCase().replaceAll("_", "-")] ?? "The record is kept raw and set aside; everything else was imported. Look at it at the venue, and correct it here if it matters.", to: { path: "/transactions", parameters: { account: first.accountId }, label: "Open its transactions" },
      cost: null, since: Math.min(...all.map((one) => Date.parse(one.foundAt))), transfer: null,
    }];
  });
  const all = [...accounts.flatMap(ofAccount), ...issues.map((issue) => ofIssue(issue, positions)), ...positions.flatMap(ofPosition), ...transfers, ...records];
  const byCost = (a: Task, b: Task) => (a.cost === null || b.cost === null ? Number(a.cost === null) - Number(b.cost === null) : compare(b.cost, a.cost));
  return all.sort((a, b) => weights.indexOf(a.weight) - weights.indexOf(b.weight) || byCost(a, b) || (a.since ?? Infinity) - (b.since ?? Infinity) || a.key.localeCompare(b.key));
}
