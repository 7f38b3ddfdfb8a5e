import type { TransactionLineOf } from "./types";

type Leg = TransactionLineOf["legs"][number];

/** A row of the ledger as the API answers it, for tests. */
export function lineOf(id: string, told: Partial<TransactionLineOf> = {}): TransactionLineOf & { readonly __typename: "Transaction"; readonly legs: readonly (Leg & { readonly __typename: "Leg" })[] } {
  const legs = [{ __typename: "Leg" as const, code: "BTC", assetId: "btc", amount: "1" as Leg["amount"], role: "PRINCIPAL" as const }];
  return {
    id, accountId: "account", time: "2026-01-02T03:04:05Z", kind: "TRADE", status: "COMPLETED", source: "kraken", nativeId: id, version: 1, edited: false, counts: true,
    reference: null, market: null, txHash: null, network: null, flags: [], recordedAt: "2026-01-02T03:04:06Z", ...told, __typename: "Transaction", legs: told.legs === undefined ? legs : told.legs.map((leg) => ({ ...leg, __typename: "Leg" as const })),
  };
}
