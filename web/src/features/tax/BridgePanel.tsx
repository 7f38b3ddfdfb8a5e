import Typography from "@mui/material/Typography";
import { Panel } from "../../shared/ui/Panel";
import { Amount } from "./Amount";
import { Grid } from "../../shared/ui/Grid";
import type { Figures } from "./TotalsPanel";

/** From what the books of the portfolio realised to what tax realises: every line adds up. */
export function BridgePanel({ figures }: { readonly figures: Figures }) {
  const last = figures.bridge.length - 1;
  return (
    <Panel title="From the books to tax" flush aside={<Typography variant="body2" color="textSecondary">the lines between the two totals sum exactly to their difference · {figures.currency}</Typography>}>
      <Grid
        label="Bridge" rows={figures.bridge} keyOf={(line) => line.code} testId="bridge-line"
        columns={[
          { name: "What", cell: (line) => <span style={{ fontWeight: line === figures.bridge[0] || line === figures.bridge[last] ? 600 : 400 }}>{line.label}</span> },
          { name: "Amount", number: true, cell: (line) => <Amount value={line.amount} gain /> },
        ]}
      />
    </Panel>
  );
}
