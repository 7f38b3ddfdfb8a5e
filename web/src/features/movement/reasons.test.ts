import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { beginOf, gainOf, remainder, waterfall, type Parts } from "./reasons";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const parts = (more: Partial<Record<keyof Parts, string>>): Parts => {
  const all = { start: "0", end: "0", price: "0", fx: "0", flows: "0", trading: "0", income: "0", fees: "0", corrections: "0", newlyFound: "0", ...more };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, d(value)])) as unknown as Parts;
};

describe("why it moved", () => {
  const moved = parts({ start: "1000.10", price: "-50.000000000000000001", flows: "100", fees: "-0.1", end: "1049.999999999999999999" });

  it("goes from start to end without a gap, and nothing is drawn for what is nothing", () => {
    const bars = waterfall(moved);
    expect(bars.map((bar) => bar.reason)).toEqual(["start", "price", "flows", "fees", "end"]);
    for (let i = 2; i < bars.length - 1; i++) expect(bars[i]?.from).toBe(bars[i - 1]?.to);
    expect(bars.at(-2)?.to).toBe(bars.at(-1)?.to);
  });

  it("leaves nothing over, and says so to the last digit when it does", () => {
    expect(remainder(moved)).toBe("0");
    expect(remainder({ ...moved, end: d("1050") })).toBe("0.000000000000000001");
  });

  it("counts no deposit as a gain", () => {
    expect(gainOf(parts({ start: "1000", end: "1600", flows: "500" }))).toEqual({ gain: "100", percent: "6.66" });
    expect(gainOf(parts({ start: "1000", end: "450", flows: "-500" }))).toEqual({ gain: "-50", percent: "-5" });
    expect(gainOf(parts({ end: "5" })).percent).toBeNull();
  });

  it("begins periods on full minutes", () => {
    expect(beginOf("week", Date.parse("2026-01-08T10:00:59.999Z"))).toBe("2026-01-01T10:00:00.000Z");
  });
});
