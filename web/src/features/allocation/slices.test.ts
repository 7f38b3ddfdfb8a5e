import { describe, expect, it } from "vitest";
import { toDecimal } from "../../shared/decimal/decimal";
import { arc, slices } from "./slices";

const holding = (symbol: string, value: string | null) => ({ symbol, value: toDecimal(value) });

describe("allocation", () => {
  it("shows the largest and sums the rest, to one whole ring", () => {
    const ring = slices([holding("A", "10"), holding("B", "60"), holding("C", "20"), holding("D", "10")], 2);
    expect(ring.map((slice) => slice.label)).toEqual(["B", "C", "2 others"]);
    expect(ring.reduce((sum, slice) => sum + slice.share, 0)).toBeCloseTo(1, 12);
    expect(ring[1]?.from).toBeCloseTo(0.6, 12);
  });

  it("leaves out what is owed or has no price", () => {
    expect(slices([holding("A", "-5"), holding("B", null), holding("C", "1"), holding("D", "0.00")], 8)).toEqual([{ label: "C", share: 1, from: 0, value: "1" }]);
    expect(slices([], 8)).toEqual([]);
  });

  it("draws even a single holding as a ring", () => {
    expect(arc(0, 1, 10, 6)).toMatch(/^M0\.000 -10\.000A10 10 0 1 1/);
  });
});
