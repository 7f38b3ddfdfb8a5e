import { createContext, useContext } from "react";

/** The portfolio the viewer looks at; every page is about it. */
export interface Scope {
  /** Null until the tree of portfolios is known. */
  readonly id: string | null;
  readonly name: string;
  /** The symbol amounts are in. */
  readonly currency: string;
  readonly zone: string;
  /** Accounts it counts, by id. */
  readonly accounts: readonly string[];
}

const nobody: Scope = { id: null, name: "Portfolio", currency: "USD", zone: "UTC", accounts: [] };
const Context = createContext<Scope>(nobody);

export const ScopeProvider = Context.Provider;

export function useScope(): Scope {
  return useContext(Context);
}
