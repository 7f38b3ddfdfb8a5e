import { useQuery } from "@apollo/client/react";
import Box from "@mui/material/Box";
import TextField from "@mui/material/TextField";
import Typography from "@mui/material/Typography";
import { useDraft } from "../../shared/session/drafts";
import { Answer } from "../../shared/ui/States";
import { Panel } from "../../shared/ui/Panel";
import { useFresh } from "../../shared/graphql/useFresh";
import { Amount } from "./Amount";
import { Grid } from "../../shared/ui/Grid";
import { TaxBridge } from "./tax.generated";
import type { Entity } from "./TaxPage";
import type { Details, Figures } from "./TotalsPanel";

function Day({ label, value, onChange }: { readonly label: string; readonly value: string; readonly onChange: (day: string) => void }) {
  return <TextField label={label} type="date" size="small" value={value} onChange={(event) => { onChange(event.target.value); }} slotProps={{ inputLabel: { shrink: true } }} />;
}

/** From what the books of the portfolio realised to what tax realises, over the tax year or any other days: every line adds up. */
export function BridgePanel({ entity, figures, details }: { readonly entity: Entity; readonly figures: Figures; readonly details: Details | undefined }) {
  const [from, setFrom] = useDraft(`bridge from ${entity.id} ${figures.from}`, figures.from);
  const [to, setTo] = useDraft(`bridge to ${entity.id} ${figures.to}`, figures.to);
  const isYear = from === figures.from && to === figures.to;
  const isPeriod = from !== "" && to !== "" && from <= to;
  const { data, error, refetch } = useQuery(TaxBridge, { variables: { entity: entity.id, from, to }, skip: isYear || !isPeriod, fetchPolicy: useFresh("TaxBridge", { entity: entity.id, from, to }) });
  const lines = isYear ? details?.bridge : data?.taxBridge;
  return (
    <Panel
      title="From the books to tax" flush
      aside={
        <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1 }}>
          <Typography variant="body2" color="textSecondary">the lines between the two totals sum exactly to their difference · {figures.currency}</Typography>
          <Day label="From" value={from} onChange={setFrom} />
          <Day label="To" value={to} onChange={setTo} />
        </Box>
      }
    >
      {!isPeriod && <Typography color="textSecondary" sx={{ px: 2, pb: 1.5 }}>Choose two days, the earlier first.</Typography>}
      {isPeriod && (
        <Answer data={lines ?? undefined} error={isYear ? undefined : error} onRetry={() => void refetch()} rows={6}>
          {(rows) => (
            <Grid
              label="Bridge" rows={rows} keyOf={(line) => line.code} testId="bridge-line"
              columns={[
                { name: "What", cell: (line) => <span style={{ fontWeight: line === rows[0] || line === rows.at(-1) ? 600 : 400 }}>{line.label}</span> },
                { name: "Amount", number: true, cell: (line) => <Amount value={line.amount} gain /> },
              ]}
            />
          )}
        </Answer>
      )}
    </Panel>
  );
}
