import { describe, expect, it } from "vitest";
import { venueName } from "./venue";

describe("names of venues", () => {
  it("are those the venues give themselves", () => {
    expect(venueName("huobi")).toBe("HTX");
    expect(venueName("kraken")).toBe("Kraken");
    expect(venueName("")).toBe("");
  });
});
