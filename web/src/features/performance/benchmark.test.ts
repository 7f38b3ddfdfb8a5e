import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { closeAt, closesOf, rise, sameMoney } from "./benchmark";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const day = (number: number) => `2026-01-0${String(number)}T00:00:00Z`;
const close = (number: number, usd: string, source = "kraken", version = 1) => ({ at: day(number), usd: d(usd), source, version });
const point = (number: number, value: string, flow = "0") => ({ at: day(number), value: d(value), flow: d(flow) });

describe("benchmark", () => {
  it("takes the best source of an instant and of it the last version", () => {
    const closes = closesOf([close(1, "100"), close(1, "101", "kraken", 2), close(1, "90", "other", 9), close(2, "110")]);
    expect(closes.map((one) => one.usd)).toEqual(["101", "110"]);
    expect([closeAt(closes, Date.parse(day(1)) - 1), closeAt(closes, Date.parse(day(1))), closeAt(closes, Date.parse(day(2)) + 5)]).toEqual([null, "101", "110"]);
  });

  it("puts the same money in at the same times", () => {
    const closes = closesOf([close(2, "100"), close(3, "200"), close(4, "50")]);
    // Bought 10 at 100; 400 more at 200 buys 2; 100 out at 50 sells 2.
    expect(sameMoney([point(1, "900"), point(2, "1000"), point(3, "1500", "400"), point(4, "700", "-100")], closes)).toEqual([null, "1000", "2400", "500"]);
    expect(rise([point(2, "1"), point(4, "1")], closes)).toBeCloseTo(-0.5, 9);
    expect(rise([point(1, "1"), point(4, "1")], closes)).toBeNull();
    expect(sameMoney([point(2, "1000")], [])).toEqual([null]);
  });
});
