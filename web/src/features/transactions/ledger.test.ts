import { describe, expect, it } from "vitest";
import { toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { sides, transferPair } from "./legs";
import type { TransactionLineOf } from "./types";
import { restoring } from "./useLedgerChanges";

const d = (text: string): Decimal => toDecimal(text) ?? ("0" as Decimal);
const row = (more: Partial<TransactionLineOf>): TransactionLineOf => ({
  id: "1", accountId: "a", time: "2026-01-01T00:00:00Z", kind: "TRADE", status: "COMPLETED", source: "trades", nativeId: "n", version: 1, edited: false, counts: true, reference: null, market: null, txHash: null,
  network: null, flags: [], recordedAt: "2026-01-01T00:00:01Z",
  legs: [{ code: "BTC", assetId: "btc", amount: d("1.5"), role: "PRINCIPAL" }, { code: "USD", assetId: "fiat:usd", amount: d("-90000"), role: "PRINCIPAL" }, { code: "USD", assetId: "fiat:usd", amount: d("-9"), role: "FEE" }],
  ...more,
});

describe("what people do to transactions", () => {
  it("is told by sides: what came, what went, what it cost", () => {
    const { came, went, fees } = sides(row({}).legs);
    expect([came.map((leg) => leg.code), went.map((leg) => leg.code), fees.map((leg) => leg.amount)]).toEqual([["BTC"], ["USD"], ["-9"]]);
  });

  it("links a withdrawal and a deposit of the same asset, in whatever order they were marked, and nothing else", () => {
    const left = row({ id: "w", kind: "WITHDRAWAL" });
    const arrived = row({ id: "d", kind: "DEPOSIT" });
    expect(transferPair([arrived, left])).toEqual({ left, arrived });
    expect(transferPair([left])).toBeNull();
    expect(transferPair([left, row({})])).toBeNull();
    expect(transferPair([left, row({ kind: "DEPOSIT", legs: [{ code: "ETH", assetId: "eth", amount: d("1"), role: "PRINCIPAL" }] })])).toBeNull();
  });

  it("is taken back by saying again exactly what was changed", () => {
    expect(restoring(row({}), { reason: "x", exclude: true })).toEqual({ reason: "Taken back", exclude: false });
    expect(restoring(row({ status: "FAILED" }), { reason: "x", kind: "FEE" })).toEqual({ reason: "Taken back", exclude: true, kind: "TRADE" });
    expect(restoring(row({}), { reason: "x", legs: [{ symbol: "BTC", amount: "2" as Decimal }], time: "2020-01-01T00:00:00Z" })).toMatchObject({ time: "2026-01-01T00:00:00Z", legs: [{ symbol: "BTC", amount: "1.5" }, { amount: null }, { amount: null }] });
  });
});
