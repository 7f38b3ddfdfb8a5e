import { useMutation } from "@apollo/client/react";
import Button from "@mui/material/Button";
import Typography from "@mui/material/Typography";
import { newKey } from "../../shared/graphql/key";
import { refusalOf } from "../../shared/graphql/problem";
import { Panel } from "../../shared/ui/Panel";
import { Amount } from "./Amount";
import { methodName } from "./format";
import { Grid } from "../../shared/ui/Grid";
import { settingsOf } from "./settings";
import { SetTaxSettings, TaxEntities, TaxYearDetails, TaxYearFigures } from "./tax.generated";
import type { Entity } from "./TaxPage";
import type { Details } from "./TotalsPanel";

/** The same year by every method the law permits, side by side. */
export function MethodsPanel({ entity, details }: { readonly entity: Entity; readonly details: Details }) {
  const [set, { loading, data, error }] = useMutation(SetTaxSettings, { refetchQueries: [TaxEntities, TaxYearFigures, TaxYearDetails] });
  const use = (method: string) => {
    void set({ variables: { input: { ...settingsOf(entity), idempotencyKey: newKey(), method } } });
  };
  const problem = error?.message ?? refusalOf(data?.setTaxSettings.errors);
  return (
    <Panel title="Methods side by side" flush aside={<Typography variant="body2" color="textSecondary">{details.currency}</Typography>}>
      <Grid
        label="Methods" rows={details.methods} keyOf={(one) => one.method} testId="method"
        columns={[
          { name: "Method", cell: (one) => <span style={{ fontWeight: one.method === entity.method ? 600 : 400 }}>{methodName(one.method)}</span> },
          { name: "Gain", number: true, cell: (one) => <Amount value={one.totals.gain} gain /> },
          { name: "Short-term", number: true, cell: (one) => <Amount value={one.totals.shortTerm} gain /> },
          { name: "Long-term", number: true, cell: (one) => <Amount value={one.totals.longTerm} gain /> },
          { name: "Use", cell: (one) => (one.method === entity.method ? "as set" : <Button size="small" disabled={loading} onClick={() => { use(one.method); }} sx={{ py: 0, minWidth: 0 }}>Use</Button>) },
        ]}
      />
      {problem !== undefined && <Typography variant="body2" role="alert" sx={{ px: 2, py: 1, color: "warn" }}>{problem}</Typography>}
    </Panel>
  );
}
