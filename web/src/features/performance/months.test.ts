import { describe, expect, it } from "vitest";
import { monthlyReturns, monthOf } from "./months";

const point = (at: string, timeWeighted: number | null) => ({ at, timeWeighted });
const rounded = (value: number | null | undefined) => (value == null ? null : Math.round(value * 1e9) / 1e9);

describe("monthlyReturns", () => {
  const points = [point("2025-11-15T10:00:00Z", 0), point("2025-12-01T00:00:00Z", 0.1), point("2026-01-01T00:00:00Z", 0.21), point("2026-01-20T00:00:00Z", 0.331)];

  it("chains growth from the last point of a month to the last of the next, and over the year", () => {
    const [newest, oldest] = monthlyReturns(points, "Etc/UTC");
    expect([newest?.year, rounded(newest?.months[0]), newest?.months[1], rounded(newest?.whole)]).toEqual([2026, 0.1, null, 0.1]);
    expect([oldest?.year, rounded(oldest?.months[10]), rounded(oldest?.months[11]), rounded(oldest?.whole)]).toEqual([2025, 0.1, 0.1, 0.21]);
    expect([newest?.partial, oldest?.partial]).toEqual([null, 10]);
  });

  it("begins a month at midnight of the portfolio's zone", () => {
    expect(monthOf(Date.parse("2026-01-01T00:00:00Z"), "Etc/UTC")).toEqual([2025, 11]);
    expect(monthOf(Date.parse("2026-01-01T00:00:00Z"), "Asia/Tokyo")).toEqual([2026, 0]);
  });

  it("tells nothing of a month whose growth cannot be told", () => {
    const [row] = monthlyReturns([point("2026-01-10T00:00:00Z", 0), point("2026-01-31T00:00:00Z", null), point("2026-02-10T00:00:00Z", 0.5)], "Etc/UTC");
    expect(row?.months.slice(0, 2)).toEqual([null, null]);
  });

  it("has no rows without points", () => {
    expect(monthlyReturns([], "Etc/UTC")).toEqual([]);
  });
});
