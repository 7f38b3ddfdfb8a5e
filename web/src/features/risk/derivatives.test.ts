import { describe, expect, it } from "vitest";
import { decodeMargin, decodePosition, decodeUnderlying, figure } from "./derivatives";

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
});
