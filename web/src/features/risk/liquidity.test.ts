import { describe, expect, it } from "vitest";
import { wayOut } from "./LiquidityPanel";
import { decodeReport } from "./risk";

describe("liquidity", () => {
  it("is null in reports from before it was computed", () => {
    expect(decodeReport({ key: "report" }).liquidity).toBeNull();
  });

  it("says how each position is got out of", () => {
    const told = decodeReport({
      key: "report",
      liquidity: {
        slippage: 0.001, byBook: 0.2, byVolume: 0.7, unknown: 0.1, levels: [{ level: 0.95, var: 0.04, adjusted: 0.05 }],
        positions: [{ key: "btc", name: "BTC", by: "volume", share: 0.5, days: 3 }, { key: "x", name: "X", by: "book", share: 0.2, slippage: 0.012, filled: 0.8 }, { key: "odd", name: "ODD", by: "unknown", share: 0.1 }, { key: "usd", name: "USD", by: "money", share: 0.1 }],
      },
    }).liquidity;
    expect(told?.levels).toEqual([{ level: 0.95, valueAtRisk: 0.04, adjusted: 0.05 }]);
    expect(told?.positions.map(wayOut)).toEqual(["over 3 days", "into its order book at a cost of 1.20\u202f% (its levels take 80\u202f%)", "no order book and no volume is known", "is money"]);
  });
});
