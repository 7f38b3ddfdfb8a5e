import { toDecimal, type Decimal } from "../decimal/decimal";
import type { FeedValue } from "./protocol";

/** Members of a value, read with care: what is missing or of another kind is null, never an exception in the middle of a render. */
export function text(value: FeedValue, member: string): string | null {
  const found = value[member];
  return typeof found === "string" ? found : null;
}

export function decimal(value: FeedValue, member: string): Decimal | null {
  const found = value[member];
  return typeof found === "number" ? toDecimal(String(found)) : toDecimal(found);
}

export function count(value: FeedValue, member: string): number | null {
  const found = value[member];
  return typeof found === "number" && Number.isFinite(found) ? found : null;
}

export function flag(value: FeedValue, member: string): boolean {
  return value[member] === true;
}

export function list(value: FeedValue, member: string): readonly unknown[] {
  const found = value[member];
  return Array.isArray(found) ? (found as readonly unknown[]) : [];
}

/** An instant as milliseconds since 1970. */
export function instant(value: FeedValue, member: string): number | null {
  const found = text(value, member);
  const parsed = found === null ? Number.NaN : Date.parse(found);
  return Number.isNaN(parsed) ? null : parsed;
}
