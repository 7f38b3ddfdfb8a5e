import { describe, expect, it } from "vitest";
import { oldBalancesText } from "./oldBalances";
import { decodeTotal, totalText } from "./total";

const total = (more: object) => decodeTotal({ key: "total", currency: "USD", ...more });
const names = [{ key: "1", name: "Kraken" }, { key: "2", name: "Bitfinex" }];

describe("totals", () => {
  it("that nobody knows are no zero", () => {
    expect(totalText(total({ value: "0" }))).toBe("$0.00");
    expect(totalText(total({ value: null, unpricedCount: 2 }))).toBe("unpriced");
    expect(totalText(total({ value: null }))).toBe("–");
    expect(totalText(undefined)).toBe("–");
  });

  it("name the accounts whose balances are old, and how old", () => {
    expect(oldBalancesText(total({ balanceAge: 40, oldBalances: [] }), names)).toBeNull();
    expect(oldBalancesText(total({ balanceAge: 420, oldBalances: ["1"] }), names)).toContain("balance of Kraken, 7 min old");
    expect(oldBalancesText(total({ balanceAge: 3720, oldBalances: ["1", "2"] }), names)).toContain("balances of Bitfinex and Kraken, up to 1 h 2 min old");
    expect(oldBalancesText(total({ oldBalances: ["9"] }), names)).toContain("balance of an account, stays");
  });
});
