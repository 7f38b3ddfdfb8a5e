import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { Panel } from "../../shared/ui/Panel";
import { decodeWarning } from "./risk";
import { wordsOf } from "./warnings";

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Early warnings that stand. */
export function WarningsPanel({ store }: { readonly store: TopicStore }) {
  const open = useValues(store, "warning:", decodeWarning, 250);
  return (
    <Panel title="Early warnings" area="warnings" aside={<Typography variant="body2" color="textSecondary">{open.length === 0 ? "" : `${String(open.length)} open`}</Typography>}>
      {open.length === 0 && <Typography color="textSecondary" sx={{ py: 1 }}>No warning stands.</Typography>}
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: "none" }}>
        {open.map((warning) => (
          <Box component="li" key={warning.key} data-testid="warning" sx={{ py: 0.75 }}>
            <Typography variant="body2">
              <Box component="span" aria-hidden sx={{ color: "warn", fontWeight: 700 }}>! </Box>
              {wordsOf(warning)}
            </Typography>
            {warning.since !== null && <Typography variant="caption" color="textSecondary">since {moment.format(warning.since)}</Typography>}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
