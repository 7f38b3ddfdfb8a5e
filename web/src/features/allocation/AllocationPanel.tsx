import Box from "@mui/material/Box";
import { useTheme } from "@mui/material/styles";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { lazy, Suspense, useMemo, useRef, useState, type RefObject } from "react";
import { DrawingFrame } from "../../shared/chart/DrawingFrame";
import { pngOf } from "../../shared/chart/picture";
import { formatMeasure, formatMoney } from "../../shared/decimal/format";
import type { FeedValue } from "../../shared/feed/protocol";
import { decimal, text } from "../../shared/feed/read";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { Loading } from "../../shared/ui/States";
import { TopicGate } from "../../shared/ui/TopicGate";
import { arc, slices, type Holding, type Slice } from "./slices";

const OtherAllocation = lazy(() => import("./OtherAllocation"));

const prefix = "position:";
const most = 7;
const percent = (share: number) => `${formatMeasure(share * 100, 1)}\u202f%`;

function decode(value: FeedValue): Holding {
  return { symbol: text(value, "symbol") ?? value.key, value: decimal(value, "value") };
}

interface PartProps {
  readonly ring: readonly Slice[];
  readonly marked: string | null;
  readonly onMark: (label: string | null) => void;
}

function Ring({ ring, marked, onMark, drawing }: PartProps & { readonly drawing: RefObject<SVGSVGElement | null> }) {
  const { palette } = useTheme();
  const centre = ring.find((slice) => slice.label === marked) ?? ring[0];
  return (
    <svg ref={drawing} xmlns="http://www.w3.org/2000/svg" viewBox="-100 -100 200 200" width="100%" style={{ maxWidth: 190, display: "block", margin: "0 auto" }} role="img" aria-label={ring.map((slice) => `${slice.label} ${percent(slice.share)}`).join(", ")}>
      {ring.map((slice, index) => (
        <path
          key={slice.label}
          d={arc(slice.from, slice.share, 98, 66)}
          fill={palette.series[slice.value === null ? palette.series.length - 1 : index % (palette.series.length - 1)]}
          stroke={palette.background.paper}
          strokeWidth={1.5}
          opacity={marked === null || marked === slice.label ? 1 : 0.35}
          onMouseEnter={() => { onMark(slice.label); }}
          onMouseLeave={() => { onMark(null); }}
        />
      ))}
      {centre !== undefined && (
        <g aria-hidden fill={palette.text.primary} textAnchor="middle">
          <text y={-4} fontSize={22} fontWeight={600}>{centre.label}</text>
          <text y={20} fontSize={17} fill={palette.text.secondary}>{percent(centre.share)}</text>
        </g>
      )}
    </svg>
  );
}

function Legend({ ring, marked, onMark, currency }: PartProps & { readonly currency: string }) {
  const { palette } = useTheme();
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none", fontSize: "0.8125rem", minWidth: 0 }}>
      {ring.map((slice, index) => (
        <Box
          component="li"
          key={slice.label}
          onMouseEnter={() => { onMark(slice.label); }}
          onMouseLeave={() => { onMark(null); }}
          sx={{ display: "flex", alignItems: "center", gap: 1, py: "2px", opacity: marked === null || marked === slice.label ? 1 : 0.5 }}
        >
          <Box aria-hidden sx={{ width: 10, height: 10, borderRadius: "3px", flexShrink: 0, bgcolor: palette.series[slice.value === null ? palette.series.length - 1 : index % (palette.series.length - 1)] }} />
          <Box sx={{ flexGrow: 1, fontWeight: 500, whiteSpace: "nowrap" }}>{slice.label}</Box>
          <Box sx={{ color: "text.secondary", whiteSpace: "nowrap", display: "none", "@container (min-width: 400px)": { display: "block" }, "@container (max-width: 299px)": { display: "block" } }}>{slice.value === null ? "" : formatMoney(slice.value, currency)}</Box>
          <Box sx={{ width: "4.2em", textAlign: "right", whiteSpace: "nowrap" }}>{percent(slice.share)}</Box>
        </Box>
      ))}
    </Box>
  );
}

const ways = [["asset", "Asset"], ["ACCOUNT", "Account"], ["VENUE", "Venue"], ["CHAIN", "Chain"]] as const;
type Way = (typeof ways)[number][0];

function Both({ ring, currency }: { readonly ring: readonly Slice[]; readonly currency: string }) {
  const [marked, setMarked] = useState<string | null>(null);
  const drawing = useRef<SVGSVGElement>(null);
  const { palette } = useTheme();
  const table = useMemo(() => ({ head: ["Part", `Value, ${currency}`, "Share"], rows: ring.map((slice) => [slice.label, slice.value, `${(slice.share * 100).toFixed(1)}\u202f%`]) }), [ring, currency]);
  const png = () => (drawing.current === null ? Promise.resolve(null) : pngOf(drawing.current, palette.background.paper));
  return (
    <DrawingFrame name="allocation" label="Allocation" height={240} table={table} png={png}>
      <Box sx={{ containerType: "inline-size" }}>
        <Box sx={{ display: "grid", gap: 2, alignItems: "center", pt: 1, "@container (min-width: 300px)": { gridTemplateColumns: "minmax(110px, 170px) minmax(0, 1fr)" } }}>
          <Ring ring={ring} marked={marked} onMark={setMarked} drawing={drawing} />
          <Legend ring={ring} marked={marked} onMark={setMarked} currency={currency} />
        </Box>
      </Box>
    </DrawingFrame>
  );
}

/** What the total is made of, by asset, account, venue or chain: a ring, and the same as a list. */
export function AllocationPanel({ store, currency }: { readonly store: TopicStore; readonly currency: string }) {
  const [way, setWay] = useState<Way>("asset");
  const holdings = useValues(store, prefix, decode);
  const ring = useMemo(() => slices(holdings, most), [holdings]);
  const aside = (
    <ToggleButtonGroup exclusive size="small" aria-label="Allocation by" value={way} onChange={(_, next: Way | null) => { if (next !== null) setWay(next); }}>
      {ways.map(([id, name]) => <ToggleButton key={id} value={id} sx={{ py: 0, px: 1, textTransform: "none" }}>{name}</ToggleButton>)}
    </ToggleButtonGroup>
  );
  return (
    <Panel title="Allocation" area="allocation" aside={aside}>
      {way === "asset" ? (
        <TopicGate store={store} prefix={prefix} empty="Nothing is held here yet." rows={5}>
          <Both ring={ring} currency={currency} />
        </TopicGate>
      ) : (
        <Suspense fallback={<Loading rows={5} />}>
          <OtherAllocation by={way} most={most}>{(found) => <Both ring={found} currency={currency} />}</OtherAllocation>
        </Suspense>
      )}
    </Panel>
  );
}
