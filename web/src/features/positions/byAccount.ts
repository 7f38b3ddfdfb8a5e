import { add, multiply, zero } from "../../shared/decimal/arithmetic";
import { compare, signOf, type Decimal } from "../../shared/decimal/decimal";
import { groupBy } from "../../shared/group";
import type { Position } from "./position";
import type { PositionsByAccountData } from "./positions.generated";

type Past = NonNullable<PositionsByAccountData["portfolio"]>["positionsAsOf"]["nodes"][number];

export interface AccountHolding {
  readonly asset: string;
  readonly symbol: string;
  readonly quantity: Decimal;
  /** Null when nobody knows the price. */
  readonly value: Decimal | null;
  readonly cost: Decimal;
}

export interface AccountGroup {
  readonly account: string;
  /** Of what has a price. */
  readonly value: Decimal;
  readonly unpriced: number;
  readonly holdings: readonly AccountHolding[];
}

const worth = (value: Decimal | null) => value ?? zero;

/** What each account holds, at the prices of now; the most valuable first. */
export function byAccount(past: readonly Past[], positions: readonly Position[]): readonly AccountGroup[] {
  const live = new Map(positions.map((one) => [one.asset, one]));
  const groups = [...groupBy(past.filter((one) => signOf(one.quantity) !== 0), (one) => one.accountId)].map(([account, all]): AccountGroup => {
    const holdings = all
      .map((one): AccountHolding => {
        const position = live.get(one.assetId);
        const price = position?.price ?? null;
        return { asset: one.assetId, symbol: position?.symbol ?? one.assetId.toUpperCase(), quantity: one.quantity, value: price === null ? null : multiply(one.quantity, price), cost: one.cost };
      })
      .sort((a, b) => compare(worth(b.value), worth(a.value)) || a.symbol.localeCompare(b.symbol));
    return { account, holdings, value: holdings.reduce((sum, one) => add(sum, worth(one.value)), zero), unpriced: holdings.filter((one) => one.value === null).length };
  });
  return groups.sort((a, b) => compare(b.value, a.value));
}
