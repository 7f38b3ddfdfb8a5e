import { useMemo, useState } from "react";
import { useParameter } from "../../shared/route/route";
import { startOfDay } from "../../shared/settings/day";
import { useTime } from "../../shared/settings/time";
import { beginOf, dayIn, instantIn, periods, type Period } from "./reasons";

export interface Interval {
  /** One of the usual ones; null for days of one's own, or since the last visit. */
  readonly period: Period | null;
  readonly days: { readonly from: string | null; readonly to: string | null };
  /** What the viewer knew: since then things may have been found. */
  readonly since: string | null;
  readonly from: string;
  /** Null for now. */
  readonly to: string | null;
}

const nextDay = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** The interval the address names: days in the viewer's zone, since an instant, or one of the usual periods until now. */
export function useInterval(): Interval {
  const [chosen] = useParameter("period");
  const [seen] = useParameter("since");
  const [first] = useParameter("from");
  const [last] = useParameter("to");
  const [now] = useState(Date.now);
  const { zone } = useTime();
  return useMemo(() => {
    const [from, to, since] = [dayIn(first), dayIn(last), instantIn(seen)];
    if (from !== null) {
      const end = to === null ? null : startOfDay(nextDay(to), zone);
      return { period: null, days: { from, to }, since: null, from: startOfDay(from, zone), to: end === null || Date.parse(end) > now ? null : end };
    }
    const period = periods.find(([one]) => one === chosen)?.[0] ?? "week";
    return { period: since === null ? period : null, days: { from: null, to: null }, since, from: since ?? beginOf(period, now), to: null };
  }, [chosen, seen, first, last, now, zone]);
}
