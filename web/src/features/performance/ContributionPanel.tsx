import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { sum } from "../../shared/decimal/arithmetic";
import { toDecimal } from "../../shared/decimal/decimal";
import { MoneyChange } from "../../shared/ui/Change";
import { downloadCsv } from "../../shared/ui/csv";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { Fraction } from "./Fraction";
import type { Contribution, StudyAnswer } from "./useStudy";

export type ContributionBy = "byAsset" | "byAccount" | "byVenue";

const shown = 30;

function Bar({ part, largest }: { readonly part: number | null; readonly largest: number }) {
  const width = largest === 0 ? 0 : (Math.abs(part ?? 0) / largest) * 50;
  return (
    <Box aria-hidden sx={{ position: "relative", height: 10, minWidth: 60, "&::before": { content: '""', position: "absolute", left: "50%", top: -3, bottom: -3, borderLeft: 1, borderColor: "divider" } }}>
      <Box sx={{ position: "absolute", top: 0, bottom: 0, borderRadius: 0.5, width: `${width.toFixed(2)}%`, bgcolor: (part ?? 0) < 0 ? "loss" : "gain", ...((part ?? 0) < 0 ? { right: "50%" } : { left: "50%" }) }} />
    </Box>
  );
}

interface Rows {
  readonly rows: readonly Contribution[];
  readonly nameOf: (key: string) => string;
  readonly currency: string;
  readonly whole: number | null;
}

function Table({ rows, nameOf, currency, whole }: Rows) {
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.contribution ?? 0)));
  // The ends of the list are what matters: those in its middle hardly moved anything.
  const [first, last] = rows.length <= shown ? [rows, []] : [rows.slice(0, shown / 2), rows.slice(-shown / 2)];
  const line = (row: Contribution) => (
    <tr key={row.key} data-testid="contribution"><th scope="row">{nameOf(row.key)}</th><td><MoneyChange value={row.gain} currency={currency} /></td><td><Fraction value={row.contribution} arrow={false} /></td><Box component="td" sx={{ width: "32%" }}><Bar part={row.contribution} largest={largest} /></Box></tr>
  );
  return (
    <Box component="table" aria-label="Contributions" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "right", px: { xs: 1, sm: 2 }, py: 0.75, borderBottom: 1, borderColor: "divider" }, "& th:first-of-type": { textAlign: "left", overflowWrap: "break-word" }, "& thead th": { color: "text.secondary", fontWeight: 500, fontSize: "0.75rem" } }}>
      <thead><tr><th scope="col">Of</th><th scope="col">Gain</th><th scope="col">Contribution</th><td /></tr></thead>
      <tbody>
        {first.map(line)}
        {last.length > 0 && <tr><Box component="td" colSpan={4} sx={{ color: "text.secondary" }}>{rows.length - shown} between them in the CSV</Box></tr>}
        {last.map(line)}
        <Box component="tr" data-testid="contribution-total" sx={{ "& > *": { fontWeight: 600 } }}><th scope="row">Together</th><td><MoneyChange value={sum(rows.map((row) => row.gain))} currency={currency} /></td><td><Fraction value={whole} arrow={false} /></td><td /></Box>
      </tbody>
    </Box>
  );
}

/** Who earned it: parts that add up to the gain, and to the time-weighted return. */
export function ContributionPanel({ answer, by, currency }: { readonly answer: StudyAnswer; readonly by: ContributionBy; readonly currency: string }) {
  const rows = answer.study?.[by] ?? [];
  const save = () => { downloadCsv("contributions", ["of", `gain ${currency}`, "contribution"], rows.map((row) => [answer.nameOf(row.key), row.gain, row.contribution === null ? null : (toDecimal(row.contribution.toFixed(12)) ?? null)])); };
  return (
    <Panel title="Contribution to the return" aside={<Button size="small" onClick={save}>CSV</Button>} flush>
      <Answer data={answer.study} error={answer.error} onRetry={answer.again} rows={6}>
        {(study) => study === null || study[by].length === 0 ? <Empty>Nothing was earned or lost in this period.</Empty> : <Table rows={study[by]} nameOf={answer.nameOf} currency={currency} whole={study.timeWeighted} />}
      </Answer>
    </Panel>
  );
}
