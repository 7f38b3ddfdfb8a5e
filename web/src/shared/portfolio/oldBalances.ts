import type { FeedValue } from "../feed/protocol";
import { text } from "../feed/read";
import { venueName } from "../venue";
import { formatDuration } from "../decimal/format";
import type { Total } from "./total";

/** Live accounts are read at least once a minute; the server calls a balance old after the same time. */
export const oldAfterSeconds = 180;

/** An account of topic `accounts`, for its name. */
export interface AccountName {
  readonly key: string;
  readonly name: string;
}

export function decodeAccountName(value: FeedValue): AccountName {
  const venue = text(value, "venue");
  return { key: value.key, name: text(value, "name") ?? (venue === null ? "an account" : venueName(venue)) };
}

/** What to say of balances that a total keeps although their venues are silent; null when there are none. */
export function oldBalancesText(total: Total | undefined, names: readonly AccountName[]): string | null {
  if (total === undefined || total.oldBalances.length === 0) return null;
  const known = total.oldBalances.map((id) => names.find((one) => one.key === id)?.name ?? "an account").sort((a, b) => a.localeCompare(b));
  const who = known.length === 1 ? known[0] ?? "" : `${known.slice(0, -1).join(", ")} and ${known.at(-1) ?? ""}`;
  const age = total.balanceAge === null ? "" : `, ${known.length === 1 ? "" : "up to "}${formatDuration(total.balanceAge)} old`;
  return known.length === 1 ? `last known balance of ${who}${age}, stays in the total until a newer one is told` : `last known balances of ${who}${age}, stay in the total until newer ones are told`;
}
