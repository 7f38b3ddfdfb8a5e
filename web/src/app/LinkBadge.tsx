import Box from "@mui/material/Box";
import { formatDuration } from "../shared/decimal/format";
import { useFeed, useLink } from "../shared/feed/FeedContext";
import { useNow } from "../shared/ui/useNow";

/** Whether the numbers are live; when they are not, how old they are. */
export function LinkBadge() {
  const feed = useFeed();
  const link = useLink();
  const now = useNow(1000);
  const age = feed.status.heardAt === null ? "" : ` · last update ${formatDuration((now - feed.status.heardAt) / 1000)} ago`;
  const text = link.state === "live" ? "Live" : link.state === "connecting" ? "Connecting" : `Connection lost${age}`;
  return (
    <Box role="status" data-testid="link" data-state={link.state} sx={{ color: link.state === "live" ? "gain" : link.state === "lost" ? "loss" : "text.secondary", fontSize: "0.8125rem", whiteSpace: "nowrap" }}>
      <span aria-hidden>{link.state === "live" ? "●" : "○"}</span> {text}
    </Box>
  );
}
