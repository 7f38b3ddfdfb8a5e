import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import { useEffect, useRef } from "react";
import { formatCount } from "../../shared/decimal/format";
import { useImport } from "../accounts/useImport";
import { useParameter } from "../../shared/route/route";
import { Answer, Empty } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { useFresh } from "../../shared/graphql/useFresh";
import { AllocationsPanel } from "./AllocationsPanel";
import { BridgePanel } from "./BridgePanel";
import { DisposalsPanel } from "./DisposalsPanel";
import { MethodsPanel } from "./MethodsPanel";
import { PreviewPanel } from "./PreviewPanel";
import { ProblemsPanel } from "./ProblemsPanel";
import { ReportsPanel } from "./ReportsPanel";
import { SensitivePanel } from "./SensitivePanel";
import { TaxEntities, TaxYearDetails, TaxYearFigures, type TaxEntitiesData } from "./tax.generated";
import { TotalsPanel } from "./TotalsPanel";
import { YearBar } from "./YearBar";

const lookAgain = 5_000;
const gap = { xs: 1.5, md: 2 };

export type Entity = TaxEntitiesData["taxEntities"]["nodes"][number];

/** What a legal entity realised for tax in a year, what is still open, and what can be filed. */
export function TaxPage() {
  const { data, error, refetch, startPolling, stopPolling } = useQuery(TaxEntities);
  const importing = useImport();
  // Accounts and years come with their history.
  useEffect(() => {
    if (importing) startPolling(lookAgain);
    return stopPolling;
  }, [importing, startPolling, stopPolling]);
  return (
    <Answer data={data?.taxEntities.nodes} error={error} onRetry={() => void refetch()}>
      {(entities) => (entities.length === 0 ? <Panel title="Tax"><Empty>There is no account yet: taxes come from the ledger of accounts.</Empty></Panel> : <Chosen entities={entities} importing={importing} />)}
    </Answer>
  );
}

function Chosen({ entities, importing }: { readonly entities: readonly Entity[]; readonly importing: boolean }) {
  const [entityId] = useParameter("entity");
  const [yearText] = useParameter("year");
  const [method] = useParameter("method");
  const entity = entities.find((one) => one.id === entityId) ?? entities.find((one) => one.years.length > 0) ?? entities[0];
  if (entity === undefined) return null;
  const year = entity.years.find((one) => String(one) === yearText) ?? entity.years[0];
  return (
    <Box sx={{ display: "grid", gap, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <YearBar entities={entities} entity={entity} year={year} method={method} />
      {year === undefined ? <Panel title="Tax"><Empty>{entity.name} has no transaction yet.</Empty></Panel> : <Year key={`${entity.id} ${String(year)} ${method ?? ""}`} entity={entity} year={year} method={method} importing={importing} />}
    </Box>
  );
}

function Year({ entity, year, method, importing }: { readonly entity: Entity; readonly year: number; readonly method: string | null; readonly importing: boolean }) {
  const variables = { entity: entity.id, year, method };
  const { data, error, refetch, startPolling, stopPolling } = useQuery(TaxYearFigures, { variables, fetchPolicy: useFresh("TaxYearFigures", variables) });
  const more = useQuery(TaxYearDetails, { variables, fetchPolicy: useFresh("TaxYearDetails", variables) });
  const figures = data?.taxYear ?? undefined;
  const details = more.data?.taxYear ?? undefined;
  const growing = importing || figures?.isCurrent === false;
  const grew = useRef(false);
  const { refetch: refetchMore } = more;
  useEffect(() => {
    if (growing) startPolling(lookAgain);
    else if (grew.current) {
      void refetch();
      void refetchMore();
    }
    grew.current = growing;
    return stopPolling;
  }, [growing, startPolling, stopPolling, refetch, refetchMore]);
  return (
    <>
      {growing && <GrowingNote transactions={figures?.transactions} importing={importing} />}
      <Box sx={{ display: "grid", gap, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1fr)" } }}>
        <Box sx={{ minWidth: 0 }}><Answer data={figures} error={error} onRetry={() => void refetch()} rows={8}>{(found) => <TotalsPanel entity={entity} figures={found} />}</Answer></Box>
        <Box sx={{ minWidth: 0 }}><Answer data={details} error={more.error} onRetry={() => void more.refetch()} rows={4}>{(found) => <MethodsPanel entity={entity} details={found} />}</Answer></Box>
      </Box>
      {figures !== undefined && <BridgePanel entity={entity} figures={figures} details={details} />}
      <PreviewPanel entity={entity} />
      <ProblemsPanel entity={entity} />
      {entity.allocationRule !== null && <AllocationsPanel entity={entity} />}
      <ReportsPanel entity={entity} year={year} label={figures?.label ?? String(year)} />
      <DisposalsPanel entity={entity} year={year} method={method} />
      {details !== undefined && <SensitivePanel details={details} />}
    </>
  );
}

/** What the figures do not know yet: they stand on what has come so far, and the newest transactions come first. */
function GrowingNote({ transactions, importing }: { readonly transactions: number | undefined; readonly importing: boolean }) {
  const count = transactions === undefined ? "the transactions" : `${formatCount(transactions)} ${transactions === 1 ? "transaction" : "transactions"}`;
  return (
    <Typography data-testid="growing" sx={{ px: 2, color: "text.secondary" }}>
      {importing ? `History is being imported, the newest first: these figures are of ${count} that came so far, and costs of what was bought earlier may still be missing.` : `More came than these figures have: they are of ${count}, and follow in a moment.`}
    </Typography>
  );
}
