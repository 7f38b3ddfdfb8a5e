import { describe, expect, it } from "vitest";
import { decodeAccount } from "../accounts/account";
import { decodePosition } from "../positions/position";
import { decodeIssue } from "../reconciliation/issue";
import { tasks } from "./task";

const list = {
  accounts: { nodes: [{ id: "k", name: "Kraken", venueName: "Kraken" }, { id: "b", name: "Binance", venueName: "Binance" }] },
  problems: { nodes: [{ accountId: "k", code: "UNKNOWN_CODE", nativeId: "1", detail: "what?", foundAt: "2026-01-02T00:00:00Z" }, { accountId: "k", code: "UNKNOWN_CODE", nativeId: "2", detail: "what?", foundAt: "2026-01-01T00:00:00Z" }, { accountId: "b", code: "older-needs-file", nativeId: null, detail: "older", foundAt: "2026-01-03T00:00:00Z" }] },
  transferSuggestions: { nodes: [{ leftAccountId: "k", leftTransactionId: "w", arrivedAccountId: "b", arrivedTransactionId: "d", reason: "same amount" }] },
};
const positions = [decodePosition({ key: "position:btc", symbol: "BTC", quantity: "1", price: "100000" }), decodePosition({ key: "position:odd", symbol: "ODD", quantity: "7", price: null, cost: "0.00" }), decodePosition({ key: "position:gone", symbol: "GONE", quantity: "0", price: null })];

describe("the inbox", () => {
  it("begins with what does not work, then what differs by what it costs, and ends with records set aside", () => {
    const accounts = [decodeAccount({ key: "k", name: "Kraken", state: "revoked-key" }), decodeAccount({ key: "b", name: "Binance", state: "live" })];
    const issues = [decodeIssue({ key: "1", symbol: "ETH", venue: "kraken", difference: "5" }), decodeIssue({ key: "2", symbol: "BTC", venue: "kraken", account: "k", difference: "-0.5", firstBadEntry: "e1" })];
    const found = tasks({ accounts, issues, positions, list });
    expect(found.map((one) => one.weight)).toEqual(["account", "difference", "difference", "price", "transfer", "record", "record"]);
    expect(found[0]?.title).toBe("Kraken: key revoked");
    expect([found[1]?.title, found[1]?.cost, found[1]?.to?.parameters]).toEqual(["BTC at Kraken: ledger and venue differ", "50000", { account: "k", tx: "e1" }]);
    expect([found[2]?.title, found[2]?.cost]).toEqual(["ETH at Kraken: ledger and venue differ", null]);
    expect([found[3]?.title, found[3]?.cost]).toEqual(["ODD has no price", null]);
    expect(found[4]?.title).toBe("A transfer from Kraken to Binance?");
    expect([found[5]?.title, found[5]?.since]).toEqual(["Kraken: unknown code, 2 times", Date.parse("2026-01-01T00:00:00Z")]);
    expect(found[6]?.fix).toContain("Export the older history");
  });

  it("is empty when nothing needs anyone", () => {
    expect(tasks({ accounts: [], issues: [], positions: positions.slice(0, 1), list: undefined })).toEqual([]);
  });

  it("tells what a difference costs to the last digit, however large", () => {
    const issues = [decodeIssue({ key: "1", symbol: "BTC", venue: "kraken", difference: "-12345678901234567890.1" })];
    expect(tasks({ accounts: [], issues, positions, list: undefined })[0]?.cost).toBe("1234567890123456789010000");
  });
});
