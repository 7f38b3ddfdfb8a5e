import Box from "@mui/material/Box";
import { useMemo } from "react";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { PageLink } from "../../shared/route/PageLink";
import { MoneyChange } from "../../shared/ui/Change";
import { decodePosition, positionPrefix } from "../positions/position";
import { movers } from "./movers";

/** What moved the total most today, in one line. */
export function MoversLine({ store, currency }: { readonly store: TopicStore; readonly currency: string }) {
  const positions = useValues(store, positionPrefix, decodePosition, 5000);
  const most = useMemo(() => movers(positions, 4), [positions]);
  if (most.length === 0) return null;
  return (
    <Box component="p" data-testid="movers" sx={{ m: 0, mt: 1.5, fontSize: "0.8125rem", display: "flex", flexWrap: "wrap", columnGap: 2, rowGap: 0.25 }}>
      <Box component="span" sx={{ color: "text.secondary" }}>Moved most</Box>
      {most.map((one) => (
        <span key={one.asset}>
          <PageLink to="/transactions" parameters={{ asset: one.asset }} color="inherit" sx={{ fontWeight: 500 }}>{one.symbol}</PageLink> <MoneyChange value={one.change} currency={currency} />
        </span>
      ))}
    </Box>
  );
}
