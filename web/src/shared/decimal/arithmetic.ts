import { compare, round, signOf, type Decimal } from "./decimal";

interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

function scaled(value: Decimal): Scaled {
  const [whole = "0", fraction = ""] = value.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length };
}

function text({ units, scale }: Scaled): Decimal {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, "0");
  const whole = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  const short = whole.includes(".") ? whole.replace(/\.?0+$/, "") : whole;
  return (units < 0n ? `-${short}` : short) as Decimal;
}

export const zero = "0" as Decimal;

/** The exact sum. */
export function add(a: Decimal, b: Decimal): Decimal {
  const [left, right] = [scaled(a), scaled(b)];
  const scale = Math.max(left.scale, right.scale);
  return text({ units: left.units * 10n ** BigInt(scale - left.scale) + right.units * 10n ** BigInt(scale - right.scale), scale });
}

/** The exact difference. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return add(a, b.startsWith("-") ? (b.slice(1) as Decimal) : (`-${b}` as Decimal));
}

/** The exact sum of all. */
export function sum(values: readonly Decimal[]): Decimal {
  return values.reduce(add, zero);
}

/** Without its sign. */
export function magnitude(value: Decimal): Decimal {
  return value.startsWith("-") ? (value.slice(1) as Decimal) : value;
}

/** A part of a whole in percent, rounded toward zero to so many places; null where the whole is not above zero. */
export function percentOf(part: Decimal, whole: Decimal, places: number): Decimal | null {
  if (signOf(whole) <= 0) return null;
  const [p, w] = [scaled(part), scaled(whole)];
  const up = w.scale - p.scale + places + 2;
  const units = up >= 0 ? (p.units * 10n ** BigInt(up)) / w.units : p.units / (w.units * 10n ** BigInt(-up));
  return text({ units, scale: places });
}

/** The larger one. */
export function largest(a: Decimal, b: Decimal): Decimal {
  return compare(a, b) >= 0 ? a : b;
}

/** The exact product. */
export function multiply(a: Decimal, b: Decimal): Decimal {
  const [left, right] = [scaled(a), scaled(b)];
  return text({ units: left.units * right.units, scale: left.scale + right.scale });
}

/** The quotient, rounded half away from zero to so many places; null for a division by zero. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal | null {
  if (signOf(b) === 0) return null;
  const [top, under] = [scaled(a), scaled(b)];
  const up = under.scale - top.scale + places + 1;
  const units = up >= 0 ? (top.units * 10n ** BigInt(up)) / under.units : top.units / (under.units * 10n ** BigInt(-up));
  return round(text({ units, scale: places + 1 }), places);
}
