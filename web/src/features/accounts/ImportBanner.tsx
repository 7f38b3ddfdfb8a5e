import Box from "@mui/material/Box";
import LinearProgress from "@mui/material/LinearProgress";
import Typography from "@mui/material/Typography";
import { formatCount, formatDuration } from "../../shared/decimal/format";
import type { TopicStore } from "../../shared/feed/TopicStore";
import { useValues } from "../../shared/feed/useTopic";
import { decodeAccount, sumImports } from "./account";

/** While history is imported: how much of it is there, over all accounts. Gone when it is done. */
export function ImportBanner({ store }: { readonly store: TopicStore }) {
  const sum = sumImports(useValues(store, "", decodeAccount, 250));
  if (sum === null) return null;
  const percent = sum.expected === null || sum.expected === 0 ? null : Math.min(100, Math.floor((sum.done / sum.expected) * 100));
  const parts = [
    `Importing ${sum.importing === 1 ? "1 account" : `${String(sum.importing)} accounts`}`,
    sum.expected === null ? `${formatCount(sum.done)} records` : `${formatCount(sum.done)} of ${formatCount(sum.expected)} records`,
    sum.secondsLeft === null ? null : `${formatDuration(sum.secondsLeft)} left`,
  ];
  return (
    <Box data-testid="import-banner" sx={{ mb: 2 }}>
      <Typography variant="body2" sx={{ mb: 0.5 }}>
        {parts.filter((part) => part !== null).join(" · ")}
        <Box component="span" sx={{ color: "text.secondary" }}> — newest first; totals are live already</Box>
      </Typography>
      <LinearProgress aria-label="Import of all accounts" variant={percent === null ? "indeterminate" : "determinate"} value={percent ?? 0} sx={{ height: 4, borderRadius: 2 }} />
    </Box>
  );
}
