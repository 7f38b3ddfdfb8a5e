import { signOf } from "../../shared/decimal/decimal";
import type { TransactionLineOf } from "./types";

type Leg = TransactionLineOf["legs"][number];

export interface Sides {
  readonly came: readonly Leg[];
  readonly went: readonly Leg[];
  readonly fees: readonly Leg[];
}

/** What came, what went, what it cost. */
export function sides(legs: readonly Leg[]): Sides {
  const main = legs.filter((leg) => leg.role === "PRINCIPAL");
  return { came: main.filter((leg) => signOf(leg.amount) > 0), went: main.filter((leg) => signOf(leg.amount) < 0), fees: legs.filter((leg) => leg.role !== "PRINCIPAL") };
}

/** The withdrawal and the deposit of two transactions that may be one transfer; null when they cannot be. */
export function transferPair(chosen: readonly TransactionLineOf[]): { readonly left: TransactionLineOf; readonly arrived: TransactionLineOf } | null {
  const left = chosen.find((one) => one.kind === "WITHDRAWAL");
  const arrived = chosen.find((one) => one.kind === "DEPOSIT");
  if (chosen.length !== 2 || left === undefined || arrived === undefined) return null;
  const assets = new Set(left.legs.map((leg) => leg.assetId));
  return arrived.legs.some((leg) => assets.has(leg.assetId)) ? { left, arrived } : null;
}
