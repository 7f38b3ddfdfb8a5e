import { useMutation, useQuery } from "@apollo/client/react";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import { newKey } from "../../shared/graphql/key";
import { setParameters } from "../../shared/route/route";
import { jurisdictionName } from "./format";
import { SetTaxSettings, TaxDisposals, TaxEntities, TaxJurisdictions, TaxProblems, TaxYearDetails, TaxYearFigures } from "./tax.generated";
import type { Entity } from "./TaxPage";

const refetchQueries = [TaxEntities, TaxYearDetails, TaxYearFigures, TaxDisposals, TaxProblems];

/** By which law the entity is taxed; another one starts from its own currency, method and scope. */
export function LawField({ entity }: { readonly entity: Entity }) {
  const { data } = useQuery(TaxJurisdictions);
  const [set, { loading, data: answer, error }] = useMutation(SetTaxSettings, { refetchQueries });
  const problem = error?.message ?? answer?.setTaxSettings.errors[0]?.message;
  const laws = data?.taxJurisdictions ?? [{ name: entity.jurisdiction, currency: entity.currency, method: entity.method, scope: entity.scope }];
  const choose = (name: string) => {
    const law = laws.find((one) => one.name === name);
    if (law === undefined || name === entity.jurisdiction) return;
    setParameters({ method: null });
    void set({ variables: { input: { idempotencyKey: newKey(), entityId: entity.id, jurisdiction: law.name, currency: law.currency, method: law.method, scope: law.scope } } });
  };
  return (
    <TextField select size="small" label="Jurisdiction" value={entity.jurisdiction} disabled={loading} error={problem !== undefined} helperText={problem} onChange={(event) => { choose(event.target.value); }} sx={{ minWidth: 160 }}>
      {laws.map((one) => <MenuItem key={one.name} value={one.name}>{jurisdictionName(one.name)}</MenuItem>)}
    </TextField>
  );
}
