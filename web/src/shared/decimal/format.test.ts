import { beforeAll, describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "./decimal";
import { exactStyle, formatAge, formatCount, formatDecimal, formatDuration, formatMoney, formatParts, percentStyle, priceStyle, quantityStyle, signedMoneyStyle, setLocale } from "./format";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);

describe("formats", () => {
  beforeAll(() => { setLocale("en-US"); });

  it("money has two places, thousands separators and its sign before the currency", () => {
    expect(formatMoney(d("1234567.895"), "USD")).toBe("$1,234,567.90");
    expect(formatMoney(d("-5"), "EUR")).toBe("\u2212€5.00");
    expect(formatMoney(d("5"), "USD", signedMoneyStyle)).toBe("+$5.00");
    expect(formatMoney(d("0.001"), "USD", signedMoneyStyle)).toBe("$0.00");
    expect(formatMoney(d("12"), "CHF")).toBe("12.00\u00a0CHF");
    expect(formatMoney(d("1"), "nonsense")).toBe("1.00\u00a0nonsense");
  });

  it("keeps every digit of an exact value", () => {
    expect(formatDecimal(d("123456789012345678901234567890.000000000000000001"), exactStyle)).toBe("123,456,789,012,345,678,901,234,567,890.000000000000000001");
  });

  it("small prices keep digits that mean something", () => {
    const price = (text: string) => formatDecimal(d(text), priceStyle(d(text)));
    expect([price("64213.5"), price("1.2345"), price("0.52341"), price("0.0000123456789")]).toEqual(["64,213.50", "1.23", "0.52341", "0.000012346"]);
  });

  it("splits at the point, so that columns align", () => {
    expect(formatParts(d("-1234.5000"), quantityStyle)).toEqual({ whole: "\u22121,234", fraction: ".5" });
    expect(formatParts(d("7"), quantityStyle)).toEqual({ whole: "7", fraction: "" });
  });

  it("a change that rounds to nothing has no sign", () => {
    expect(formatDecimal(d("-0.0001"), percentStyle)).toBe("0.00");
  });

  it("follows the separators of the viewer's locale", () => {
    setLocale("de-DE");
    expect(formatDecimal(d("1234567.5"), signedMoneyStyle)).toBe("+1.234.567,50");
    setLocale("en-US");
  });

  it("durations and counts read like a person says them", () => {
    expect([3.4, 90, 3700, 7500, 200000].map(formatDuration)).toEqual(["3 s", "2 min", "1 h 1 min", "2 h 5 min", "2 d"]);
    expect([3.4, 90, 3700, 7500, 200000].map(formatAge)).toEqual(["3 s", "2 min", "1 h", "2 h", "2 d"]);
    expect(formatCount(20412)).toBe("20,412");
  });
});
