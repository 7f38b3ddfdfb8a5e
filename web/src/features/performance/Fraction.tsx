import { toDecimal } from "../../shared/decimal/decimal";
import { PercentChange } from "../../shared/ui/Change";

/** A return: a fraction as signed per cent, or a dash for what cannot be told. */
export function Fraction({ value, arrow = true }: { readonly value: number | null; readonly arrow?: boolean }) {
  const percent = value === null ? null : toDecimal((value * 100).toFixed(2));
  return percent === null ? <>–</> : <PercentChange value={percent} arrow={arrow} />;
}
