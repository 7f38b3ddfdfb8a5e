import { useQuery } from "@apollo/client/react";
import Typography from "@mui/material/Typography";
import { useTime } from "../../shared/settings/time";
import { Grid } from "../../shared/ui/Grid";
import { Panel } from "../../shared/ui/Panel";
import { Answer } from "../../shared/ui/States";
import { useFresh } from "../../shared/graphql/useFresh";
import { Units } from "./Amount";
import { assetName } from "./format";
import { TaxAllocations, type TaxAllocationsData } from "./tax.generated";
import type { Entity } from "./TaxPage";

type Record = TaxAllocationsData["taxEntities"]["nodes"][number]["allocations"]["nodes"][number];

/** How lots came to wallets: the dated record that a change of scope asks for. */
export function AllocationsPanel({ entity }: { readonly entity: Entity }) {
  const time = useTime();
  const { data, error, refetch } = useQuery(TaxAllocations, { variables: { entity: entity.id }, fetchPolicy: useFresh("TaxAllocations", { entity: entity.id }) });
  const records = data?.taxEntities.nodes.find((one) => one.id === entity.id)?.allocations.nodes;
  return (
    <Panel title="Lots to wallets" flush>
      <Answer data={records} error={error} onRetry={() => void refetch()} rows={2}>
        {(rows) => (rows.length === 0 ? <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>Nothing was held at the change.</Typography> : (
          <Grid<Record>
            label="Lots to wallets" rows={rows} keyOf={(one) => one.assetId} testId="allocation"
            columns={[
              { name: "Asset", cell: (one) => assetName(one.assetId) },
              { name: "Units", number: true, cell: (one) => <Units value={one.units} /> },
              { name: "By wallet from", cell: (one) => time.day(one.from) },
              { name: "Rule", cell: (one) => one.rule },
              { name: "Decided", cell: (one) => `${time.day(one.decidedAt)}, ${one.decidedBy}` },
            ]}
          />
        ))}
      </Answer>
    </Panel>
  );
}
