import { describe, expect, it } from "vitest";
import { compare, leadingZeros, round, signOf, toDecimal, type Decimal } from "./decimal";

const d = (text: string): Decimal => {
  const value = toDecimal(text);
  if (value === null) throw new Error(text);
  return value;
};

describe("decimals", () => {
  it("are plain notation only", () => {
    expect(["1", "-1.50", "0", "123456789012345678901234567890.000000000000000001"].map(toDecimal)).not.toContain(null);
    expect(["", "1e5", "1.", ".5", "--1", "NaN", " 1", 5, null].map(toDecimal).every((value) => value === null)).toBe(true);
  });

  it("compare exactly where doubles cannot", () => {
    expect(compare(d("9007199254740993"), d("9007199254740992"))).toBeGreaterThan(0);
    expect(compare(d("0.100000000000000000001"), d("0.1"))).toBeGreaterThan(0);
    expect(compare(d("-2"), d("-10"))).toBeGreaterThan(0);
    expect(compare(d("-0.00"), d("0"))).toBe(0);
    expect(compare(d("10"), d("9.99"))).toBeGreaterThan(0);
    expect(compare(d("1.50"), d("1.5"))).toBe(0);
  });

  it("sort like integers of any size", () => {
    const numbers = [7n, -3n, 10n ** 30n, 0n, -(10n ** 25n), 42n];
    const sorted = [...numbers].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(String);
    expect(numbers.map((n) => d(String(n))).sort(compare)).toEqual(sorted);
  });

  it("round half away from zero on digits", () => {
    expect(round(d("1.005"), 2)).toBe("1.01");
    expect(round(d("-1.005"), 2)).toBe("-1.01");
    expect(round(d("0.999"), 2)).toBe("1.00");
    expect(round(d("-0.001"), 2)).toBe("0.00");
    expect(round(d("99.5"), 0)).toBe("100");
    expect(round(d("1.5"), 4)).toBe("1.5");
  });

  it("know their sign and their leading zeros", () => {
    expect([d("-0.0"), d("-0.01"), d("3")].map(signOf)).toEqual([0, -1, 1]);
    expect([d("0.00042"), d("1.0"), d("0.5")].map(leadingZeros)).toEqual([3, 0, 0]);
  });
});
