import { useMemo, useState } from "react";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { decodeHistory, decodeTotal, type HistoryPoint } from "../../shared/portfolio/total";
import { thin } from "./sparkline";

const most = 240;

/** The stored day, and behind it what this page has seen since. */
export function useDay(store: TopicStore): readonly HistoryPoint[] {
  const history = useKey(store, "history", decodeHistory);
  const total = useKey(store, "total", decodeTotal);
  const [seen, setSeen] = useState<{ readonly store: TopicStore; readonly points: readonly HistoryPoint[] }>({ store, points: [] });
  const own = useMemo(() => (seen.store === store ? seen.points : []), [seen, store]);
  if (total?.value != null && total.asOf !== null && total.asOf > (own.at(-1)?.at ?? 0) + 900) {
    setSeen({ store, points: [...own, { at: total.asOf, value: total.value }].slice(-600) });
  }
  return useMemo(() => {
    const stored = history ?? [];
    const since = stored.at(-1)?.at ?? 0;
    return thin([...stored, ...own.filter((point) => point.at > since)], most);
  }, [history, own]);
}
