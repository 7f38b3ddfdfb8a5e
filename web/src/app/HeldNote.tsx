import Typography from "@mui/material/Typography";
import { formatDuration } from "../shared/decimal/format";
import { useNow } from "../shared/ui/useNow";

/** Says how old the numbers are while a server that was started anew reads its ledger. */
export function HeldNote({ since }: { readonly since: number }) {
  const now = useNow(1000);
  return (
    <Typography role="status" variant="body2" data-testid="held" sx={{ mb: 1, color: "warn" }}>
      The server has just started: these numbers are from {formatDuration(Math.max(0, now - since) / 1000)} ago and are replaced as soon as it has its own.
    </Typography>
  );
}
