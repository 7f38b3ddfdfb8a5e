import { divide, multiply, subtract, sum } from "../../shared/decimal/arithmetic";
import type { Decimal } from "../../shared/decimal/decimal";
import type { PositionLotsData } from "./lots.generated";

type Told = NonNullable<PositionLotsData["taxYear"]>["lots"]["nodes"][number];

const places = 8;

export interface Lot extends Told {
  /** What one unit cost; null where nobody knows. */
  readonly unitCost: Decimal | null;
  /** At the price of now; null without one, or in another currency. */
  readonly worth: Decimal | null;
  /** Worth less cost; null where one of the two is unknown. */
  readonly gain: Decimal | null;
}

/** Open lots at the price of now, oldest first as they were told. */
export function lotsOf(told: readonly Told[], price: Decimal | null): readonly Lot[] {
  return told.map((lot) => {
    const worth = price === null ? null : multiply(lot.units, price);
    return { ...lot, unitCost: lot.basisKnown ? divide(lot.cost, lot.units, places) : null, worth, gain: worth === null || !lot.basisKnown ? null : subtract(worth, lot.cost) };
  });
}

export interface LotSum {
  readonly units: Decimal;
  readonly cost: Decimal;
  readonly worth: Decimal | null;
  readonly gain: Decimal | null;
  /** Lots whose cost nobody knows: it is not in the sums. */
  readonly unknown: number;
}

/** All lots together. */
export function sumOf(lots: readonly Lot[]): LotSum {
  const known = lots.filter((lot) => lot.basisKnown);
  const priced = lots.every((lot) => lot.worth !== null);
  return {
    units: sum(lots.map((lot) => lot.units)),
    cost: sum(known.map((lot) => lot.cost)),
    worth: priced ? sum(lots.flatMap((lot) => lot.worth ?? [])) : null,
    gain: priced ? sum(known.flatMap((lot) => lot.gain ?? [])) : null,
    unknown: lots.length - known.length,
  };
}

/** The address of the transaction that acquired a lot: its day narrows the table, so that it is there at once. */
export function acquiredAt(lot: Pick<Told, "transactionId" | "acquired">, asset: string): Readonly<Record<string, string>> | null {
  if (lot.transactionId === null) return null;
  const day = lot.acquired?.slice(0, 10);
  const next = day === undefined ? undefined : new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  const before = day === undefined ? undefined : new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
  return { asset, tx: lot.transactionId, ...(before === undefined || next === undefined ? {} : { from: before, to: next }) };
}

/** A price in another currency, by the dollars one unit of each is worth; null where nobody knows. */
export function inMoney(price: Decimal | null, from: string, to: string, usd: readonly { readonly assetId: string; readonly usd: Decimal | null }[]): Decimal | null {
  if (price === null || from === to) return price;
  const worth = (currency: string) => (currency === "USD" ? ("1" as Decimal) : (usd.find((one) => one.assetId === moneyId(currency))?.usd ?? null));
  const [have, want] = [worth(from), worth(to)];
  return have === null || want === null ? null : divide(multiply(price, have), want, 12);
}

/** The asset of a currency. */
export function moneyId(currency: string): string {
  return `fiat:${currency.toLowerCase()}`;
}
