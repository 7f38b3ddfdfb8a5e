import { magnitude } from "../../shared/decimal/arithmetic";
import { compare, signOf, type Decimal } from "../../shared/decimal/decimal";
import type { Position } from "../positions/position";

export interface Mover {
  readonly asset: string;
  readonly symbol: string;
  readonly change: Decimal;
}

/** What moved the total most today, up or down. */
export function movers(positions: readonly Position[], most: number): readonly Mover[] {
  return positions
    .flatMap((one) => (one.dayChange === null || signOf(one.dayChange) === 0 ? [] : [{ asset: one.asset, symbol: one.symbol, change: one.dayChange }]))
    .sort((a, b) => compare(magnitude(b.change), magnitude(a.change)) || a.symbol.localeCompare(b.symbol))
    .slice(0, most);
}
