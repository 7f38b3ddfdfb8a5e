import { useMemo } from "react";
import { decodePortfolio, flatten, type TreeNode } from "./portfolio";
import { useTopic, useValues } from "../../shared/feed/useTopic";
import { useParameter } from "../../shared/route/route";
import type { Scope } from "../../shared/portfolio/scope";
import type { TopicStore } from "../../shared/feed/TopicStore";

export interface Portfolios {
  readonly store: TopicStore;
  readonly nodes: readonly TreeNode[];
  readonly scope: Scope;
  readonly select: (id: string) => void;
}

/** The tree of portfolios and the chosen one, which is kept in the address; without a choice it is the first. */
export function usePortfolios(): Portfolios {
  const store = useTopic("portfolios");
  const all = useValues(store, "", decodePortfolio, 100);
  const nodes = useMemo(() => flatten(all), [all]);
  const [wanted, choose] = useParameter("portfolio");
  const selected = (nodes.find((node) => node.portfolio.id === wanted) ?? nodes[0])?.portfolio;
  const scope = useMemo<Scope>(
    () => ({ id: selected?.id ?? null, name: selected?.name ?? "Portfolio", currency: selected?.currency ?? "USD", zone: selected?.zone ?? "UTC", accounts: selected?.accounts ?? [] }),
    [selected],
  );
  return { store, nodes, scope, select: choose };
}
