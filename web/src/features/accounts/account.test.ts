import { describe, expect, it } from "vitest";
import { decodeAccount, inOrder, keyText, oldBalanceAge, progressOf, stateText, sumImports } from "./account";

const account = (more: object) => decodeAccount({ key: "1", account: "1", venue: "kraken", name: "Kraken", state: "live", ...more });

describe("accounts", () => {
  it("know how far an import is, and when that is unknown", () => {
    expect(progressOf(account({ done: 999, expected: 1000 }))).toBe(99);
    expect(progressOf(account({ done: 1200, expected: 1000 }))).toBe(100);
    expect(progressOf(account({ done: 5 }))).toBeNull();
  });

  it("sum up running imports, as slow as the slowest", () => {
    const all = [account({ state: "importing", done: 10, expected: 100, secondsLeft: 5 }), account({ state: "importing", done: 20, expected: 40, secondsLeft: 9 }), account({ done: 50, expected: 50 })];
    expect(sumImports(all)).toEqual({ importing: 2, done: 80, expected: 190, secondsLeft: 9 });
    expect(sumImports([...all, account({ state: "connecting", done: 7 })])).toMatchObject({ importing: 3, done: 87, expected: null, secondsLeft: null });
    expect(sumImports([account({})])).toBeNull();
  });

  it("tell a venue's limit apart from pages that failed", () => {
    expect(account({ problems: 0, olderNeedsFile: true })).toMatchObject({ problems: 0, olderNeedsFile: true });
    expect(account({ problems: 2 }).olderNeedsFile).toBe(false);
  });

  it("know when the balance in the totals is old", () => {
    const at = (minutes: number, more: object = {}) => oldBalanceAge(account({ lastSync: "2026-01-05T09:00:00Z", ...more }), Date.parse("2026-01-05T09:00:00Z") + minutes * 60_000);
    expect([at(1), at(3), at(4), at(90, { state: "venue-down" })]).toEqual([null, null, 240, 5400]);
    expect(at(90, { state: "importing" })).toBeNull();
    expect(oldBalanceAge(account({}), Date.now())).toBeNull();
  });

  it("say which key they use and when it ends", () => {
    const now = Date.parse("2026-01-05T09:00:00Z");
    expect(keyText(account({}), now)).toBeNull();
    expect(keyText(account({ keyHint: "…a1b2" }), now)).toEqual({ text: "key …a1b2", soon: false });
    expect(keyText(account({ keyHint: "…a1b2", keyLabel: "desk", keyExpires: "2026-02-05T09:00:00Z" }), now)).toEqual({ text: "key “desk” …a1b2 ends in 31 days", soon: false });
    expect(keyText(account({ keyHint: "…a1b2", keyExpires: "2026-01-18T10:00:00Z" }), now)).toEqual({ text: "key …a1b2 ends in 13 days", soon: true });
    expect(keyText(account({ keyHint: "…a1b2", keyExpires: "2026-01-05T08:00:00Z" }), now)).toEqual({ text: "key …a1b2 has ended", soon: true });
  });

  it("stand by name and leave when removed", () => {
    expect(inOrder([account({ key: "b", name: "Zed" }), account({ key: "c", name: "Any" }), account({ key: "d", state: "removed" })])).toEqual(["c", "b"]);
  });

  it("have a distinct label for each state and advice for each that needs somebody", () => {
    const states = ["connecting", "importing", "live", "polling", "paused", "disabled", "wrong-key", "missing-permission", "excessive-permission", "revoked-key", "venue-down", "banned", "removed"].map(stateText);
    expect(new Set(states.map((state) => state.label)).size).toBe(states.length);
    expect(states.filter((state) => state.tone === "bad").every((state) => state.advice !== null)).toBe(true);
    expect(stateText("something new").label).toBe("something new");
  });
});
