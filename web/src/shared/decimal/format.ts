import { leadingZeros, signOf, split, toDecimal, type Decimal } from "./decimal";

export interface NumberStyle {
  readonly minPlaces: number;
  readonly maxPlaces: number;
  /** Whether a plus is written before gains. */
  readonly signed?: boolean;
}

interface Separators {
  readonly group: string;
  readonly point: string;
}

const minus = "\u2212";

function separatorsOf(locale: string | undefined): Separators {
  const sample = new Intl.NumberFormat(locale, { useGrouping: "always" }).formatToParts(1234567.8);
  const find = (type: string, fallback: string) => sample.find((part) => part.type === type)?.value ?? fallback;
  return { group: find("group", ","), point: find("decimal", ".") };
}

let separators = separatorsOf(undefined);

/** Takes the separators of another locale; without one, those of the browser. */
export function setLocale(locale: string | undefined): void {
  separators = separatorsOf(locale);
}

/** The text before and after the decimal point, so that a column can align on it. */
export function formatParts(value: Decimal, style: NumberStyle): { readonly whole: string; readonly fraction: string } {
  const { negative, whole, fraction } = split(value, style.minPlaces, style.maxPlaces);
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separators.group);
  const zero = !/[1-9]/.test(whole + fraction);
  const sign = negative && !zero ? minus : style.signed === true && !zero ? "+" : "";
  return { whole: sign + grouped, fraction: fraction === "" ? "" : separators.point + fraction };
}

export function formatDecimal(value: Decimal, style: NumberStyle): string {
  const { whole, fraction } = formatParts(value, style);
  return whole + fraction;
}

/** A measure that is no amount (a ratio, a correlation), in the viewer's way of writing. */
export function formatMeasure(value: number, places: number): string {
  const exact = toDecimal(value.toFixed(places));
  return exact === null ? "–" : formatDecimal(exact, { minPlaces: places, maxPlaces: places });
}

export const moneyStyle: NumberStyle = { minPlaces: 2, maxPlaces: 2 };
export const signedMoneyStyle: NumberStyle = { ...moneyStyle, signed: true };
export const percentStyle: NumberStyle = { minPlaces: 2, maxPlaces: 2, signed: true };
export const shareStyle: NumberStyle = { minPlaces: 1, maxPlaces: 1 };
export const quantityStyle: NumberStyle = { minPlaces: 0, maxPlaces: 8 };
export const exactStyle: NumberStyle = { minPlaces: 0, maxPlaces: 200 };

/** Prices: two places from one upwards, below it five digits that mean something. */
export function priceStyle(value: Decimal): NumberStyle {
  const zeros = leadingZeros(value);
  const below = zeros > 0 || /^-?0\./.test(value);
  return below ? { minPlaces: 2, maxPlaces: zeros + 5 } : moneyStyle;
}

const symbols = new Map<string, string>();

/** The sign of a currency (`$`), or its code when it has none. */
export function currencySign(code: string): string {
  const known = symbols.get(code);
  if (known !== undefined) return known;
  let sign = code;
  try {
    const format = new Intl.NumberFormat("en", { style: "currency", currency: code, currencyDisplay: "narrowSymbol" });
    sign = format.formatToParts(0).find((part) => part.type === "currency")?.value ?? code;
  } catch {
    sign = code;
  }
  symbols.set(code, sign);
  return sign;
}

export function formatMoney(value: Decimal, currency: string, style: NumberStyle = moneyStyle): string {
  const text = formatDecimal(value, style);
  const sign = currencySign(currency);
  const mark = text.startsWith(minus) || text.startsWith("+") ? text.charAt(0) : "";
  return sign.length > 1 ? `${text}\u00a0${sign}` : `${mark}${sign}${text.slice(mark.length)}`;
}

export type Direction = "up" | "down" | "flat";

export function directionOf(value: Decimal): Direction {
  const sign = signOf(value);
  return sign > 0 ? "up" : sign < 0 ? "down" : "flat";
}

/** `42 s`, `3 min`, `2 h 5 min`, `4 d`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${String(whole)} s`;
  if (whole < 3600) return `${String(Math.round(whole / 60))} min`;
  if (whole < 86400) {
    const minutes = Math.floor((whole % 3600) / 60);
    return `${String(Math.floor(whole / 3600))} h${minutes === 0 ? "" : ` ${String(minutes)} min`}`;
  }
  return `${String(Math.floor(whole / 86400))} d`;
}

/** `42 s`, `3 min`, `2 h`, `4 d`: where there is room for one unit only. */
export function formatAge(seconds: number): string {
  return seconds < 3600 || seconds >= 86400 ? formatDuration(seconds) : `${String(Math.floor(seconds / 3600))} h`;
}

export function formatCount(value: number): string {
  return String(Math.trunc(value)).replace(/\B(?=(\d{3})+$)/g, separators.group);
}
