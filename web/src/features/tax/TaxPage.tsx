import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import { useParameter } from "../../shared/route/route";
import { Answer, Empty } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { BridgePanel } from "./BridgePanel";
import { DisposalsPanel } from "./DisposalsPanel";
import { MethodsPanel } from "./MethodsPanel";
import { PreviewPanel } from "./PreviewPanel";
import { ProblemsPanel } from "./ProblemsPanel";
import { ReportsPanel } from "./ReportsPanel";
import { SensitivePanel } from "./SensitivePanel";
import { TaxEntities, TaxYearFigures, type TaxEntitiesData } from "./tax.generated";
import { TotalsPanel } from "./TotalsPanel";
import { YearBar } from "./YearBar";

const gap = { xs: 1.5, md: 2 };

export type Entity = TaxEntitiesData["taxEntities"]["nodes"][number];

/** What a legal entity realised for tax in a year, what is still open, and what can be filed. */
export function TaxPage() {
  const { data, error, refetch } = useQuery(TaxEntities);
  return (
    <Answer data={data?.taxEntities.nodes} error={error} onRetry={() => void refetch()}>
      {(entities) => (entities.length === 0 ? <Panel title="Tax"><Empty>There is no account yet: taxes come from the ledger of accounts.</Empty></Panel> : <Chosen entities={entities} />)}
    </Answer>
  );
}

function Chosen({ entities }: { readonly entities: readonly Entity[] }) {
  const [entityId] = useParameter("entity");
  const [yearText] = useParameter("year");
  const [method] = useParameter("method");
  const entity = entities.find((one) => one.id === entityId) ?? entities.find((one) => one.years.length > 0) ?? entities[0];
  if (entity === undefined) return null;
  const year = entity.years.find((one) => String(one) === yearText) ?? entity.years[0];
  return (
    <Box sx={{ display: "grid", gap, gridTemplateColumns: "minmax(0, 1fr)" }}>
      <YearBar entities={entities} entity={entity} year={year} method={method} />
      {year === undefined ? <Panel title="Tax"><Empty>{entity.name} has no transaction yet.</Empty></Panel> : <Year key={`${entity.id} ${String(year)} ${method ?? ""}`} entity={entity} year={year} method={method} />}
    </Box>
  );
}

function Year({ entity, year, method }: { readonly entity: Entity; readonly year: number; readonly method: string | null }) {
  const { data, error, refetch } = useQuery(TaxYearFigures, { variables: { entity: entity.id, year, method }, fetchPolicy: "cache-and-network" });
  const figures = data?.taxYear;
  return (
    <>
      <Answer data={figures ?? undefined} error={error} onRetry={() => void refetch()} rows={8}>
        {(found) => (
          <>
            <Box sx={{ display: "grid", gap, alignItems: "start", gridTemplateColumns: { xs: "minmax(0, 1fr)", lg: "minmax(0, 1fr) minmax(0, 1fr)" } }}>
              <TotalsPanel entity={entity} figures={found} />
              <MethodsPanel entity={entity} figures={found} />
            </Box>
            <BridgePanel entity={entity} figures={found} />
          </>
        )}
      </Answer>
      <PreviewPanel entity={entity} />
      <ProblemsPanel entity={entity} />
      <ReportsPanel entity={entity} year={year} label={figures?.label ?? String(year)} />
      <DisposalsPanel entity={entity} year={year} method={method} />
      {figures !== null && figures !== undefined && <SensitivePanel figures={figures} />}
    </>
  );
}
