import { describe, expect, it } from "vitest";
import { startOfDay } from "../../shared/settings/day";
import { isFiltered, readFilter, toInput, writeFilter } from "./filter";

describe("the filter of transactions", () => {
  it("is what the address says, and what is not understood is left out", () => {
    const filter = readFilter("?account=a,b&kind=TRADE,NONSENSE,FEE&from=2026-01-31&to=2026-99-99&asset=btc&order=oldest");
    expect(filter).toEqual({ accounts: ["a", "b"], asset: "btc", kinds: ["TRADE", "FEE"], from: "2026-01-31", to: null, found: null, order: "OLDEST_FIRST" });
    expect(isFiltered(filter)).toBe(true);
    expect(isFiltered(readFilter("?portfolio=1&order=oldest"))).toBe(false);
  });

  it("comes back from the address as it was written", () => {
    const filter = readFilter("?account=a&kind=DEPOSIT&from=2026-01-01&to=2026-02-01&order=oldest");
    const query = new URLSearchParams(Object.entries(writeFilter(filter)).filter((entry): entry is [string, string] => entry[1] !== null && entry[1] !== ""));
    expect(readFilter(`?${query.toString()}`)).toEqual(filter);
  });

  it("begins a day at the viewer's midnight, over changes of the clock too", () => {
    expect(startOfDay("2026-01-31", "Europe/Zurich")).toBe("2026-01-30T23:00:00.000Z");
    expect(startOfDay("2026-03-29", "Europe/Zurich")).toBe("2026-03-28T23:00:00.000Z");
    expect(startOfDay("2026-03-30", "Europe/Zurich")).toBe("2026-03-29T22:00:00.000Z");
    expect(startOfDay("2026-07-01", "America/New_York")).toBe("2026-07-01T04:00:00.000Z");
    expect(startOfDay("2026-07-01", "Asia/Kolkata")).toBe("2026-06-30T18:30:00.000Z");
  });

  it("counts its last day whole", () => {
    expect(toInput(readFilter("?from=2026-01-31&to=2026-01-31"), "UTC")).toEqual({ from: "2026-01-31T00:00:00.000Z", to: "2026-02-01T00:00:00.000Z" });
    expect(toInput(readFilter(""), "UTC")).toEqual({});
  });
});
