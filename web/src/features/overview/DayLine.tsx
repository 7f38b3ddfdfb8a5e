import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTheme } from "@mui/material/styles";
import { useMemo, useRef, useState } from "react";
import { DrawingFrame } from "../../shared/chart/DrawingFrame";
import { pngOf } from "../../shared/chart/picture";
import { compare } from "../../shared/decimal/decimal";
import { formatMoney } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { useTime } from "../../shared/settings/time";
import { draw, thin } from "./sparkline";
import { decodeHistory, decodeTotal, type HistoryPoint } from "../../shared/portfolio/total";

const [width, height, most] = [480, 88, 240];

/** The stored day, and behind it what this page has seen since. */
function useDay(store: TopicStore): readonly HistoryPoint[] {
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

/** The total over the last day as a line, with its range in words for those who do not see it. */
export function DayLine({ store, currency }: { readonly store: TopicStore; readonly currency: string }) {
  const points = useDay(store);
  const { palette } = useTheme();
  const { clock } = useTime();
  const picture = useRef<SVGSVGElement>(null);
  const drawing = useMemo(() => draw(points, width, height), [points]);
  const first = points[0];
  if (drawing === null || first === undefined) return <Box sx={{ height }} />;
  const ordered = points.map((point) => point.value).sort(compare);
  const [low, high] = [ordered[0] ?? first.value, ordered.at(-1) ?? first.value];
  const range = `${formatMoney(low, currency)} – ${formatMoney(high, currency)}`;
  const table = { head: ["Time (UTC)", `Value, ${currency}`], rows: points.map((point) => [new Date(point.at).toISOString(), point.value]) };
  const png = () => (picture.current === null ? Promise.resolve(null) : pngOf(picture.current, palette.background.paper));
  return (
    <DrawingFrame name="day" label={`Total since ${clock(first.at)}`} height={200} table={table} png={png}>
      <svg ref={picture} xmlns="http://www.w3.org/2000/svg" viewBox={`0 0 ${String(width)} ${String(height)}`} width="100%" height={height} preserveAspectRatio="none" role="img" aria-label={`Total since ${clock(first.at)}, between ${range}`}>
        <path d={drawing.area} fill={palette.primary.main} opacity={0.1} />
        <path d={drawing.line} fill="none" stroke={palette.primary.main} strokeWidth={1.75} vectorEffect="non-scaling-stroke" strokeLinejoin="round" />
      </svg>
      <Typography variant="caption" color="textSecondary" noWrap component="p" title={range}>
        since {clock(first.at)}
      </Typography>
    </DrawingFrame>
  );
}
