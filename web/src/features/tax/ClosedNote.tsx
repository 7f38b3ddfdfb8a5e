import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { useDraft } from "../../shared/session/drafts";
import { useTime } from "../../shared/settings/time";
import { useClosing } from "./closing";
import { ReasonDialog } from "./ReasonDialog";
import type { TaxYearFiguresData } from "./tax.generated";
import type { Entity } from "./TaxPage";

type Closed = NonNullable<NonNullable<TaxYearFiguresData["taxYear"]>["closed"]>;

/** That a year is closed, by whom and why, and the way to open it again. */
export function ClosedNote({ entity, closed }: { readonly entity: Entity; readonly closed: Closed }) {
  const [opening, setOpening] = useDraft("year is opened again", false);
  const { reopen } = useClosing();
  const time = useTime();
  return (
    <Box data-testid="closed-year" sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1, px: 2, pb: 1 }}>
      <Typography variant="body2" sx={{ flexGrow: 1 }}>
        Closed as filed with report {closed.fingerprint.slice(0, 16)} by {closed.closedBy} on {time.day(closed.closedAt)}: {closed.reason}
      </Typography>
      <Button size="small" onClick={() => { setOpening(true); }}>Open again</Button>
      {opening && (
        <ReasonDialog
          title={`Open ${String(closed.year)} again`} action="Open" onClose={() => { setOpening(false); }} onDo={(reason) => reopen(entity.id, closed.year, reason)}
          text="Its figures will follow the ledger again, and so will those of the years after it. The report that was filed stays."
        />
      )}
    </Box>
  );
}
