import { describe, expect, it } from "vitest";
import { placed, possibleParents, type PortfolioNode } from "./nodes";

const node = (id: string, parent: string | null): PortfolioNode => ({ id, name: id, currency: "fiat:usd", timeZone: "Etc/UTC", accountIds: [], selectedIds: [], parent: parent === null ? null : { id: parent } });
const nodes = [node("all", null), node("fund", "all"), node("holding", "all"), node("desk", "fund"), node("lost", "hidden")];

describe("the tree of settings", () => {
  it("puts children below their parents and what has none in sight at the top", () => {
    expect(placed(nodes).map((one) => `${one.node.id} ${String(one.depth)}`)).toEqual(["all 0", "fund 1", "desk 2", "holding 1", "lost 0"]);
  });

  it("offers to move a portfolio anywhere but below itself", () => {
    expect(possibleParents(nodes, "fund").map((one) => one.node.id)).toEqual(["all", "holding", "lost"]);
    expect(possibleParents(nodes, "lost").map((one) => one.node.id)).toEqual(["all", "fund", "desk", "holding"]);
    expect(possibleParents(nodes, null)).toHaveLength(5);
  });
});
