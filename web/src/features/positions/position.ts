import { compare, signOf, type Decimal } from "../../shared/decimal/decimal";
import type { FeedValue } from "../../shared/feed/protocol";
import { count, decimal, list, text } from "../../shared/feed/read";

/** Keys `position:<asset>` of topic `portfolio`. */
export interface Position {
  readonly key: string;
  /** The asset's id. */
  readonly asset: string;
  readonly symbol: string;
  readonly name: string;
  readonly quantity: Decimal | null;
  /** In the portfolio's currency; null when there is none, and then it is not zero but unknown. */
  readonly price: Decimal | null;
  readonly priceState: string;
  readonly priceAge: number | null;
  readonly value: Decimal | null;
  readonly cost: Decimal | null;
  readonly realised: Decimal | null;
  readonly unrealised: Decimal | null;
  readonly dayChange: Decimal | null;
  /** Percent of the total. */
  readonly share: Decimal | null;
  readonly accounts: readonly string[];
  /** Seconds since the most silent of its venues said what it holds. */
  readonly balanceAge: number | null;
}

export const positionPrefix = "position:";

export function decodePosition(value: FeedValue): Position {
  return {
    key: value.key,
    asset: text(value, "asset") ?? value.key.slice(positionPrefix.length),
    symbol: text(value, "symbol") ?? value.key.slice(positionPrefix.length),
    name: text(value, "name") ?? "",
    quantity: decimal(value, "quantity"),
    price: decimal(value, "price"),
    priceState: text(value, "priceState") ?? "ok",
    priceAge: count(value, "priceAge"),
    value: decimal(value, "value"),
    cost: decimal(value, "cost"),
    realised: decimal(value, "realised"),
    unrealised: decimal(value, "unrealised"),
    dayChange: decimal(value, "dayChange"),
    share: decimal(value, "share"),
    accounts: list(value, "accounts").map(String),
    balanceAge: count(value, "balanceAge"),
  };
}

export type SortColumn = "symbol" | "quantity" | "price" | "value" | "share" | "dayChange" | "unrealised" | "realised" | "cost";

export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What stands first: unknown amounts always last, ties by symbol, so that the order is total. */
export function ordered(positions: readonly Position[], sort: Sort): readonly Position[] {
  const direction = sort.descending ? -1 : 1;
  const by = (a: Position, b: Position): number => {
    if (sort.column === "symbol") return direction * a.symbol.localeCompare(b.symbol);
    const [left, right] = [a[sort.column], b[sort.column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return direction * compare(left, right);
  };
  return [...positions].sort((a, b) => by(a, b) || a.symbol.localeCompare(b.symbol) || a.key.localeCompare(b.key));
}

/** Those whose symbol or name contains every word. */
export function matching(positions: readonly Position[], filter: string): readonly Position[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  return positions.filter((position) => {
    const haystack = `${position.symbol} ${position.name}`.toLowerCase();
    return words.every((word) => haystack.includes(word));
  });
}

/** Why there is no current price, in words; null when there is one. */
export function priceProblem(position: Position): string | null {
  switch (position.priceState) {
    case "ok":
      return position.price === null ? "no price" : null;
    case "stale":
      return "old price";
    case "NotListed":
      return "not listed anywhere";
    case "NoDataAtTime":
      return "no price yet";
    case "RateLimited":
      return "venue limits requests";
    default:
      return "price source failed";
  }
}

/** Nothing is held any more; what it made or lost stays. */
export function isClosed(position: Position): boolean {
  return position.quantity !== null && signOf(position.quantity) === 0;
}
