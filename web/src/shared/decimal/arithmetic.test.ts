import { describe, expect, it } from "vitest";
import { add, divide, multiply, percentOf, subtract, sum } from "./arithmetic";
import { compare, toDecimal, type Decimal } from "./decimal";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);

describe("exact arithmetic", () => {
  it("adds what doubles cannot", () => {
    expect(add(d("0.1"), d("0.2"))).toBe("0.3");
    expect(add(d("123456789012345678901234567890.000000000000000001"), d("-0.000000000000000001"))).toBe("123456789012345678901234567890");
    expect(add(d("-1.5"), d("1.5"))).toBe("0");
    expect(subtract(d("1"), d("-0.25"))).toBe("1.25");
    expect(subtract(d("-0.05"), d("0.05"))).toBe("-0.1");
    expect(multiply(d("-0.000000000000000001"), d("1500.5"))).toBe("-0.0000000000000015005");
    expect(sum([d("1.10"), d("2.20"), d("-3.3")])).toBe("0");
  });

  it("divides, rounding half away from zero, and never by nothing", () => {
    expect(divide(d("1"), d("3"), 6)).toBe("0.333333");
    expect(divide(d("-2"), d("3"), 4)).toBe("-0.6667");
    expect(divide(d("0.5"), d("0.004"), 2)).toBe("125");
    expect(divide(d("1"), d("8"), 2)).toBe("0.13");
    expect(divide(d("123456789012345678901234567890"), d("0.000000001"), 0)).toBe("123456789012345678901234567890000000000");
    expect(divide(d("1"), d("0.00"), 2)).toBeNull();
  });

  it("takes back what it added, for numbers of every size and sign", () => {
    let seed = 7;
    const next = () => (seed = (seed * 48271) % 2147483647);
    const some = () => d(`${next() % 2 === 0 ? "-" : ""}${String(next())}${next() % 3 === 0 ? "" : `.${String(next())}${String(next())}`}`);
    for (let i = 0; i < 500; i++) {
      const [a, b] = [some(), some()];
      expect(Math.abs(compare(subtract(add(a, b), b), a))).toBe(0);
      expect(add(a, b)).toBe(add(b, a));
    }
  });

  it("tells a part of a whole, and nothing of a whole that is nothing", () => {
    expect(percentOf(d("1"), d("3"), 2)).toBe("33.33");
    expect(percentOf(d("-0.005"), d("200000"), 4)).toBe("0");
    expect(percentOf(d("250"), d("1000.00"), 2)).toBe("25");
    expect(percentOf(d("1"), d("0"), 2)).toBeNull();
  });
});
