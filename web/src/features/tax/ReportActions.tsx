import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useDraft } from "../../shared/session/drafts";
import { useClosing } from "./closing";
import { DifferenceDialog } from "./DifferenceDialog";
import { ReasonDialog } from "./ReasonDialog";
import { isDone, isGoing, type Report } from "./reports";
import type { Entity } from "./TaxPage";

interface ReportActionsProps {
  readonly entity: Entity;
  readonly report: Report;
  readonly reports: readonly Report[];
  readonly onCancel: () => void;
}

/** What may be done with a report: stop it while it is made, then close its year with it or see what changed since. */
export function ReportActions({ entity, report, reports, onCancel }: ReportActionsProps) {
  const [shown, setShown] = useDraft<"closing" | "changes" | null>(`what is done with report ${report.id}`, null);
  const { close } = useClosing();
  const closed = entity.closedYears.find((one) => one.year === report.year);
  const hide = () => { setShown(null); };
  const plain = { py: 0, minWidth: 0, minHeight: 24 };
  if (isGoing(report)) return <Button size="small" onClick={onCancel} sx={plain}>Cancel</Button>;
  if (!isDone(report)) return null;
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 0.5 }}>
      <Button size="small" onClick={() => { setShown("changes"); }} sx={plain}>Changes since</Button>
      {closed === undefined && <Button size="small" onClick={() => { setShown("closing"); }} sx={plain}>Close year</Button>}
      {closed?.reportId === report.id && <span>filed, year closed</span>}
      {shown === "changes" && <DifferenceDialog report={report} others={reports.filter((one) => one.id !== report.id && isDone(one))} onClose={hide} />}
      {shown === "closing" && (
        <ReasonDialog
          title={`Close ${String(report.year)}`} action="Close year" onClose={hide} onDo={(reason) => close(report.id, reason)}
          text={`The year stays as this report has it, frozen as ${report.fingerprint?.slice(0, 16) ?? ""}, and later years begin with its lots, whatever the ledger says since.`}
        />
      )}
    </Box>
  );
}
