import { expect, test } from "vitest";
import { assetName, methodName, priceWords, problemName, walletName } from "./format";

test("assets, wallets, prices and problems are written for people", () => {
  expect([assetName("btc"), assetName("unknown:kraken:XYZ")]).toEqual(["BTC", "XYZ"]);
  const wallets = [{ wallet: "kraken:1a2b3c4d", name: "Main" }];
  expect(["kraken:1a2b3c4d", "unresolved", "own:elsewhere", "", "other"].map((one) => walletName(one, wallets))).toEqual(["Main", "Not explained", "Own, elsewhere", "All wallets", "other"]);
  expect(priceWords({ perUnit: "70000", source: "kraken btc/usd", distanceSeconds: 5400 })).toBe("70000, kraken btc/usd, 1 h 30 min before");
  expect([problemName("unmatched-deposit"), problemName("late-identification")]).toEqual(["Deposit not explained", "late identification"]);
});

test("a method with standing orders says how many", () => {
  expect(["fifo", "fifo,hifo@2025-01-01", "fifo,hifo@2025-01-01,lifo/*/btc,transfers:fifo"].map(methodName)).toEqual(["First in, first out", "First in, first out, with 1 order", "First in, first out, with 2 orders"]);
});
