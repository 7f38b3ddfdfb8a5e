import type { Account } from "../features/accounts/account";
import type { Position } from "../features/positions/position";
import { venueName } from "../shared/venue";
import { pages } from "./pages";

/** Somewhere one can go by its name. */
export interface Place {
  readonly kind: "page" | "asset" | "account";
  readonly name: string;
  /** What it is called besides. */
  readonly detail: string;
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Pages, what is held, most valuable first as it is told, and accounts, whose transactions are shown. */
export function placesOf(positions: readonly Position[], accounts: readonly Account[]): readonly Place[] {
  return [
    ...pages.map((page) => ({ kind: "page" as const, name: page.name, detail: `g ${page.key}`, path: page.path, parameters: {} })),
    ...positions.map((one) => ({ kind: "asset" as const, name: one.symbol, detail: one.name, path: "/positions", parameters: { asset: one.asset } })),
    ...accounts.filter((one) => one.state !== "removed").map((one) => ({ kind: "account" as const, name: one.name, detail: venueName(one.venue), path: "/transactions", parameters: { account: one.key } })),
  ];
}

const most = 30;

/** Those whose name or second name has the text, by kind; first who is called so, then whose name begins so. */
export function find(places: readonly Place[], text: string): readonly Place[] {
  const wanted = text.trim().toLowerCase();
  const rank = (one: Place) => (one.name.toLowerCase() === wanted ? 0 : one.name.toLowerCase().startsWith(wanted) ? 1 : 2);
  const all = places.filter((one) => `${one.name}\n${one.detail}`.toLowerCase().includes(wanted));
  return [...new Set(all.map((one) => one.kind))].flatMap((kind) => all.filter((one) => one.kind === kind).sort((a, b) => rank(a) - rank(b))).slice(0, most);
}
