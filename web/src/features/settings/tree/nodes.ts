import type { SettingsTreeData } from "./tree.generated";

export type PortfolioNode = SettingsTreeData["portfolios"]["nodes"][number];

export interface PlacedNode {
  readonly node: PortfolioNode;
  readonly depth: number;
}

/** Parents before children, as the server orders them; whose parent is not seen stands at the top. */
export function placed(nodes: readonly PortfolioNode[]): readonly PlacedNode[] {
  const ids = new Set(nodes.map((node) => node.id));
  const above = (node: PortfolioNode) => (node.parent !== null && ids.has(node.parent.id) ? node.parent.id : null);
  const walk = (parent: string | null, depth: number): PlacedNode[] => nodes.filter((node) => above(node) === parent).flatMap((node) => [{ node, depth }, ...walk(node.id, depth + 1)]);
  return walk(null, 0);
}

/** Where a portfolio can be moved: nowhere below itself. */
export function possibleParents(nodes: readonly PortfolioNode[], own: string | null): readonly PlacedNode[] {
  const all = placed(nodes);
  const start = all.findIndex(({ node }) => node.id === own);
  const first = all[start];
  if (first === undefined) return all;
  const length = all.slice(start + 1).findIndex(({ depth }) => depth <= first.depth);
  return [...all.slice(0, start), ...(length < 0 ? [] : all.slice(start + 1 + length))];
}
