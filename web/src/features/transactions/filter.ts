import { startOfDay } from "../../shared/settings/day";
import type { TransactionFilterInput, TransactionKind, TransactionOrder } from "./transactions.generated";

/** What the table shows, as it stands in the address. */
export interface Filter {
  readonly accounts: readonly string[];
  readonly asset: string | null;
  readonly kinds: readonly TransactionKind[];
  /** Days, `2026-01-31`; the last one is included. */
  readonly from: string | null;
  readonly to: string | null;
  /** Only what became known after this instant. */
  readonly found: string | null;
  readonly order: TransactionOrder;
}

export const kindNames: Readonly<Record<TransactionKind, string>> = {
  UNKNOWN: "Unknown", TRADE: "Trade", CONVERSION: "Conversion", DUST_CONVERSION: "Dust conversion", DEPOSIT: "Deposit", WITHDRAWAL: "Withdrawal", INTERNAL_TRANSFER: "Internal transfer",
  STAKING_REWARD: "Staking reward", INTEREST: "Interest", AIRDROP: "Airdrop", FORK: "Fork", REBATE: "Rebate", FEE: "Fee", INTEREST_PAID: "Interest paid", FUNDING: "Funding",
  MARGIN_RESULT: "Margin result", MIGRATION: "Migration", ADJUSTMENT: "Adjustment", ROUNDING: "Rounding",
};

export const allKinds = Object.keys(kindNames) as TransactionKind[];

const day = (text: string | null) => (text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : null);
const instant = (text: string | null) => (text !== null && !Number.isNaN(Date.parse(text)) ? new Date(text).toISOString() : null);
const many = (text: string | null) => (text ?? "").split(",").filter((part) => part !== "");

/** Reads the filter from the query of an address; what is not understood is left out. */
export function readFilter(search: string): Filter {
  const query = new URLSearchParams(search);
  return {
    accounts: many(query.get("account")),
    asset: query.get("asset"),
    kinds: many(query.get("kind")).filter((kind): kind is TransactionKind => kind in kindNames),
    from: day(query.get("from")),
    to: day(query.get("to")),
    found: instant(query.get("found")),
    order: query.get("order") === "oldest" ? "OLDEST_FIRST" : "NEWEST_FIRST",
  };
}

/** The parameters of the address that say a part of the filter. */
export function writeFilter(part: Partial<Filter>): Readonly<Record<string, string | null>> {
  const written: Record<string, string | null> = {};
  if (part.accounts !== undefined) written["account"] = part.accounts.join(",");
  if (part.asset !== undefined) written["asset"] = part.asset;
  if (part.kinds !== undefined) written["kind"] = part.kinds.join(",");
  if (part.from !== undefined) written["from"] = day(part.from);
  if (part.to !== undefined) written["to"] = day(part.to);
  if (part.found !== undefined) written["found"] = part.found;
  if (part.order !== undefined) written["order"] = part.order === "OLDEST_FIRST" ? "oldest" : null;
  return written;
}

/** The filter as the API takes it: days begin in the viewer's zone, the last one counts whole. */
export function toInput(filter: Filter, zone: string): TransactionFilterInput {
  const next = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return {
    ...(filter.accounts.length === 0 ? {} : { accountIds: filter.accounts }),
    ...(filter.asset === null ? {} : { assetId: filter.asset }),
    ...(filter.kinds.length === 0 ? {} : { kinds: filter.kinds }),
    ...(filter.from === null ? {} : { from: startOfDay(filter.from, zone) }),
    ...(filter.found === null ? {} : { recordedAfter: filter.found }),
    ...(filter.to === null ? {} : { to: startOfDay(next(filter.to), zone) }),
  };
}

export function isFiltered(filter: Filter): boolean {
  return filter.accounts.length > 0 || filter.asset !== null || filter.kinds.length > 0 || filter.from !== null || filter.to !== null || filter.found !== null;
}
