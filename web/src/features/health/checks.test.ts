import { describe, expect, it } from "vitest";
import { checks } from "./checks";
import { readHealth } from "./useHealth";

const live = { state: "live", heardAt: 1 } as const;
const none = { unpriced: 0, stale: 0 };

describe("health", () => {
  it("needs nobody when all is well", () => {
    const all = checks(live, readHealth({ status: "Healthy", parts: { database: { status: "Healthy", description: "0 messages waiting" } } }), none);
    expect(all.map((check) => [check.name, check.mood, check.advice])).toEqual([["Live feed", "good", null], ["Database", "good", null], ["Prices", "good", null]]);
  });

  it("says what to do about each thing that is not well", () => {
    const all = checks({ state: "lost", heardAt: 1 }, readHealth({ parts: { database: { status: "Unhealthy" }, redis: { status: "Degraded" }, odd: {} } }), { unpriced: 2, stale: 1 });
    expect(all.every((check) => check.mood !== "good" && check.advice !== null)).toBe(true);
    expect(all.at(-1)?.state).toBe("2 without price, 1 old");
  });

  it("tells a server that does not answer from one that has not been asked", () => {
    expect(checks(live, { reachable: false, status: null, parts: [] }, none).some((check) => check.name === "Server" && check.mood === "bad")).toBe(true);
    expect(checks(live, null, none)).toHaveLength(2);
  });
});
