import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useMemo } from "react";
import type { Decimal } from "../../shared/decimal/decimal";
import { formatMoney } from "../../shared/decimal/format";
import { useScope } from "../../shared/portfolio/scope";
import { useParameter } from "../../shared/route/route";
import { Cost, MoneyChange } from "../../shared/ui/Change";
import { downloadCsv } from "../../shared/ui/csv";
import { Panel } from "../../shared/ui/Panel";
import { Answer, Empty } from "../../shared/ui/States";
import { ContributionPanel, type ContributionBy } from "./ContributionPanel";
import { FlowsPanel } from "./FlowsPanel";
import { MonthsPanel } from "./MonthsPanel";
import { ProfitTable, type ProfitBy } from "./performance.generated";
import { profits, totalOf, type Profit } from "./profit";
import { StudyPanel } from "./StudyPanel";
import { useStudy } from "./useStudy";
import { ValueChart } from "./ValueChart";

const kinds: readonly (readonly [string, ProfitBy, ContributionBy, string])[] = [["asset", "ASSET", "byAsset", "By asset"], ["account", "ACCOUNT", "byAccount", "By account"], ["venue", "VENUE", "byVenue", "By venue"]];
const right = { textAlign: "right !important", whiteSpace: "nowrap" };
const heads = ["Value", "Cost", "Realised", "Unrealised", "Income", "Fees", "Result"] as const;

function Cells({ row, currency }: { readonly row: Omit<Profit, "key" | "name">; readonly currency: string }) {
  const plain = (value: Decimal | null) => (value === null ? "–" : <span title={value}>{formatMoney(value, currency)}</span>);
  const change = (value: Decimal | null, arrow = false) => (value === null ? "–" : <MoneyChange value={value} currency={currency} arrow={arrow} />);
  return (
    <>
      <Box component="td" sx={right}>{plain(row.value)}</Box>
      <Box component="td" sx={right}>{plain(row.cost)}</Box>
      <Box component="td" sx={right}>{change(row.realised)}</Box>
      <Box component="td" sx={right}>{change(row.unrealised)}</Box>
      <Box component="td" sx={right}>{change(row.income)}</Box>
      <Box component="td" sx={right}><Cost value={row.fees} currency={currency} /></Box>
      <Box component="td" sx={right}>{change(row.result, true)}</Box>
    </>
  );
}

function Table({ rows, currency }: { readonly rows: readonly Profit[]; readonly currency: string }) {
  return (
    <Box tabIndex={0} role="region" aria-label="Profit and loss, scrollable" sx={{ overflowX: "auto" }}>
      <Box component="table" sx={{ width: "100%", borderCollapse: "collapse", fontSize: "0.8125rem", "& th, & td": { textAlign: "left", px: 2, py: 0.75, borderBottom: 1, borderColor: "divider" }, "& thead th": { color: "text.secondary", fontWeight: 500, fontSize: "0.75rem" } }}>
        <thead><tr><th scope="col">Of</th>{heads.map((head) => <Box component="th" scope="col" key={head} sx={right}>{head}</Box>)}</tr></thead>
        <tbody>
          {rows.map((row) => <tr key={row.key} data-testid="profit"><th scope="row">{row.name}</th><Cells row={row} currency={currency} /></tr>)}
          <Box component="tr" data-testid="profit-total" sx={{ "& > *": { fontWeight: 600 } }}><th scope="row">Together</th><Cells row={totalOf(rows)} currency={currency} /></Box>
        </tbody>
      </Box>
    </Box>
  );
}

/** What was made of it: returns over time and beside others, who earned them, and profit and loss at average cost. */
export function PerformancePage() {
  const { id, currency } = useScope();
  const [chosen, choose] = useParameter("by");
  const [name, by, part] = kinds.find(([one]) => one === chosen) ?? ["asset", "ASSET" as ProfitBy, "byAsset" as ContributionBy];
  const study = useStudy();
  const { data, error, refetch } = useQuery(ProfitTable, { variables: { portfolio: id ?? "", by }, skip: id === null });
  const rows = useMemo(() => {
    if (data === undefined) return undefined;
    const names = new Map([...data.accounts.nodes.map((one) => [one.id, one.name] as const), ...data.assets.nodes.map((one) => [one.id, one.symbol.toUpperCase()] as const), ...data.venues.map((one) => [one.id, one.name] as const)]);
    return profits(data.portfolio?.profitAndLoss.nodes ?? [], (key) => names.get(key) ?? key);
  }, [data]);
  const aside = (
    <>
      <ToggleButtonGroup exclusive size="small" aria-label="Told by" value={name} onChange={(_, next: string | null) => { if (next !== null) choose(next === "asset" ? null : next); }}>
        {kinds.map(([one, , , text]) => <ToggleButton key={one} value={one} sx={{ py: 0, px: 1, textTransform: "none" }}>{text}</ToggleButton>)}
      </ToggleButtonGroup>
      <Button size="small" onClick={() => { downloadCsv(`profit-by-${name}`, ["of", ...heads.map((head) => head.toLowerCase()), "currency"], (rows ?? []).map((row) => [row.name, row.value, row.cost, row.realised, row.unrealised, row.income, row.fees, row.result, currency])); }}>CSV</Button>
    </>
  );
  return (
    <Box sx={{ display: "grid", gap: { xs: 1.5, md: 2 }, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <FlowsPanel key={id} />
      <StudyPanel answer={study} currency={currency} />
      <MonthsPanel key={`months ${id ?? ""}`} />
      <ContributionPanel answer={study} by={part} currency={currency} />
      <ValueChart portfolio={id} currency={currency} />
      <Panel title="Profit and loss, at average cost" aside={aside} flush>
        <Answer data={rows} error={error} onRetry={() => { void refetch(); }} rows={10}>
          {(all) => all.length === 0 ? <Empty>Nothing was traded or held here yet.</Empty> : <Table rows={all} currency={currency} />}
        </Answer>
      </Panel>
    </Box>
  );
}
