import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import { useMemo } from "react";
import type { FeedValue } from "../../shared/feed/protocol";
import { text } from "../../shared/feed/read";
import { useTopic, useValues } from "../../shared/feed/useTopic";
import { useScope } from "../../shared/portfolio/scope";
import { setParameters } from "../../shared/route/route";
import { venueName } from "../../shared/venue";
import { useFrozenVenues } from "./useFrozenVenues";

const decode = (value: FeedValue) => ({ account: value.key, venue: text(value, "venue") ?? "" });

/** One switch a venue: what if it gave nothing out from now on? */
export default function FreezeBar() {
  const { accounts } = useScope();
  const chosen = useFrozenVenues();
  const all = useValues(useTopic("accounts"), "", decode, 2000);
  const venues = useMemo(() => [...new Set(all.filter((one) => accounts.includes(one.account)).map((one) => one.venue))].sort((a, b) => venueName(a).localeCompare(venueName(b))), [all, accounts]);
  if (venues.length === 0) return null;
  const toggle = (venue: string) => {
    const next = chosen.includes(venue) ? chosen.filter((one) => one !== venue) : [...chosen, venue];
    setParameters({ freeze: next.join(",") }, true);
  };
  return (
    <Box role="group" aria-label="Venues that freeze withdrawals now" sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 0.5, mt: 1.5, fontSize: "0.8125rem" }}>
      <Box component="span" sx={{ color: "text.secondary", mr: 0.5 }}>If withdrawals froze now at</Box>
      {venues.map((venue) => (
        <ToggleButton key={venue} value={venue} size="small" selected={chosen.includes(venue)} onChange={() => { toggle(venue); }} sx={{ py: 0, px: 1, textTransform: "none" }}>
          {chosen.includes(venue) && <Box component="span" aria-hidden sx={{ mr: 0.5 }}>❄</Box>}{venueName(venue)}
        </ToggleButton>
      ))}
    </Box>
  );
}
