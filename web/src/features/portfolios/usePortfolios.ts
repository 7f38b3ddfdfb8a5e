import { useQuery } from "@apollo/client/react";
import { useMemo } from "react";
import { decodePortfolio, flatten, grantedPortfolio, type TreeNode } from "./portfolio";
import { GrantedPortfolios } from "./portfolios.generated";
import { useTopic, useTopicState, useValues } from "../../shared/feed/useTopic";
import { problemOf } from "../../shared/graphql/problem";
import { useParameter } from "../../shared/route/route";
import type { Scope } from "../../shared/portfolio/scope";
import type { TopicStore } from "../../shared/feed/TopicStore";

export interface Portfolios {
  readonly store: TopicStore;
  readonly nodes: readonly TreeNode[];
  readonly scope: Scope;
  readonly select: (id: string) => void;
  /** Nothing of the tree is for the viewer. */
  readonly isDenied: boolean;
}

/** The tree of portfolios and the chosen one, which is kept in the address; without a choice it is the first. */
export function usePortfolios(): Portfolios {
  const store = useTopic("portfolios");
  const all = useValues(store, "", decodePortfolio, 100);
  // The feed tells the whole tree or nothing: who has a part of it asks for that part.
  const { problem } = useTopicState(store);
  const isPart = problem?.code === "NOT_FOUND";
  const { data, error } = useQuery(GrantedPortfolios, { skip: !isPart });
  const nodes = useMemo(() => flatten(all.length > 0 ? all : (data?.portfolios.nodes ?? []).map(grantedPortfolio)), [all, data]);
  const [wanted, choose] = useParameter("portfolio");
  const selected = (nodes.find((node) => node.portfolio.id === wanted) ?? nodes[0])?.portfolio;
  const scope = useMemo<Scope>(
    () => ({ id: selected?.id ?? null, name: selected?.name ?? "Portfolio", currency: selected?.currency ?? "USD", zone: selected?.zone ?? "UTC", accounts: selected?.accounts ?? [] }),
    [selected],
  );
  const isDenied = isPart && nodes.length === 0 && (data !== undefined || (error !== undefined && problemOf(error).kind === "no-permission"));
  return { store, nodes, scope, select: choose, isDenied };
}
