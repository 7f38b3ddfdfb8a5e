import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { byAccount } from "./byAccount";
import { readColumns } from "./chosenColumns";
import { decodePosition } from "./position";
import { sparkPath } from "./Spark";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const past = (accountId: string, assetId: string, quantity: string) => ({ accountId, assetId, quantity: d(quantity), cost: d("1"), realised: d("0") });
const live = (asset: string, price: string | null) => decodePosition({ key: `position:${asset}`, asset, symbol: asset.toUpperCase(), price });

describe("positions by account", () => {
  it("are worth their exact share at the prices of now, and what has no price is counted and not summed", () => {
    const groups = byAccount([past("a", "btc", "0.1"), past("b", "btc", "0.2"), past("b", "odd", "7"), past("a", "eth", "0")], [live("btc", "100000.000000000000000001"), live("odd", null)]);
    expect(groups.map((one) => [one.account, one.value, one.unpriced])).toEqual([["b", "20000.0000000000000000002", 1], ["a", "10000.0000000000000000001", 0]]);
    expect(groups[0]?.holdings.map((one) => one.value)).toEqual(["20000.0000000000000000002", null]);
  });

  it("remember chosen columns, and never lose the asset", () => {
    expect(readColumns("value,nonsense", ["symbol", "price", "value"])).toEqual(["symbol", "value"]);
    expect(readColumns("", ["symbol", "price"])).toEqual(["symbol", "price"]);
    expect(readColumns(null, ["symbol", "price"])).toEqual(["symbol", "price"]);
  });

  it("draw a line through at least two closes", () => {
    expect(sparkPath([d("1")])).toBeNull();
    expect(sparkPath([d("1"), d("3"), d("2")])).toBe("M0.0,20.0L45.0,2.0L90.0,11.0");
    expect(sparkPath([d("1"), d("1")])).toBe("M0.0,11.0L90.0,11.0");
  });
});
