import { useMutation, useQuery, useSubscription } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import LinearProgress from "@mui/material/LinearProgress";
import Link from "@mui/material/Link";
import Typography from "@mui/material/Typography";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { useDraft } from "../../shared/session/drafts";
import { useTime } from "../../shared/settings/time";
import { Answer } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { Grid } from "../../shared/ui/Grid";
import { useFresh } from "../../shared/graphql/useFresh";
import { ReportActions } from "./ReportActions";
import { ReportDialog } from "./ReportDialog";
import { isDone, isGoing, isNews, type Report } from "./reports";
import { CancelTaxReport, OnTaxReports, RequestTaxReport, TaxReports } from "./tax.generated";
import type { Entity } from "./TaxPage";

const first = ["report.pdf", "report.xlsx", "return.json", "seal.json"];
const place = (name: string) => (first.includes(name) ? first.indexOf(name) : first.length);

function Files({ report }: { readonly report: Report }) {
  const files = isDone(report) ? [...report.files].sort((a, b) => place(a.name) - place(b.name) || Number(a.isInput) - Number(b.isInput)) : [];
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", columnGap: 1.25, lineHeight: "24px" }}>
      {files.map((file) => <Link key={file.name} href={file.link} download title={`${String(file.size)} bytes${file.isInput ? ", what the report was made of" : ""}`} color={file.isInput ? "text.secondary" : undefined}>{file.name}</Link>)}
    </Box>
  );
}

function State({ report }: { readonly report: Report }) {
  if (report.state === "failed") return <Box component="span" sx={{ color: "warn" }}>{report.error ?? "failed"}</Box>;
  if (!isGoing(report)) return report.fingerprint === null ? report.state : <span title={report.fingerprint}>frozen as {report.fingerprint.slice(0, 16)}</span>;
  return (
    <Box sx={{ minWidth: 120 }}>
      {report.stage}, {report.progress} %
      <LinearProgress variant="determinate" value={report.progress} aria-label={`Report of ${String(report.year)}`} sx={{ mt: 0.5 }} />
    </Box>
  );
}

/** Reports of the entity: made in the background, frozen, downloaded here. */
export function ReportsPanel({ entity, year, label }: { readonly entity: Entity; readonly year: number; readonly label: string }) {
  const time = useTime();
  const [wider, setWider] = useDraft("report with more", false);
  const { data, error, refetch } = useQuery(TaxReports, { variables: { entity: entity.id }, fetchPolicy: useFresh("TaxReports", { entity: entity.id }) });
  const [request, requested] = useMutation(RequestTaxReport, { refetchQueries: [TaxReports] });
  const [cancel] = useMutation(CancelTaxReport, { refetchQueries: [TaxReports] });
  const reports = data?.taxReports.nodes;
  // How far each is stands in the cache as soon as it is told; files and other reports are asked for when something began or ended.
  useSubscription(OnTaxReports, { onData: ({ data: told }) => { if (isNews(told.data?.onTaxReports ?? [], reports, entity.id)) void refetch(); } });
  const ask = () => void request({ variables: { input: { idempotencyKey: newKey(), entityId: entity.id, year } } });
  const aside = (
    <Box sx={{ display: "flex", flexWrap: "wrap", gap: 1 }}>
      <Button size="small" onClick={() => { setWider(true); }}>With more</Button>
      <Button size="small" variant="contained" disabled={requested.loading} onClick={ask}>Make report of {label}</Button>
    </Box>
  );
  const problem = requested.error?.message ?? refusalOf(requested.data?.requestTaxReport.errors);
  return (
    <Panel title="Reports" flush aside={aside}>
      {wider && <ReportDialog entity={entity} year={year} label={label} onClose={() => { setWider(false); }} />}
      {problem !== undefined && <Typography variant="body2" role="alert" sx={{ px: 2, pb: 1, color: "warn" }}>{problem}</Typography>}
      <Answer data={reports} error={error} onRetry={() => void refetch()} rows={2}>
        {(rows) => (
          <>
            {rows.length === 0 && <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>No report yet. A report keeps what it was made of, so it can be made again to the same bytes.</Typography>}
            {rows.length > 0 && (
              <Grid<Report>
                label="Reports" rows={rows} keyOf={(one) => one.id} testId="tax-report"
                columns={[
                  { name: "Asked", cell: (one) => `${time.short(one.requestedAt)}, ${one.requestedBy}` },
                  { name: "Year", cell: (one) => one.year },
                  { name: "State", cell: (one) => <State report={one} /> },
                  { name: "Files", cell: (one) => <Files report={one} /> },
                  { name: "Actions", cell: (one) => <ReportActions entity={entity} report={one} reports={rows} onCancel={() => void cancel({ variables: { input: { idempotencyKey: newKey(), reportId: one.id } } })} /> },
                ]}
              />
            )}
          </>
        )}
      </Answer>
    </Panel>
  );
}
