import { describe, expect, it } from "vitest";
import { clusterOrder, decodeCorrelation, inOrderOf } from "./correlation";

describe("correlation", () => {
  it("is read with what is unknown kept unknown", () => {
    const read = decodeCorrelation({ key: "correlation", state: "ok", symbols: ["btc", "eur"], matrix: [[1, null], [null, 1]] });
    expect(read).toEqual({ state: "ok", reason: null, symbols: ["BTC", "EUR"], matrix: [[1, null], [null, 1]] });
    expect(decodeCorrelation({ key: "correlation" }).matrix).toEqual([]);
  });

  it("stands in an order that keeps together what moves together, and loses nothing", () => {
    // 0 and 2 move together, 1 and 3 do, and 4 with nobody.
    const near = 0.95;
    const matrix = [0, 1, 2, 3, 4].map((i) => [0, 1, 2, 3, 4].map((j) => (i === j ? 1 : i < 4 && j < 4 && i % 2 === j % 2 ? near : i === 4 || j === 4 ? null : 0.1)));
    const order = clusterOrder(matrix);
    expect([...order].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(Math.abs(order.indexOf(0) - order.indexOf(2))).toBe(1);
    expect(Math.abs(order.indexOf(1) - order.indexOf(3))).toBe(1);
    expect(clusterOrder([])).toEqual([]);
  });

  it("is told in the order of other symbols, with what it does not have unknown", () => {
    expect(inOrderOf(["ETH", "BTC"], [[1, 0.5], [0.5, 1]], ["BTC", "SOL", "ETH"])).toEqual([[1, null, 0.5], [null, null, null], [0.5, null, 1]]);
  });
});
