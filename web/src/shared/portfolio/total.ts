import type { Decimal } from "../decimal/decimal";
import type { FeedValue } from "../feed/protocol";
import { count, decimal, flag, instant, list, text } from "../feed/read";

/** Key `total` of topic `portfolio`. Amounts are in the portfolio's currency. */
export interface Total {
  readonly value: Decimal | null;
  readonly currency: string;
  readonly dayChange: Decimal | null;
  readonly dayChangePercent: Decimal | null;
  readonly realised: Decimal | null;
  readonly unrealised: Decimal | null;
  readonly income: Decimal | null;
  readonly fees: Decimal | null;
  readonly unpriced: number;
  readonly stale: number;
  readonly asOf: number | null;
  /** False while history is still being imported. */
  readonly complete: boolean;
}

export function decodeTotal(value: FeedValue): Total {
  return {
    value: decimal(value, "value"),
    currency: text(value, "currency") ?? "USD",
    dayChange: decimal(value, "dayChange"),
    dayChangePercent: decimal(value, "dayChangePercent"),
    realised: decimal(value, "realised"),
    unrealised: decimal(value, "unrealised"),
    income: decimal(value, "income"),
    fees: decimal(value, "fees"),
    unpriced: count(value, "unpricedCount") ?? 0,
    stale: count(value, "staleCount") ?? 0,
    asOf: instant(value, "asOf"),
    complete: flag(value, "complete"),
  };
}

export interface HistoryPoint {
  readonly at: number;
  readonly value: Decimal;
}

/** Key `history`: the total over the last day, oldest first. */
export function decodeHistory(value: FeedValue): readonly HistoryPoint[] {
  return list(value, "points").flatMap((raw) => {
    const point = raw as FeedValue;
    const at = instant(point, "at");
    const amount = decimal(point, "value");
    return at === null || amount === null ? [] : [{ at, value: amount }];
  });
}
