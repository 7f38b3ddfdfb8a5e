import type { FeedValue } from "../../shared/feed/protocol";
import { oldAfterSeconds } from "../../shared/portfolio/oldBalances";
import { count, flag, instant, text } from "../../shared/feed/read";
import { venueName } from "../../shared/venue";

/** Topic `accounts`: how the synchronisation of an account stands. */
export interface Account {
  readonly key: string;
  readonly venue: string;
  readonly name: string;
  readonly state: string;
  readonly advice: string | null;
  readonly done: number;
  readonly expected: number | null;
  readonly secondsLeft: number | null;
  readonly lastSync: number | null;
  readonly streamAlive: boolean;
  readonly problems: number;
  /** The venue's API does not serve the oldest history. */
  readonly olderNeedsFile: boolean;
  /** The last characters of the key. */
  readonly keyHint: string | null;
  readonly keyLabel: string | null;
  readonly keyExpires: number | null;
}

export function decodeAccount(value: FeedValue): Account {
  return {
    key: value.key,
    venue: text(value, "venue") ?? "",
    name: text(value, "name") ?? venueName(text(value, "venue") ?? "account"),
    state: text(value, "state") ?? "connecting",
    advice: text(value, "advice"),
    done: count(value, "done") ?? 0,
    expected: count(value, "expected"),
    secondsLeft: count(value, "secondsLeft"),
    lastSync: instant(value, "lastSync"),
    streamAlive: flag(value, "streamAlive"),
    problems: count(value, "problems") ?? 0,
    olderNeedsFile: flag(value, "olderNeedsFile"),
    keyHint: text(value, "keyHint"),
    keyLabel: text(value, "keyLabel"),
    keyExpires: instant(value, "keyExpires"),
  };
}

const day = 24 * 60 * 60 * 1000;

/** The account's key by name and last characters, and when it ends; whether that is within two weeks. */
export function keyText(account: Account, now: number): { readonly text: string; readonly soon: boolean } | null {
  if (account.keyHint === null) return null;
  const name = `key ${account.keyLabel === null ? "" : `“${account.keyLabel}” `}${account.keyHint}`;
  if (account.keyExpires === null) return { text: name, soon: false };
  const days = Math.floor((account.keyExpires - now) / day);
  return { text: days < 0 ? `${name} has ended` : `${name} ends in ${days === 1 ? "1 day" : `${String(days)} days`}`, soon: days < 14 };
}

/** Seconds since the account was last read, when that is longer than polls are apart: until it is read again the totals keep its last balance. */
export function oldBalanceAge(account: Account, now: number): number | null {
  if (account.lastSync === null || account.state === "connecting" || account.state === "importing") return null;
  const age = (now - account.lastSync) / 1000;
  return age > oldAfterSeconds ? age : null;
}

export type Tone = "busy" | "good" | "idle" | "bad";

export interface StateText {
  readonly label: string;
  readonly mark: string;
  readonly tone: Tone;
  /** What to do when the server gave no advice of its own. */
  readonly advice: string | null;
}

const states: Record<string, StateText> = {
  connecting: { label: "Connecting", mark: "◌", tone: "busy", advice: null },
  importing: { label: "Importing", mark: "◐", tone: "busy", advice: null },
  live: { label: "Live", mark: "●", tone: "good", advice: null },
  polling: { label: "Up to date, polling", mark: "◉", tone: "good", advice: null },
  paused: { label: "Paused", mark: "||", tone: "idle", advice: "Resume it when you want it to be current again." },
  disabled: { label: "Key disabled", mark: "✕", tone: "bad", advice: "All keys were disabled. Replace this one if it may be known to somebody, then enable it in the menu." },
  "wrong-key": { label: "Key refused", mark: "✕", tone: "bad", advice: "The venue does not know this key or its signature is wrong. Paste key and secret again." },
  "missing-permission": { label: "Permission missing", mark: "✕", tone: "bad", advice: "Let the key read balances and history at the venue." },
  "excessive-permission": { label: "Key may withdraw", mark: "✕", tone: "bad", advice: "This key could move funds. Make one that can only read, and use that." },
  "revoked-key": { label: "Key revoked", mark: "✕", tone: "bad", advice: "The venue no longer accepts this key. Make a new one and paste it." },
  "venue-down": { label: "Venue unreachable", mark: "!", tone: "bad", advice: "Nothing to do: it is tried again by itself. Balances are the last known." },
  banned: { label: "Banned for a while", mark: "!", tone: "bad", advice: "The venue asked us to wait. It goes on by itself afterwards." },
  removed: { label: "Removed", mark: "–", tone: "idle", advice: null },
};

export function stateText(state: string): StateText {
  return states[state] ?? { label: state, mark: "?", tone: "idle", advice: null };
}

/** 0 to 100 while importing, null when the end is not known. */
export function progressOf(account: Account): number | null {
  if (account.expected === null || account.expected <= 0) return null;
  return Math.min(100, Math.floor((account.done / account.expected) * 100));
}

export interface ImportSum {
  readonly importing: number;
  readonly done: number;
  readonly expected: number | null;
  readonly secondsLeft: number | null;
}

/** All imports together; null when none runs. The time left is that of the slowest. */
export function sumImports(accounts: readonly Account[]): ImportSum | null {
  const running = accounts.filter((account) => account.state === "importing" || account.state === "connecting");
  if (running.length === 0) return null;
  const known = running.every((account) => account.expected !== null);
  const shown = known ? accounts.filter((account) => account.expected !== null) : accounts;
  const times = running.flatMap((account) => account.secondsLeft ?? []);
  return {
    importing: running.length,
    done: shown.reduce((sum, account) => sum + account.done, 0),
    expected: known ? shown.reduce((sum, account) => sum + (account.expected ?? 0), 0) : null,
    secondsLeft: times.length === running.length && times.length > 0 ? Math.max(...times) : null,
  };
}

/** The keys of those that are shown: by name, so that an account stays where it is whatever happens to it. */
export function inOrder(accounts: readonly Account[]): readonly string[] {
  return accounts
    .filter((account) => account.state !== "removed")
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((account) => account.key);
}
