import type { Decimal } from "../../shared/decimal/decimal";
import type { FeedValue } from "../../shared/feed/protocol";
import { decimal, instant, text } from "../../shared/feed/read";

/** Topic `reconciliation`: where the ledger and the venue do not agree. */
export interface Issue {
  readonly key: string;
  readonly account: string;
  readonly venue: string;
  readonly symbol: string;
  readonly ledger: Decimal | null;
  readonly venueBalance: Decimal | null;
  readonly difference: Decimal | null;
  /** The first entry after which the two part, when it could be found. */
  readonly firstBadEntry: string | null;
  readonly since: number | null;
  /** What is known about it. */
  readonly detail: string | null;
}

export function decodeIssue(value: FeedValue): Issue {
  return {
    key: value.key,
    account: text(value, "account") ?? "",
    venue: text(value, "venue") ?? "",
    symbol: text(value, "symbol") ?? text(value, "asset") ?? "",
    ledger: decimal(value, "ledger"),
    venueBalance: decimal(value, "balance"),
    difference: decimal(value, "difference"),
    firstBadEntry: text(value, "firstBadEntry"),
    since: instant(value, "since"),
    detail: text(value, "detail"),
  };
}
