import type { FeedValue } from "../../shared/feed/protocol";
import { list, text } from "../../shared/feed/read";
import type { GrantedPortfoliosData } from "./portfolios.generated";

/** One node of topic `portfolios`. */
export interface Portfolio {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly currency: string;
  readonly zone: string;
  readonly accounts: readonly string[];
}

export function decodePortfolio(value: FeedValue): Portfolio {
  return {
    id: text(value, "id") ?? value.key,
    name: text(value, "name") ?? "Portfolio",
    parent: text(value, "parent"),
    currency: text(value, "currency") ?? "USD",
    zone: text(value, "zone") ?? "UTC",
    accounts: list(value, "accounts").map(String),
  };
}

/** A portfolio of somebody who has a role on a part of the tree. */
export function grantedPortfolio(one: GrantedPortfoliosData["portfolios"]["nodes"][number]): Portfolio {
  return { id: one.id, name: one.name, parent: one.parent?.id ?? null, currency: (one.currency.split(":").at(-1) ?? one.currency).toUpperCase(), zone: one.timeZone, accounts: one.accountIds };
}

export interface TreeNode {
  readonly portfolio: Portfolio;
  readonly depth: number;
  readonly last: boolean;
}

/** The tree as lines, parents before children, children by name. A node whose parent is unknown is a root. */
export function flatten(portfolios: readonly Portfolio[]): readonly TreeNode[] {
  const ids = new Set(portfolios.map((portfolio) => portfolio.id));
  const children = (parent: string | null) =>
    portfolios.filter((one) => (one.parent !== null && ids.has(one.parent) ? one.parent : null) === parent).sort((a, b) => a.name.localeCompare(b.name));
  const walk = (parent: string | null, depth: number): TreeNode[] =>
    children(parent).flatMap((portfolio, index, all) => [{ portfolio, depth, last: index === all.length - 1 }, ...walk(portfolio.id, depth + 1)]);
  return walk(null, 0);
}
