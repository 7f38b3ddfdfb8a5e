import { add, multiply, subtract, zero } from "../../shared/decimal/arithmetic";
import { signOf, toDecimal, type Decimal } from "../../shared/decimal/decimal";
import { groupBy } from "../../shared/group";

export interface HeldAt {
  readonly accountId: string;
  readonly assetId: string;
  readonly quantity: Decimal;
}

export interface Frozen {
  /** Out of reach, less what comes back. */
  readonly amount: Decimal;
  /** Holdings there that have no price and so no part in it. */
  readonly unpriced: number;
}

/** Venues in an address, `binance,kraken`. */
export function readVenues(text: string | null): readonly string[] {
  return text === null ? [] : [...new Set(text.split(",").filter((one) => one !== ""))];
}

/** What venues that give nothing out hold, at the prices of now. A debt to such a venue stays a debt. */
export function frozenAt(held: readonly HeldAt[], priceOf: (asset: string) => Decimal | null, venueOf: (account: string) => string | null, venues: readonly string[], recovery: Decimal): Frozen {
  const lost = subtract("1" as Decimal, recovery);
  const there = held.filter((one) => venues.includes(venueOf(one.accountId) ?? ""));
  let amount = zero;
  let unpriced = 0;
  for (const [, parts] of groupBy(there, (one) => `${venueOf(one.accountId) ?? ""} ${one.assetId}`)) {
    const quantity = parts.reduce((sum, one) => add(sum, one.quantity), zero);
    if (signOf(quantity) <= 0) continue;
    const price = priceOf(parts[0]?.assetId ?? "");
    if (price === null) unpriced += 1;
    else amount = add(amount, multiply(multiply(quantity, price), lost));
  }
  return { amount, unpriced };
}

/** A fraction of an amount, for figures of risk, which are measured in binary floating point. */
export function partOf(fraction: number | null, whole: Decimal | null): Decimal | null {
  const exact = fraction === null || whole === null ? null : toDecimal(fraction.toFixed(8));
  return exact === null || whole === null ? null : multiply(exact, whole);
}
