import type { Decimal } from "../decimal/decimal";
import { formatMoney } from "../decimal/format";
import type { FeedValue } from "../feed/protocol";
import { count, decimal, flag, instant, list, text } from "../feed/read";

/** Key `total` of topic `portfolio`. Amounts are in the portfolio's currency. */
export interface Total {
  /** Null when nobody knows it: then it is not zero. */
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
  /** Seconds since the most silent of its venues said what an account holds. */
  readonly balanceAge: number | null;
  /** Accounts in it whose venues are silent: their last balances are kept. */
  readonly oldBalances: readonly string[];
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
    balanceAge: count(value, "balanceAge"),
    oldBalances: list(value, "oldBalances").map(String),
  };
}

/** The amount; what nothing has a price for is called unpriced, what is not known yet is a dash. */
export function totalText(total: Total | undefined): string {
  if (total?.value != null) return formatMoney(total.value, total.currency);
  return (total?.unpriced ?? 0) > 0 ? "unpriced" : "–";
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
