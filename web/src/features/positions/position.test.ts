import { describe, expect, it } from "vitest";
import { decodePosition, matching, ordered, priceProblem } from "./position";

const position = (symbol: string, value: string | null, more: object = {}) => decodePosition({ key: `position:${symbol.toLowerCase()}`, symbol, name: `${symbol} coin`, value, ...more });
const symbols = (list: readonly { symbol: string }[]) => list.map((one) => one.symbol).join(" ");

describe("positions", () => {
  const all = [position("BTC", "100.10"), position("XYZ", null), position("ETH", "100.1000000000000000001"), position("DOGE", "9")];

  it("sort exactly, with unknown values last in both directions", () => {
    expect(symbols(ordered(all, { column: "value", descending: true }))).toBe("ETH BTC DOGE XYZ");
    expect(symbols(ordered(all, { column: "value", descending: false }))).toBe("DOGE BTC ETH XYZ");
  });

  it("sort by name and break ties by it", () => {
    expect(symbols(ordered(all, { column: "symbol", descending: false }))).toBe("BTC DOGE ETH XYZ");
    expect(symbols(ordered(all, { column: "price", descending: true }))).toBe("BTC DOGE ETH XYZ");
  });

  it("filter by every word in symbol or name", () => {
    expect(symbols(matching(all, " coin  e"))).toBe("ETH DOGE");
    expect(symbols(matching(all, ""))).toBe("BTC XYZ ETH DOGE");
  });

  it("say why there is no price, and never make it zero", () => {
    expect(priceProblem(position("A", null, { priceState: "NotListed" }))).toBe("not listed anywhere");
    expect(priceProblem(position("A", null, { priceState: "something new" }))).toBe("price source failed");
    expect(position("A", null).value).toBeNull();
    expect(priceProblem(position("A", "1", { price: "1", priceState: "ok" }))).toBeNull();
  });

  it("survive members that are missing or of another kind", () => {
    const odd = decodePosition({ key: "position:odd", quantity: 5, price: "1e9", accounts: "none", priceAge: "old" });
    expect(odd).toMatchObject({ symbol: "odd", quantity: "5", price: null, accounts: [], priceAge: null });
  });
});
