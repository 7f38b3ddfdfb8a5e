import { toDecimal, type Decimal } from "./decimal";

/** What the server takes exactly: so many units, with so many decimals at most. */
const [mostUnits, mostPlaces] = [2n ** 96n - 1n, 28];

export const howToType = "Written like 1234.56, with at most 28 digits.";

/** An amount a person typed, as it can be sent; null when it is no number, or has more digits than are kept exactly. Zeros that say nothing do not count. */
export function readTyped(text: string): Decimal | null {
  const value = toDecimal(text.trim());
  if (value === null) return null;
  const [whole = "", fraction = ""] = value.replace("-", "").split(".");
  const places = fraction.replace(/0+$/, "");
  return places.length <= mostPlaces && BigInt(whole + places) <= mostUnits ? value : null;
}
