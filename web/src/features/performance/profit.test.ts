import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { changeOver, profits, totalOf, type ProfitRow } from "./profit";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const row = (key: string, more: Partial<Record<keyof ProfitRow, string | null>>): ProfitRow => {
  const all = { cost: "0", realised: "0", income: "0", fees: "0", value: null, unrealised: null, ...more };
  return { ...(Object.fromEntries(Object.entries(all).map(([name, value]) => [name, typeof value === "string" ? d(value) : null])) as unknown as ProfitRow), key };
};

describe("profit", () => {
  it("is told with the largest result first, exact, and without what never was", () => {
    const found = profits([row("a", { realised: "0.1", unrealised: "0.2", income: "-0.3" }), row("b", { realised: "10", fees: "3" }), row("none", {})], (key) => key.toUpperCase());
    expect(found.map((one) => [one.name, one.result])).toEqual([["B", "10"], ["A", "0"]]);
    expect(totalOf(found)).toMatchObject({ realised: "10.1", unrealised: "0.2", income: "-0.3", fees: "3", result: "10" });
  });

  it("of a series is its last less its first", () => {
    expect(changeOver([d("1.5")])).toBeNull();
    expect(changeOver([d("1.5"), d("9"), d("1.25")])).toBe("-0.25");
  });
});
