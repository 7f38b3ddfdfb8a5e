import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";
import type { Decimal } from "../../shared/decimal/decimal";
import { formatCount } from "../../shared/decimal/format";
import { Panel } from "../../shared/ui/Panel";
import { Amount } from "./Amount";
import { Grid } from "../../shared/ui/Grid";
import { ClosedNote } from "./ClosedNote";
import type { TaxYearDetailsData, TaxYearFiguresData } from "./tax.generated";
import type { Entity } from "./TaxPage";

export type Figures = NonNullable<TaxYearFiguresData["taxYear"]>;

export type Details = NonNullable<TaxYearDetailsData["taxYear"]>;

function Figure({ name, value, gain = false }: { readonly name: string; readonly value: Decimal; readonly gain?: boolean }) {
  return (
    <Box>
      <Typography variant="caption" color="textSecondary" component="p">{name}</Typography>
      <Typography component="p" sx={{ fontWeight: 600, fontVariantNumeric: "tabular-nums" }} data-testid={`total-${name}`}><Amount value={value} gain={gain} /></Typography>
    </Box>
  );
}

/** The year's sums, and the lines of its return. */
export function TotalsPanel({ entity, figures }: { readonly entity: Entity; readonly figures: Figures }) {
  const { totals } = figures;
  return (
    <Panel title={`Year ${figures.label}`} flush aside={<Typography variant="body2" color="textSecondary">{formatCount(totals.rows)} rows · {figures.currency}</Typography>}>
      {figures.closed !== null && <ClosedNote entity={entity} closed={figures.closed} />}
      <Box sx={{ display: "grid", gap: 1.5, gridTemplateColumns: "repeat(auto-fill, minmax(120px, 1fr))", px: 2, pb: 1.5 }}>
        <Figure name="Gain" value={totals.gain} gain />
        <Figure name="Short-term" value={totals.shortTerm} gain />
        <Figure name="Long-term" value={totals.longTerm} gain />
        <Figure name="On unknown basis" value={totals.unknownBasis} gain />
        <Figure name="Income" value={totals.income} gain />
        <Figure name="Positions" value={totals.positions} gain />
        <Figure name="Proceeds" value={totals.proceeds} />
        <Figure name="Basis" value={totals.basis} />
      </Box>
      <Grid
        label="Lines of the return" rows={figures.lines} keyOf={(line) => line.code} testId="return-line"
        columns={[{ name: "Line", cell: (line) => line.code }, { name: "What", cell: (line) => line.label }, { name: "Amount", number: true, cell: (line) => <Amount value={line.amount} /> }]}
      />
    </Panel>
  );
}
