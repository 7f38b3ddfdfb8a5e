import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useTheme } from "@mui/material/styles";
import { useMemo, useRef } from "react";
import { DrawingFrame } from "../../shared/chart/DrawingFrame";
import { pngOf } from "../../shared/chart/picture";
import { compare } from "../../shared/decimal/decimal";
import { formatMoney } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useTime } from "../../shared/settings/time";
import { draw } from "./sparkline";
import { useDay } from "./useDay";

const [width, height] = [480, 88];

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
