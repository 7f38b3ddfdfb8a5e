import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import { useMemo, useState } from "react";
import { signOf } from "../../shared/decimal/decimal";
import { useScope } from "../../shared/portfolio/scope";
import { useSettings } from "../../shared/settings/settings";
import { downloadCsv } from "../../shared/ui/csv";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { Fraction } from "./Fraction";
import { monthlyReturns, type YearRow } from "./months";
import { MonthlyReturns } from "./study.generated";

const day = 86_400_000;
/** As far back as the server tells a performance. */
const most = 799;

function Table({ rows, names }: { readonly rows: readonly YearRow[]; readonly names: readonly string[] }) {
  return (
    <Box tabIndex={0} role="region" aria-label="Returns by month, scrollable" sx={{ overflowX: "auto" }}>
      <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", whiteSpace: "nowrap", "& th, & td": { textAlign: "right", px: 1, py: 0.75, borderBottom: 1, borderColor: "divider" }, "& thead th": { color: "text.secondary", fontWeight: 500, fontSize: "0.75rem" }, "& th:first-of-type": { textAlign: "left", pl: 2 }, "& td:last-of-type": { fontWeight: 600, pr: 2 } }}>
        <thead><tr><th scope="col">Year</th>{names.map((name) => <th scope="col" key={name}>{name}</th>)}<th scope="col">Year</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.year} data-testid="year">
              <th scope="row">{row.year}</th>
              {row.months.map((month, index) => <td key={names[index]} title={index === row.partial ? "From the first day that is told of" : undefined}>{month === null ? <span aria-label="not told">–</span> : <><Fraction value={month} arrow={false} />{index === row.partial && "*"}</>}</td>)}
              <td><Fraction value={row.whole} />{row.partial !== null && "*"}</td>
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

/** Time-weighted returns by calendar month of the portfolio's own zone. */
export function MonthsPanel() {
  const { id } = useScope();
  const { locale } = useSettings();
  const [from] = useState(() => new Date((Math.floor(Date.now() / day) - most) * day).toISOString());
  const { data, error, refetch } = useQuery(MonthlyReturns, { variables: { portfolio: id ?? "", from }, skip: id === null });
  const rows = useMemo(() => {
    if (data === undefined) return undefined;
    const points = data.portfolio?.performance?.points.nodes ?? [];
    // Before anything was held there is nothing to tell.
    const first = points.findIndex((point) => signOf(point.value) > 0);
    return first < 0 ? [] : monthlyReturns(points.slice(first), data.portfolio?.timeZone ?? "Etc/UTC");
  }, [data]);
  const names = useMemo(() => Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(locale ?? undefined, { month: "short", timeZone: "UTC" }).format(Date.UTC(2026, month, 15))), [locale]);
  const save = () => { downloadCsv("returns-by-month", ["year", ...names, "whole year"], (rows ?? []).map((row) => [String(row.year), ...row.months.map((one) => one?.toString() ?? null), row.whole?.toString() ?? null])); };
  return (
    <Panel title="Returns by month, time-weighted" aside={<Button size="small" onClick={save}>CSV</Button>} flush>
      <Answer data={rows} error={error} onRetry={() => { void refetch(); }} rows={3}>
        {(all) => all.length === 0 ? <Empty>There is no return to tell yet.</Empty> : <Table rows={all} names={names} />}
      </Answer>
      {rows?.some((row) => row.partial !== null) === true && <Box component="p" sx={{ m: 0, px: 2, py: 1, fontSize: "0.75rem", color: "text.secondary" }}>* from the first day that is told of, 800 days back at most. A month begins at midnight of the portfolio's zone{data?.portfolio == null ? "" : `, ${data.portfolio.timeZone}`}.</Box>}
    </Panel>
  );
}
