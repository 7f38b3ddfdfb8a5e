import { toDecimal } from "../../shared/decimal/decimal";
import { formatDecimal } from "../../shared/decimal/format";

/** A fraction as per cent, or a dash for what is not known. */
export function percent(fraction: number | null, places = 2): string {
  const value = fraction === null ? null : toDecimal((fraction * 100).toFixed(places));
  return value === null ? "–" : `${formatDecimal(value, { minPlaces: places, maxPlaces: places })}\u202f%`;
}
