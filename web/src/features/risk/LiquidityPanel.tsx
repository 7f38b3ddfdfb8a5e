import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { percent } from "./percent";
import { decodeReport, type Liquidity, type WayOut } from "./risk";

const most = 8;

/** How a position is got out of, in words. */
export function wayOut({ by, days, cost, filled }: WayOut): string {
  if (by === "book") return `into its order book at a cost of ${percent(cost)}${filled !== null && filled < 0.9999 ? ` (its levels take ${percent(filled, 0)})` : ""}`;
  if (by === "volume") return days === 1 ? "within a day" : `over ${String(days ?? 0)} days`;
  return by === "money" ? "is money" : "no order book and no volume is known";
}

function Levels({ liquidity }: { readonly liquidity: Liquidity }) {
  return (
    <Box sx={{ display: "grid", gap: 1, gridTemplateColumns: "1fr 1fr" }}>
      {liquidity.levels.map((level) => (
        <Box key={level.level} sx={{ minWidth: 0 }}>
          <Typography variant="caption" color="textSecondary" component="p">{percent(level.level, 0)}</Typography>
          <Typography component="p" data-testid="liquidity-var" sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }}>{percent(level.adjusted)}</Typography>
          <Typography variant="caption" component="p" sx={{ fontVariantNumeric: "tabular-nums" }}>without getting out {percent(level.valueAtRisk)}</Typography>
        </Box>
      ))}
    </Box>
  );
}

/** The normal value at risk with the time and the cost that getting out takes. */
export function LiquidityPanel({ store }: { readonly store: TopicStore }) {
  const liquidity = useKey(store, "report", decodeReport)?.liquidity ?? null;
  return (
    <Panel title="Getting out" aside={<Typography variant="body2" color="textSecondary">value at risk with liquidity</Typography>}>
      <TopicGate store={store} prefix="report" empty="Nothing to show yet.">
        {liquidity === null ? <Typography color="textSecondary" sx={{ py: 1 }}>Not enough data.</Typography> : (
          <>
            <Levels liquidity={liquidity} />
            <Box component="ul" sx={{ m: 0, mt: 1, p: 0, listStyle: "none", fontSize: "0.875rem" }}>
              {liquidity.positions.slice(0, most).map((each) => (
                <Box component="li" key={each.key} data-testid="way-out" sx={{ py: 0.4, overflowWrap: "anywhere" }}>
                  <b>{each.by === "book" ? each.name : each.name.toUpperCase()}</b> <Box component="span" sx={{ color: "text.secondary" }}>{percent(each.share, 1)}</Box> {wayOut(each)}
                </Box>
              ))}
            </Box>
            <Typography variant="caption" color="textSecondary" component="p" data-testid="liquidity-coverage" sx={{ mt: 1 }}>
              by order books {percent(liquidity.byBook, 0)}, by a tenth of a day’s volume {percent(liquidity.byVolume, 0)}, unknown {percent(liquidity.unknown, 0)}; closing contracts costs {percent(liquidity.cost)}
            </Typography>
          </>
        )}
      </TopicGate>
    </Panel>
  );
}
