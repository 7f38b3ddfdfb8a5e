export type ScopeKind = "universal" | "wallet" | "statutory" | "day";

const dayMark = "wallet@";

/** Which scopes a law knows; the United States changed theirs by date. */
export function scopeKinds(jurisdiction: string): readonly ScopeKind[] {
  return jurisdiction === "us" ? ["universal", "wallet", "statutory", "day"] : ["universal", "wallet", "day"];
}

export function kindOfScope(scope: string): ScopeKind {
  return scope === "universal" || scope === "wallet" || scope === "statutory" ? scope : "day";
}

/** The day of `wallet@2022-01-01`. */
export function fromDay(scope: string): string {
  return scope.startsWith(dayMark) ? scope.slice(dayMark.length) : "";
}

export function scopeOf(kind: ScopeKind, day: string): string {
  return kind === "day" ? `${dayMark}${day}` : kind;
}

/** Which units are matched with each other. */
export function scopeName(scope: string): string {
  if (scope === "universal") return "all wallets together";
  if (scope === "wallet") return "wallet by wallet";
  return scope === "statutory" ? "by wallet from the day the law says" : `by wallet from ${fromDay(scope)}`;
}

export const rules = ["oldest-first", "lowest-basis-to-largest-balance"] as const;

export function ruleName(rule: string): string {
  return rule === "oldest-first" ? "The oldest lots to the wallets in the order of their names" : "The lots of lowest cost to the wallet with the largest balance";
}
