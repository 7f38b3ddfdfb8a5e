import { describe, expect, it } from "vitest";
import { decodeExposures, decodeReport } from "./risk";
import { percent } from "./percent";
import { wordsOf } from "./warnings";

describe("risk", () => {
  it("writes fractions as per cent and what is not known as a dash", () => {
    expect([percent(0.04261), percent(null), percent(1, 0), percent(-0.005)]).toEqual(["4.26\u202f%", "–", "100\u202f%", "\u22120.50\u202f%"]);
  });

  it("keeps what there is not enough data for apart from zero", () => {
    const exposures = decodeExposures({ key: "exposures", reason: "not enough data: x", normal: [{ level: 0.95, var: null, es: null }], coverage: { share: null, left: [{ symbol: "ODD", reason: "no price" }] } });
    expect(exposures.normal[0]?.valueAtRisk).toBeNull();
    expect(exposures.coverage).toEqual({ share: null, observations: 0, left: [{ symbol: "ODD", reason: "no price" }] });
    expect(decodeReport({ key: "report", methods: [{ method: "normal", levels: [{ level: 0.95, var: 0, components: [0, null] }] }] }).methods[0]?.levels[0]).toMatchObject({ valueAtRisk: 0, components: [0, null] });
  });

  it("says warnings in words", () => {
    const warning = { key: "", since: null, measured: 0.72, threshold: 0.6 };
    expect(wordsOf({ ...warning, kind: "Concentration", subject: "asset:btc" })).toBe("BTC is 72.0\u202f% of the portfolio, above 60.0\u202f%");
    expect(wordsOf({ ...warning, kind: "StablecoinBand", subject: "usdt", measured: 0.993 })).toBe("USDT left its band: 0.9930 dollars");
    expect(wordsOf({ ...warning, kind: "Concentration", subject: "venue:huobi" })).toBe("HTX is 72.0\u202f% of the portfolio, above 60.0\u202f%");
    expect(wordsOf({ ...warning, kind: "MarginRatio", subject: "0a1b:tBTCF0:USTF0", threshold: 0.5 })).toBe("Margin of TBTCF0:USTF0 is 72.0\u202f% used, above 50.0\u202f%: at 100\u202f% the venue liquidates");
    expect(wordsOf({ ...warning, kind: "Unheard", subject: "x" })).toBe("Unheard x");
  });
});
