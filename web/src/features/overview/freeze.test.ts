import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { frozenAt, partOf, readVenues } from "./freeze";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const held = [
  { accountId: "k1", assetId: "btc", quantity: d("1.5") }, { accountId: "k2", assetId: "btc", quantity: d("0.5") }, { accountId: "k1", assetId: "usd", quantity: d("-100") },
  { accountId: "b1", assetId: "btc", quantity: d("10") }, { accountId: "k1", assetId: "odd", quantity: d("7") },
];
const priceOf = (asset: string) => (asset === "btc" ? d("60000.10") : asset === "usd" ? d("1") : null);
const venueOf = (account: string) => (account.startsWith("k") ? "kraken" : "binance");

describe("a venue that freezes withdrawals", () => {
  it("keeps what it holds at the prices of now, and a debt to it stays one", () => {
    expect(frozenAt(held, priceOf, venueOf, ["kraken"], d("0"))).toEqual({ amount: "120000.2", unpriced: 1 });
    expect(frozenAt(held, priceOf, venueOf, ["kraken", "binance"], d("0.25"))).toEqual({ amount: "540000.9", unpriced: 1 });
    expect(frozenAt(held, priceOf, venueOf, [], d("0"))).toEqual({ amount: "0", unpriced: 0 });
  });

  it("is read from the address, and figures of risk become amounts", () => {
    expect(readVenues("kraken,,binance,kraken")).toEqual(["kraken", "binance"]);
    expect(readVenues(null)).toEqual([]);
    expect(partOf(0.05, d("200"))).toBe("10");
    expect(partOf(null, d("200"))).toBeNull();
    expect(partOf(0.05, null)).toBeNull();
  });
});
