import { describe, expect, it } from "vitest";
import { readColumns } from "./chosenColumns";

describe("the columns of positions", () => {
  const all = ["symbol", "quantity", "value", "share"] as const;

  it("are those that were chosen, in their own order, and the asset always", () => {
    expect(readColumns("share,value", all)).toEqual(["symbol", "value", "share"]);
  });

  it("are all of them without a choice, and when nothing of it is understood", () => {
    expect(readColumns(null, all)).toEqual(all);
    expect(readColumns("gone,forgotten", all)).toEqual(all);
    expect(readColumns("", all)).toEqual(all);
  });
});
