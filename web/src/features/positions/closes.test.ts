import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { closesOf } from "./closes";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const close = (number: number, usd: string, source = "kraken", version = 1) => ({ at: `2026-01-0${String(number)}T00:00:00Z`, usd: d(usd), source, version });

describe("closes", () => {
  it("takes the best source of an instant and of it the last version, oldest first", () => {
    const closes = closesOf([close(2, "110"), close(1, "100"), close(1, "101", "kraken", 2), close(1, "90", "other", 9)]);
    expect(closes.map((one) => one.usd)).toEqual(["101", "110"]);
  });
});
