import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Decimal } from "../../shared/decimal/decimal";
import { exactStyle, formatDecimal } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useKey, useKeys } from "../../shared/feed/useTopic";
import { Change } from "../../shared/ui/Change";
import { useTime } from "../../shared/settings/time";
import { PageLink } from "../../shared/route/PageLink";
import { venueName } from "../../shared/venue";
import { Panel } from "../../shared/ui/Panel";
import { TopicGate } from "../../shared/ui/TopicGate";
import { decodeIssue } from "./issue";

const exact = (value: Decimal | null) => (value === null ? "–" : formatDecimal(value, exactStyle));

function Line({ store, id }: { readonly store: TopicStore; readonly id: string }) {
  const { short } = useTime();
  const issue = useKey(store, id, decodeIssue);
  if (issue === undefined) return null;
  return (
    <Box component="li" data-testid="issue" sx={{ listStyle: "none", py: 1, borderBottom: 1, borderColor: "divider", "&:last-of-type": { borderBottom: 0 } }}>
      <Box sx={{ display: "flex", gap: 1, alignItems: "baseline", flexWrap: "wrap" }}>
        <Typography component="span" sx={{ fontWeight: 600 }}>{issue.symbol}</Typography>
        <Typography component="span" variant="caption" color="textSecondary" sx={{ flexGrow: 1 }}>{venueName(issue.venue)}</Typography>
        {issue.difference !== null && (
          <Typography component="span" variant="body2">
            <Change value={issue.difference}>{formatDecimal(issue.difference, { ...exactStyle, signed: true })}</Change>
          </Typography>
        )}
      </Box>
      <Typography variant="caption" color="textSecondary" component="p">
        ledger {exact(issue.ledger)} · venue {exact(issue.venueBalance)}
        {issue.since === null ? "" : ` · since ${short(issue.since)}`}
      </Typography>
      {issue.detail !== null && (
        <Typography variant="body2" component="p">
          {issue.detail}
        </Typography>
      )}
      {issue.firstBadEntry !== null && (
        <Typography variant="caption" component="p">
          first entry that does not fit: <PageLink to="/transactions" parameters={{ account: issue.account, tx: issue.firstBadEntry }}><code>{issue.firstBadEntry}</code></PageLink>
        </Typography>
      )}
    </Box>
  );
}

/** Where the ledger and what the venue reports do not agree; rounding below an asset's smallest step is booked and not listed. */
export function ReconciliationPanel({ store }: { readonly store: TopicStore }) {
  const keys = useKeys(store);
  return (
    <Panel title="Reconciliation" area="reconciliation" aside={<Typography variant="body2" color="textSecondary">{keys.length === 0 ? "" : `${String(keys.length)} open`}</Typography>}>
      <TopicGate store={store} whole empty="✓ No open difference between the ledger and the venues." rows={2}>
        <Box component="ul" sx={{ m: 0, p: 0 }}>
          {keys.map((key) => (
            <Line key={key} store={store} id={key} />
          ))}
        </Box>
      </TopicGate>
    </Panel>
  );
}
