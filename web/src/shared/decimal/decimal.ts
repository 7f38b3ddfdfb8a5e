declare const brand: unique symbol;

/** An exact decimal in plain notation, as it came off the wire. It is never a number: arithmetic on money in doubles does not compile. */
export type Decimal = string & { readonly [brand]: "decimal" };

const shape = /^-?\d+(\.\d+)?$/;

/** The text as a decimal, or null when it is none. */
export function toDecimal(text: unknown): Decimal | null {
  return typeof text === "string" && shape.test(text) ? (text as Decimal) : null;
}

interface Parts {
  readonly negative: boolean;
  readonly whole: string;
  readonly fraction: string;
}

function parts(value: Decimal): Parts {
  const negative = value.startsWith("-");
  const [whole = "0", fraction = ""] = (negative ? value.slice(1) : value).split(".");
  return { negative, whole: whole.replace(/^0+(?=\d)/, ""), fraction };
}

/** −1, 0 or 1. */
export function signOf(value: Decimal): -1 | 0 | 1 {
  if (!/[1-9]/.test(value)) return 0;
  return value.startsWith("-") ? -1 : 1;
}

function compareMagnitude(a: Parts, b: Parts): number {
  if (a.whole.length !== b.whole.length) return a.whole.length - b.whole.length;
  const width = Math.max(a.fraction.length, b.fraction.length);
  const left = a.whole + a.fraction.padEnd(width, "0");
  const right = b.whole + b.fraction.padEnd(width, "0");
  return left < right ? -1 : left > right ? 1 : 0;
}

/** With the other sign; zero stays zero. */
export function negate(value: Decimal): Decimal {
  if (signOf(value) === 0) return value;
  return (value.startsWith("-") ? value.slice(1) : `-${value}`) as Decimal;
}

/** Exact order of two decimals, for sorting. */
export function compare(a: Decimal, b: Decimal): number {
  const [left, right] = [signOf(a), signOf(b)];
  if (left !== right) return left - right;
  return left === 0 ? 0 : left * compareMagnitude(parts(a), parts(b));
}

/** Rounded half away from zero to a number of places, on the digits themselves. */
export function round(value: Decimal, places: number): Decimal {
  const { negative, whole, fraction } = parts(value);
  if (fraction.length <= places) return value;
  const kept = BigInt(whole + fraction.slice(0, places)) + (fraction.charAt(places) >= "5" ? 1n : 0n);
  const digits = kept.toString().padStart(places + 1, "0");
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return (negative && kept !== 0n ? `-${text}` : text) as Decimal;
}

/** The decimal split for display: at least and at most so many places, sign apart. */
export function split(value: Decimal, minPlaces: number, maxPlaces: number): Parts {
  const { negative, whole, fraction } = parts(round(value, maxPlaces));
  return { negative, whole, fraction: fraction.replace(/0+$/, "").padEnd(minPlaces, "0") };
}

/** The number of leading zeros after the point of a value below one; 0 for others. */
export function leadingZeros(value: Decimal): number {
  const { whole, fraction } = parts(value);
  if (whole !== "0") return 0;
  return /^0*/.exec(fraction)?.[0].length ?? 0;
}

/** As a double: for the geometry of charts only, never for something that is shown or compared. */
export function toChart(value: Decimal): number {
  return Number(value);
}
