import { describe, expect, it } from "vitest";
import { decodePosition } from "../positions/position";
import { movers } from "./movers";

const position = (symbol: string, dayChange: string | null) => decodePosition({ key: `position:${symbol}`, symbol, dayChange });

describe("movers", () => {
  it("are those with the largest change in either direction; unknown and none are no movers", () => {
    const all = [position("A", "5"), position("B", "-5.000000000000000001"), position("C", null), position("D", "0.00"), position("E", "1")];
    expect(movers(all, 2).map((one) => [one.symbol, one.change])).toEqual([["B", "-5.000000000000000001"], ["A", "5"]]);
    expect(movers(all, 9)).toHaveLength(3);
  });
});
