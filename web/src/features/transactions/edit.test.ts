import { describe, expect, it } from "vitest";
import type { Decimal } from "../../shared/decimal/decimal";
import { editOf, faultOf, type Draft } from "./edit";
import { lineOf } from "./testing";
import { restoring } from "./useLedgerChanges";

const row = lineOf("a", { legs: [{ code: "BTC", assetId: "btc", amount: "1.5" as Decimal, role: "PRINCIPAL" }, { code: "USD", assetId: "usd", amount: "-90000" as Decimal, role: "PRINCIPAL" }] });
const draft = (part: Partial<Draft> = {}): Draft => ({ kind: row.kind, time: row.time, amounts: ["1.5", "-90000"], reason: " late ", ...part });

describe("an edit of a transaction", () => {
  it("says only what was changed", () => {
    expect(editOf(row, draft())).toEqual({ reason: "late", exclude: false });
    expect(editOf(row, draft({ kind: "AIRDROP" }))).toMatchObject({ kind: "AIRDROP" });
    expect(editOf(row, draft({ amounts: [" 1.6 ", "-90000"] }))?.legs).toEqual([{ symbol: "BTC", amount: "1.6", role: "PRINCIPAL" }, { symbol: "USD", amount: null, role: "PRINCIPAL" }]);
  });

  it("says which amount cannot be kept and what is allowed, before anything is sent", () => {
    for (const amount of [`1.${"1".repeat(29)}`, "9".repeat(30), "a few", "", "1e5"]) {
      expect(faultOf(row, draft({ amounts: [amount, "-90000"] }))).toBe("The amount of BTC cannot be kept exactly as it stands. Written like 1234.56, with at most 28 digits.");
      expect(editOf(row, draft({ amounts: [amount, "-90000"] }))).toBeNull();
    }
    expect(faultOf(row, draft({ amounts: ["x", "y"] }))).toContain("BTC, USD");
  });

  it("says how a time is written", () => {
    expect(faultOf(row, draft({ time: "yesterday" }))).toContain("2026-01-31T14:03:07Z");
    expect(editOf(row, draft({ time: "yesterday" }))).toBeNull();
  });

  it("leaves long amounts of the source alone while nobody touches them", () => {
    const long = lineOf("a", { legs: [{ code: "SHIB", assetId: "shib", amount: "9".repeat(40) as Decimal, role: "PRINCIPAL" }] });
    expect(editOf(long, { ...draft({ kind: "AIRDROP" }), amounts: ["9".repeat(40)] })).toEqual({ reason: "late", exclude: false, kind: "AIRDROP" });
  });

  it("changes an amount beside one that is too long to be typed, which stays as it is", () => {
    const legs = [{ code: "SHIB", assetId: "shib", amount: "9".repeat(40) as Decimal, role: "PRINCIPAL" as const }, { code: "ETH", assetId: "eth", amount: "-1" as Decimal, role: "PRINCIPAL" as const }];
    const long = lineOf("a", { legs });
    const typed = { ...draft(), amounts: ["9".repeat(40), " -2"] };
    expect([faultOf(long, typed), editOf(long, typed)?.legs]).toEqual([null, [{ symbol: "SHIB", amount: null, role: "PRINCIPAL" }, { symbol: "ETH", amount: "-2", role: "PRINCIPAL" }]]);
    const made = editOf(long, typed);
    expect(made === null ? null : restoring(long, made).legs).toEqual([{ symbol: "SHIB", amount: null, role: "PRINCIPAL" }, { symbol: "ETH", amount: "-1", role: "PRINCIPAL" }]);
    expect(faultOf(long, { ...typed, amounts: ["9".repeat(39), "-2"] })).toContain("The amount of SHIB cannot be kept");
  });
});
