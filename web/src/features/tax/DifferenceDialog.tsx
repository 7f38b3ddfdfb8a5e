import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Dialog from "@mui/material/Dialog";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import DialogTitle from "@mui/material/DialogTitle";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useEffect } from "react";
import { formatCount } from "../../shared/decimal/format";
import { useDraft } from "../../shared/session/drafts";
import { useTime } from "../../shared/settings/time";
import { Grid } from "../../shared/ui/Grid";
import { Answer } from "../../shared/ui/States";
import type { Report } from "./reports";
import { TaxReportDifference } from "./tax.generated";

const askAgain = 1_000;

/** What changed since a report was frozen: against its year as it would be filed now, or against another report. */
export function DifferenceDialog({ report, others, onClose }: { readonly report: Report; readonly others: readonly Report[]; readonly onClose: () => void }) {
  const [other, setOther] = useDraft(`report compared with ${report.id}`, "");
  const time = useTime();
  const { data, error, refetch, startPolling, stopPolling } = useQuery(TaxReportDifference, { variables: { report: report.id, other: other === "" ? null : other }, fetchPolicy: "network-only" });
  const difference = data?.taxReport?.difference;
  const waiting = difference?.isReady === false;
  // The server compares large years beside the question.
  useEffect(() => {
    if (waiting) startPolling(askAgain);
    return stopPolling;
  }, [waiting, startPolling, stopPolling]);
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="md" aria-labelledby="tax-difference">
      <DialogTitle id="tax-difference">What changed since report {report.fingerprint?.slice(0, 16)}</DialogTitle>
      <DialogContent sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "minmax(0, 1fr)" }}>
        <TextField select label="Compared with" size="small" margin="dense" value={other} onChange={(event) => { setOther(event.target.value); }} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
          <MenuItem value="">The year as it would be filed now</MenuItem>
          {others.map((one) => <MenuItem key={one.id} value={one.id}>Report {one.fingerprint?.slice(0, 16)} of {one.year}, {time.short(one.requestedAt)}</MenuItem>)}
        </TextField>
        <Answer data={waiting ? undefined : difference} error={error} onRetry={() => void refetch()} rows={4}>
          {({ isSame, count, changes }) => (
            <>
              <Typography variant="body2" data-testid="difference">
                {isSame ? "Nothing: both are made of the same." : `${formatCount(count)} ${count === 1 ? "difference" : "differences"}${count > changes.length ? `, the first ${formatCount(changes.length)} of them here` : ""}.`}
              </Typography>
              {changes.length > 0 && (
                <Box sx={{ maxHeight: 420, overflowY: "auto" }}>
                  <Grid
                    label="Differences" rows={changes} keyOf={(one, index) => `${one.kind} ${one.subject} ${String(index)}`} testId="change"
                    columns={[{ name: "What", cell: (one) => one.kind }, { name: "Which", cell: (one) => one.subject }, { name: "Change", cell: (one) => one.change }]}
                  />
                </Box>
              )}
            </>
          )}
        </Answer>
      </DialogContent>
      <DialogActions><Button onClick={onClose}>Close</Button></DialogActions>
    </Dialog>
  );
}
