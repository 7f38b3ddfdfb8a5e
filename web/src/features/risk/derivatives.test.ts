import { describe, expect, it } from "vitest";
import { decodeEquity, decodeMargin, decodePosition, decodeUnderlying, figure } from "./derivatives";
import { endOf } from "./MarginPaths";

describe("derivatives", () => {
  it("keeps what cannot be said apart from zero", () => {
    const position = decodePosition({ key: "position:a:BTCUSDT", contract: "BTCUSDT", quantity: "-2", profit: "0", predictedLiquidationPrice: null, liquidationProbability: 0 });
    expect([position.liquidationPrice, position.probability, position.mark]).toEqual([null, 0, null]);
    expect(decodeMargin({ key: "margin:a:USDT", name: "USDT", ratio: null }).ratio).toBeNull();
    expect(decodeUnderlying({ key: "underlying:BTC", underlying: "BTC", delta: -1.5 })).toEqual({ key: "underlying:BTC", symbol: "BTC", delta: -1.5, gamma: 0, vega: 0 });
  });

  it("writes computed figures to six digits", () => {
    expect([figure(70_700.123), figure(-0.000_123_456_7), figure(null)]).toEqual(["70,700.1", "\u22120.000123457", "–"]);
  });

  it("says where a wallet of options ends", () => {
    const [path] = decodeMargin({ key: "margin:a:BTC", paths: [{ underlying: "BTC", level: 62_000, below: 48_000, above: null, probability: 0.01, points: [{ change: -0.1, level: 55_800, ratio: 0.4 }] }] }).paths;
    expect(path && endOf(path)).toBe("liquidated if BTC falls to 48,000; within a day with probability of at most 1.00\u202f%");
    expect(endOf({ underlying: "ETH", below: null, above: null, probability: null, points: [] })).toBe("no price of ETH liquidates it");
    expect(endOf({ underlying: "ETH", below: 1_500, above: 4_000, probability: null, points: [] })).toBe("liquidated if ETH falls to 1,500 or rises to 4,000");
    expect(path?.points).toEqual([{ change: -0.1, level: 55_800, ratio: 0.4 }]);
  });

  it("keeps equity exact and unknown where it is", () => {
    expect(decodeEquity({ key: "total", value: "100", derivatives: "20.000000000000000001", equity: null, currency: "EUR" })).toEqual({ value: "100", derivatives: "20.000000000000000001", equity: null, currency: "EUR" });
  });
});
