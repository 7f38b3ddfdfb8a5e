import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { acquiredAt, inMoney, lotsOf, sumOf } from "./lots";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const lot = (units: string, cost: string, basisKnown = true) => ({ row: "r", transactionId: "t", wallet: "w", acquired: "2025-03-01T23:30:00Z", units: d(units), cost: d(cost), basisKnown });

describe("open lots", () => {
  it("are worth the price of now, exactly, and sum up", () => {
    const lots = lotsOf([lot("0.5", "10000"), lot("0.25", "20000.01")], d("60000"));
    expect(lots.map((one) => [one.unitCost, one.worth, one.gain])).toEqual([["20000", "30000", "20000"], ["80000.04", "15000", "-5000.01"]]);
    expect(sumOf(lots)).toEqual({ units: "0.75", cost: "30000.01", worth: "45000", gain: "14999.99", unknown: 0 });
  });

  it("have no gain where nobody knows the cost, and no worth without a price", () => {
    const lots = lotsOf([lot("1", "0", false), lot("1", "5")], d("7"));
    expect(lots[0]).toMatchObject({ unitCost: null, worth: "7", gain: null });
    expect(sumOf(lots)).toEqual({ units: "2", cost: "5", worth: "14", gain: "2", unknown: 1 });
    expect(sumOf(lotsOf([lot("1", "5")], null))).toEqual({ units: "1", cost: "5", worth: null, gain: null, unknown: 0 });
  });

  it("are priced in the money of the books", () => {
    const usd = [{ assetId: "fiat:eur", usd: d("1.25") }, { assetId: "fiat:gbp", usd: null }];
    expect([inMoney(d("100"), "USD", "EUR", usd), inMoney(d("100"), "EUR", "USD", usd), inMoney(d("7"), "CHF", "CHF", [])]).toEqual(["80", "125", "7"]);
    expect([inMoney(d("100"), "USD", "GBP", usd), inMoney(null, "USD", "EUR", usd)]).toEqual([null, null]);
  });

  it("lead to the transaction that acquired them", () => {
    expect(acquiredAt(lot("1", "1"), "btc")).toEqual({ asset: "btc", tx: "t", from: "2025-02-28", to: "2025-03-02" });
    expect(acquiredAt({ transactionId: null, acquired: null }, "btc")).toBeNull();
  });
});
